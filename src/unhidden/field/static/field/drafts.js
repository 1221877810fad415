// A visit while it is written. Each save keeps, in one transaction, what its officer can
// read again, and a standby of the same content that is sealed already: when the reading
// key ends, the standby goes, and nothing of it is lost.
// @ts-check

import { padded, randomBytes, utf8 } from "../vault/sealing.js";
import { readingNow } from "./clock.js";
import { NoReceiver, sealSubmission } from "./envelopes.js";
import { TooLong } from "./header.js";
import { countOn, Ended, forgetReadable, isEnded, labelOf, makeItem } from "./items.js";
import { exclusive, inTurn } from "./locks.js";
import { photosOf } from "./photos.js";
import { Stale, write } from "./store.js";
import { closeText, Locked, openText } from "./unlocking.js";

/** @typedef {import("../vault/sealing.js").Bytes} Bytes */

/** @typedef {import("./envelopes.js").Ctx} Ctx */

/** @typedef {import("./envelopes.js").Content} Content */

/** @typedef {import("./envelopes.js").Sealed} Sealed */

/** @typedef {import("./header.js").Kind} Kind */

/**
 * A draft that this page has open. ``revision`` is that of the store which it knows:
 * another tab's makes it stale.
 * @typedef {import("./envelopes.js").Subject & {
 *   person: string, revision: number, key: Bytes|null, unsealed: number,
 *   readableUntil: number|null, busy: Promise<unknown>,
 * }} Draft
 */

/**
 * @typedef {object} Beginning
 * @property {string} [form]
 * @property {string|null} [about] the submission that it adds to, or corrects
 * @property {import("./envelopes.js").Receivers} [receivers]
 * @property {string} [label] what its officer knows it by
 * @property {number|null} [readableUntil] else that of its shift
 */

/**
 * Begin a draft, before the first key stroke is kept.
 * @param {Ctx} ctx
 * @param {string|null} planned
 * @param {Beginning} [beginning]
 * @returns {Promise<Draft>}
 */
export async function begin(ctx, planned, beginning = {}) {
  const { form = "", about = null, receivers = { usual: null, custodians: null }, label } = beginning;
  const submission = crypto.randomUUID();
  const key = ctx.unlocked && randomBytes(32);
  const touchedAt = await readingNow(ctx.store, ctx.now);
  const readableUntil = beginning.readableUntil ?? await endOf(ctx, planned);
  const row = {
    submission, person: ctx.device.person, planned, about, form, receivers, readableUntil, touchedAt,
    seq: 0, revision: 0, photos: [], unsealed: 0, sealed: null, standby: null,
    key: key && ctx.unlocked ? ctx.unlocked.wrap("drafts\0" + submission, key) : null,
    label: label && ctx.unlocked ? ctx.unlocked.wrap("label\0" + submission, padded(utf8(label))) : null,
  };
  await write(ctx.store, ["meta", "drafts"], (tx, last) => {
    row.seq = countOn(tx, last);
    tx.objectStore("drafts").put(row);
  }, { name: "meta", key: "seq" });
  return draftOf(row, key);
}

/**
 * Keep what was typed. Throws Stale, changing nothing, where another tab was quicker, and
 * NoReceiver or TooLong where it could be kept nowhere at all.
 * @param {Ctx} ctx
 * @param {Draft} draft
 * @param {Content} content
 * @returns {Promise<Draft>}
 */
export function save(ctx, draft, content) {
  return inTurn(draft, async () => {
    const touchedAt = await readingNow(ctx.store, ctx.now);
    const made = await sealStandby(ctx, draft, content);
    if (made.unsealed && !draft.key) throw new NoReceiver("team");
    const more = { touchedAt, sealed: readableOf(draft, content), receivers: draft.receivers };
    await keep(ctx, draft, made, more);
    return draft;
  });
}

/**
 * What its officer wrote; null where nothing was kept yet. Throws Locked, and Ended; words
 * that nobody has a key for are read until somebody has.
 * @param {Ctx} ctx
 * @param {string} submission
 * @returns {Promise<{draft: Draft, content: Content|null}>}
 */
export async function open(ctx, submission) {
  const row = await ctx.store.get("drafts", submission);
  if (!row || (!row.unsealed && await isEnded(ctx, row))) throw new Ended();
  if (!ctx.unlocked || !row.key) throw new Locked();
  const key = ctx.unlocked.unwrap("drafts\0" + submission, row.key);
  const content = row.sealed && JSON.parse(openText(row.sealed, key, "drafts\0" + submission));
  return { draft: draftOf(row, key), content };
}

/**
 * Finish it: from now on it is to be sent. Gives its id in the outbox.
 * @param {Ctx} ctx
 * @param {Draft} draft
 * @param {Content} content
 * @param {Kind} [kind]
 * @returns {Promise<string>}
 */
export function finish(ctx, draft, content, kind = "account") {
  return exclusive("draft:" + draft.submission, () => inTurn(draft, async () => {
    const made = await sealSubmission(ctx, draft, content, kind);
    if (made.unsealed) throw new NoReceiver("team");
    return leave(ctx, draft, made, isOfRegister(draft) ? null : readableOf(draft, content));
  }));
}

/**
 * Whether it is an entry in a register: it is never read again here once it is finished.
 * @param {{form: string}} draft
 */
function isOfRegister({ form }) {
  return form === "register-1";
}

/**
 * Let go, unfinished, what may be read here no more, whoever wrote it: nobody unlocks
 * anything. Gives their ids in the outbox. What one of them throws stops no other.
 * @param {Ctx} ctx
 * @returns {Promise<string[]>}
 */
export async function promoteEnded(ctx) {
  const [gone, failed] = [/** @type {string[]} */ ([]), /** @type {unknown[]} */ ([])];
  for (const submission of await ctx.store.getAllKeys("drafts")) {
    try {
      const id = await exclusive("draft:" + submission, () => promote(ctx, String(submission)));
      if (id) gone.push(id);
    } catch (error) {
      failed.push(error);
    }
  }
  await forgetReadable(ctx);
  if (failed.length) throw new AggregateError(failed);
  return gone;
}

/**
 * This person's drafts, the last written first; those of others are only counted.
 * @param {Ctx} ctx
 */
export async function listDrafts(ctx) {
  const rows = await ctx.store.getAll("drafts");
  const own = rows.filter((row) => row.person === ctx.device.person);
  own.sort((one, other) => other.touchedAt - one.touchedAt);
  return {
    ofOthers: rows.length - own.length,
    own: own.map((row) => ({
      submission: row.submission, planned: row.planned, touchedAt: row.touchedAt,
      isReadable: Boolean(row.key), unsealed: row.unsealed, form: row.form, label: labelOf(ctx, row),
    })),
  };
}

/**
 * What nobody reads but whoever has the draft's key.
 * @param {Draft} draft
 * @param {Content} content
 */
function readableOf({ key, submission }, content) {
  return key && closeText(JSON.stringify(content), key, "drafts\0" + submission);
}

/**
 * Seal a standby. What no header names yet, or nobody has a key for, stays with its
 * officer, who can read it, beside the last standby.
 * @param {Ctx} ctx
 * @param {Draft} draft
 * @param {Content} content
 * @returns {Promise<Omit<Sealed, "header"> & {header: Bytes|null}>}
 */
async function sealStandby(ctx, draft, content) {
  try {
    return await sealSubmission(ctx, draft, content, isOfRegister(draft) ? "register" : "unfinished");
  } catch (error) {
    if (!draft.key || !(error instanceof NoReceiver || error instanceof TooLong)) throw error;
    return { header: null, pieces: [], unsealed: 1 };
  }
}

/**
 * Write a revision.
 * @param {Ctx} ctx
 * @param {Draft} draft
 * @param {Omit<Sealed, "header"> & {header: Bytes|null}} made
 * @param {object} more
 */
async function keep(ctx, draft, { header, pieces, unsealed }, more) {
  await write(ctx.store, ["drafts", "parts"], (tx, row) => {
    mustBeOf(row, draft);
    const shelf = tx.objectStore("parts");
    const standby = header ? { header, parts: pieces.map((piece) => piece.sha256) } : row.standby;
    for (const old of header ? row.standby?.parts ?? [] : []) shelf.delete(old);
    for (const piece of pieces) shelf.put({ ...piece, submission: row.submission });
    const revision = row.revision + 1;
    tx.objectStore("drafts").put({ ...row, ...more, revision, unsealed, standby });
  }, { name: "drafts", key: draft.submission });
  Object.assign(draft, { revision: draft.revision + 1, unsealed });
}

/**
 * @param {Ctx} ctx
 * @param {string} submission
 */
async function promote(ctx, submission) {
  const row = await ctx.store.get("drafts", submission);
  if (!row || !await isEnded(ctx, row)) return null;
  // What has no receiver yet is in the readable half alone: it stays until it has one.
  if (row.unsealed) return null;
  if (row.standby) return leave(ctx, row, { header: row.standby.header, pieces: [] }, null);
  await write(ctx.store, ["drafts", "parts"], (tx, now) => {
    mustBeOf(now, row);
    tx.objectStore("drafts").delete(submission);
    clearShelf(tx, submission, []);
  }, { name: "drafts", key: submission });
  return null;
}

/**
 * From the drafts to the outbox, in one transaction.
 * @param {Ctx} ctx
 * @param {{submission: string, revision: number}} draft
 * @param {Pick<Sealed, "header"|"pieces">} made
 * @param {Bytes|null} sealed
 */
async function leave(ctx, draft, { header, pieces }, sealed) {
  const row = await ctx.store.get("drafts", draft.submission);
  if (!row) throw new Stale();
  const readable = sealed && row.key ? { key: row.key, sealed } : null;
  const item = await makeItem(ctx, row, header, readable);
  await write(ctx.store, ["drafts", "parts", "outbox"], (tx, now) => {
    mustBeOf(now, draft);
    tx.objectStore("drafts").delete(draft.submission);
    tx.objectStore("outbox").put(item);
    const shelf = tx.objectStore("parts");
    for (const piece of pieces) shelf.put({ ...piece, submission: draft.submission });
    clearShelf(tx, draft.submission, item.parts.map((part) => part.sha256));
  }, { name: "drafts", key: draft.submission });
  return item.id;
}

/**
 * Parts that nothing names: of earlier revisions, or of a photo that was cut short.
 * @param {IDBTransaction} tx
 * @param {string} submission
 * @param {string[]} named
 */
function clearShelf(tx, submission, named) {
  const shelf = tx.objectStore("parts");
  const request = shelf.index("submission").getAllKeys(submission);
  request.onsuccess = () => {
    for (const name of request.result) if (!named.includes(String(name))) shelf.delete(name);
  };
}

/**
 * When the shift of this visit ends for reading.
 * @param {Ctx} ctx
 * @param {string|null} planned
 */
async function endOf({ store }, planned) {
  const visit = planned && await store.get("tasking", planned);
  return (visit && (await store.get("shifts", visit.shift))?.readableUntil) ?? null;
}

/**
 * @param {any} row
 * @param {Bytes|null} key
 * @returns {Draft}
 */
function draftOf(row, key) {
  const { sealed, standby, touchedAt, label, ...rest } = row;
  return { ...rest, key, photos: photosOf(row, key), busy: Promise.resolve() };
}

/**
 * @param {any} row
 * @param {{revision: number}} draft
 */
function mustBeOf(row, { revision }) {
  if (row?.revision !== revision) throw new Stale();
}
