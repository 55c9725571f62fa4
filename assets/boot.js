// Before the first paint.
(() => {
  const root = document.documentElement, data = root.dataset;
  const refuse = /<(script|iframe|object|embed|base|meta|link)|[\s"'/]on\w+\s*=|javascript:|srcdoc/i;
  self.trustedTypes?.createPolicy("default", {
    createHTML: (html) => (refuse.test(html) ? null : html),
    createScriptURL: (url) => (/^blob:/.test(url) || new URL(url, document.baseURI).origin == location.origin ? url : null),
  });
  const known = { ui: /^(zh-Han[st]|en)$/, theme: /^(auto|light|dark)$/, size: /^([sml]|xl)$/ };
  if (/^zh-(tw|hk|mo|hant)/i.test(navigator.language)) data.ui = "zh-Hant";
  try {
    for (const key in known) {
      const kept = localStorage["shilu." + key];
      if (known[key].test(kept)) data[key] = kept;
    }
  } catch {}
  root.lang = data.ui;
  // Browsers scroll to `#id`, not to `#id&more`.
  addEventListener("DOMContentLoaded", () => {
    const [id, more] = location.hash.slice(1).split("&");
    if (more) document.getElementById(id)?.scrollIntoView();
  });
})();
