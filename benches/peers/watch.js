// What the other scripts stand on: waiting, the worker's answers with their times, and opening many texts.
const until = async (isSo) => {
  const began = performance.now();
  while (!isSo()) {
    if (performance.now() - began > 120_000) throw new Error(`never came: ${isSo}`);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
};
const $ = (css) => document.querySelector(css);

// What requests are called in a message: its first byte (src/protocol/wire.rs).
const [READ, FILTER, WORDS, KEYWORDS, QUOTES] = [0, 10, 12, 13, 20];

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
  const before = answers.filter(([kind]) => kind === READ).length;
  const data = new DataTransfer();
  texts.forEach((text, n) => data.items.add(new File([text], `${n}.txt`, { type: "text/plain" })));
  $("#article").dispatchEvent(new DragEvent("drop", { dataTransfer: data, bubbles: true, cancelable: true }));
  await until(() => answers.filter(([kind]) => kind === READ).length >= before + texts.length);
  await until(() => $("#progress").hidden);
};
