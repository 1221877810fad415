// What waits to be sent, and what was sent: a row of the outbox is made whole, signed, and
// its header never changes.
// @ts-check

import { padded, sealLetter, unpadded } from "../vault/sealing.js";
import { readingNow } from "./clock.js";
import { ensureDevice, signBytes } from "./device.js";
import { factsOf, madeAt, NoReceiver, partOf, pieceOf } from "./envelopes.js";
import { buildHeader, digestOf, listParts, readHeader } from "./header.js";
import { write } from "./store.js";
import { Locked, openText } from "./unlocking.js";

/** @typedef {import("../vault/sealing.js").Bytes} Bytes */

/** @typedef {import("./envelopes.js").Ctx} Ctx */

/** @typedef {import("./envelopes.js").Content} Content */

/** @typedef {import("./header.js").Part & {isIn: boolean}} SentPart */

/** @typedef {{text: string, signature: string}} SignedText */

/**
 * A row of the outbox.
 * @typedef {object} Item
 * @property {string} id
 * @property {string} submission
 * @property {string} digest
 * @property {number} seq
 * @property {import("./header.js").Kind} kind
 * @property {string|null} planned
 * @property {string} person
 * @property {Bytes|null} label
 * @property {{key: Bytes, sealed: Bytes}|null} readable
 * @property {number|null} readableUntil
 * @property {number} touchedAt
 * @property {Bytes} header
 * @property {Bytes} signature
 * @property {SentPart[]} parts
 * @property {"waiting"|"received"|"needs_you"} state
 * @property {string} why
 * @property {number} tries
 * @property {number} nextAt
 * @property {SignedText|null} receipt
 * @property {SignedText|null} partsReceipt
 * @property {number|null} receivedAt
 * @property {number|null} position
 * @property {string|null} work
 * @property {string} reason
 * @property {{seen_at: number, seen_by: string}|null} alarm
 */

export const LANDING = "unhidden landing 1\0";
const DAY = 86_400_000; // milliseconds
const URGENT = ["alarm", "state"];
const LONGEST_WAIT = 300; // seconds
const LONGEST_ALARM = 15;

/** Its reading has ended: it goes as it was last kept. */
export class Ended extends Error {}

/**
 * Keep a short word of a visit that is sent at once: a state, an alarm.
 * @param {Ctx} ctx
 * @param {"state"|"alarm"} kind
 * @param {string|null} planned
 * @param {object} said
 * @returns {Promise<string>}
 */
export async function addMessage(ctx, kind, planned, said) {
  if (!ctx.landing) throw new NoReceiver("landing");
  let seq = 0;
  await write(ctx.store, ["meta"], (tx, last) => {
    seq = countOn(tx, last);
  }, { name: "meta", key: "seq" });
  const subject = { submission: crypto.randomUUID(), seq, form: "", planned, about: null };
  const piece = await pieceOf(await sealLetter(JSON.stringify(said), ctx.landing.publicKey));
  const parts = [partOf(piece)];
  const facts = factsOf(ctx, subject, kind, await madeAt(ctx));
  const header = buildHeader({ ...facts, outer: piece.sha256, inner: [], photos: [], parts });
  const item = await makeItem(ctx, { ...subject, person: ctx.device.person }, header, null);
  await write(ctx.store, ["parts", "outbox"], (tx) => {
    tx.objectStore("parts").put({ ...piece, submission: subject.submission });
    tx.objectStore("outbox").put(item);
  });
  return item.id;
}

/**
 * What its author wrote in something that is on its way; throws Locked, and Ended.
 * @param {Ctx} ctx
 * @param {string} id
 * @returns {Promise<Content>}
 */
export async function readItem(ctx, id) {
  const item = await ctx.store.get("outbox", id);
  if (!item?.readable || await isEnded(ctx, item)) throw new Ended();
  if (!ctx.unlocked) throw new Locked();
  const place = "drafts\0" + item.submission;
  return JSON.parse(openText(item.readable.sealed, ctx.unlocked.unwrap(place, item.readable.key), place));
}

/**
 * What its officer knows a row by; "" while locked.
 * @param {Ctx} ctx
 * @param {{person: string, submission: string, label: Bytes|null}} row
 */
export function labelOf({ unlocked, device }, { person, submission, label }) {
  if (!unlocked || !label || person !== device.person) return "";
  return new TextDecoder().decode(unpadded(unlocked.unwrap("label\0" + submission, label)));
}

/**
 * A row of the outbox, signed by the device of whoever wrote it.
 * @param {Ctx} ctx
 * @param {any} row a draft, or what stands for one
 * @param {Bytes} header
 * @param {{key: Bytes, sealed: Bytes}|null} readable
 * @returns {Promise<Item>}
 */
export async function makeItem(ctx, row, header, readable) {
  const digest = await digestOf(header);
  const device = await ensureDevice(ctx.store, row.person);
  const said = readHeader(header);
  const { kind, seq, planned } = said;
  return {
    id: row.submission + ":" + digest, submission: row.submission, digest, seq, kind, planned,
    person: row.person, label: row.label ?? null, readable,
    readableUntil: row.readableUntil ?? null, touchedAt: row.touchedAt ?? ctx.now(),
    header, signature: await signBytes(device, LANDING, await hashOf(header)),
    parts: listParts(said).map((part) => ({ ...part, isIn: false })),
    state: "waiting", why: "", tries: 0, nextAt: 0, receipt: null, partsReceipt: null,
    receivedAt: null, position: null, work: null, reason: "", alarm: null,
  };
}

/**
 * The readable halves of what waits end as the drafts' do.
 * @param {Ctx} ctx
 */
export async function forgetReadable(ctx) {
  for (const item of await ctx.store.getAll("outbox")) {
    if (item.readable && await isEnded(ctx, item)) {
      await write(ctx.store, ["outbox"], (tx, row) => {
        if (row) tx.objectStore("outbox").put({ ...row, readable: null });
      }, { name: "outbox", key: item.id });
    }
  }
}

/**
 * Whether nobody may read it here any more: at its shift's end, or a day untouched.
 * @param {Ctx} ctx
 * @param {{readableUntil: number|null, touchedAt: number}} row
 */
export async function isEnded(ctx, { readableUntil, touchedAt }) {
  const now = await readingNow(ctx.store, ctx.now);
  return now >= Math.min(readableUntil ?? Infinity, touchedAt + DAY);
}

/**
 * The next number of this phone.
 * @param {IDBTransaction} tx
 * @param {{value: number}|undefined} last
 */
export function countOn(tx, last) {
  const value = (last?.value ?? 0) + 1;
  tx.objectStore("meta").put({ name: "seq", value });
  return value;
}

/** @param {Bytes} header */
async function hashOf(header) {
  return new Uint8Array(await crypto.subtle.digest("SHA-256", header));
}

/**
 * When it is tried again, and why it did not go; or that it needs somebody.
 * @param {Item} item
 * @param {import("./posting.js").Answer} answer
 * @param {number} now
 * @returns {Item}
 */
export function putOff(item, { is, why = "", after }, now) {
  if (is === "unreadable") return { ...item, state: "needs_you", why };
  const most = isUrgent(item.kind) ? LONGEST_ALARM : LONGEST_WAIT;
  const wait = Math.min(after ?? 2 ** item.tries * (0.5 + Math.random() / 2), most);
  return { ...item, why, tries: Math.min(item.tries + 1, 20), nextAt: now + wait * 1_000 };
}

/**
 * Whether its turn has come. No wait is longer than the longest: a clock that was ahead
 * when it failed, and was put right, keeps nothing back.
 * @param {Item} item
 * @param {number} now
 */
export function isDue({ nextAt }, now) {
  return nextAt <= now || nextAt > now + LONGEST_WAIT * 1_000;
}

/**
 * What the server has not any more, as if it had never been sent.
 * @param {Item} item
 * @returns {Item}
 */
export function markForgotten(item) {
  const parts = item.parts.map((part) => ({ ...part, isIn: false }));
  return { ...item, parts, state: "waiting", why: "", tries: 0, nextAt: 0, receipt: null, partsReceipt: null, work: null };
}

/**
 * The item, with what is known of these parts.
 * @param {Item} item
 * @param {string[]} names
 * @param {boolean} isIn
 * @returns {Item}
 */
export function markParts(item, names, isIn) {
  const mark = (/** @type {SentPart} */ part) => (names.includes(part.sha256) ? { ...part, isIn } : part);
  return { ...item, parts: item.parts.map(mark) };
}

/**
 * The parts of originals that are not in, with the photo that each is of.
 * @param {Item} item
 * @returns {{photo: string, part: SentPart}[]}
 */
export function listOriginalsOut(item) {
  const out = new Map(
    item.parts.filter((part) => !part.now && !part.isIn).map((part) => [part.sha256, part]),
  );
  if (!out.size) return [];
  /** @type {import("./header.js").PhotoNamed[]} */
  const photos = readHeader(item.header).photos;
  return photos.flatMap(({ id, original }) => (original?.parts ?? []).flatMap((name) => {
    const part = out.get(name);
    return part ? [{ photo: id, part }] : [];
  }));
}

/**
 * Alarms, states, then as they were begun.
 * @param {Item} one
 * @param {Item} other
 */
export function inOrder(one, other) {
  return rankOf(one) - rankOf(other) || one.seq - other.seq;
}

/** @param {string} kind */
export function isUrgent(kind) {
  return URGENT.includes(kind);
}

/** @param {Item} item */
function rankOf({ kind }) {
  return URGENT.indexOf(kind) + 1 || URGENT.length + 1;
}
