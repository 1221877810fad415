import assert from "node:assert/strict";
import { test } from "node:test";

import { begin, finish, listDrafts, open, promoteEnded, save } from "../../static/field/drafts.js";
import { NoReceiver } from "../../static/field/envelopes.js";
import { TooLong } from "../../static/field/header.js";
import { addMessage, Ended, readItem } from "../../static/field/items.js";
import { Stale } from "../../static/field/store.js";
import { Locked } from "../../static/field/unlocking.js";
import { contentOf, HOUR, makeTab, makeWorld, opened, OTHER, partsOf } from "./world.mjs";

const PLANNED = "33333333-3333-4333-8333-333333333333";

async function beginHere(world, more = {}) {
  const { receivers, clock } = world;
  const beginning = { form: "2026-12", receivers, label: "Nails", readableUntil: clock.at + 12 * HOUR };
  return begin(world.ctx, PLANNED, { ...beginning, ...more });
}

async function onlyItem(ctx) {
  const [item, ...more] = await ctx.store.getAll("outbox");
  assert.equal(more.length, 0);
  return item;
}

test("what was typed is read again, by its officer alone and while unlocked", async () => {
  const world = await makeWorld();
  const draft = await beginHere(world);
  await save(world.ctx, draft, contentOf("heron"));

  const found = await open(await makeTab(world), draft.submission);
  assert.deepEqual(found.content, contentOf("heron"));

  await assert.rejects(open({ ...world.ctx, unlocked: null }, draft.submission), Locked);
  const row = JSON.stringify(await world.ctx.store.getAll("drafts"), (_, value) => (
    value instanceof Uint8Array ? Buffer.from(value).toString("latin1") : value));
  assert.doesNotMatch(row, /heron|Nails/);
});

test("a finished visit is in its two envelopes, and not in the drafts", async () => {
  const world = await makeWorld();
  const draft = await beginHere(world);
  await save(world.ctx, draft, contentOf("early"));

  const id = await finish(world.ctx, draft, contentOf("heron"));

  const item = await onlyItem(world.ctx);
  const { named, outer, inner } = await opened(world, item.header, await partsOf(world.ctx));
  assert.equal(item.id, id);
  assert.equal(named.kind, "account");
  assert.deepEqual([named.form, named.planned, named.author], ["2026-12", PLANNED, world.ctx.device.person]);
  assert.deepEqual(outer, { form: "2026-12", ...contentOf("heron").outer });
  assert.deepEqual(inner, [{ ...contentOf("heron").inner[0], visit: { planned: PLANNED } }]);
  assert.deepEqual(await world.ctx.store.getAll("drafts"), []);
  assert.deepEqual(named.parts.map((part) => part.sha256).sort(), [...(await partsOf(world.ctx)).keys()].sort());
  assert.deepEqual(await readItem(world.ctx, id), contentOf("heron"));
  world.clock.at += 12 * HOUR;
  await promoteEnded(world.ctx);
  assert.equal((await onlyItem(world.ctx)).readable, null);
});

test("when its reading ends a draft goes unfinished, whole, though nobody unlocks it", async () => {
  const world = await makeWorld();
  const draft = await beginHere(world);
  await save(world.ctx, draft, contentOf("heron"));
  world.clock.at += 12 * HOUR;
  await assert.rejects(open(world.ctx, draft.submission), Ended);

  const gone = await promoteEnded({ ...await makeTab(world, OTHER), unlocked: null });

  const item = await onlyItem(world.ctx);
  const { named, outer, inner } = await opened(world, item.header, await partsOf(world.ctx));
  assert.deepEqual(gone, [item.id]);
  assert.deepEqual([named.kind, named.author], ["unfinished", world.ctx.device.person]);
  assert.deepEqual(outer.answers, { count: 3, outcome: "seen" });
  assert.deepEqual(inner.map(({ what }) => what), ["disclosure", "unfinished"]);
  assert.match(inner[1].text, /long heron/);
  assert.deepEqual(await world.ctx.store.getAll("drafts"), []);
  assert.equal(item.readable, null);
});

test("a draft goes after a day without a touch, and not before", async () => {
  const world = await makeWorld();
  const draft = await beginHere(world, { readableUntil: world.clock.at + 72 * HOUR });
  await save(world.ctx, draft, contentOf("one"));
  world.clock.at += 23 * HOUR;
  await save(world.ctx, draft, contentOf("two"));
  world.clock.at += 23 * HOUR;
  assert.deepEqual(await promoteEnded(world.ctx), []);

  world.clock.at += HOUR;

  assert.equal((await promoteEnded(world.ctx)).length, 1);
});

test("a clock that is set back opens no draft whose reading has ended", async () => {
  const world = await makeWorld();
  const draft = await beginHere(world);
  await save(world.ctx, draft, contentOf("heron"));
  world.clock.at += 13 * HOUR;
  await assert.rejects(open(world.ctx, draft.submission), Ended);

  world.clock.at -= 48 * HOUR;

  await assert.rejects(open(world.ctx, draft.submission), Ended);
});

test("of two tabs the second is told, and overwrites nothing", async () => {
  const world = await makeWorld();
  const draft = await beginHere(world);
  await save(world.ctx, draft, contentOf("both"));
  const { draft: second } = await open(await makeTab(world), draft.submission);
  await save(world.ctx, draft, contentOf("first"));

  await assert.rejects(save(world.ctx, second, contentOf("second")), Stale);
  await assert.rejects(finish(world.ctx, second, contentOf("second")), Stale);

  assert.deepEqual((await open(world.ctx, draft.submission)).content, contentOf("first"));
  await finish(world.ctx, draft, contentOf("last"));
  await assert.rejects(save(world.ctx, draft, contentOf("late")), Stale);
  assert.equal((await world.ctx.store.getAll("outbox")).length, 1);
});

test("saves that overlap are kept in their order", async () => {
  const world = await makeWorld();
  const draft = await beginHere(world);

  await Promise.all(["a", "b", "c", "d"].map((word) => save(world.ctx, draft, contentOf(word))));

  assert.deepEqual((await open(world.ctx, draft.submission)).content, contentOf("d"));
  const { standby } = await world.ctx.store.get("drafts", draft.submission);
  assert.deepEqual([...(await partsOf(world.ctx)).keys()].sort(), standby.parts.toSorted());
});

test("a phone that only writes keeps nothing that it could read, and loses nothing", async () => {
  const world = await makeWorld({ isUnlocked: false });
  const draft = await beginHere(world);
  await save(world.ctx, draft, contentOf("heron"));
  await assert.rejects(open(world.ctx, draft.submission), Locked);
  world.clock.at += 24 * HOUR;

  await promoteEnded(world.ctx);

  const item = await onlyItem(world.ctx);
  const { inner } = await opened(world, item.header, await partsOf(world.ctx));
  assert.match(JSON.stringify(inner), /said heron.*long heron/);
});

test("words that have no receiver yet stay where their officer reads them", async () => {
  const world = await makeWorld();
  const draft = await beginHere(world, { receivers: { usual: null, custodians: null } });

  await save(world.ctx, draft, contentOf("heron"));

  assert.equal(draft.unsealed, 2);
  await assert.rejects(finish(world.ctx, draft, contentOf("heron")), NoReceiver);
  assert.equal((await listDrafts(world.ctx)).own[0].unsealed, 2);
  world.clock.at += 48 * HOUR;
  assert.deepEqual(await promoteEnded(world.ctx), []);
  const again = await open(world.ctx, draft.submission);
  assert.deepEqual(again.content, contentOf("heron"));
  const known = Object.assign(again.draft, { receivers: world.receivers });
  await save(world.ctx, known, again.content);
  world.clock.at += 24 * HOUR;
  assert.equal((await promoteEnded(world.ctx)).length, 1);
  const mute = await makeWorld({ isUnlocked: false });
  const other = await beginHere(mute, { receivers: { usual: null, custodians: null } });
  await assert.rejects(save(mute.ctx, other, contentOf("heron")), NoReceiver);
});

test("a talk of a charity whose keys are to come is sealed to nobody else", async () => {
  const world = await makeWorld();
  const draft = await beginHere(world);
  const talk = { ...contentOf("heron"), inner: [{ what: "private_talk", text: "told heron", team: false }] };

  await save(world.ctx, draft, talk);

  assert.equal(draft.unsealed, 1);
  await assert.rejects(finish(world.ctx, draft, talk), NoReceiver);
  assert.deepEqual((await open(world.ctx, draft.submission)).content, talk);
});

test("what cannot be sealed yet is kept for its officer, and sealed once it can be", async () => {
  const world = await makeWorld();
  const draft = await beginHere(world);
  await save(world.ctx, draft, contentOf("first"));
  const many = { ...contentOf("heron"), inner: Array(400).fill({ what: "disclosure", text: "x" }) };
  for (const [ctx, content, refusal] of [
    [{ ...world.ctx, landing: null }, contentOf("heron"), NoReceiver], [world.ctx, many, TooLong],
  ]) {
    await save(ctx, draft, content);
    await assert.rejects(finish(ctx, draft, content), refusal);
    assert.deepEqual((await open(world.ctx, draft.submission)).content, content);
    assert.equal(draft.unsealed, 1);
    assert.ok((await world.ctx.store.get("drafts", draft.submission)).standby);
  }

  await save(world.ctx, draft, contentOf("then"));
  assert.equal(draft.unsealed, 0);
  world.clock.at += 24 * HOUR;
  await promoteEnded(world.ctx);

  const { inner } = await opened(world, (await onlyItem(world.ctx)).header, await partsOf(world.ctx));
  assert.equal(inner[0].text, "said then");
});

test("the drafts of others are counted, and not named", async () => {
  const world = await makeWorld();
  await beginHere(world);
  const other = await makeTab(world, OTHER);

  assert.deepEqual(await listDrafts(other), { ofOthers: 1, own: [] });
  const { own } = await listDrafts(world.ctx);
  assert.deepEqual(own.map(({ label, isReadable }) => [label, isReadable]), [["Nails", true]]);
});

test("an empty draft that ends leaves no account behind", async () => {
  const world = await makeWorld();
  await beginHere(world);
  world.clock.at += 24 * HOUR;

  assert.deepEqual(await promoteEnded(world.ctx), []);
  assert.deepEqual(await world.ctx.store.getAll("drafts"), []);
});

test("a full disk is told, and the last revision stays", async (t) => {
  const world = await makeWorld();
  const draft = await beginHere(world);
  await save(world.ctx, draft, contentOf("kept"));
  const full = t.mock.method(IDBObjectStore.prototype, "put", () => {
    throw new DOMException("full", "QuotaExceededError");
  });

  await assert.rejects(save(world.ctx, draft, contentOf("lost")), { name: "QuotaExceededError" });
  full.mock.restore();

  assert.deepEqual((await open(world.ctx, draft.submission)).content, contentOf("kept"));
  await save(world.ctx, draft, contentOf("then"));
  assert.deepEqual((await open(world.ctx, draft.submission)).content, contentOf("then"));
});

test("what one draft throws keeps no other from going", async () => {
  const world = await makeWorld();
  const [bad, good] = [await beginHere(world), await beginHere(world)];
  for (const draft of [bad, good]) await save(world.ctx, draft, contentOf("heron"));
  const row = await world.ctx.store.get("drafts", bad.submission);
  await world.ctx.store.put("drafts", { ...row, standby: { header: "broken", parts: [] } });
  world.clock.at += 24 * HOUR;

  await assert.rejects(promoteEnded(world.ctx), AggregateError);

  assert.equal((await onlyItem(world.ctx)).submission, good.submission);
});

test("a state and an alarm are sealed like the rest, in the order they were made", async () => {
  const world = await makeWorld();
  await addMessage(world.ctx, "state", PLANNED, { state: "there", clock: world.clock.at });
  await addMessage(world.ctx, "alarm", PLANNED, { clock: world.clock.at, where: "" });

  const items = (await world.ctx.store.getAll("outbox")).sort((one, other) => one.seq - other.seq);
  const found = await Promise.all(items.map(async ({ header }) => opened(world, header, await partsOf(world.ctx))));

  assert.deepEqual(found.map(({ named }) => [named.kind, named.seq]), [["state", 1], ["alarm", 2]]);
  assert.deepEqual(found[0].outer, { state: "there", clock: world.clock.at });
});

test("a clock that jumps two days ahead in mid-draft loses nothing typed before it or after", async () => {
  const world = await makeWorld();
  const draft = await beginHere(world);
  await save(world.ctx, draft, contentOf("before"));
  world.clock.at += 48 * HOUR;
  await promoteEnded(world.ctx);

  await assert.rejects(save(world.ctx, draft, contentOf("after")), Stale);
  const { form, receivers, readableUntil } = draft;
  const apart = await begin(world.ctx, PLANNED, { form, receivers, readableUntil });
  await save(world.ctx, apart, contentOf("after"));
  await promoteEnded(world.ctx);

  const parts = await partsOf(world.ctx);
  const items = (await world.ctx.store.getAll("outbox")).sort((one, other) => one.seq - other.seq);
  const found = await Promise.all(items.map(({ header }) => opened(world, header, parts)));
  assert.deepEqual(found.map(({ inner }) => inner[0].text), ["said before", "said after"]);
});
