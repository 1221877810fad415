// Lets Node load the modules as the site serves them: what a page finds beside its own
// folder is looked for where Django collects it from. Used by node --import.

import { registerHooks } from "node:module";

const ROOT = new URL("../../../../../", import.meta.url);
const PLACES = {
  "../noble-ciphers/": "node_modules/@noble/ciphers/",
  "../noble-hashes/": "node_modules/@noble/hashes/",
  "../idb/": "node_modules/idb/",
  "../vault/": "src/unhidden/vault/static/vault/",
};

registerHooks({
  resolve(specifier, context, next) {
    const [prefix, folder] = Object.entries(PLACES).find(([each]) => specifier.startsWith(each)) ?? [];
    // Each life of a bench's phone has modules of its own.
    const life = new URL(context.parentURL ?? ROOT).search;
    if (prefix) {
      const url = new URL(folder + specifier.slice(prefix.length) + life, ROOT);
      return { url: url.href, format: "module", shortCircuit: true };
    }
    const found = next(specifier, context);
    if (!found.url.includes("/static/")) return found;
    return { ...found, url: new URL(life, found.url).href, format: "module" };
  },
});
