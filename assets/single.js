// The start of the one-file page (xtask/src/single.rs puts it in): what start.js does, with nothing to load.
// `shilu` is the glue, from the script before; unpack.js stands above.
{
  const root = document.documentElement;
  document.querySelector("#failure button").addEventListener("click", () => location.reload());
  let module;

  // The same program in a worker, as a classic one: module workers from blobs are refused on file://.
  self.shiluWorker = () => {
    const wait = "onmessage = ({ data }) => { onmessage = null; shilu.initSync({ module: data }); };";
    const url = URL.createObjectURL(new Blob([document.getElementById("glue").textContent, wait]));
    const worker = new Worker(url);
    worker.postMessage(module);
    return worker;
  };

  const gunzip = (bytes) =>
    new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"))).arrayBuffer();
  self.shiluData = async (name) => {
    const bytes = unpack(document.querySelector(`script[data-name="${name}"]`));
    return bytes[0] === 0x1f && bytes[1] === 0x8b ? gunzip(bytes) : bytes.buffer;
  };

  (async () => {
    const carried = document.getElementById("wasm");
    const packed = unpack(carried);
    carried.remove();
    module = await WebAssembly.compile(unlzma(packed));
    await shilu.default({ module_or_path: module });
  })().catch((error) => {
    root.dataset.app = "failed";
    document.getElementById("failure").hidden = false;
    throw error;
  });
}
