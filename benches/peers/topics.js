// Topics in Shilu's own page: the dictionary made ready, words cut beside the browser's own segmenter, and choices pressed
// while a whole corpus is open. `cargo xtask bench words` runs it.
const until = async (isSo) => {
  const began = performance.now();
  while (!isSo()) {
    if (performance.now() - began > 120_000) throw new Error(`never came: ${isSo}`);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
};
const $ = (css) => document.querySelector(css);

// What requests are called in a message: its first byte (src/protocol/wire.rs).
const [FILTER, WORDS, KEYWORDS] = [10, 12, 13];

// The worker's answers, which come in the order of the questions: what was asked, and how many milliseconds it took.
const answers = [];
const waiting = [];
const post = Worker.prototype.postMessage;
Worker.prototype.postMessage = function (...what) {
  const [message] = Array.isArray(what[0]) ? what[0] : [];
  if (message instanceof Uint8Array) {
    if (!waiting.length) waiting.idle = performance.now();
    waiting.push([message[0], performance.now()]);
  }
  if (!this.isWatched) {
    this.addEventListener("message", ({ data }) => {
      if (data === true) return;
      const [kind, asked] = waiting.shift();
      const now = performance.now();
      // The worker begins with a question when it has answered the one before.
      answers.push([kind, now - Math.max(asked, waiting.idle)]);
      waiting.idle = now;
    });
  }
  this.isWatched = true;
  return post.apply(this, what);
};
const took = (kind) => answers.findLast(([one]) => one === kind)?.[1];

const drop = async (texts) => {
  const data = new DataTransfer();
  texts.forEach((text, n) => data.items.add(new File([text], `${n}.txt`, { type: "text/plain" })));
  $("#article").dispatchEvent(new DragEvent("drop", { dataTransfer: data, bubbles: true, cancelable: true }));
  await until(() => !$("#progress").hidden);
  await until(() => $("#progress").hidden);
};

// Presses a choice; returns the milliseconds of the engine, and those until the page was painted after its last change.
const press = async (button) => {
  let changed = 0;
  const observer = new MutationObserver(() => (changed = performance.now()));
  observer.observe(document.body, { subtree: true, childList: true, characterData: true, attributes: true });
  const before = answers.length;
  const began = performance.now();
  button.click();
  await until(() => answers.slice(before).some(([kind]) => kind === FILTER) && changed);
  await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
  observer.disconnect();
  return { engine: took(FILTER), drawn: changed - began };
};

self.measureTopics = async () => {
  await until(() => document.documentElement.dataset.app === "ready");
  await until(() => took(WORDS) !== undefined && took(KEYWORDS) !== undefined);
  const ready = took(WORDS);
  const texts = await (await fetch("peers/texts.json")).json();
  // One long text: its keywords are counted as soon as it stands there.
  const long = texts.slice(0, 200).join("\n\n");
  answers.length = 0;
  await drop([long]);
  await until(() => took(KEYWORDS) !== undefined);
  const keywords = took(KEYWORDS);
  const segmenter = new Intl.Segmenter("zh", { granularity: "word" });
  let words = 0;
  const began = performance.now();
  for (const line of long.split("\n")) for (const _ of segmenter.segment(line)) words += 1;
  const segmented = performance.now() - began;
  const megabytes = new TextEncoder().encode(long).length / 1e6;
  await drop(texts);
  answers.length = 0;
  $("#facets-everywhere").click();
  await until(() => took(FILTER) !== undefined);
  const first = took(FILTER);
  await until(() => $("#facets-everywhere").ariaPressed === "true");
  const presses = [];
  for (let turn = 0; turn < 12; turn += 1) {
    const buttons = [...document.querySelectorAll("#facets .facet[data-group=theme] li button, #facets .facet[data-group=place] li button")];
    presses.push(await press(buttons[(turn >> 1) % buttons.length]));
  }
  return { ready, keywords, segmented, words, megabytes, first, presses };
};

// Without a worker, the engine is in the page: the longest task after the dictionary has come is the one that makes it ready.
self.measureReady = async () => {
  const tasks = [];
  new PerformanceObserver((list) => tasks.push(...list.getEntries())).observe({ type: "longtask", buffered: true });
  await until(() => performance.getEntriesByType("resource").some(({ name, responseEnd }) => /words/.test(name) && responseEnd));
  const [{ responseEnd }] = performance.getEntriesByType("resource").filter(({ name }) => /words/.test(name));
  await until(() => $("#keywords"));
  await new Promise((resolve) => setTimeout(resolve, 1000));
  return Math.max(0, ...tasks.filter(({ startTime, duration }) => startTime + duration > responseEnd).map(({ duration }) => duration));
};
