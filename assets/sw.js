// The installed copy: keeps the files of one build, and answers with them where there is no network.
//
// What is kept is whole and proven: each file has the digest that the build gave it, or nothing is kept at all, and the
// copy from before goes on. A new copy waits until the reader asks for it. sw-off.js takes all of this back.

// Written by the build: a name for this list and this script, and each file's digest as `integrity` takes it.
const VERSION = "";
const FILES = {};

// Several installations on one origin know each other's caches by their folder and leave them alone.
const MINE = `shilu ${registration.scope} `;
const HERE = MINE + VERSION;
const SHARED = `${MINE}shared`;

const versions = async () => (await caches.keys()).filter((key) => key.startsWith(MINE) && key !== SHARED);

const install = async () => {
  // Everything is proven before anything is kept.
  const answers = await Promise.all(Object.entries(FILES).map(async ([name, integrity]) => {
    const response = await fetch(name, { cache: "no-cache", integrity });
    if (!response.ok) throw new Error(`${name}: ${response.status}`);
    const headers = new Headers(response.headers);
    // The body is unpacked by now, and is asked for by its name alone.
    for (const header of ["content-encoding", "content-length", "vary"]) headers.delete(header);
    return [name, new Response(await response.arrayBuffer(), { headers })];
  }));
  // After a step back to an older build its old cache is there: it becomes the newest of the list.
  await caches.delete(HERE);
  try {
    const cache = await caches.open(HERE);
    for (const [name, answer] of answers) await cache.put(name, answer);
  } catch (error) {
    await caches.delete(HERE);
    throw error;
  }
};

// Pages of the version before may still be open: its files stay, those of all others go. A version that waited and never
// was in use is none of them; one that is newer than this comes later in the list.
const activate = async () => {
  await (await caches.open(HERE)).put("taken", new Response());
  const all = await versions();
  let isBeforeFound = false;
  for (const cacheName of all.slice(0, all.indexOf(HERE)).reverse()) {
    if (!isBeforeFound && (await caches.match("taken", { cacheName }))) isBeforeFound = true;
    else await caches.delete(cacheName);
  }
};

// Returns a kept file: of the version whose program asks, where the address says which that is; else of this one, else
// of another.
const find = async (name, glue) => {
  try {
    for (const cacheName of [HERE, ...(await versions())]) {
      if (glue && !(await caches.match(glue, { cacheName }))) continue;
      const found = await caches.match(name, { cacheName });
      if (found) return found;
    }
  } catch {
    // What cannot be read is asked for on the network.
  }
};

// Keeps what another program shares until the page takes it: the newest only.
const keep = async (request) => {
  const headers = { "content-type": request.headers.get("content-type") };
  try {
    await (await caches.open(SHARED)).put("./?shared", new Response(await request.blob(), { headers }));
  } catch {
    // There is no room: the page opens all the same.
  }
  return Response.redirect(`${registration.scope}?shared`, 303);
};

addEventListener("install", (event) => event.waitUntil(install()));
addEventListener("activate", (event) => event.waitUntil(activate()));
addEventListener("message", ({ data }) => data === "take over" && skipWaiting());
addEventListener("fetch", (event) => {
  const { request } = event;
  const { href, pathname, search } = new URL(request.url);
  if (!href.startsWith(registration.scope)) return;
  const name = pathname.slice(new URL(registration.scope).pathname.length) || "index.html";
  if (request.method === "POST" && name === "index.html" && search === "?shared") event.respondWith(keep(request));
  // What an older page asks for may be on no list any more; it is named by its content.
  if (request.method !== "GET" || !(Object.hasOwn(FILES, name) || /^\w+-[0-9a-f]{16}\b/.test(name))) return;
  const [glue] = /app-[0-9a-f]+\.js$/.exec(search) ?? [];
  event.respondWith(find(name, glue).then((found) => found ?? fetch(request)));
});
