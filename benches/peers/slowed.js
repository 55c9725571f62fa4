// Shilu's own page without a worker, as a reader uses it: a corpus dropped, then queries typed, choices pressed or posts
// checked. Times are those of the page alone: from an event until its last change of the document.
const until = async (isSo) => {
  const began = performance.now();
  while (!isSo()) {
    if (performance.now() - began > 180_000) throw new Error(`never came: ${isSo}`);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
};
const $ = (css) => document.querySelector(css);

// So long must nothing change for it to be the end, in milliseconds.
const QUIET = 700;

const tasks = [];
new PerformanceObserver((list) => tasks.push(...list.getEntries())).observe({ type: "longtask", buffered: true });

// Does something; returns the milliseconds until the last change that it caused, and the longest task in between.
const settle = async (act, isDone = () => true) => {
  let changed = 0;
  const observer = new MutationObserver(() => (changed = performance.now()));
  observer.observe(document.body, { subtree: true, childList: true, characterData: true, attributes: true });
  const began = performance.now();
  act();
  await until(() => changed > began && isDone() && performance.now() - changed > QUIET);
  observer.disconnect();
  const meanwhile = tasks.filter(({ startTime }) => startTime >= began - 5 && startTime <= changed);
  return { drawn: changed - began, longest: Math.max(0, ...meanwhile.map(({ duration }) => duration)) };
};

const type = (query) =>
  settle(() => {
    $("#q").value = query;
    $("#q").dispatchEvent(new InputEvent("input", { bubbles: true }));
  });

const parts = {
  async search(queries) {
    const everywhere = () => $(".scopes .scope:nth-child(2) button:last-child");
    await type("中国");
    await until(everywhere);
    await settle(() => everywhere().click());
    const done = [];
    for (const query of queries) done.push(await type(query));
    return done;
  },
  async topics() {
    const done = [await settle(() => $("#facets-everywhere").click())];
    for (let turn = 0; turn < 12; turn += 1) {
      const buttons = document.querySelectorAll("#facets .facet[data-group=theme] li button, #facets .facet[data-group=place] li button");
      done.push(await settle(() => buttons[(turn >> 1) % buttons.length].click()));
    }
    return done;
  },
  async check(_, texts) {
    const post = texts.flatMap((text, n) => (n % 37 ? [] : (text.match(/[^\n。]{18,60}。/g) ?? []).slice(3, 5))).join("");
    const altered = post.replaceAll(/(.{9})./g, "$1某");
    $("#quotes").click();
    $("#open-check").click();
    const done = [];
    for (const one of [post, post, altered]) {
      $("#pasted").value = one.slice(0, 2000);
      $("#checking .scope button:last-child").click();
      done.push(await settle(() => $("#check").click(), () => document.querySelector("#passages > li")));
    }
    return done;
  },
};

self.measureSlowed = async (part, queries) => {
  await until(() => document.documentElement.dataset.app === "ready");
  const texts = await (await fetch("peers/texts.json")).json();
  const data = new DataTransfer();
  texts.forEach((text, n) => data.items.add(new File([text], `${n}.txt`, { type: "text/plain" })));
  const began = performance.now();
  $("#article").dispatchEvent(new DragEvent("drop", { dataTransfer: data, bubbles: true, cancelable: true }));
  await until(() => !$("#progress").hidden);
  await until(() => $("#progress").hidden);
  const ready = performance.now() - began;
  return { ready, done: await parts[part](queries, texts) };
};
