// Starts the WebAssembly. The text stands without it: if it fails, a message says so.
const root = document.documentElement;
const { glue, wasm } = document.querySelector("script[data-glue]").dataset;

document.querySelector("#failure button").addEventListener("click", () => location.reload());

try {
  const module = await import(new URL(glue, document.baseURI));
  await module.default({ module_or_path: new URL(wasm, document.baseURI) });
} catch (error) {
  root.dataset.app = "failed";
  document.getElementById("failure").hidden = false;
  throw error;
}
