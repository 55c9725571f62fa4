// Starts the WebAssembly. The text stands without it: if it fails, a message says so.
const root = document.documentElement;
const { glue, wasm } = document.querySelector("script[data-glue]").dataset;

document.querySelector("#failure button").addEventListener("click", () => location.reload());

// A host that does not know the type of wasm is asked again: the bytes are the same.
const load = () => fetch(new URL(wasm, document.baseURI));
const compile = async () => WebAssembly.compile(await (await load()).arrayBuffer());

try {
  const [program, module] = await Promise.all([
    import(new URL(glue, document.baseURI)),
    WebAssembly.compileStreaming(load()).catch(compile),
  ]);
  // The same program in a worker, compiled once.
  self.shiluWorker = () => {
    const worker = new Worker(`worker.js?${encodeURIComponent(glue)}`, { type: "module" });
    worker.postMessage(module);
    return worker;
  };
  self.shiluData = async (name) => {
    const response = await fetch(new URL(name, document.baseURI));
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
  throw error;
}
