import assert from "node:assert/strict";
import { test } from "node:test";

import { begin, finish, open, promoteEnded, save } from "../../static/field/drafts.js";
import { NoReceiver } from "../../static/field/envelopes.js";
import { Ended, readItem } from "../../static/field/items.js";
import { sendAll } from "../../static/field/outbox.js";
import { Locked } from "../../static/field/unlocking.js";
import { HOUR, makeTab, makeWorld, opened, OTHER, partsOf } from "./world.mjs";

const REGISTER = "44444444-4444-4444-8444-444444444444";

function beginEntry(world, more = {}) {
  const { receivers, clock } = world;
  return begin(world.ctx, null, { form: "register-1", about: REGISTER, receivers, readableUntil: clock.at + 100 * HOUR, ...more });
}

/** What the page of a register has of one entry. */
function entryOf(number, needs) {
  const answers = { number, happened: "arrived", needs };
  return { outer: {}, inner: [{ what: "register", entry: answers }], long: [], view: { kind: "register", answers } };
}

async function onlyItem(ctx) {
  const [item, ...more] = await ctx.store.getAll("outbox");
  assert.equal(more.length, 0);
  return item;
}

test("an entry goes to the keepers' keys alone, under its register, and cannot be read again", async () => {
  const world = await makeWorld();
  const draft = await beginEntry(world);
  await save(world.ctx, draft, entryOf(7, "tea"));

  const id = await finish(world.ctx, draft, entryOf(7, "heron"), "register");

  const item = await onlyItem(world.ctx);
  const { named, outer, inner } = await opened(world, item.header, await partsOf(world.ctx));
  assert.deepEqual([named.kind, named.about, named.planned, named.form], ["register", REGISTER, null, "register-1"]);
  assert.deepEqual(outer, { form: "register-1" });
  assert.deepEqual(inner.map(({ entry }) => entry), [{ number: 7, happened: "arrived", needs: "heron" }]);
  assert.equal(named.inner[0].team, world.receivers.usual.team);
  assert.equal(item.readable, null);
  await assert.rejects(readItem(world.ctx, id), Ended);
  assert.deepEqual(await world.ctx.store.getAll("drafts"), []);
});

test("what was typed, and the number, survive a reload until it is sent", async () => {
  const world = await makeWorld();
  const draft = await beginEntry(world);
  await save(world.ctx, draft, entryOf(7, "heron"));

  const { content } = await open(await makeTab(world), draft.submission);

  assert.deepEqual(content.view.answers, { number: 7, happened: "arrived", needs: "heron" });
});

test("nothing of an entry lies open on the phone, and nobody else opens it", async () => {
  const world = await makeWorld();
  const draft = await beginEntry(world);
  await save(world.ctx, draft, entryOf(7, "heron"));

  const rows = JSON.stringify([await world.ctx.store.getAll("drafts"), [...await partsOf(world.ctx)]], (_, value) => (
    value instanceof Uint8Array ? Buffer.from(value).toString("latin1") : value));
  assert.doesNotMatch(rows, /heron|arrived/);
  await assert.rejects(open({ ...world.ctx, unlocked: null }, draft.submission), Locked);
  await assert.rejects(open(await makeTab(world, OTHER), draft.submission));
});

test("an entry that was not finished goes by itself a day later, as an entry", async () => {
  const world = await makeWorld();
  const draft = await beginEntry(world);
  await save(world.ctx, draft, entryOf(7, "heron"));
  world.clock.at += 24 * HOUR;

  await promoteEnded({ ...world.ctx, unlocked: null });

  const item = await onlyItem(world.ctx);
  const { named, inner } = await opened(world, item.header, await partsOf(world.ctx));
  assert.equal(named.kind, "register");
  assert.equal(inner[0].entry.needs, "heron");
});

test("two entries of one number are two entries", async () => {
  const world = await makeWorld();
  for (const needs of ["tea", "socks"]) {
    const draft = await beginEntry(world);
    await finish(world.ctx, draft, entryOf(7, needs), "register");
  }

  await sendAll(world.ctx);

  const items = await world.ctx.store.getAll("outbox");
  assert.deepEqual(items.map(({ state }) => state), ["received", "received"]);
  assert.equal(new Set(items.map(({ submission }) => submission)).size, 2);
});

test("without the keepers' keys an entry stays where it was typed", async () => {
  const world = await makeWorld();
  const draft = await beginEntry(world, { receivers: { usual: null, custodians: null } });
  await save(world.ctx, draft, entryOf(7, "heron"));

  await assert.rejects(finish(world.ctx, draft, entryOf(7, "heron"), "register"), NoReceiver);

  assert.equal((await open(world.ctx, draft.submission)).content.view.answers.needs, "heron");
});
