// Topics in Shilu's own page: the dictionary made ready, words cut beside the browser's own segmenter, and choices pressed
// while a whole corpus is open. `cargo xtask bench topics` runs it, after watch.js.
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
  await until(() => $("#facets-everywhere").ariaPressed === "true");
  // The one that looks at all of them takes longest; another may have been under way.
  const first = Math.max(...answers.filter(([kind]) => kind === FILTER).map(([, time]) => time));
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
