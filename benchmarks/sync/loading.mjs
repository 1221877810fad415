// Lets Node load the app's modules as the site serves them, anew for each life of a phone
// (?life=n): the browser's things that a module uses are that life's own. A broken build
// is the same source with texts replaced, each of which must be there exactly once.

import { readFileSync } from "node:fs";
import { registerHooks } from "node:module";
import { fileURLToPath } from "node:url";

import { BUILDS } from "./mutants/phone.mjs";

const ROOT = new URL("../../", import.meta.url);
const PLACES = {
  "../noble-ciphers/": "node_modules/@noble/ciphers/",
  "../noble-hashes/": "node_modules/@noble/hashes/",
  "../idb/": "node_modules/idb/",
  "../vault/": "src/unhidden/vault/static/vault/",
  "../reporting/": "src/unhidden/reporting/static/reporting/",
};
const replaced = BUILDS[process.env.SYNC_BUILD || "right"];

/** What the modules of each life use of their browser, by the life's number. */
export const browsers = (globalThis.browsersOfLives = new Map());

registerHooks({
  resolve(specifier, context, next) {
    const { search, pathname } = new URL(context.parentURL ?? ROOT);
    if (!search.startsWith("?life=")) return next(specifier, context);
    const [prefix, folder] = Object.entries(PLACES).find(([each]) => specifier.startsWith(each)) ?? [];
    const url = prefix
      ? new URL(folder + specifier.slice(prefix.length), ROOT)
      : new URL(specifier, new URL(pathname, ROOT));
    // The packages keep nothing: one of each is enough.
    if (url.pathname.includes("/static/")) url.search = search;
    return { url: url.href, format: "module", shortCircuit: true };
  },
  load(url, context, next) {
    const { pathname, search } = new URL(url);
    if (!search.startsWith("?life=")) return next(url, context);
    const browser = `globalThis.browsersOfLives.get(${Number(search.slice("?life=".length))})`;
    const source = `const {crypto, navigator} = ${browser}; ` + read(pathname);
    return { source, format: "module", shortCircuit: true };
  },
});

const sources = new Map();

/** The source of a module of this build. */
function read(pathname) {
  const kept = sources.get(pathname);
  if (kept) return kept;
  let source = readFileSync(fileURLToPath(new URL(pathname, ROOT)), "utf8");
  for (const { file, old, by } of replaced) {
    if (!pathname.endsWith("/field/" + file)) continue;
    if (source.split(old).length !== 2) throw new Error(`${file} does not have this once: ${old}`);
    source = source.replace(old, () => by);
  }
  sources.set(pathname, source);
  return source;
}
