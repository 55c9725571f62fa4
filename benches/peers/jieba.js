// jieba in a page by the package that others take: words cut as Shilu cuts them, without the hidden Markov model.
import init, { cut } from "jieba-wasm";

self.measureJieba = async () => {
  await init({ module_or_path: fetch("jieba.wasm") });
  const texts = await (await fetch("texts.json")).json();
  // The same text as in topics.js.
  const long = texts.slice(0, 200).join("\n\n");
  cut("中国", false);
  let words = 0;
  const began = performance.now();
  for (const line of long.split("\n")) words += cut(line, false).length;
  return { took: performance.now() - began, words };
};
