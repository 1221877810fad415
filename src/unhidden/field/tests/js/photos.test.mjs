import assert from "node:assert/strict";
import { test } from "node:test";

import { begin, finish, open, promoteEnded, save } from "../../static/field/drafts.js";
import { NoReceiver } from "../../static/field/envelopes.js";
import { readHeader, TooLong } from "../../static/field/header.js";
import { sendAll } from "../../static/field/outbox.js";
import { addPhoto, dropPhoto } from "../../static/field/photos.js";
import { PIECE, sha256 } from "../../static/field/pieces.js";
import { Stale } from "../../static/field/store.js";
import { namesOf } from "./landing.mjs";
import { contentOf, HOUR, makeTab, makeWorld, opened, openPhoto, partsOf } from "./world.mjs";

const COPY = new Blob(["a small copy"], { type: "image/jpeg" });

function pictureOf(length) {
  const bytes = Uint8Array.from({ length }, (_, n) => n % 251);
  return { bytes, file: new File([bytes], "IMG_1.heic", { type: "image/heic" }) };
}

async function beginHere(world, receivers = world.receivers) {
  return begin(world.ctx, null, { form: "2026-12", receivers, readableUntil: world.clock.at + 12 * HOUR });
}

async function sentHeader(world) {
  const [item] = await world.ctx.store.getAll("outbox");
  return opened(world, item.header, await partsOf(world.ctx));
}

test("the file as taken opens for the custodians, byte for byte, whatever its length", async () => {
  const world = await makeWorld();
  const draft = await beginHere(world);
  for (const length of [0, 1, PIECE, PIECE + 1, 3 * PIECE - 5]) {
    const { bytes, file } = pictureOf(length);
    const photo = await addPhoto(world.ctx, draft, file, { copy: null });

    const found = await openPhoto(world, {
      id: photo.id, part: "original", sealed: photo.original,
      parts: await partsOf(world.ctx), pair: world.pairs.custodians,
    });
    assert.deepEqual(found.head, { name: "IMG_1.heic", type: "image/heic" });
    assert.deepEqual(found.bytes, bytes);
    assert.equal(photo.sha256, await sha256(bytes));
  }
});

test("a copy goes to people, but to the outer envelope where nobody is in the picture", async () => {
  const world = await makeWorld();
  const draft = await beginHere(world);
  const [people, street] = [
    await addPhoto(world.ctx, draft, pictureOf(10).file, { copy: COPY }),
    await addPhoto(world.ctx, draft, pictureOf(20).file, { copy: COPY }),
  ];
  await finish(world.ctx, draft, { ...contentOf("x"), nobody: [street.id] });

  const { named } = await sentHeader(world);

  const [first, second] = named.photos;
  assert.deepEqual([first.id, first.of_people, first.copy.to], [people.id, true, world.receivers.usual.team]);
  assert.deepEqual([second.id, second.of_people, second.copy.to], [street.id, false, "landing"]);
  const parts = await partsOf(world.ctx);
  for (const [{ id, copy }, pair] of [[first, world.pairs.usual], [second, world.pairs.landing]]) {
    const found = await openPhoto(world, { id, part: "copy", sealed: copy, parts, pair });
    assert.equal(new TextDecoder().decode(found.bytes), "a small copy");
  }
  const [item] = await world.ctx.store.getAll("outbox");
  const late = item.parts.filter((part) => !part.now).map((part) => part.sha256);
  assert.deepEqual(late, named.photos.flatMap(({ original }) => original.parts));
});

test("a photo is in what goes unfinished from the moment that it was taken, for people alone", async () => {
  const world = await makeWorld();
  const draft = await beginHere(world);
  const photo = await addPhoto(world.ctx, draft, pictureOf(10).file, { copy: COPY });
  await save(world.ctx, draft, { ...contentOf("x"), nobody: [photo.id] });
  const second = await addPhoto(world.ctx, draft, pictureOf(20).file, { copy: COPY });
  world.clock.at += 12 * HOUR;

  await promoteEnded(world.ctx);

  const { named, outer } = await sentHeader(world);
  assert.deepEqual(named.photos.map(({ id }) => id), [photo.id, second.id]);
  assert.deepEqual(named.photos.map(({ copy }) => copy.to), Array(2).fill(world.receivers.usual.team));
  assert.equal(outer.answers.count, 3);
});

test("a photo that is taken while another save is on its way is in both", async () => {
  const world = await makeWorld();
  const draft = await beginHere(world);
  const slow = { ...contentOf("one"), inner: Array(150).fill({ what: "disclosure", text: "x" }) };
  const saving = save(world.ctx, draft, slow);
  await addPhoto(world.ctx, draft, pictureOf(10).file, { copy: null });
  await saving;

  const { standby } = await world.ctx.store.get("drafts", draft.submission);
  const { named } = await opened(world, standby.header, await partsOf(world.ctx));
  assert.equal(named.photos.length, 1);
});

test("a photo of a stale tab is kept beside what the other tab wrote", async () => {
  const world = await makeWorld();
  const draft = await beginHere(world);
  await save(world.ctx, draft, contentOf("one"));
  const { draft: stale } = await open(await makeTab(world), draft.submission);
  await save(world.ctx, draft, contentOf("two"));

  await addPhoto(world.ctx, stale, pictureOf(20).file, { copy: COPY });

  await assert.rejects(save(world.ctx, stale, contentOf("old")), Stale);
  await assert.rejects(finish(world.ctx, draft, contentOf("two")), Stale);
  const { draft: again, content } = await open(world.ctx, draft.submission);
  assert.deepEqual(content, contentOf("two"));
  await finish(world.ctx, again, content);
  assert.equal((await sentHeader(world)).named.photos.length, 1);
});

test("a photo that is taken out again leaves nothing behind", async () => {
  const world = await makeWorld();
  const draft = await beginHere(world);
  const photo = await addPhoto(world.ctx, draft, pictureOf(10).file, { copy: COPY });
  await save(world.ctx, draft, contentOf("x"));

  await dropPhoto(world.ctx, draft, photo.id);

  const { standby } = await world.ctx.store.get("drafts", draft.submission);
  const { named } = await opened(world, standby.header, await partsOf(world.ctx));
  assert.deepEqual(named.photos, []);
  assert.deepEqual([...(await partsOf(world.ctx)).keys()].sort(), namesOf(named, true).sort());
});

test("its copy can be looked at again by whoever unlocks the draft", async () => {
  const world = await makeWorld();
  const draft = await beginHere(world);
  const photo = await addPhoto(world.ctx, draft, pictureOf(10).file, { copy: COPY });

  const { draft: again } = await open(await makeTab(world), draft.submission);

  assert.deepEqual(again.photos[0].copy.key, photo.copy.key);
  const row = await world.ctx.store.get("drafts", draft.submission);
  assert.notDeepEqual(row.photos[0].copy.key, photo.copy.key);
});

test("what cannot be kept is refused in a word, and leaves the draft as it was", async () => {
  const world = await makeWorld();
  const nobodys = await beginHere(world, { ...world.receivers, custodians: null });
  await assert.rejects(addPhoto(world.ctx, nobodys, pictureOf(10).file, { copy: COPY }), NoReceiver);

  const draft = await beginHere(world);
  for (let n = 0; n < 60; n += 1) await addPhoto(world.ctx, draft, pictureOf(n).file, { copy: null });
  const before = (await partsOf(world.ctx)).size;
  await assert.rejects(addPhoto(world.ctx, draft, pictureOf(1).file, { copy: null }), TooLong);

  assert.equal((await partsOf(world.ctx)).size, before);
  assert.equal((await world.ctx.store.get("drafts", draft.submission)).photos.length, 60);
});

test("sixty photos of 1.5 MB go with one visit, every piece named once", async () => {
  const world = await makeWorld();
  const draft = await beginHere(world);
  const [file, copy] = [new Blob([new Uint8Array(1_500_000)]), new Blob([new Uint8Array(300_000)])];
  for (let n = 0; n < 60; n += 1) await addPhoto(world.ctx, draft, file, { copy });
  await save(world.ctx, draft, contentOf("x"));

  const { standby } = await world.ctx.store.get("drafts", draft.submission);
  const names = namesOf(JSON.parse(new TextDecoder().decode(standby.header)), true);
  assert.equal(names.length, 60 * (7 + 3) + 3);
  assert.deepEqual(names.sort(), [...await world.ctx.store.getAllKeys("parts")].sort());
});

test("a file over 64 MiB is kept by its hash, and said to be", async () => {
  const world = await makeWorld();
  const draft = await beginHere(world);
  const file = new Blob([new Uint8Array(64 * 1_048_576 + 1)]);

  const photo = await addPhoto(world.ctx, draft, file, { copy: COPY });

  assert.equal(photo.original, null);
  assert.equal(photo.bytes, file.size);
  assert.match(photo.sha256, /^[0-9a-f]{64}$/);
});

test("a photo of 40 MB goes whole, and opens for the custodians as it was taken", async () => {
  const world = await makeWorld();
  const draft = await beginHere(world);
  const file = new Blob([new Uint8Array(20_000_000).fill(7), new Uint8Array(20_000_000).fill(9)]);
  const photo = await addPhoto(world.ctx, draft, file, { copy: null });
  const id = await finish(world.ctx, draft, contentOf("x"));

  await sendAll(world.ctx);

  const item = await world.ctx.store.get("outbox", id);
  assert.deepEqual([item.state, item.parts.every(({ isIn }) => isIn)], ["received", true]);
  const { original } = readHeader(item.header).photos[0];
  const { bytes } = await openPhoto(world, {
    id: photo.id, part: "original", sealed: original, parts: world.landing.parts, pair: world.pairs.custodians,
  });
  assert.equal(bytes.length, 40_000_000);
  assert.equal(await sha256(bytes), photo.sha256);
});

test("a phone that fills up with a photo says so, and keeps the draft and nothing of the photo", async (t) => {
  const world = await makeWorld();
  const draft = await beginHere(world);
  await save(world.ctx, draft, contentOf("typed"));
  const before = [...(await partsOf(world.ctx)).keys()];
  const put = IDBObjectStore.prototype.put;
  let room = 2;
  const full = t.mock.method(IDBObjectStore.prototype, "put", function write(...given) {
    if (this.name === "parts" && (room -= 1) < 0) throw new DOMException("full", "QuotaExceededError");
    return put.apply(this, given);
  });

  const failed = addPhoto(world.ctx, draft, pictureOf(4 * PIECE).file, { copy: COPY });

  await assert.rejects(failed, { name: "QuotaExceededError" });
  full.mock.restore();
  assert.deepEqual([...(await partsOf(world.ctx)).keys()], before);
  assert.deepEqual((await open(world.ctx, draft.submission)).content, contentOf("typed"));
  await save(world.ctx, draft, contentOf("more"));
});

test("a photo of a record that another tab finished goes with it, and cannot be taken out", async () => {
  const world = await makeWorld();
  const draft = await beginHere(world);
  const photo = await addPhoto(world.ctx, draft, pictureOf(10).file, { copy: COPY });
  const { draft: idle } = await open(await makeTab(world), draft.submission);
  await finish(world.ctx, draft, contentOf("x"));
  const sent = [...(await partsOf(world.ctx)).keys()];

  await assert.rejects(dropPhoto(world.ctx, idle, photo.id), Stale);

  assert.deepEqual([...(await partsOf(world.ctx)).keys()], sent);
  assert.deepEqual((await sentHeader(world)).named.photos.map(({ id }) => id), [photo.id]);
  assert.deepEqual(idle.photos.map(({ id }) => id), [photo.id]);
});
