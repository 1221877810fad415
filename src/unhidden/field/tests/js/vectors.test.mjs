// What Python sealed opens here, and the same goes in makes the same; what these scripts
// seal is opened in Python by test_scripts.py.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";

import {
  fromBase64, fromHex, joined, padded, seal, slotOf, toHex, unpadded, unwrapKey, utf8,
} from "../../../vault/static/vault/sealing.js";
import { deviceIdOf } from "../../static/field/device.js";
import { buildHeader, digestOf, frame, LONGEST, TooLong } from "../../static/field/header.js";
import { fromWords } from "../../static/field/unlocking.js";
import { openBox } from "./world.mjs";

const vectors = JSON.parse(await readFile(new URL("vectors.json", import.meta.url)));
const [publicKey, dataKey] = [fromBase64(vectors.public_key), fromBase64(vectors.data_key)];
const PKCS8 = fromHex("302e020100300506032b656e04220420");
const privateKey = await crypto.subtle.importKey(
  "pkcs8", joined(PKCS8, fromBase64(vectors.private_key)), { name: "X25519" }, false, ["deriveBits"],
);
const pair = { privateKey, raw: publicKey };
const text = (bytes) => new TextDecoder().decode(bytes);

test("a letter of Python's opens", async () => {
  assert.equal(text(unpadded(await openBox(fromBase64(vectors.letter), pair))), vectors.text);
});

test("a sealed field of Python's opens in its place, and in no other", async () => {
  const key = await openBox(fromBase64(vectors.field.key), pair);
  const content = fromBase64(vectors.field.content).slice(1);
  const boundTo = slotOf("field_innerenvelope", "content_sealed", vectors.row);

  assert.equal(text(unpadded(unwrapKey(content, { key, boundTo }))), vectors.text);
  assert.deepEqual(key, dataKey);
  const other = slotOf("field_innerenvelope", "other", vectors.row);
  assert.throws(() => unwrapKey(content, { key, boundTo: other }));
});

test("a wrapped key of Python's opens, and not when a bit of it is another", () => {
  const wrapped = fromBase64(vectors.wrapped);
  const under = { key: dataKey, boundTo: utf8("drafts\0one") };

  assert.equal(text(unwrapKey(wrapped, under)), vectors.text);
  for (const at of [0, 24, wrapped.length - 1]) {
    const bent = wrapped.slice();
    bent[at] ^= 1;
    assert.throws(() => unwrapKey(bent, under));
  }
});

test("four words are Python's secret, and a key's device is Python's", async () => {
  const { said, salt, secret } = vectors.words;

  assert.deepEqual(await fromWords(said, fromBase64(salt)), fromBase64(secret));
  assert.equal(await deviceIdOf(fromBase64(vectors.device.public_key)), vectors.device.id);
});

test("padding comes off as it went on, and nothing else is taken for it", () => {
  for (const length of [0, 1, 511, 512, 513]) {
    const bytes = Uint8Array.from({ length }, () => 0x80);
    assert.equal(padded(bytes).length % 512, 0);
    assert.deepEqual(unpadded(padded(bytes)), bytes);
  }
  const tooLong = padded(new Uint8Array(600)).fill(0, 0).fill(0x80, 0, 1);
  for (const wrong of [new Uint8Array(0), new Uint8Array(512), new Uint8Array(511).fill(0x80), tooLong]) {
    assert.throws(() => unpadded(wrong));
  }
});

test("short texts are of one length", async () => {
  const place = { table: "t", field: "f", id: vectors.row, key: publicKey };
  const lengths = await Promise.all(["", "a", "a".repeat(511)].map(async (each) => (await seal(each, place)).content.length));

  assert.equal(new Set(lengths).size, 1);
});

test("a header's bytes and its frame are as the landing reads them", async () => {
  const facts = {
    kind: "account", submission: vectors.row, device: vectors.device.id, author: vectors.row, seq: 17,
    form: "2026-12", planned: null, about: null, landing_key: vectors.row,
    made: { clock: 5, offset: null }, outer: null, inner: [], photos: [], parts: [],
  };
  const header = buildHeader(facts);

  assert.equal(text(header), [
    '{"v":1,"kind":"account","submission":"', vectors.row, '","device":"', vectors.device.id,
    '","author":"', vectors.row, '","seq":17,"form":"2026-12","planned":null,"about":null,"landing_key":"',
    vectors.row, '","made":{"clock":5,"offset":null},"outer":null,"inner":[],"photos":[],"parts":[]}',
  ].join(""));
  assert.match(await digestOf(header), /^[0-9a-f]{64}$/);
  const whole = frame(Uint8Array.of(1, 2), new Uint8Array(32), new Uint8Array(64).fill(9), [Uint8Array.of(7)]);
  assert.equal(toHex(whole), `55484c31000000020102${"00".repeat(32)}${"09".repeat(64)}0000000107`);
  const parts = Array(1_600).fill({ sha256: "0".repeat(64), bytes: 5, now: true });
  assert.throws(() => buildHeader({ ...facts, parts }), TooLong);
  assert.equal(LONGEST, 131_072);
});
