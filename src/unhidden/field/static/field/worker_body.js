// The service worker: static files alone. It sends nothing and keeps nothing of anybody.
// What it keeps stands before this; each version has a cache of its own.
// @ts-check

const worker = /** @type {any} */ (self);
/** @type {{version: string, packs: Record<string, string>, files: string[]}} */
const { version, packs, files } = worker.KEPT;
const PREFIX = "unhidden-field-";
const NAME = PREFIX + version;
const LANGUAGE = new URL(location.href).searchParams.get("language") ?? "en";
const SHELL = /^\/field\/app\/(\w\w)\/$/;
const OURS = ["/static/", "/field/questions/", "/field/said/", "/field/register/"];

worker.addEventListener("install", (/** @type {any} */ event) => {
  event.waitUntil(keepAll());
});

worker.addEventListener("activate", (/** @type {any} */ event) => {
  event.waitUntil(caches.keys().then((names) => Promise.all([
    ...names.filter((name) => name.startsWith(PREFIX) && name !== NAME).map((name) => caches.delete(name)),
    worker.clients.claim(),
  ])));
});

worker.addEventListener("fetch", (/** @type {any} */ event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== "GET" || origin !== location.origin) return;
  if (SHELL.test(pathname)) event.respondWith(findShell(pathname));
  else if (OURS.some((start) => pathname.startsWith(start))) event.respondWith(find(pathname).then((kept) => kept ?? fetch(request)));
});

// The page asks when what was typed is kept.
worker.addEventListener("message", (/** @type {any} */ event) => {
  if (event.data === "take over") worker.skipWaiting();
  // Whoever keeps a register has its page without signal, too.
  if (event.data === "register") event.waitUntil(caches.open(NAME).then((cache) => keepPack(cache, packs.register)).catch(() => {}));
});

worker.addEventListener("sync", (/** @type {any} */ event) => {
  event.waitUntil(worker.clients.matchAll().then((/** @type {any[]} */ pages) => pages.forEach((page) => page.postMessage("send"))));
});

/** All of it, or this version is not taken; and no language that this phone has used is lost. */
async function keepAll() {
  const cache = await caches.open(NAME);
  // Their names say what is in them: what the page has loaded is not loaded again.
  await cache.addAll(files.map((url) => new Request(url, { redirect: "error" })));
  for (const name of Object.keys(packs)) {
    const isUsed = name === "app" || name === LANGUAGE || await caches.match(addressOf(name));
    if (isUsed) await keepPack(cache, packs[name]);
  }
}

/**
 * The other language is kept when it is first opened. Where it cannot be had, or there is
 * another version of it by now, the app stays as it is: two versions are never mixed.
 * @param {string} pathname
 */
async function findShell(pathname) {
  const [, language] = SHELL.exec(pathname) ?? [];
  try {
    if (!await find(pathname)) await keepPack(await caches.open(NAME), packs[language]);
    return /** @type {Response} */ (await find(pathname));
  } catch {
    return Response.redirect(addressOf(LANGUAGE) + "#/language");
  }
}

/** @param {string} language or "register" */
function addressOf(language) {
  return language === "register" ? "/field/register/en/" : "/field/app/" + language + "/";
}

/**
 * @param {Cache} cache
 * @param {string} pack
 */
async function keepPack(cache, pack) {
  const answer = await fetch(asked(pack));
  if (!answer.ok) throw new Error(pack);
  const kept = Object.entries(await answer.json());
  await Promise.all(kept.map(([url, [headers, text]]) => cache.put(url, new Response(text, { headers }))));
}

/** @param {string} pathname */
async function find(pathname) {
  return (await caches.open(NAME)).match(pathname);
}

/** @param {string} url */
function asked(url) {
  return new Request(url, { redirect: "error", cache: "no-cache" });
}
