// Copied over sw.js, this takes every installed copy back: what it kept is deleted, and pages come from the server again.
// A page that is open goes on; nothing is loaded anew by force.
addEventListener("install", () => skipWaiting());
addEventListener("activate", (event) => event.waitUntil((async () => {
  for (const key of await caches.keys()) {
    if (key.startsWith(`shilu ${registration.scope} `)) await caches.delete(key);
  }
  await registration.unregister();
})()));
