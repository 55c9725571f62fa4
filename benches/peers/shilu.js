// Shilu's own page, as a reader uses it: all texts dropped at once, then one query after the other typed into the field.
const until = async (isSo) => {
  const began = performance.now();
  while (!isSo()) {
    if (performance.now() - began > 60_000) throw new Error(`never came: ${isSo}`);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
};
const $ = (css) => document.querySelector(css);

// The engine's answers, seen from the page: when each was asked for and when it came.
const engine = { asked: 0, answered: 0 };
const post = Worker.prototype.postMessage;
Worker.prototype.postMessage = function (...what) {
  if (!this.isWatched) this.addEventListener("message", () => (engine.answered = performance.now()));
  this.isWatched = true;
  engine.asked = performance.now();
  return post.apply(this, what);
};

// Types a query; returns the milliseconds the engine took and those until the last change of the page.
const type = async (query) => {
  const field = $("#q");
  let changed = 0;
  const observer = new MutationObserver(() => (changed = performance.now()));
  observer.observe(document.body, { subtree: true, childList: true, characterData: true, attributes: true });
  field.value = query;
  const began = performance.now();
  field.dispatchEvent(new InputEvent("input", { bubbles: true }));
  await until(() => engine.answered > began && engine.asked > began && engine.asked < engine.answered);
  await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
  observer.disconnect();
  const count = Number($("#counted").textContent.replace(/[,\s]/g, "").match(/\d+/g)?.at(-1));
  return { engine: engine.answered - engine.asked, drawn: changed - began, count };
};

// Returns the bytes that WebAssembly holds in the page and in its worker.
const webAssembly = async () => {
  const channel = new BroadcastChannel("memory");
  const held = [];
  channel.onmessage = ({ data }) => data === "?" || held.push(data);
  channel.postMessage("?");
  await until(() => held.length === 2);
  return held[0] + held[1];
};

self.measure = async (queries) => {
  await until(() => document.documentElement.dataset.app === "ready");
  let texts = await (await fetch("peers/texts.json")).json();
  const data = new DataTransfer();
  texts.forEach((text, n) => data.items.add(new File([text], `${n}.txt`, { type: "text/plain" })));
  texts = undefined;
  const began = performance.now();
  $("#article").dispatchEvent(new DragEvent("drop", { dataTransfer: data, bubbles: true, cancelable: true }));
  await until(() => !$("#progress").hidden);
  await until(() => $("#progress").hidden);
  const ready = performance.now() - began;
  // The last of the choices of where to look is: everywhere.
  const everywhere = () => $(".scopes .scope:nth-child(2) button:last-child");
  await type("中国");
  await until(everywhere);
  everywhere().click();
  await until(() => everywhere()?.ariaPressed === "true");
  const place = everywhere().textContent;
  for (const query of queries.slice(0, 10)) await type(query);
  const asked = [];
  for (const query of queries) asked.push(await type(query));
  const { bytes } = await performance.measureUserAgentSpecificMemory();
  return { ready, asked, memory: bytes + (await webAssembly()), place };
};
