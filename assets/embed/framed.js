// The start of the frame: everything is in the document, what it shows stands in its own fragment. It listens to nobody,
// and tells the page around it only how high it is.
{
  const show = document.querySelector("shilu-transcript");
  const tell = (message) => {
    // To whoever it is: a number is no secret.
    if (parent !== self) parent.postMessage({ shilu: 1, ...message }, "*");
  };

  const ask = () => {
    const asked = new URLSearchParams(location.hash.slice(1));
    for (const name of ["exchange", "quote", "lang", "theme", "hide"]) {
      if (asked.get(name)) show.setAttribute(name, asked.get(name));
      else show.removeAttribute(name);
    }
  };
  ask();
  addEventListener("hashchange", ask);

  let last = 0;
  new ResizeObserver(() => {
    const height = Math.min(Math.ceil(show.getBoundingClientRect().height), 30000);
    if (Math.abs(height - last) > 2) tell({ type: "height", height: (last = height) });
  }).observe(show);

  const ways = {
    program: () =>
      shiluProgram(async () => {
        const wasm = unlzma(unpack(document.getElementById("wasm")));
        await shilu.default({ module_or_path: await WebAssembly.compile(wasm) });
      }),
    style: () => new CSSStyleSheet().replace(document.querySelector("style").textContent),
    bytes: async () => {
      // Decoded and unwrapped already: no name that says otherwise, and the digest of what it was.
      const { text, sha256: digest } = JSON.parse(document.getElementById("source").textContent);
      return { bytes: new TextEncoder().encode(text).buffer, name: "", digest };
    },
    home: () => ({ page: document.documentElement.dataset.home && new URL(document.documentElement.dataset.home, document.baseURI).href }),
    // No other window may be opened from a sandbox, and nothing put on the clipboard.
    sandboxed: self.origin === "null",
    reveal: ({ top }) => tell({ type: "reveal", top: Math.round(top) }),
  };
  customElements.define("shilu-transcript", shiluElement(ways));
}
