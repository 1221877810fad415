import assert from "node:assert/strict";
import { test } from "node:test";

import { findFault, noteServer, readingNow, readOffset, serverNow } from "../../static/field/clock.js";
import { HOUR, makeWorld } from "./world.mjs";

const START = Date.parse("2026-11-29T10:00:00Z");

test("a clock that is set back opens nothing again, with and without a server", async () => {
  const { ctx: { store } } = await makeWorld();
  assert.equal(await readingNow(store, () => START), START);

  assert.equal(await readingNow(store, () => START - 48 * HOUR), START);

  await noteServer(store, START + HOUR, () => START);
  assert.equal(await readingNow(store, () => START + HOUR), START + 2 * HOUR);
  assert.equal(await readingNow(store, () => START - 48 * HOUR), START + 2 * HOUR);
});

test("a clock that ran ahead does no harm after the server was heard again", async () => {
  const { ctx: { store } } = await makeWorld();
  await readingNow(store, () => START + 48 * HOUR);

  await noteServer(store, START, () => START);

  assert.equal(await readingNow(store, () => START), START);
});

test("the server's time is what it last said, whatever the phone's clock does", async () => {
  const { ctx: { store } } = await makeWorld();
  assert.equal(await serverNow(store), null);
  assert.equal(await readOffset(store), null);
  await readingNow(store, () => START + 1_000 * HOUR);
  assert.equal(await serverNow(store), null);

  await noteServer(store, START + 5_000, () => START);

  assert.equal(await serverNow(store), START + 5_000);
  assert.equal(await readOffset(store), 5_000);
});

test("a clock that is wrong by more than five minutes is told, before and behind", async () => {
  const { ctx: { store } } = await makeWorld();
  assert.equal(await findFault(store), null);

  for (const [off, told] of [[0, null], [4, null], [-4, null], [48 * 60, 48 * HOUR], [-48 * 60, -48 * HOUR]]) {
    await noteServer(store, START + off * 60_000, () => START);
    assert.equal(await findFault(store), told);
  }
});
