// The page is killed at each thing that it waits for, and started anew: whatever it had
// kept, or said that it had, is there, once.

import assert from "node:assert/strict";
import { test } from "node:test";

import { unwrap } from "../idb/build/index.js";
import { begin, finish, open, promoteEnded, save } from "../../static/field/drafts.js";
import { sendAll } from "../../static/field/outbox.js";
import { addPhoto } from "../../static/field/photos.js";
import { namesOf } from "./landing.mjs";
import { contentOf, HOUR, Locks, makeTab, makeWorld, opened, partsOf } from "./world.mjs";

const STORE = ["transaction", "get", "getAll", "getAllKeys"];
const never = new Promise(() => {});

/**
 * From the k-th thing that it waits for on, nothing comes back to this page. What it wrote
 * there never began, or was committed, or was taken back, as ``how`` says.
 */
function killAt(ctx, k, how, elsewhere) {
  const killed = Promise.withResolvers();
  let n = 0;
  const counted = (target, names) => new Proxy(target, {
    get(on, name) {
      const value = on[name];
      if (!names.includes(name)) return typeof value === "function" ? value.bind(on) : value;
      return (...given) => {
        n += 1;
        if (n < k) return value.apply(on, given);
        page.isWriting ||= n === k && name === "transaction";
        killed.resolve();
        if (name !== "transaction") return never;
        return how === "never began" || n > k ? unheard(elsewhere.transaction(...given)) : unheard(value.apply(on, given), how);
      };
    },
  });
  const store = counted(ctx.store, STORE);
  const { fetch } = ctx;
  const sent = counted({ fetch: (...given) => fetch(...given) }, ["fetch"]);
  const page = { ctx: { ...ctx, store, fetch: (...given) => sent.fetch(...given) }, killed: killed.promise, isWriting: false };
  return page;
}

/** A transaction whose end the page never hears of; taken back after the first that it wrote. */
function unheard(tx, how) {
  const plain = unwrap(tx);
  for (const told of ["oncomplete", "onabort"]) Object.defineProperty(plain, told, { set() {} });
  if (how === "taken back") {
    tx.done.catch(() => {});
    const { objectStore } = plain;
    plain.objectStore = (name) => {
      const store = objectStore.call(plain, name);
      const { put } = store;
      store.put = (row) => {
        setTimeout(() => { try { plain.abort(); } catch { /* it has ended */ } });
        return put.call(store, row);
      };
      return store;
    };
  }
  return tx;
}

/** Run it once for each thing that it waits for, killed there; gives how many there are. */
async function killEverywhere(play, check) {
  const { ctx: { store: elsewhere } } = await makeWorld();
  for (let k = 1; ; k += 1) {
    const { isOver, isWriting } = await killOnce(play, check, (ctx) => killAt(ctx, k, "never began", elsewhere));
    if (isOver) return k - 1;
    for (const how of isWriting ? ["committed", "taken back"] : []) {
      await killOnce(play, check, (ctx) => killAt(ctx, k, how, elsewhere));
    }
  }
}

async function killOnce(play, check, kill) {
  const world = await makeWorld();
  const page = kill(world.ctx);
  const log = [];
  const isOver = await Promise.race([play(page.ctx, world, log).then(() => true), page.killed]);
  world.locks = new Locks();
  world.ctx = await makeTab(world);
  await check(world, log);
  return { isOver, isWriting: page.isWriting };
}

/** Each word that was kept, in the draft that can be read or in what is to be sent. */
async function listWords(world) {
  const parts = await partsOf(world.ctx);
  const rows = await world.ctx.store.getAll("drafts");
  const items = await world.ctx.store.getAll("outbox");
  for (const { header } of [...items, ...rows.flatMap((row) => row.standby ?? [])]) {
    const { named } = await opened(world, header, parts); // throws where a part is missing
    for (const name of namesOf(named, true)) assert.ok(parts.has(name));
  }
  for (const row of rows.filter(({ standby }) => standby)) {
    const { content } = await open(world.ctx, row.submission);
    const { inner } = await opened(world, row.standby.header, parts);
    assert.deepEqual(inner[0].text, content.inner[0].text);
  }
  const said = await Promise.all([...rows.flatMap((row) => row.standby ?? []), ...items].map(
    async ({ header }) => (await opened(world, header, parts)).inner[0].text,
  ));
  return { said, drafts: rows.length, items: items.length };
}

async function playVisit(ctx, world, log) {
  const { receivers, clock } = world;
  const draft = await begin(ctx, null, { form: "2026-12", receivers, readableUntil: clock.at + HOUR });
  for (const word of ["one", "two"]) {
    await save(ctx, draft, contentOf(word));
    log.push(`said ${word}`);
  }
  await addPhoto(ctx, draft, new Blob(["picture"], { type: "image/jpeg" }), { copy: new Blob(["small"]) });
  log.push("photo");
  await finish(ctx, draft, contentOf("three"));
  log.push("said three");
}

test("killed anywhere while it is written, a visit is kept once, as it was last kept", async () => {
  const places = await killEverywhere(playVisit, async (world, log) => {
    const { said, drafts, items } = await listWords(world);
    const words = log.filter((each) => each !== "photo");
    assert.ok(drafts + items <= 1);
    // What was being written when it was killed may be there already.
    if (words.length) assert.ok([0, 1].includes(["said one", "said two", "said three"].indexOf(said[0]) - words.length + 1));
    if (log.includes("photo")) {
      const [row] = [...await world.ctx.store.getAll("drafts"), ...await world.ctx.store.getAll("outbox")];
      const header = row.header ?? row.standby.header;
      assert.equal((await opened(world, header, await partsOf(world.ctx))).named.photos.length, 1);
    }
    world.clock.at += HOUR;
    await promoteEnded(world.ctx);
    const sent = await world.ctx.store.getAll("outbox");
    const named = sent.flatMap((item) => item.parts.map((part) => part.sha256));
    assert.deepEqual([...(await partsOf(world.ctx)).keys()].sort(), named.sort());
  });

  assert.ok(places > 15);
});

test("killed anywhere while it is let go, a draft goes once, by the next start", async () => {
  const places = await killEverywhere(async (ctx, world) => {
    const { receivers, clock } = world;
    const draft = await begin(world.ctx, null, { receivers, readableUntil: clock.at + HOUR });
    await save(world.ctx, draft, contentOf("one"));
    clock.at += HOUR;
    await promoteEnded(ctx);
  }, async (world) => {
    await promoteEnded(world.ctx);
    assert.deepEqual(await listWords(world), { said: ["said one"], drafts: 0, items: 1 });
  });

  assert.ok(places > 5);
});

test("killed anywhere while it is sent, a visit arrives once, with its receipt", async () => {
  const places = await killEverywhere(async (ctx, world) => {
    const draft = await begin(world.ctx, null, { receivers: world.receivers });
    await addPhoto(world.ctx, draft, new Blob(["picture"]), { copy: new Blob(["small"]) });
    await finish(world.ctx, draft, contentOf("one"));
    await sendAll(ctx);
  }, async (world) => {
    await sendAll(world.ctx);
    world.clock.at += HOUR;
    await sendAll(world.ctx);
    const [item] = await world.ctx.store.getAll("outbox");
    assert.equal(item.state, "received");
    assert.ok(item.parts.every((part) => part.isIn));
    assert.equal(world.landing.rows.size, 1);
  });

  assert.ok(places > 10);
});
