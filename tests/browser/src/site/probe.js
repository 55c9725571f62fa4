// What the test server puts into every page: it listens for whatever a page should not do, and measures shifts.
// Complaints are kept on the page and told to the server at once, so that a reload does not lose them.
"use strict";
window.__probe = { reports: [], shifts: [] };
// A copy that a page keeps of itself is the business of few tests.
if (!document.currentScript.src.endsWith("?installable")) delete Navigator.prototype.serviceWorker;
(() => {
  const probe = window.__probe;
  const tell = (kind, text) => {
    const report = { kind, text: String(text) };
    probe.reports.push(report);
    fetch("/__test/report", { method: "POST", keepalive: true, body: JSON.stringify(report) }).catch(() => {});
  };
  const shown = (value) => {
    if (value instanceof Error) return value.stack || value.message;
    if (typeof value === "object" && value !== null) try { return JSON.stringify(value); } catch { /* a cycle */ }
    return String(value);
  };
  window.addEventListener("error", (event) => {
    const from = event.target instanceof Element ? event.target : null;
    // An error event of an element is a file that did not load; one of the window is an exception.
    if (from) tell("file", from.src || from.href || from.tagName);
    else tell("error", `${event.message} (${event.filename}:${event.lineno}) ${event.error?.stack ?? ""}`);
  }, true);
  window.addEventListener("unhandledrejection", (event) => tell("rejection", shown(event.reason)));
  document.addEventListener("securitypolicyviolation", (event) =>
    tell("policy", `${event.effectiveDirective} forbids ${event.blockedURI} ${event.sample} (${event.sourceFile}:${event.lineNumber})`));
  const error = console.error.bind(console);
  console.error = (...values) => {
    tell("console", values.map(shown).join(" "));
    error(...values);
  };
  // Only Chromium has it; elsewhere places are compared.
  if (window.PerformanceObserver && PerformanceObserver.supportedEntryTypes?.includes("layout-shift")) {
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) {
        if (entry.hadRecentInput) continue;
        const what = (entry.sources || []).map(({ node, previousRect: a, currentRect: b }) => {
          const name = node && (node.id || node.parentElement?.id || node.nodeName);
          return `${name} ${Math.round(a.x)},${Math.round(a.y)} ${Math.round(a.width)}×${Math.round(a.height)} → ` +
            `${Math.round(b.x)},${Math.round(b.y)} ${Math.round(b.width)}×${Math.round(b.height)}`;
        });
        probe.shifts.push({ value: entry.value, what: what.join("; ") });
      }
    }).observe({ type: "layout-shift", buffered: true });
  }
})();
