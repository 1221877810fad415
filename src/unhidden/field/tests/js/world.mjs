// A phone in memory, the keys that it seals to, and what opens them again.

import "fake-indexeddb/auto";

import { IDBFactory } from "fake-indexeddb";

import { xsalsa20poly1305 } from "@noble/ciphers/salsa.js";
import { hsalsa } from "@noble/ciphers/salsa.js";
import { blake2b } from "@noble/hashes/blake2.js";

import {
  agreeOn, fromBase64, joined, slotOf, unpadded, unwrapKey, utf8,
} from "../../../vault/static/vault/sealing.js";
import { ensureDevice } from "../../static/field/device.js";
import { readHeader } from "../../static/field/header.js";
import { openStore } from "../../static/field/store.js";
import { Unlocked } from "../../static/field/unlocking.js";
import { Landing } from "./landing.mjs";

const X25519 = { name: "X25519" };
const SIGMA = new Uint32Array([0x61707865, 0x3320646e, 0x79622d32, 0x6b206574]);
export const PERSON = "11111111-1111-4111-8111-111111111111";
export const OTHER = "22222222-2222-4222-8222-222222222222";
export const HOUR = 3_600_000;

/** One at a time, as the browser's Web Locks; those of a killed page are let go. */
export class Locks {
  held = new Map();

  async request(name, options, work = options) {
    const before = this.held.get(name);
    if (before && options.ifAvailable) return work(null);
    const turn = (before ?? Promise.resolve()).then(() => work({ name }));
    const settled = turn.catch(() => {});
    this.held.set(name, settled);
    settled.then(() => this.held.get(name) === settled && this.held.delete(name));
    return turn;
  }
}

/** A pair of keys that teams, or a landing, have. */
export async function keyPair() {
  const pair = await crypto.subtle.generateKey(X25519, true, ["deriveBits"]);
  return { ...pair, raw: new Uint8Array(await crypto.subtle.exportKey("raw", pair.publicKey)) };
}

/** A phone that has fetched tasking, is unlocked, and has a landing to send to. */
export async function makeWorld({ isUnlocked = true } = {}) {
  const clock = { at: Date.parse("2026-11-29T10:00:00Z") };
  const factory = new IDBFactory();
  const pairs = { landing: await keyPair(), usual: await keyPair(), custodians: await keyPair() };
  const landing = await new Landing(() => clock.at).open();
  const team = (name, number) => ({
    team: `${String(number).repeat(8)}-0000-4000-8000-000000000000`, generation: 3, link: 7, key: pairs[name].raw,
  });
  const world = { clock, factory, pairs, landing, locks: new Locks() };
  world.receivers = { usual: team("usual", 7), custodians: team("custodians", 8) };
  world.unlocked = isUnlocked ? new Unlocked(crypto.getRandomValues(new Uint8Array(32))) : null;
  world.ctx = await makeTab(world);
  return world;
}

/** Another tab of this phone, or the same one after it was started anew. */
export async function makeTab(world, person = PERSON) {
  const { clock, landing, pairs } = world;
  Object.defineProperty(navigator, "locks", { value: world.locks, configurable: true });
  const store = await openStore(world.factory);
  return {
    store,
    device: await ensureDevice(store, person),
    unlocked: person === PERSON ? world.unlocked : null,
    landing: {
      id: "99999999-0000-4000-8000-000000000000", publicKey: pairs.landing.raw,
      url: "/landing/", receiptKeys: { [landing.keyId]: landing.publicKey },
    },
    fetch: landing.fetch,
    now: () => clock.at,
  };
}

/** What somebody typed, with a word of their own in both envelopes. */
export function contentOf(word) {
  return {
    outer: { answers: { count: 3, outcome: "seen", notes: `long ${word}` }, signs: [] },
    inner: [{ what: "disclosure", text: `said ${word}`, language: "cy" }],
    long: ["notes"],
    view: { page: 2 },
  };
}

/** The parts that lie on the phone, by their names. */
export async function partsOf(ctx) {
  return new Map((await ctx.store.getAll("parts")).map((row) => [row.sha256, row.bytes]));
}

/** What those who hold the keys find in a submission. */
export async function opened(world, header, parts) {
  const named = header instanceof Uint8Array ? readHeader(header) : header;
  const outer = named.outer && JSON.parse(text(unpadded(await openBox(parts.get(named.outer), world.pairs.landing))));
  const inner = await Promise.all(named.inner.map(async ({ id, key, part }) => {
    const dataKey = await openBox(fromBase64(key), world.pairs.usual);
    const table = named.kind === "register" ? "safeguarding_registerentry" : "field_innerenvelope";
    const boundTo = slotOf(table, "content_sealed", id);
    return JSON.parse(text(unpadded(unwrapKey(parts.get(part).slice(1), { key: dataKey, boundTo }))));
  }));
  return { named, outer, inner };
}

/** The file that these pieces are: its head, and its bytes. */
export async function openPhoto(world, { id, part, sealed, parts, pair }) {
  const key = await openBox(fromBase64(sealed.key), pair);
  const plain = sealed.parts.map((name, n) => {
    const number = new Uint8Array(4);
    new DataView(number.buffer).setUint32(0, n);
    const end = utf8(n === sealed.parts.length - 1 ? "\0last" : "\0more");
    const boundTo = joined(slotOf("field_photo", part, id), Uint8Array.of(0), number, end);
    return unpadded(unwrapKey(parts.get(name), { key, boundTo }), 65_536);
  });
  return { head: JSON.parse(text(plain[0])), bytes: joined(...plain.slice(1)) };
}

export async function openBox(sealed, pair) {
  const [theirs, body] = [sealed.slice(0, 32), sealed.slice(32)];
  const nonce = blake2b(joined(theirs, pair.raw), { dkLen: 24 });
  const secret = await agreeOn(pair.privateKey, theirs);
  const key = new Uint32Array(8);
  hsalsa(SIGMA, new Uint32Array(secret.buffer, 0, 8), new Uint32Array(4), key);
  return new Uint8Array(xsalsa20poly1305(new Uint8Array(key.buffer), nonce).decrypt(body));
}

function text(bytes) {
  return new TextDecoder().decode(bytes);
}
