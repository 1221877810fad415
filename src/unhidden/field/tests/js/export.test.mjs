import assert from "node:assert/strict";
import { test } from "node:test";

import { begin, finish } from "../../static/field/drafts.js";
import { exportOutbox } from "../../static/field/export.js";
import { readFrames } from "../../static/field/frames.js";
import { askReceipts, importReceipts, sendAll } from "../../static/field/outbox.js";
import { addPhoto } from "../../static/field/photos.js";
import { contentOf, makeWorld } from "./world.mjs";

async function exported(world) {
  return new Uint8Array(await (await exportOutbox(world.ctx)).arrayBuffer());
}

async function finishVisit({ ctx, receivers }, word) {
  const draft = await begin(ctx, null, { form: "2026-12", receivers });
  await addPhoto(ctx, draft, new Blob([new Uint8Array(300_000)]), { copy: new Blob(["small"]) });
  return finish(ctx, draft, contentOf(word));
}

test("a desk that posts the file's frames has all, and the phone learns of it", async () => {
  const world = await makeWorld();
  for (const word of ["one", "two"]) await finishVisit(world, word);
  const file = await exported(world);
  assert.doesNotMatch(Buffer.from(file).toString("latin1"), /said (one|two)/);

  for (const { path, frame } of readFrames(file)) {
    const { answer } = await world.landing.answer(path, frame);
    assert.match(answer.is, /kept|received/);
  }

  await askReceipts(world.ctx);
  const items = await world.ctx.store.getAll("outbox");
  assert.deepEqual(items.map(({ state }) => state), ["received", "received"]);
  assert.ok(items.every(({ parts }) => parts.every((part) => part.isIn)));
  assert.equal((await exported(world)).length, 4);
});

test("a desk's file of receipts is taken as the server's own word is, and no other", async () => {
  const world = await makeWorld();
  for (const word of ["one", "two"]) await finishVisit(world, word);
  const receipts = [];
  for (const { path, header, frame } of readFrames(await exported(world))) {
    const { answer } = await world.landing.answer(path, frame);
    if (answer.is === "received") receipts.push({ submission: header.submission, ...answer });
  }
  const fileOf = (said) => new Blob([JSON.stringify({ v: 1, receipts: said })]);
  const forged = receipts.map((each) => ({ ...each, receipt: each.receipt.replace("position ", "position 9") }));
  assert.equal(await importReceipts(world.ctx, fileOf(forged)), 0);
  for (const other of ["", "{}", "UHX1", '{"v":2,"receipts":[]}']) {
    await assert.rejects(importReceipts(world.ctx, new Blob([other])));
  }

  assert.equal(await importReceipts(world.ctx, fileOf(receipts)), 2);

  assert.equal((await exported(world)).length, 4);
});

test("what the server has is not in the file again", async () => {
  const world = await makeWorld();
  await finishVisit(world, "one");
  await sendAll(world.ctx);
  const id = await finishVisit(world, "two");

  const headers = [...readFrames(await exported(world))].map(({ header }) => header.submission);

  assert.deepEqual([...new Set(headers)], [id.slice(0, 36)]);
});

test("a file that was cut, or is another, is refused before anything is posted", async () => {
  const world = await makeWorld();
  await finishVisit(world, "one");
  const file = await exported(world);

  for (const bytes of [new Uint8Array(0), file.slice(1), file.slice(0, -1), file.slice(0, 100)]) {
    assert.throws(() => [...readFrames(bytes)]);
  }
});
