// The peers, each as its makers show it for Chinese, over the same folded paragraphs. `cargo xtask bench search` runs them.
import { create, insertMultiple, search } from "@orama/orama";
import { createTokenizer } from "@orama/tokenizers/mandarin";
import UFuzzy from "@leeoniya/ufuzzy";
import FlexSearch from "flexsearch";
import MiniSearch from "minisearch";

// Nobody is to be cut short: all hits are wanted.
const ALL = 1_000_000;

// Each builds what it needs of the paragraphs and returns the search: from a query to the numbers of paragraphs.
const peers = {
  includes(paragraphs) {
    return (query) => paragraphs.flatMap((paragraph, n) => (paragraph.includes(query) ? [n] : []));
  },
  minisearch(paragraphs) {
    const segmenter = new Intl.Segmenter("zh", { granularity: "word" });
    const tokenize = (text) => Array.from(segmenter.segment(text)).flatMap((word) => (word.isWordLike ? [word.segment] : []));
    const index = new MiniSearch({ fields: ["text"], tokenize, searchOptions: { combineWith: "AND" } });
    index.addAll(paragraphs.map((text, id) => ({ id, text })));
    return (query) => index.search(query).map((hit) => hit.id);
  },
  flexsearch(paragraphs) {
    const index = new FlexSearch.Index({ tokenize: "forward", encoder: FlexSearch.Charset.CJK });
    paragraphs.forEach((text, n) => index.add(n, text));
    return (query) => index.search(query, { limit: ALL });
  },
  async orama(paragraphs) {
    const db = create({ schema: { text: "string" }, components: { tokenizer: createTokenizer() } });
    await insertMultiple(db, paragraphs.map((text, n) => ({ id: String(n), text })), 5000);
    return async (query) => (await search(db, { term: query, limit: ALL, threshold: 0 })).hits.map((hit) => Number(hit.id));
  },
  ufuzzy(paragraphs) {
    const finder = new UFuzzy({ unicode: true, interSplit: "[^\\p{L}\\d']+", intraChars: "[\\p{L}\\d']" });
    return (query) => finder.filter(paragraphs, query) ?? [];
  },
  // The index was made beforehand; what is measured is the search, not the fetching of what was found.
  async pagefind() {
    const pagefind = await import(new URL("pagefind/pagefind.js", location).href);
    await pagefind.init();
    const numbers = await (await fetch("pagefind/numbers.json")).json();
    return async (query) => (await pagefind.search(query)).results.map(({ id }) => numbers[id]);
  },
};

// Measures one: milliseconds until it can be asked, bytes, milliseconds a query, recall and precision (means of the queries).
self.measure = async (name, queries) => {
  const paragraphs = await (await fetch("paragraphs.json")).json();
  const began = performance.now();
  const find = await peers[name](paragraphs);
  const ready = performance.now() - began;
  for (const query of queries.slice(0, 10)) await find(query);
  const times = [];
  let [recall, precision] = [0, 0];
  for (const query of queries) {
    const asked = performance.now();
    const found = await find(query);
    times.push(performance.now() - asked);
    const wanted = new Set(peers.includes(paragraphs)(query));
    const right = found.filter((n) => wanted.has(n)).length;
    recall += right / wanted.size / queries.length;
    // Who finds nothing says nothing wrong.
    precision += (found.length ? right / found.length : 1) / queries.length;
  }
  const memory = (await performance.measureUserAgentSpecificMemory()).bytes;
  // The index must live until it has been measured.
  self.find = find;
  return { ready, times, recall, precision, memory };
};
