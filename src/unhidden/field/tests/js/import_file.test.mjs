import assert from "node:assert/strict";
import { test } from "node:test";

import { begin, finish } from "../../static/field/drafts.js";
import { exportOutbox } from "../../static/field/export.js";
import { bringFile, digestOfReceipt, postTo } from "../../static/field/import_file.js";
import { addPhoto } from "../../static/field/photos.js";
import { contentOf, makeWorld } from "./world.mjs";

async function writtenFile(world) {
  const draft = await begin(world.ctx, null, { form: "2026-12", receivers: world.receivers });
  await addPhoto(world.ctx, draft, new Blob([new Uint8Array(300_000)]), { copy: new Blob(["small"]) });
  await finish(world.ctx, draft, contentOf("one"));
  return new Uint8Array(await (await exportOutbox(world.ctx)).arrayBuffer());
}

const posting = ({ landing }) => async (path, frame) => (await landing.answer(path, frame)).answer;

test("a file is received whole, and again without being doubled", async () => {
  const world = await makeWorld();
  const file = await writtenFile(world);
  const told = [];

  const first = await bringFile(file, posting(world), (...each) => told.push(each));
  const again = await bringFile(file, posting(world), () => {});

  assert.deepEqual([first.missing, first.refused], [0, 0]);
  assert.equal(digestOfReceipt(first.received[0]), [...world.landing.rows.values()][0].digest);
  assert.equal(again.received[0].receipt, first.received[0].receipt);
  assert.equal(world.landing.rows.size, 1);
  assert.deepEqual(told.at(-1), [told.length, told.length]);
});

test("a file that was cut sends nothing", async () => {
  const world = await makeWorld();
  const file = await writtenFile(world);

  await assert.rejects(bringFile(file.slice(0, -1), posting(world), () => {}));

  assert.equal(world.landing.rows.size + world.landing.parts.size, 0);
});

test("what is missing, or was changed on its way, is counted and keeps back nothing else", async () => {
  const world = await makeWorld();
  const file = await writtenFile(world);
  const answers = { part: { is: "kept" }, commit: { is: "missing", parts: [] } };

  const whole = await bringFile(file, async (path) => answers[path], () => {});
  const none = await bringFile(file, async () => ({ is: "unreadable", why: "digest" }), () => {});

  assert.equal(whole.missing, 1);
  assert.ok(none.refused > 1);
});

test("who is asked to come again does, and gives up where the server stays away", async (t) => {
  t.mock.timers.enable({ apis: ["setTimeout"] });
  const said = [{ is: "later", after: 3 }, { is: "kept" }];
  const fetching = t.mock.method(globalThis, "fetch", async () => Response.json(said.shift()));
  const sent = postTo("/landing/")("part", new Uint8Array(1));
  await new Promise(setImmediate);
  t.mock.timers.tick(3000);

  assert.deepEqual(await sent, { is: "kept" });
  assert.equal(fetching.mock.calls[0].arguments[0], "/landing/part");
  assert.equal(fetching.mock.calls[0].arguments[1].credentials, "omit");
  fetching.mock.mockImplementation(async () => { throw new TypeError("away"); });
  await assert.rejects(postTo("/landing/")("part", new Uint8Array(1)));
});
