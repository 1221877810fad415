import assert from "node:assert/strict";
import { test } from "node:test";

import { openStore, write, writeRow } from "../../static/field/store.js";
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
