import assert from "node:assert/strict";
import { test } from "node:test";

import { utf8 } from "../../../vault/static/vault/sealing.js";
import { closeShown, ensureShownKey, openShown } from "../../static/field/device.js";
import {
  drawWords, fromPasskey, fromWords, Locked, NoSecret, setSecret, Unlocked, unlockKeyOf, unlockWith, WrongSecret,
} from "../../static/field/unlocking.js";
import { makeWorld, OTHER, PERSON } from "./world.mjs";

const bytes = (value) => new Uint8Array(32).fill(value);
const person = { person: "ann", unlock: "prf", credential: null, salt: bytes(0), check: null };

function authenticator(results) {
  const asked = [];
  return {
    asked,
    get: async (options) => {
      asked.push(options.publicKey);
      return { rawId: bytes(7).buffer, getClientExtensionResults: () => ({ prf: { results } }) };
    },
  };
}

test("the secret is the passkey's second one, and the site's own is wiped at once", async () => {
  const results = { first: bytes(1).buffer, second: bytes(2).buffer };
  const credentials = authenticator(results);
  const row = { ...person };

  assert.deepEqual(await fromPasskey(row, credentials), bytes(2));

  assert.deepEqual(new Uint8Array(results.first), bytes(0));
  const [{ extensions, userVerification, allowCredentials }] = credentials.asked;
  assert.deepEqual(extensions.prf.eval, { first: utf8("unhidden key ring"), second: utf8("unhidden field key") });
  assert.deepEqual([userVerification, allowCredentials], ["required", []]);
  await fromPasskey(row, credentials);
  assert.deepEqual(credentials.asked[1].allowCredentials, [{ type: "public-key", id: bytes(7) }]);
});

for (const results of [undefined, { first: bytes(1).buffer }]) {
  test(`without PRF (${results ? "of one salt" : "at all"}) it is said, so that words are used`, async () => {
    await assert.rejects(fromPasskey({ ...person }, authenticator(results)), NoSecret);
  });
}

test("four words are the same secret however they are typed, and others are another", async () => {
  const typed = await Promise.all(["able baker cable dog", " Able  baker, CABLE dog. ", "able baker cable dogs"]
    .map((words) => fromWords(words, bytes(3).slice(0, 16))));

  assert.deepEqual(typed[0], typed[1]);
  assert.notDeepEqual(typed[0], typed[2]);
});

test("four words of the list are drawn, all of it in turn", () => {
  const list = Array.from({ length: 2_048 }, (_, n) => `word${n}`);
  const drawn = Array.from({ length: 5_000 }, () => drawWords(list));

  assert.ok(drawn.every((words) => words.length === 4));
  assert.ok(new Set(drawn.flat()).size > 2_000);
});

test("a wrong secret is told; another's, too", () => {
  const { person: ann } = setSecret(person, bytes(4));
  assert.ok(unlockWith(ann, bytes(4)));

  assert.throws(() => unlockWith(ann, bytes(5)), WrongSecret);
  assert.throws(() => unlockWith({ ...ann, person: "bea" }, bytes(4)), WrongSecret);
  assert.throws(() => unlockWith(person, bytes(4)), WrongSecret);
});

test("after locking nothing opens, and a wrapped key fits its own place alone", () => {
  const unlocked = new Unlocked(unlockKeyOf(bytes(6)));
  const wrapped = unlocked.wrap("drafts\0one", bytes(1));
  assert.deepEqual(unlocked.unwrap("drafts\0one", wrapped), bytes(1));
  assert.throws(() => unlocked.unwrap("drafts\0two", wrapped));

  unlocked.lock();

  assert.throws(() => unlocked.unwrap("drafts\0one", wrapped), Locked);
  assert.throws(() => unlocked.wrap("drafts\0one", bytes(1)), Locked);
});

test("what a phone shows that nobody unlocks opens there alone, and only as the row it is", async () => {
  const { ctx } = await makeWorld({ isUnlocked: false });
  const key = await ensureShownKey(ctx.store, PERSON);
  const closed = await closeShown(key, "Heron Nails, 10:00", "tasking\0one");

  assert.equal(key.extractable, false);
  assert.equal(await openShown(await ensureShownKey(ctx.store, PERSON), closed, "tasking\0one"), "Heron Nails, 10:00");
  await assert.rejects(openShown(key, closed, "tasking\0two"));
  await assert.rejects(openShown(await ensureShownKey(ctx.store, OTHER), closed, "tasking\0one"));
  assert.equal((await closeShown(key, "", "tasking\0one")).length, closed.length);
});
