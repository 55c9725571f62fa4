// Indexes paragraphs by Pagefind, each as a page: node pagefind.mjs PACKAGE PARAGRAPHS.json FOLDER
import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";

const [, , folder, paragraphs, outputPath] = process.argv;
const { createIndex, close } = await import(pathToFileURL(`${folder}/lib/index.js`));
const { index, errors } = await createIndex({ forceLanguage: "zh" });
if (!index) throw new Error(errors.join());
const texts = JSON.parse(readFileSync(paragraphs, "utf8"));
// So many at once: its program answers in order.
const AT_ONCE = 500;
for (let at = 0; at < texts.length; at += AT_ONCE) {
  const some = texts.slice(at, at + AT_ONCE);
  const done = await Promise.all(
    some.map((content, n) => index.addCustomRecord({ url: `/${at + n}`, content, language: "zh" })),
  );
  const failed = done.find(({ errors }) => errors.length);
  if (failed) throw new Error(failed.errors.join());
}
const written = await index.writeFiles({ outputPath });
if (written.errors.length) throw new Error(written.errors.join());
await close();
