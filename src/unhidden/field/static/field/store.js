// What the app keeps on the phone. Whatever is written is written whole or not at all,
// and nothing here clears a store: rows leave one by one, by their own rules.
// @ts-check

import { unwrap, wrap } from "../idb/build/index.js";

/** @typedef {import("../vault/sealing.js").Bytes} Bytes */

/** @typedef {import("idb").IDBPDatabase} Store */

const NAME = "unhidden-field";
const VERSION = 1;
const AGAIN = 1_000; // milliseconds
/** @type {Record<string, string>} each store's key */
const KEYS = {
  meta: "name",
  people: "person",
  shifts: "shift",
  tasking: "id",
  keys: "id",
  drafts: "submission",
  parts: "sha256",
  outbox: "id",
};

/** Another tab wrote this draft in the meantime: nothing was changed. */
export class Stale extends Error {}

/**
 * Open the phone's store, and make it at the first time.
 * @param {IDBFactory} [factory]
 * @param {() => Promise<unknown>} [leave] what is done before a later version has it
 * @returns {Promise<Store>}
 */
export async function openStore(factory = indexedDB, leave = async () => {}) {
  const request = factory.open(NAME, VERSION);
  request.addEventListener("upgradeneeded", () => {
    for (const [name, keyPath] of Object.entries(KEYS)) {
      const made = request.result.createObjectStore(name, { keyPath });
      if (name === "parts") made.createIndex("submission", "submission");
    }
  });
  const store = /** @type {Store} */ (await wrap(request));
  // A later version of the app, in another tab, waits until what was typed here is kept.
  store.addEventListener("versionchange", () => { leave().finally(() => store.close()); });
  return store;
}

/**
 * Open the store for this page, and again whenever the browser closes its connection, as
 * iOS does to a page that lay hidden.
 * @param {{store: Store}} page
 * @param {IDBFactory} [factory]
 * @param {() => Promise<unknown>} [leave]
 * @returns {Promise<void>}
 */
export async function holdStore(page, factory = indexedDB, leave) {
  const store = await openStore(factory, leave);
  page.store = store;
  const again = () => {
    if (page.store === store) holdStore(page, factory, leave).catch(() => setTimeout(again, AGAIN));
  };
  store.addEventListener("close", again);
}

/**
 * Whether the connection is gone, told or untold: the store has to be opened anew.
 * @param {unknown} error
 */
export function isCutOff(error) {
  return error instanceof DOMException && ["InvalidStateError", "UnknownError"].includes(error.name);
}

/**
 * Write all of it or nothing, on the disk when this is done. ``work`` awaits nothing; it
 * gets the row at ``seen``, which nobody else can write before ``work`` has.
 * @param {Store} store
 * @param {string[]} names
 * @param {(tx: IDBTransaction, row: any) => void} work what it throws takes all back
 * @param {{name: string, key: IDBValidKey}} [seen]
 * @returns {Promise<void>}
 */
export function write(store, names, work, seen) {
  const tx = store.transaction(names, "readwrite", { durability: "strict" });
  tx.done.catch(() => {}); // told below, by the name of what went wrong
  const plain = /** @type {IDBTransaction} */ (unwrap(tx));
  /** @type {unknown} */
  let failed = null;
  /** @param {unknown} [row] */
  const run = (row) => {
    try {
      work(plain, row);
    } catch (error) {
      failed = error;
      abort(plain);
    }
  };
  const done = new Promise((resolve, reject) => {
    plain.oncomplete = () => resolve(undefined);
    plain.onabort = () => reject(failed ?? plain.error);
  });
  if (seen) {
    const request = plain.objectStore(seen.name).get(seen.key);
    request.onsuccess = () => run(request.result);
  } else {
    run();
  }
  return done;
}

/**
 * Write one row anew from what it is; ``make`` gives null to leave it.
 * @param {Store} store
 * @param {string} name
 * @param {IDBValidKey} key
 * @param {(row: any) => any} make
 */
export function writeRow(store, name, key, make) {
  return write(store, [name], (tx, row) => {
    const made = make(row);
    if (made) tx.objectStore(name).put(made);
  }, { name, key });
}

/** @param {IDBTransaction} tx */
function abort(tx) {
  try {
    tx.abort();
  } catch {
    // A failed request has taken it back already.
  }
}
