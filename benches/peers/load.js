// A page as it loads, watched from before its first byte: when it paints, when its search takes a key, which tasks are long.
const tasks = [];
new PerformanceObserver((list) => {
  for (const { startTime, duration } of list.getEntries()) tasks.push([startTime, duration]);
}).observe({ type: "longtask", buffered: true });

// The field of each page that searches, whether it takes a key, and where its answer stands.
const pages = {
  shilu: {
    takes: () => document.documentElement?.dataset.app === "ready",
    field: "#q",
    answer: () => document.querySelector("#counted")?.textContent,
  },
  pagefind: {
    takes: () => document.querySelector(".pagefind-ui__search-input"),
    field: ".pagefind-ui__search-input",
    answer: () => document.querySelector(".pagefind-ui__result"),
  },
};
const kind = /kind=(\w+)/.exec(location.search)?.[1];
const page = pages[kind];
let takes;
const look = () => {
  if (takes === undefined && page?.takes()) takes = performance.now();
};
new MutationObserver(look).observe(document, { subtree: true, childList: true, attributes: true });

const pause = (time) => new Promise((resolve) => setTimeout(resolve, time));
const until = async (isSo) => {
  const began = performance.now();
  while (!isSo()) {
    if (performance.now() - began > 60_000) throw new Error(`never came: ${isSo}`);
    await pause(5);
  }
};

// Returns milliseconds since the page was asked for: the first contentful paint and the moment from which it is interactive
// (it is painted, and the search takes a key; a page without one is parsed), the tasks, and what came.
self.measureLoad = async () => {
  const paint = () => performance.getEntriesByName("first-contentful-paint")[0]?.startTime;
  await until(paint);
  if (page) await until(() => takes);
  const { domInteractive } = performance.getEntriesByType("navigation")[0];
  const interactive = Math.max(paint(), page ? takes : domInteractive);
  // What comes in the second after it counts, too.
  await until(() => performance.now() > interactive + 1200);
  const came = [...performance.getEntriesByType("navigation"), ...performance.getEntriesByType("resource")];
  const bytes = came.reduce((sum, { transferSize }) => sum + transferSize, 0);
  const answered = page ? await ask(page) : null;
  return { paint: paint(), interactive, tasks, bytes, answered };
};

// Types a word that the conference has; returns the milliseconds until an answer stands there.
const ask = async ({ field, answer }) => {
  const input = document.querySelector(field);
  const began = performance.now();
  input.value = "中国";
  input.dispatchEvent(new InputEvent("input", { bubbles: true }));
  await until(answer);
  return performance.now() - began;
};
