import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";

import { raise, stateOf } from "../../static/field/alarm.js";
import { begin, finish } from "../../static/field/drafts.js";
import { noteServer } from "../../static/field/clock.js";
import {
  findTalkTeam, findTeam, fetchTasking, forgetEnded, isReady, listTasking, NotGiven, readShift, readTasking, SignedOut,
} from "../../static/field/tasking.js";
import { Locked } from "../../static/field/unlocking.js";
import { contentOf, HOUR, makeTab, makeWorld, OTHER, PERSON } from "./world.mjs";

const stored = JSON.parse(await readFile(new URL("../../../vault/tests/vectors/chain.json", import.meta.url)));
const { verifyLinks } = await import("../../../vault/static/vault/chain.js");
const [life] = stored.cases.filter((each) => each.state).sort((one, other) => other.links.length - one.links.length);
const state = await verifyLinks(life.links.map((name) => stored.links[name]), stored.pin, stored.today);
const [FIRST, SECOND] = ["aaaaaaaa", "bbbbbbbb"];

/** What the staff site gives: two visits in two shifts, the second a day later. */
function bundleOf(world) {
  const visit = (planned, shift, name) => ({
    planned, shift, kind: "soft", on: "2026-11-29", starts_at: planned === "p1" ? "10:00" : "09:00",
    place: { name, address: "Heron Street" }, inner: { usual: state.team, by_organisation: {} }, custodians: null,
  });
  const shift = (id, hours) => ({ id, readable_until: world.clock.at + hours * HOUR });
  return {
    v: 1, at: world.clock.at, person: PERSON, form: "2026-12",
    landing: { id: "99999999-0000-4000-8000-000000000000", public_key: "11".repeat(32), url: "/landing/", receipt_key: world.landing.publicKey },
    teams: { [state.team]: { state, generation: state.generation, links: [] } },
    shifts: [shift(FIRST, 20), shift(SECOND, 44)],
    visits: [visit("p1", FIRST, "Quillmarsh"), visit("p2", SECOND, "Bitternfen")],
    briefs: [{ id: "b", en: {}, cy: {} }], signs: {}, phrases: [],
  };
}

/** A staff site that answers this, and notes what it was asked. */
function siteOf(world, { person = PERSON, answer, status = 200, type = "basic" } = {}) {
  const asked = [];
  const fetch = async (address, { method, body, headers }) => {
    asked.push({ method, body: body?.toString(), token: headers["X-CSRFToken"] });
    const said = method === "GET" ? { person, token: "t0ken", shifts: [] } : answer ?? bundleOf(world);
    return { type, status: method === "GET" ? 200 : status, ok: method === "GET" || status === 200, json: async () => said };
  };
  return { asked, fetch };
}

async function taken(more = {}) {
  const world = await makeWorld();
  const site = siteOf(world, more);
  Object.assign(world.ctx, { fetch: site.fetch, landing: null });
  await fetchTasking(world.ctx, [FIRST, SECOND]);
  return { ...world, site };
}

const plain = (rows) => JSON.stringify(rows, (_, value) => (value instanceof Uint8Array ? Buffer.from(value).toString("latin1") : value));

test("tasking is sealed before it lies on the phone, and read while unlocked alone", async () => {
  const { ctx, site } = await taken();

  assert.deepEqual((await listTasking(ctx)).map(({ place }) => place.name), ["Bitternfen", "Quillmarsh"]);
  assert.equal((await readTasking(ctx, "p1")).form, "2026-12");
  assert.equal((await readShift(ctx, FIRST)).briefs[0].id, "b");
  assert.equal(ctx.landing.publicKey.length, 32);
  assert.equal(site.asked[1].token, "t0ken");
  for (const name of ctx.store.objectStoreNames) {
    assert.doesNotMatch(plain(await ctx.store.getAll(name)), /Quillmarsh|Bitternfen|Heron/, name);
  }
  await assert.rejects(readTasking({ ...ctx, unlocked: null }, "p1"), Locked);
});

test("each shift ends by itself, and a clock that is set back opens nothing", async () => {
  const { ctx, clock } = await taken();
  const begun = clock.at;

  clock.at = begun + 21 * HOUR;
  assert.equal(await readTasking(ctx, "p1"), null);
  assert.equal((await readTasking(ctx, "p2")).place.name, "Bitternfen");
  clock.at = begun;
  assert.equal(await readTasking(ctx, "p1"), null);
  assert.deepEqual(await forgetEnded(ctx), [FIRST]);

  assert.deepEqual((await ctx.store.getAllKeys("tasking")).sort(), ["p2", "shift:" + SECOND]);
  assert.deepEqual(await ctx.store.getAllKeys("shifts"), [SECOND]);
});

test("another person of the same phone reads nothing of it", async () => {
  const world = await taken();
  const other = await makeTab(world, OTHER);

  assert.deepEqual(await listTasking({ ...other, unlocked: world.unlocked }), []);
});

for (const [name, more, error] of [
  ["of somebody else", { person: OTHER }, SignedOut],
  ["that is over", { type: "opaqueredirect" }, SignedOut],
  ["that may not", { status: 404 }, SignedOut],
  ["to which the server says no", { status: 409, answer: { is: "refused", says: "Not approved" } }, NotGiven],
]) {
  test(`a session ${name} brings no tasking, and what is here stays`, async () => {
    const { ctx, ...world } = await taken();
    ctx.fetch = siteOf(world, more).fetch;

    await assert.rejects(fetchTasking(ctx, [FIRST]), error);

    assert.equal((await listTasking(ctx)).length, 2);
  });
}

test("a phone that nothing unlocks keeps it under a key that no script reads", async () => {
  const world = await makeWorld({ isUnlocked: false });
  await world.ctx.store.put("people", { person: PERSON, unlock: "none" });
  Object.assign(world.ctx, { fetch: siteOf(world).fetch });
  await fetchTasking(world.ctx, [FIRST, SECOND]);

  assert.equal((await readTasking(world.ctx, "p1")).place.name, "Quillmarsh");
  assert.doesNotMatch(plain(await world.ctx.store.getAll("tasking")), /Quillmarsh/);
  assert.equal((await world.ctx.store.get("meta", "shown:" + PERSON)).key.extractable, false);
});

test("a phone that is locked takes no tasking", async () => {
  const world = await makeWorld();
  Object.assign(world.ctx, { fetch: siteOf(world).fetch, unlocked: null });
  await world.ctx.store.put("people", { person: PERSON, unlock: "words" });

  await assert.rejects(fetchTasking(world.ctx, [FIRST]), Locked);
  assert.deepEqual(await world.ctx.store.getAll("tasking"), []);
});

test("keys that do not follow are told, and nothing is sealed to them", async () => {
  const world = await makeWorld();
  const bundle = bundleOf(world);
  bundle.teams[state.team].state = { ...state, number: state.number + 1 };
  const known = { ...state };
  await world.ctx.store.put("keys", { id: "team:" + state.team, state: known });
  Object.assign(world.ctx, { fetch: siteOf(world, { answer: bundle }).fetch });

  const { unsafe } = await fetchTasking(world.ctx, [FIRST]);

  assert.deepEqual(unsafe, [state.team]);
  assert.equal((await findTeam(world.ctx, state.team)).link, state.number);
  assert.equal(await findTeam(world.ctx, "nobody"), null);
});

test("a phone is ready when all of it holds, and each fault has its name", async () => {
  const { ctx, clock } = await taken();
  const storage = (free, isKept) => ({ estimate: async () => ({ quota: free, usage: 0 }), persisted: async () => isKept });
  const how = { standing: "enrolled", hasAllFiles: async () => true, storage: storage(3e8, true) };

  assert.deepEqual(await isReady(ctx, how), { isReady: true, faults: [] });
  for (const [fault, change] of Object.entries({
    device: { standing: "waits" }, files: { hasAllFiles: async () => false },
    room: { storage: storage(1e8, true) }, kept: { storage: storage(3e8, false) },
  })) {
    assert.deepEqual(await isReady(ctx, { ...how, ...change }), { isReady: false, faults: [fault] });
  }
  assert.equal((await isReady(ctx, { ...how, storage: storage(3e8, false), isStandalone: true })).isReady, true);
  await noteServer(ctx.store, clock.at - 48 * HOUR, ctx.now);
  assert.deepEqual((await isReady(ctx, how)).faults[0], "clock");
  const empty = await makeWorld();
  assert.deepEqual((await isReady({ ...empty.ctx, landing: null }, how)).faults, ["tasking", "landing", "teams"]);
});

test("a charity of the crew whose keys are to come is a fault, and its talks wait for them", async () => {
  const world = await makeWorld();
  const bundle = bundleOf(world);
  bundle.visits[0].inner.by_organisation = { charity: "to come", other: state.team };
  Object.assign(world.ctx, { fetch: siteOf(world, { answer: bundle }).fetch, landing: null });
  await fetchTasking(world.ctx, [FIRST, SECOND]);
  const storage = { estimate: async () => ({ quota: 3e8, usage: 0 }), persisted: async () => true };
  const how = { standing: "enrolled", hasAllFiles: async () => true, storage };

  assert.deepEqual((await isReady(world.ctx, how)).faults, ["teams"]);
  const visit = await readTasking(world.ctx, "p1");
  const found = ["charity", "other", "police"].map((one) => findTalkTeam(world.ctx, visit, one));
  assert.deepEqual((await Promise.all(found)).map((one) => one && one.team), [false, state.team, null]);
});

test("help is not sent until it was received, and seen by nobody until one is named", async () => {
  const { ctx } = await makeWorld();
  const id = await raise(ctx, "33333333-3333-4333-8333-333333333333", "Behind the bins");
  const item = await ctx.store.get("outbox", id);

  assert.equal(item.kind, "alarm");
  for (const state_ of ["waiting", "needs_you"]) assert.equal(stateOf({ ...item, state: state_ }).code, "not_sent");
  assert.deepEqual(stateOf({ ...item, state: "received", receivedAt: 5 }), { code: "sent", at: 5, by: "" });
  assert.equal(stateOf({ ...item, state: "received", receivedAt: 5, alarm: { seen_at: 7, seen_by: "" } }).code, "sent");
  assert.deepEqual(
    stateOf({ ...item, state: "received", receivedAt: 5, alarm: { seen_at: 7, seen_by: "Ann" } }), { code: "seen", at: 7, by: "Ann" },
  );
});

test("a visit that is planned no more stays while its record is written, and goes with it", async () => {
  const { ctx, ...world } = await taken();
  const draft = await begin(ctx, "p1", { form: "2026-12", receivers: world.receivers });
  const answer = { ...bundleOf(world), form: "2027-06" };
  answer.visits = answer.visits.filter(({ planned }) => planned !== "p1");
  ctx.fetch = siteOf(world, { answer }).fetch;

  await fetchTasking(ctx, [FIRST, SECOND]);

  const kept = await readTasking(ctx, "p1");
  assert.deepEqual([kept.place.name, kept.is_gone, kept.form], ["Quillmarsh", true, "2026-12"]);
  assert.equal((await readTasking(ctx, "p2")).is_gone, undefined);
  await finish(ctx, draft, contentOf("heron"));
  await fetchTasking(ctx, [FIRST, SECOND]);
  assert.equal(await readTasking(ctx, "p1"), null);
  assert.equal((await ctx.store.getAll("outbox"))[0].planned, "p1");
});
