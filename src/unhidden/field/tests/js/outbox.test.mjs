import assert from "node:assert/strict";
import { test } from "node:test";

import { begin, finish } from "../../static/field/drafts.js";
import { addMessage } from "../../static/field/items.js";
import { askReceipts, forgetSent, listItems, sendAll, sendOne } from "../../static/field/outbox.js";
import { addPhoto } from "../../static/field/photos.js";
import { Landing } from "./landing.mjs";
import { namesOf } from "./landing.mjs";
import { contentOf, HOUR, makeTab, makeWorld, OTHER, partsOf } from "./world.mjs";

const DAY = 24 * HOUR;

async function finishVisit(world, word = "heron", photos = []) {
  const { ctx, receivers } = world;
  const draft = await begin(ctx, null, { form: "2026-12", receivers });
  for (const file of photos) await addPhoto(ctx, draft, file, { copy: new Blob(["small"]) });
  return finish(ctx, draft, contentOf(word));
}

const item = (world, id) => world.ctx.store.get("outbox", id);
const json = (said, status = 200) => new Response(JSON.stringify({ at: 1, ...said }), { status });
const big = () => new Blob([new Uint8Array(600_000)], { type: "image/jpeg" });

test("a visit without photos is one request, and its receipt is kept", async () => {
  const world = await makeWorld();
  const id = await finishVisit(world);

  const report = await sendAll(world.ctx);

  assert.deepEqual(world.landing.requests.map(({ path }) => path), ["commit"]);
  assert.ok(world.landing.requests[0].bytes < 20_000);
  assert.deepEqual(report, { sent: [id], waiting: 0, needsYou: 0, isBusy: false });
  const [shown] = await listItems(world.ctx);
  assert.deepEqual([shown.state, shown.position, shown.receivedAt], ["received", 1, world.clock.at]);
  assert.equal((await item(world, id)).readable, null);
});

test("photos follow when all else is through, and their receipt names them", async () => {
  const world = await makeWorld();
  const first = await finishVisit(world, "one", [big()]);
  const second = await finishVisit(world, "two");

  await sendAll(world.ctx);

  const paths = world.landing.requests.map(({ path, header }) => `${path} ${header.submission.slice(0, 8)}`);
  const [one, two] = [first, second].map((id) => id.slice(0, 8));
  assert.deepEqual(paths.filter((each) => each.startsWith("commit")), [`commit ${one}`, `commit ${two}`, `commit ${one}`]);
  assert.ok(paths.lastIndexOf(`part ${one}`) > paths.indexOf(`commit ${two}`));
  assert.ok((await item(world, first)).parts.every((part) => part.isIn));
});

test("originals wait where data is to be saved, until their officer says so", async (t) => {
  const world = await makeWorld();
  const id = await finishVisit(world, "one", [big()]);
  Object.defineProperty(navigator, "connection", { value: { saveData: true }, configurable: true });
  t.after(() => delete navigator.connection);

  await sendAll(world.ctx);
  assert.deepEqual((await listItems(world.ctx)).map((each) => [each.state, each.originalsLeft]), [["received", 1]]);

  await sendAll(world.ctx, { withOriginals: true });
  assert.ok((await item(world, id)).parts.every((part) => part.isIn));
});

for (const [name, instead] of Object.entries({
  "no network": () => { throw new TypeError("Failed to fetch"); },
  "a hotel's page": () => new Response("<html>Welcome", { status: 200 }),
  "an answer of somebody else's": () => new Response(JSON.stringify({ is: "received" })),
  "a gateway that gave up": () => new Response("", { status: 504 }),
  "come again": () => json({ is: "later", why: "full", after: 60 }, 503),
  "a word that this version does not know": () => json({ is: "of another version" }),
})) {
  test(`${name}: it waits, stops no other, and goes at last`, async () => {
    const world = await makeWorld();
    const [bad, good] = [await finishVisit(world, "bad"), await finishVisit(world, "good")];
    world.landing.before = async (_, body) => (
      Buffer.from(body).includes(bad.slice(0, 36)) ? instead() : null
    );

    await sendAll(world.ctx);
    assert.equal((await item(world, bad)).state, "waiting");
    assert.equal((await item(world, good)).state, "received");
    assert.ok((await item(world, bad)).nextAt > world.clock.at);

    world.landing.before = async () => null;
    world.clock.at += 301_000;
    await sendAll(world.ctx);
    assert.equal((await item(world, bad)).state, "received");
  });
}

test("what failed a moment ago goes at once where somebody asks for it", async () => {
  const world = await makeWorld();
  const id = await finishVisit(world);
  world.landing.before = async () => { throw new TypeError("Failed to fetch"); };
  await sendAll(world.ctx);

  world.landing.before = async () => null;
  await sendAll(world.ctx);
  assert.equal((await item(world, id)).state, "waiting");
  await sendAll(world.ctx, { isNow: true });

  assert.equal((await item(world, id)).state, "received");
});

test("an answer that got lost on its way is the same receipt, and no second row", async () => {
  const world = await makeWorld();
  const id = await finishVisit(world);
  world.landing.after = async () => { throw new TypeError("cut"); };
  await sendAll(world.ctx);
  assert.equal((await item(world, id)).state, "waiting");

  world.landing.after = async (answer) => answer;
  world.clock.at += HOUR;
  await sendAll(world.ctx);

  assert.equal((await item(world, id)).position, 1);
  assert.equal(world.landing.rows.size, 1);
});

for (const why of ["length", "format", "signature", "digest", "version"]) {
  test(`"unreadable" for its ${why} is for its officer: kept, and sent again when asked to`, async () => {
    const world = await makeWorld();
    const id = await finishVisit(world);
    const parts = await partsOf(world.ctx);
    world.landing.before = async () => json({ is: "unreadable", why }, 400);
    await sendAll(world.ctx);
    world.clock.at += DAY;
    await sendAll(world.ctx);
    assert.equal((await listItems(world.ctx))[0].why, why);
    assert.equal((await item(world, id)).state, "needs_you");
    assert.deepEqual(await partsOf(world.ctx), parts);

    world.landing.before = async () => null;
    assert.equal((await sendOne(world.ctx, id)).state, "received");
  });
}

for (const [name, bend] of Object.entries({
  "of another digest": (answer) => ({ ...answer, receipt: answer.receipt.replace(/digest ..../, "digest 0000") }),
  "signed by another key": async (answer) => ({ ...answer, signature: await (await new Landing().open()).sign(answer.receipt) }),
  "of another visit": async ({ at }, { landing }) => ({ at, ...await landing.receiptFor([...landing.rows.values()][0]) }),
  "of another phone": async (answer, { landing }) => {
    const text = answer.receipt.replace(/device ......../, "device 00000000");
    return { ...answer, receipt: text, signature: await landing.sign(text) };
  },
  "without a signature": ({ signature, ...answer }) => answer,
  "that lists parts of another": async (answer, { landing }) => {
    const text = answer.parts_receipt.replace(/submission ......../, "submission 00000000");
    return { ...answer, parts_receipt: text, parts_signature: await landing.sign(text) };
  },
})) {
  test(`a receipt ${name} is none`, async () => {
    const world = await makeWorld();
    await finishVisit(world, "first");
    await sendAll(world.ctx);
    const id = await finishVisit(world, "second");
    world.landing.after = async (answer) => bend(answer, world);

    await sendAll(world.ctx);

    assert.deepEqual([(await item(world, id)).state, (await item(world, id)).why], ["waiting", "receipt"]);
    assert.equal((await item(world, id)).receipt, null);
  });
}

test("alarms go first, then states, and an alarm is tried again within seconds", async () => {
  const world = await makeWorld();
  await finishVisit(world);
  const state = await addMessage(world.ctx, "state", null, { state: "there" });
  const alarm = await addMessage(world.ctx, "alarm", null, { where: "" });
  world.landing.before = async () => { throw new TypeError("offline"); };
  for (let n = 0; n < 12; n += 1) {
    await sendAll(world.ctx);
    assert.ok((await item(world, alarm)).nextAt <= world.clock.at + 15_000);
    world.clock.at += 301_000;
  }
  world.landing.before = async () => null;

  await sendAll(world.ctx);

  const order = world.landing.requests.map(({ header }) => header.kind);
  assert.deepEqual(order, ["alarm", "state", "account"]);
  assert.equal((await item(world, state)).state, "received");
});

test("an alarm waits for no photo that is on its way", async () => {
  const world = await makeWorld();
  await finishVisit(world, "one", [big()]);
  const [started, cut] = [Promise.withResolvers(), Promise.withResolvers()];
  world.landing.before = async (path) => {
    if (path === "part") { started.resolve(); await cut.promise; }
    return null;
  };
  const slow = sendAll(world.ctx);
  await started.promise;
  const alarm = await addMessage(world.ctx, "alarm", null, { where: "" });

  const { sent, isBusy } = await sendAll(world.ctx);
  [...world.landing.rows.values()].at(-1).alarm = { seen_at: 5, seen_by: "Ann" };
  await askReceipts(world.ctx);

  assert.deepEqual([sent, isBusy], [[alarm], true]);
  assert.equal((await item(world, alarm)).alarm.seen_by, "Ann");
  cut.resolve();
  await slow;
});

test("what is missing is sent, and nothing twice that is in", async () => {
  const world = await makeWorld();
  const id = await finishVisit(world, "one", [new Blob([new Uint8Array(10)])]);
  const row = await item(world, id);
  const shrunk = row.parts.map((part) => ({ ...part, isIn: true }));
  await world.ctx.store.put("outbox", { ...row, parts: shrunk });

  await sendAll(world.ctx);

  assert.equal((await item(world, id)).state, "received");
});

test("a server that was put back to yesterday gets everything again, for 14 days", async () => {
  const world = await makeWorld();
  const restore = world.landing.copy();
  const id = await finishVisit(world, "one", [big()]);
  await sendAll(world.ctx);
  world.clock.at += 13 * DAY;
  await askReceipts(world.ctx);
  await forgetSent(world.ctx);
  restore();

  await askReceipts(world.ctx);
  assert.equal((await item(world, id)).state, "waiting");
  await sendAll(world.ctx);

  assert.equal((await item(world, id)).state, "received");
  assert.ok(namesOf([...world.landing.rows.values()][0].header, true).every((name) => world.landing.parts.has(name)));
});

test("a full phone, which cannot even note that one failed, sends the others", async (t) => {
  const world = await makeWorld();
  for (const word of ["one", "two", "three"]) await finishVisit(world, word);
  const full = t.mock.method(IDBObjectStore.prototype, "put", () => {
    throw new DOMException("full", "QuotaExceededError");
  });

  const { waiting } = await sendAll(world.ctx);
  full.mock.restore();

  assert.equal(waiting, 3);
  assert.equal(world.landing.rows.size, 3);
});

test("a clock that is set back keeps nothing waiting longer than the longest wait", async () => {
  const world = await makeWorld();
  world.clock.at += 2 * DAY;
  const id = await finishVisit(world, "one", [big()]);
  world.landing.before = async () => json({ is: "later", after: 300 }, 503);
  await sendAll(world.ctx);
  world.landing.before = async () => null;

  world.clock.at -= 2 * DAY;
  await sendAll(world.ctx);

  assert.ok((await item(world, id)).parts.every((part) => part.isIn));
});

test("an original that the server lost is sent again, though it said once that it had it", async () => {
  const world = await makeWorld();
  const id = await finishVisit(world, "one", [big()]);
  await sendAll(world.ctx);
  const late = (await item(world, id)).parts.find((part) => !part.now).sha256;
  world.landing.parts.delete(late);

  await askReceipts(world.ctx);
  await sendAll(world.ctx);

  assert.ok(world.landing.parts.has(late));
});

test("it is forgotten after 14 days of the server's clock, and of no other", async () => {
  const world = await makeWorld();
  await finishVisit(world, "one", [big()]);
  await sendAll(world.ctx);
  world.clock.at += 1_000 * DAY;
  await forgetSent(world.ctx);
  assert.equal((await world.ctx.store.getAll("outbox")).length, 1);

  await askReceipts(world.ctx);
  await forgetSent(world.ctx);

  assert.deepEqual(await world.ctx.store.getAll("outbox"), []);
  assert.deepEqual(await world.ctx.store.getAll("parts"), []);
});

test("no original is forgotten before a receipt names it, whatever the phone believes", async () => {
  const world = await makeWorld();
  const id = await finishVisit(world, "one", [big()]);
  world.landing.before = async (path) => (path === "part" && world.landing.rows.size ? json({ is: "later" }, 503) : null);
  await sendAll(world.ctx);
  const row = await item(world, id);
  await world.ctx.store.put("outbox", { ...row, parts: row.parts.map((part) => ({ ...part, isIn: true })) });
  world.clock.at += 15 * DAY;
  await askReceipts(world.ctx);

  await forgetSent(world.ctx);

  assert.equal((await world.ctx.store.getAll("outbox")).length, 1);
});

test("nothing is forgotten on a receipt that was changed on the phone", async () => {
  const world = await makeWorld();
  const id = await finishVisit(world);
  await sendAll(world.ctx);
  const row = await item(world, id);
  await world.ctx.store.put("outbox", { ...row, receipt: { ...row.receipt, signature: "00".repeat(64) } });
  world.landing.before = async (path) => (path === "ask" ? json({ is: "told", told: [], at: world.clock.at + 20 * DAY }) : null);
  await askReceipts(world.ctx);

  await forgetSent(world.ctx);

  assert.ok(await item(world, id));
});

test("asking tells what became of it, who saw an alarm, and what this phone holds", async () => {
  const world = await makeWorld();
  const id = await addMessage(world.ctx, "alarm", null, { where: "" });
  await sendAll(world.ctx);
  await finishVisit(world);
  Object.assign([...world.landing.rows.values()][0], { work: "applied", alarm: { seen_at: 5, seen_by: "Ann" } });

  await askReceipts(world.ctx);

  assert.deepEqual((await item(world, id)).alarm, { seen_at: 5, seen_by: "Ann" });
  assert.equal((await item(world, id)).work, "applied");
  assert.deepEqual(world.landing.holds, { waiting: 1, keys: [world.ctx.landing.id], shifts: [] });
});

test("of two tabs one sends", async () => {
  const world = await makeWorld();
  await finishVisit(world);
  const other = await makeTab(world);

  const reports = await Promise.all([sendAll(world.ctx), sendAll(other)]);

  assert.deepEqual(reports.map(({ isBusy }) => isBusy).sort(), [false, true]);
  assert.equal(world.landing.requests.length, 1);
});

test("what somebody else wrote on this phone goes too, and is listed for nobody but them", async () => {
  const world = await makeWorld();
  const id = await finishVisit(world);
  const other = await makeTab(world, OTHER);

  assert.deepEqual(await listItems(other), []);
  assert.deepEqual((await sendAll(other)).sent, [id]);
});

test("the same goes by a real connection", async (t) => {
  const world = await makeWorld();
  const { url, close } = await world.landing.listen();
  t.after(close);
  const id = await finishVisit(world, "heron", [big()]);
  const ctx = { ...world.ctx, fetch, landing: { ...world.ctx.landing, url } };

  await sendAll(ctx);

  assert.ok((await item(world, id)).parts.every((part) => part.isIn));
});
