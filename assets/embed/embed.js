// <script type="module" src="…/embed.js"></script> <shilu-transcript src="…"></shilu-transcript>
// The program is loaded when the first of them comes into sight, once for all of them. See docs/embed.md.
const here = new URL(".", import.meta.url).href;
// The page of the same folder; in the package there is none.
const page = here;

const once = (work) => {
  let done;
  // What failed is tried again by the next one.
  return () => (done ??= work().catch((error) => ((done = undefined), Promise.reject(error))));
};
const fault = (kind, message) => Object.assign(new Error(message), { kind });

const ways = {
  program: once(async () => {
    const glue = await import("./embed-0000000000000000.js");
    return shiluProgram(() => glue.default({ module_or_path: new URL("embed-0000000000000000_bg.wasm", import.meta.url) }));
  }),
  style: once(async () => {
    const response = await fetch(new URL("embed-0000000000000000.css", import.meta.url));
    if (!response.ok) throw fault("program", `the style: ${response.status}`);
    return new CSSStyleSheet().replace(await response.text());
  }),
  bytes: async (element, signal) => {
    const source = address(element);
    if (!source) throw fault("source", "src names no transcript");
    let response;
    try {
      response = await fetch(source, { signal });
    } catch {
      throw fault("source", `${source} cannot be fetched`);
    }
    if (!response.ok) throw fault("source", `${source}: ${response.status}`);
    return { bytes: await response.arrayBuffer(), name: new URL(source).pathname.split("/").pop() };
  },
  home: (element) => ({ page, source: address(element) }),
};

const address = (element) => {
  try {
    const url = new URL(element.getAttribute("src"), document.baseURI);
    return element.getAttribute("src") && /^(https?|blob|data):$/.test(url.protocol) ? url.href : undefined;
  } catch {
    return undefined;
  }
};

if (!customElements.get("shilu-transcript")) customElements.define("shilu-transcript", shiluElement(ways));
