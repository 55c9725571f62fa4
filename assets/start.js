// Starts the WebAssembly. The text stands without it: if it fails, a message says so. Then keeps a copy for the time
// without a network (sw.js). It may meet the index.html of an earlier build: what it looks for there may be missing.
const root = document.documentElement;
const { glue, wasm } = document.querySelector("script[data-glue]").dataset;
const here = new URL(".", location).href;

// What a browser lacks, or forbids in a frame, nobody misses.
let copies;
try { copies = navigator.serviceWorker; } catch {}
const registered = () => copies?.getRegistration().catch(() => {});

// A newer version that waits takes over when the reader reloads by a button.
const reload = async () => {
  const waiting = (await registered())?.waiting;
  if (!waiting) return location.reload();
  waiting.onstatechange = () => /activated|redundant/.test(waiting.state) && location.reload();
  waiting.postMessage("take over");
};
for (const button of document.querySelectorAll("#failure button, #update button")) button.onclick = reload;

// What another program has shared: taken once. An address goes the way of any other, and is asked about.
let handed = [];
if (location.search === "?shared") {
  let source = "";
  try {
    const cacheName = `shilu ${here} shared`;
    const form = await (await caches.match(`${here}?shared`, { cacheName }))?.formData();
    await caches.delete(cacheName);
    const [title, text, url] = ["title", "text", "url"].map((name) => form?.get(name)?.trim() ?? "");
    const address = (words) => /^.*?(https?:\/\/\S+)$/.exec(words)?.[1];
    handed = form?.getAll("files").filter((file) => file.size) ?? [];
    if (handed.length === 0 && text && !address(text)) handed = [new File([text], `${title || "text"}.txt`)];
    const named = handed.length ? "" : address(url) ?? address(text);
    if (named) source = `?src=${encodeURIComponent(named)}`;
  } catch {}
  history.replaceState(null, "", location.pathname + source + location.hash);
}
// They come in as if they had been dropped, when the program listens: all its parts stand then.
const ready = new Promise((done) => {
  const look = () => root.dataset.app && done();
  new MutationObserver(look).observe(root, { attributeFilter: ["data-app"] });
  look();
});
const open = async (files) => {
  await ready;
  const dataTransfer = new DataTransfer();
  for (const file of files) dataTransfer.items.add(file);
  dispatchEvent(Object.assign(new Event("drop"), { dataTransfer }));
};

const offer = () => {
  const message = document.querySelector("#update > p");
  if (message) message.hidden = false;
};
const install = async () => {
  const registration = await copies.register("sw.js", { updateViaCache: "none" });
  const look = () => registration.waiting && registration.active && copies.controller && offer();
  const watch = () => registration.installing?.addEventListener("statechange", look);
  registration.onupdatefound = watch;
  watch();
  look();
  // Another window has let the newer version take over.
  copies.oncontrollerchange = offer;
  let asked = Date.now();
  document.addEventListener("visibilitychange", () => {
    if (document.hidden || Date.now() - asked < 3_600_000) return;
    asked = Date.now();
    registration.update().catch(() => {});
  });
};

// The text comes first: what the program needs is asked for when it has been painted, and takes nothing from it on a slow
// network. A page that nobody looks at is not painted.
const painted = document.hidden ? null : new Promise((done) => {
  requestAnimationFrame(() => setTimeout(done));
  setTimeout(done, 300);
});

// A host that does not know the type of wasm is asked again: the bytes are the same.
const load = () => fetch(new URL(wasm, document.baseURI));
const compile = async () => WebAssembly.compile(await (await load()).arrayBuffer());
// Files without a hash in their name are asked for with the program's name: an installed copy gives it its own.
const mine = encodeURIComponent(glue);

try {
  await painted;
  const [program, module] = await Promise.all([
    import(new URL(glue, document.baseURI)),
    WebAssembly.compileStreaming(load()).catch(compile),
  ]);
  // The same program in a worker, compiled once.
  self.shiluWorker = () => {
    const worker = new Worker(`worker.js?${mine}`, { type: "module" });
    worker.postMessage(module);
    return worker;
  };
  self.shiluData = async (name) => {
    const response = await fetch(new URL(`${name}?${mine}`, document.baseURI));
    if (!response.ok) throw new Error(`${name}: ${response.status}`);
    const bytes = await response.arrayBuffer();
    // What is packed begins so; a plain file host packs nothing by itself.
    if (new DataView(bytes).getUint16(0) !== 0x1f8b) return bytes;
    return new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"))).arrayBuffer();
  };
  await program.default({ module_or_path: module });
} catch (error) {
  root.dataset.app = "failed";
  document.getElementById("failure").hidden = false;
  // A later build may be whole again; the button brings it.
  (await registered())?.update().catch(() => {});
  throw error;
}

if (handed.length) open(handed);
self.launchQueue?.setConsumer(async ({ files = [] }) => open(await Promise.all(files.map((file) => file.getFile()))));
const manifest = document.querySelector("link[rel=manifest]");
if (manifest && root.dataset.ui !== "zh-Hans") manifest.href = `manifest.${root.dataset.ui}.webmanifest`;
if (copies) (self.requestIdleCallback ?? setTimeout)(() => install().catch(() => {}));
