// Sending: whatever waits is offered again until the server's signature says that it has
// it. One that is stuck stops no other, and nothing goes before its receipt was checked.
// @ts-check

import { serverNow } from "./clock.js";
import { ensureDevice } from "./device.js";
import { readHeader } from "./header.js";
import { inOrder, isDue, isUrgent, labelOf, listOriginalsOut, markForgotten, markParts, putOff } from "./items.js";
import { exclusive, ifFree } from "./locks.js";
import { postAsk, postCommit, postPart } from "./posting.js";
import { BadReceipt, verifyPartsReceipt, verifyReceipt } from "./receipts.js";
import { write, writeRow } from "./store.js";

/** @typedef {import("./envelopes.js").Ctx} Ctx */

/** @typedef {import("./items.js").Item} Item */

/** @typedef {{sent: string[], waiting: number, needsYou: number, isBusy: boolean}} SendReport */

/** @typedef {import("./posting.js").Answer} Answer */

const LOCK = "unhidden-field-outbox";
const URGENT = "unhidden-field-urgent";
const ASKING = "unhidden-field-asking";
const INLINE = 65_536 - 4 * 64;
const KEPT = 14 * 86_400_000; // milliseconds
const ROUNDS = 3;
const MOST_ASKED = 200;

/**
 * Send all that is due; does nothing where another tab is at it.
 * @param {Ctx} ctx
 * @param {{withOriginals?: boolean, isNow?: boolean}} [wish] originals also where data is
 *   to be saved; all that waits, however lately it failed
 * @returns {Promise<SendReport>}
 */
export async function sendAll(ctx, { withOriginals = false, isNow = false } = {}) {
  // What is urgent waits for no photo that another tab, or this one, is sending.
  const first = await ifFree(URGENT, () => sendDue(ctx, true, isNow));
  const then = await ifFree(LOCK, async () => {
    const sent = await sendDue(ctx, false, isNow);
    if (withOriginals || !savesData()) {
      for (const id of await listWithOriginals(ctx)) await attempt(ctx, id, carryOriginals);
    }
    return sent;
  });
  const items = await listAll(ctx);
  return {
    sent: [...first ?? [], ...then ?? []],
    waiting: items.filter((item) => item.state === "waiting").length,
    needsYou: items.filter((item) => item.state === "needs_you").length,
    isBusy: then === undefined,
  };
}

/**
 * Send this one now, also one that needed somebody; its originals, too.
 * @param {Ctx} ctx
 * @param {string} id
 * @returns {Promise<Item>}
 */
export async function sendOne(ctx, id) {
  const { kind } = await ctx.store.get("outbox", id);
  return exclusive(isUrgent(kind) ? URGENT : LOCK, async () => {
    await change(ctx, id, (item) => (
      item.state === "needs_you" ? { ...item, state: "waiting", why: "", tries: 0 } : null
    ));
    const item = await attempt(ctx, id, carry);
    return item?.state === "received" ? attempt(ctx, id, carryOriginals) : item;
  });
}

/**
 * Ask what the server has of all that is kept: what it does not know goes again, whole.
 * @param {Ctx} ctx
 */
export function askReceipts(ctx) {
  // Who saw an alarm is asked while a photo is on its way, too.
  return exclusive(ASKING, async () => {
    for (const person of new Set((await listAll(ctx)).map((item) => item.person))) {
      await askFor(ctx, person).catch(() => {}); // no network: asked again
    }
  });
}

/**
 * Take what a server told, by an answer or by a file from a desk.
 * @param {Ctx} ctx
 * @param {Answer[]} told
 */
export async function takeTold(ctx, told) {
  for (const each of told) {
    const item = await ctx.store.get("outbox", each.submission + ":" + each.digest);
    if (item && each.is === "received") {
      await takeReceipt(ctx, item, each).catch((error) => noteBad(ctx, item, error));
    } else if (item && each.is === "unknown") {
      await change(ctx, item.id, (row) => (row.state === "received" ? markForgotten(row) : null));
    }
  }
}

/**
 * Take the file of receipts that a desk gave for an exported outbox, {"v":1,"receipts":[…]}:
 * each with its submission, as the landing said it. Gives how many are this phone's; throws
 * where it is no such file.
 * @param {Ctx} ctx
 * @param {Blob} file
 */
export async function importReceipts(ctx, file) {
  const { v, receipts } = JSON.parse(await file.text());
  if (v !== 1 || !Array.isArray(receipts)) throw new Error("format");
  const told = receipts.map((each) => (
    { ...each, is: "received", digest: /^digest (.*)$/m.exec(each.receipt)?.[1] }
  ));
  await takeTold(ctx, told);
  const ids = new Set(told.map(({ submission, digest }) => submission + ":" + digest));
  return (await listAll(ctx)).filter(({ id, state }) => ids.has(id) && state === "received").length;
}

/**
 * Forget what was sent: its receipts are good, and the server's clock is 14 days on.
 * @param {Ctx} ctx
 */
export function forgetSent(ctx) {
  return exclusive(LOCK, async () => {
    const at = await serverNow(ctx.store);
    const items = await listAll(ctx);
    for (const item of items) {
      if (at !== null && await isOver(ctx, item, at)) await forget(ctx, item, items);
    }
  });
}

/**
 * What a page shows of each, in the order of sending; of others' only how many wait.
 * @param {Ctx} ctx
 */
export async function listItems(ctx) {
  const items = await listAll(ctx);
  return items.filter((item) => item.person === ctx.device.person).map((item) => viewOf(ctx, item));
}

/**
 * @param {Ctx} ctx
 * @param {Item} item
 */
function viewOf(ctx, item) {
  const originals = item.parts.filter((part) => !part.now);
  return {
    id: item.id, submission: item.submission, planned: item.planned, kind: item.kind,
    form: readHeader(item.header).form, label: labelOf(ctx, item), isReadable: Boolean(item.readable), state: item.state, why: item.why,
    partsIn: item.parts.filter((part) => part.isIn).length,
    parts: item.parts.length, tries: item.tries, nextAt: item.nextAt,
    originalsLeft: new Set(listOriginalsOut(item).map(({ photo }) => photo)).size,
    originals: originals.length, receivedAt: item.receivedAt, position: item.position,
    receipt: item.receipt, work: item.work, reason: item.reason, alarm: item.alarm,
  };
}

/**
 * @param {Ctx} ctx
 * @param {boolean} urgent
 * @param {boolean} isNow
 */
async function sendDue(ctx, urgent, isNow) {
  const sent = [];
  const all = (await listAll(ctx)).filter((item) => isUrgent(item.kind) === urgent);
  for (const each of all) {
    if (each.state !== "waiting" || !(isNow || isDue(each, ctx.now()))) continue;
    const item = await attempt(ctx, each.id, carry);
    if (item?.state === "received") sent.push(each.id);
  }
  return sent;
}

/**
 * @param {Ctx} ctx
 * @returns {Promise<string[]>}
 */
async function listWithOriginals(ctx) {
  const items = await listAll(ctx);
  // Originals wait until all else is through.
  if (items.some((item) => item.state === "waiting" && isDue(item, ctx.now()))) return [];
  const out = items.filter((item) => (
    item.state === "received" && isDue(item, ctx.now()) && listOriginalsOut(item).length
  ));
  return out.map((item) => item.id);
}

/**
 * Whatever happens to one stays with it: when it is tried again, or that it needs somebody.
 * @param {Ctx} ctx
 * @param {string} id
 * @param {(ctx: Ctx, item: Item) => Promise<Answer|null>} work
 * @returns {Promise<Item>}
 */
async function attempt(ctx, id, work) {
  const item = await ctx.store.get("outbox", id);
  if (!item || item.state === "needs_you") return item;
  let failed;
  try {
    failed = await work(ctx, item);
  } catch (error) {
    failed = { is: "later", why: error instanceof BadReceipt ? "receipt" : "network" };
  }
  // A full phone cannot even note it: the others go all the same.
  if (failed) await change(ctx, id, (row) => putOff(row, failed, ctx.now())).catch(() => {});
  return ctx.store.get("outbox", id);
}

/**
 * What is to be in now, and the header; gives null when the receipt is here.
 * @param {Ctx} ctx
 * @param {Item} item
 * @returns {Promise<Answer|null>}
 */
async function carry(ctx, item) {
  for (let round = 0; round < ROUNDS; round += 1) {
    /** @type {Item} */
    const row = await ctx.store.get("outbox", item.id);
    const out = row.parts.filter((part) => part.now && !part.isIn);
    const isSmall = out.reduce((sum, { bytes = Infinity }) => sum + bytes, 0) <= INLINE;
    const failed = isSmall ? null : await carryParts(ctx, row, out);
    if (failed) return failed;
    const answer = await postCommit(ctx, row, isSmall ? out : []);
    if (answer.is === "received") return takeReceipt(ctx, row, answer);
    if (answer.is !== "missing") return answer;
    await change(ctx, item.id, (now) => markParts(now, answer.parts ?? [], false));
  }
  return { is: "later", why: "missing" };
}

/**
 * The files as taken, after all else; the server's word for them is a receipt, too.
 * @param {Ctx} ctx
 * @param {Item} item
 * @returns {Promise<Answer|null>}
 */
async function carryOriginals(ctx, item) {
  const out = listOriginalsOut(item);
  if (!out.length) return null;
  const failed = await carryParts(ctx, item, out.map(({ part }) => part));
  if (failed) return failed;
  const answer = await postCommit(ctx, item, []);
  return answer.is === "received" ? takeReceipt(ctx, item, answer) : answer;
}

/**
 * @param {Ctx} ctx
 * @param {Item} item
 * @param {{sha256: string, isIn: boolean}[]} parts
 * @returns {Promise<Answer|null>}
 */
async function carryParts(ctx, item, parts) {
  for (const part of parts.filter(({ isIn }) => !isIn)) {
    const answer = await postPart(ctx, item, part.sha256);
    if (answer.is !== "kept") return answer;
    await change(ctx, item.id, (row) => markParts(row, [part.sha256], true));
  }
  return null;
}

/**
 * Believe an answer only by its signature, over this very submission: also of originals
 * that are not in, whatever was said before. Throws BadReceipt.
 * @param {Ctx} ctx
 * @param {Item} item
 * @param {Answer} answer
 */
async function takeReceipt(ctx, item, answer) {
  const receipt = { text: answer.receipt ?? "", signature: answer.signature ?? "" };
  const ofParts = answer.parts_receipt;
  const partsReceipt = ofParts ? { text: ofParts, signature: answer.parts_signature ?? "" } : null;
  const told = await checkReceipts(ctx, { ...item, receipt, partsReceipt });
  await change(ctx, item.id, (row) => ({
    ...row, state: "received", why: "", tries: 0, nextAt: 0, readable: null,
    parts: row.parts.map((part) => ({ ...part, isIn: part.now || (told.parts?.has(part.sha256) ?? part.isIn) })),
    receipt, receivedAt: told.landedAt, position: told.position, partsReceipt: partsReceipt ?? row.partsReceipt,
    work: answer.work ?? row.work, reason: answer.reason ?? row.reason, alarm: answer.alarm ?? row.alarm,
  }));
  return null;
}

/**
 * What the receipts of an item say, once they are found to be its own.
 * @param {Ctx} ctx
 * @param {Item} item
 */
async function checkReceipts(ctx, { submission, digest, header, receipt, partsReceipt }) {
  const { receiptKeys = {} } = ctx.landing ?? {};
  const whole = await verifyReceipt(receipt?.text ?? "", receipt?.signature ?? "", receiptKeys);
  const told = partsReceipt && await verifyPartsReceipt(partsReceipt.text, partsReceipt.signature, receiptKeys);
  for (const each of [whole, told ?? whole]) {
    if (each.submission !== submission || each.digest !== digest) throw new BadReceipt();
  }
  if (whole.device !== readHeader(header).device) throw new BadReceipt();
  return { ...whole, parts: told?.parts };
}

/**
 * A receipt that does not fit is none; the others are taken.
 * @param {Ctx} ctx
 * @param {Item} item
 * @param {unknown} error
 */
function noteBad(ctx, item, error) {
  if (!(error instanceof BadReceipt)) throw error;
  return change(ctx, item.id, (row) => ({ ...row, why: "receipt" }));
}

/**
 * @param {Ctx} ctx
 * @param {string} person
 */
async function askFor(ctx, person) {
  const device = await ensureDevice(ctx.store, person);
  const items = (await listAll(ctx)).filter((item) => item.person === person);
  const holds = await listHeld(ctx, person, items);
  for (let n = 0; n < items.length; n += MOST_ASKED) {
    const asked = items.slice(n, n + MOST_ASKED).map(({ submission, digest }) => ({ submission, digest }));
    const answer = await postAsk(ctx, device, asked, holds);
    if (answer.is !== "told") return;
    await takeTold(ctx, answer.told ?? []);
  }
}

/**
 * What this device still holds: the server keeps its landing keys for as long.
 * @param {Ctx} ctx
 * @param {string} person
 * @param {Item[]} items
 */
async function listHeld({ store }, person, items) {
  const drafts = (await store.getAll("drafts")).filter((row) => row.person === person);
  const headers = [...items.map((item) => item.header), ...drafts.flatMap((row) => row.standby?.header ?? [])];
  const shifts = (await store.getAll("shifts")).filter((row) => row.person === person);
  return {
    waiting: drafts.length + items.filter((item) => item.state !== "received").length,
    keys: [...new Set(headers.map((header) => readHeader(header).landing_key))],
    shifts: shifts.map((row) => row.shift),
  };
}

/**
 * Checked anew, by what is kept: nothing is forgotten on an earlier check's word.
 * @param {Ctx} ctx
 * @param {Item} item
 * @param {number} at
 */
async function isOver(ctx, item, at) {
  if (item.state !== "received" || at - (item.receivedAt ?? at) < KEPT) return false;
  try {
    const { parts } = await checkReceipts(ctx, item);
    return item.parts.every((part) => part.now || parts?.has(part.sha256));
  } catch {
    return false; // no receipt: kept
  }
}

/**
 * @param {Ctx} ctx
 * @param {Item} item
 * @param {Item[]} items
 */
async function forget(ctx, item, items) {
  const others = items.filter((each) => each.id !== item.id && each.submission === item.submission);
  const named = new Set(others.flatMap((each) => each.parts.map((part) => part.sha256)));
  await write(ctx.store, ["outbox", "parts"], (tx) => {
    tx.objectStore("outbox").delete(item.id);
    for (const { sha256 } of item.parts) if (!named.has(sha256)) tx.objectStore("parts").delete(sha256);
  });
}

/**
 * @param {Ctx} ctx
 * @returns {Promise<Item[]>}
 */
async function listAll({ store }) {
  return (await store.getAll("outbox")).sort(inOrder);
}

/**
 * @param {Ctx} ctx
 * @param {string} id
 * @param {(item: Item) => Item|null} make
 * @returns {Promise<void>}
 */
function change(ctx, id, make) {
  return writeRow(ctx.store, "outbox", id, (row) => row && make(row));
}

function savesData() {
  return Boolean(/** @type {any} */ (globalThis.navigator)?.connection?.saveData);
}
