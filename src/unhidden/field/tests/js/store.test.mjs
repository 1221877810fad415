import assert from "node:assert/strict";
import { test } from "node:test";

import { IDBFactory, forceCloseDatabase } from "fake-indexeddb";
import { unwrap, wrap } from "idb";

import { holdStore, isCutOff, openStore, write, writeRow } from "../../static/field/store.js";
import { makeWorld } from "./world.mjs";

test("of what a transaction writes all is there, or nothing", async () => {
  const { ctx: { store } } = await makeWorld();

  const failed = write(store, ["meta", "keys"], (tx) => {
    tx.objectStore("keys").put({ id: "one" });
    tx.objectStore("meta").put({ noName: true });
  });

  await assert.rejects(failed, { name: "DataError" });
  assert.deepEqual(await store.getAll("keys"), []);
});

test("what is said to be written is on the disk, whatever happens to the phone", async () => {
  const { ctx: { store } } = await makeWorld();
  const asked = [];
  const watched = { transaction: (...given) => { asked.push(given[2]); return store.transaction(...given); } };

  await write(watched, ["keys"], (tx) => { tx.objectStore("keys").put({ id: "one" }); });

  assert.deepEqual(asked, [{ durability: "strict" }]);
});

test("a request that the disk refuses takes all back, and is told", async () => {
  const { ctx: { store } } = await makeWorld();
  await write(store, ["keys"], (tx) => { tx.objectStore("keys").put({ id: "one" }); });

  const failed = write(store, ["keys"], (tx) => {
    tx.objectStore("keys").put({ id: "two" });
    tx.objectStore("keys").add({ id: "one" });
  });

  await assert.rejects(failed, { name: "ConstraintError" });
  assert.deepEqual(await store.getAllKeys("keys"), ["one"]);
});

test("what was read first is still so when it is written", async () => {
  const { factory, ctx: { store } } = await makeWorld();
  const other = await openStore(factory);
  const count = (tab) => writeRow(tab, "meta", "n", (row) => ({ name: "n", value: (row?.value ?? 0) + 1 }));

  await Promise.all([store, other, store, other, store].map(count));

  assert.equal((await store.get("meta", "n")).value, 5);
});

test("a later version of the app has the store once what was typed here is kept", async () => {
  const factory = new IDBFactory();
  const page = {};
  const leave = () => writeRow(page.store, "meta", "typed", () => ({ name: "typed", value: "heron" }));
  await holdStore(page, factory, leave);

  const later = await new Promise((resolve, reject) => {
    const request = factory.open("unhidden-field", 2);
    request.onsuccess = () => resolve(wrap(request.result));
    request.onerror = reject;
  });

  assert.equal((await later.get("meta", "typed")).value, "heron");
  assert.throws(() => page.store.transaction("meta"), isCutOff);
});

test("a connection that the browser closed is opened again, also when that fails at first", async () => {
  const factory = new IDBFactory();
  const page = {};
  await holdStore(page, factory);
  const [first, open] = [page.store, factory.open.bind(factory)];
  let refused = 0;
  factory.open = (...given) => { if (refused) return open(...given); refused += 1; throw new Error("not yet"); };

  forceCloseDatabase(unwrap(first));
  for (let n = 0; n < 200 && page.store === first; n += 1) await new Promise((resolve) => { setTimeout(resolve, 20); });
  await writeRow(page.store, "meta", "n", () => ({ name: "n", value: 1 }));

  assert.equal(refused, 1);
  assert.throws(() => first.transaction("meta"));
  assert.equal((await page.store.get("meta", "n")).value, 1);
});
