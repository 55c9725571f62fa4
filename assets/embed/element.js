// The element <shilu-transcript>, for the embed and for the frame. `ways` says what differs in them: how the program
// comes, how the style and the bytes come, which page links lead to.
const shiluElement = (ways) =>
  class extends HTMLElement {
    static observedAttributes = ["src", "exchange", "quote", "lang", "theme", "hide", "home"];

    #root = this.attachShadow({ mode: "open" });
    #slot = document.createElement("slot");
    // What the element is doing: waiting until it is seen, loading, showing.
    #sight;
    #work;
    #set;

    constructor() {
      super();
      // Until the program runs, and where it does not, what stands between the tags is shown.
      this.#root.append(this.#slot);
    }

    connectedCallback() {
      if (this.#sight || this.#work) return;
      this.#sight = new IntersectionObserver((seen) => {
        if (!seen.some((one) => one.isIntersecting)) return;
        this.#sight?.disconnect();
        this.#start();
      }, { rootMargin: "50%" });
      this.#sight.observe(this);
    }

    disconnectedCallback() {
      // One that is moved goes on.
      queueMicrotask(() => this.isConnected || this.#stop());
    }

    attributeChangedCallback(name, before, value) {
      if (before === value) return;
      if (name === "src" && this.#work) {
        this.#stop();
        this.connectedCallback();
      } else if (name === "src" || name === "home") {
        this.#set?.("home", this.#home());
      } else {
        this.#set?.(name, name === "lang" ? this.#language() : (value ?? undefined));
      }
    }

    #language() {
      return this.getAttribute("lang") ?? (this.closest("[lang]")?.lang || navigator.language);
    }

    #home() {
      const { page, source } = ways.home(this);
      const home = this.getAttribute("home") ?? page;
      if (!home) return undefined;
      try {
        const url = new URL(home, document.baseURI);
        if (!/^https?:$/.test(url.protocol)) return undefined;
        if (source) url.searchParams.set("src", source);
        url.hash = "";
        return url.href;
      } catch {
        return undefined;
      }
    }

    async #start() {
      const { signal } = (this.#work = new AbortController());
      try {
        const [open, style, { bytes, name, digest = "" }] = await Promise.all([ways.program(), ways.style(), ways.bytes(this, signal)]);
        if (signal.aborted) return;
        const box = document.createElement("div");
        const inner = box.appendChild(document.createElement("div"));
        [box.className, inner.className] = ["shilu-box", "shilu"];
        let set;
        try {
          set = open(inner, bytes, name, digest, this.#language(), (kind, detail) => {
            // Later: a listener may do anything to this element, and the program is still at work.
            queueMicrotask(() => this.#tell(kind, detail));
          });
        } catch (error) {
          throw typeof error === "string" ? Object.assign(new Error(error), { kind: "unreadable" }) : error;
        }
        this.#set = set;
        set("lang", this.#language());
        set("home", this.#home());
        for (const key of ["theme", "hide", "exchange", "quote"]) set(key, this.getAttribute(key) ?? undefined);
        if (ways.sandboxed) set("sandboxed", "");
        set("show");
        this.#root.adoptedStyleSheets = [style];
        this.#root.replaceChildren(box);
      } catch (error) {
        if (signal.aborted) return;
        this.#set?.("close");
        this.#set = undefined;
        this.#root.replaceChildren(this.#slot);
        this.#tell("error", { kind: error.kind ?? "program", message: error.message ?? String(error) });
      }
    }

    #stop() {
      this.#sight?.disconnect();
      this.#work?.abort();
      this.#set?.("close");
      this.#sight = this.#work = this.#set = undefined;
      this.#root.adoptedStyleSheets = [];
      this.#root.replaceChildren(this.#slot);
    }

    #tell(kind, detail) {
      if (kind === "reveal") ways.reveal?.(detail);
      else this.dispatchEvent(new CustomEvent(`shilu-${kind}`, { bubbles: true, composed: true, detail }));
    }
  };

// Starts the program, which hands out its one function under a symbol.
const shiluProgram = async (start) => {
  const key = Symbol.for("shilu.embed");
  let open;
  globalThis[key] = (given) => {
    open = given;
  };
  try {
    await start();
  } finally {
    delete globalThis[key];
  }
  return open;
};
