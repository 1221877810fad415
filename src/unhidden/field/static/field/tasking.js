// Tasking: what this officer takes along of a shift, sealed before it touches the disk,
// with a key for each shift that ends twelve hours after it.
// @ts-check

import { fromHex, randomBytes } from "../vault/sealing.js";
import { findFault, noteServer, readingNow } from "./clock.js";
import { closeShown, ensureShownKey, openShown } from "./device.js";
import { keepLanding, readLanding, Unsafe, verifiedTeam } from "./teams.js";
import { write } from "./store.js";
import { closeText, Locked, openText } from "./unlocking.js";

/** @typedef {import("../vault/sealing.js").Bytes} Bytes */

/** @typedef {import("./envelopes.js").Ctx} Ctx */

/** @typedef {{id: string, on: string, starts: number, ends: number, readable_until: number}} Shift */

/** @typedef {Record<string, any>} Visit as the server's bundle has it */

/** @typedef {{person: string, token: string, shifts: Shift[]}} Offered */

/** @typedef {{isReady: boolean, faults: string[]}} Readiness */

const ADDRESS = "/field/tasking/";
const ROOM = 200 * 1_048_576;

/** Nobody is signed in, or somebody else is: sign in to the staff site first. */
export class SignedOut extends Error {}

/** The server says why not, in words. */
export class NotGiven extends Error {}

/**
 * The shifts of which tasking can be fetched now.
 * @param {Ctx} ctx
 * @returns {Promise<Offered>}
 */
export async function listOffered(ctx) {
  return askSite(ctx, ADDRESS);
}

/**
 * Take these shifts along. Gives the teams whose keys could not be checked: nothing is
 * sealed to those.
 * @param {Ctx} ctx
 * @param {string[]} shifts
 * @returns {Promise<{bundle: any, unsafe: string[]}>}
 */
export async function fetchTasking(ctx, shifts) {
  const { person, token } = await listOffered(ctx);
  if (person !== ctx.device.person) throw new SignedOut();
  const rows = await ctx.store.getAll("keys");
  const known = rows.filter((row) => row.state).map(({ state }) => state.team + ":" + state.number).join(",");
  const bundle = await askSite(ctx, ADDRESS, { device: ctx.device.id, shifts: shifts.join(","), known }, token);
  await noteServer(ctx.store, bundle.at, ctx.now);
  await keepLanding(ctx.store, bundle.landing);
  ctx.landing = await readLanding(ctx.store);
  /** @type {string[]} */
  const unsafe = [];
  for (const [id, team] of Object.entries(bundle.teams)) {
    const today = new Date(bundle.at).toISOString().slice(0, 10);
    await verifiedTeam(ctx.store, team, today).catch((error) => {
      if (!(error instanceof Unsafe)) throw error;
      unsafe.push(id);
    });
  }
  await keepBundle(ctx, bundle);
  return { bundle, unsafe };
}

/**
 * A visit of this officer's; throws Locked, and gives null once its reading has ended.
 * @param {Ctx} ctx
 * @param {string} planned
 * @returns {Promise<Visit|null>}
 */
export async function readTasking(ctx, planned) {
  const row = await ctx.store.get("tasking", planned);
  const shift = row && await ctx.store.get("shifts", row.shift);
  if (!shift || shift.person !== ctx.device.person) return null;
  if (await readingNow(ctx.store, ctx.now) >= shift.readableUntil) return null;
  return { ...JSON.parse(await openRow(ctx, shift, row)), readableUntil: shift.readableUntil };
}

/**
 * What came with a visit's shift: briefs, signs, phrases.
 * @param {Ctx} ctx
 * @param {string} shift
 * @returns {Promise<any>}
 */
export async function readShift(ctx, shift) {
  return await readTasking(ctx, "shift:" + shift) ?? { briefs: [], signs: {}, phrases: [] };
}

/**
 * All visits that can be read, by day and hour.
 * @param {Ctx} ctx
 * @returns {Promise<Visit[]>}
 */
export async function listTasking(ctx) {
  const ids = (await ctx.store.getAllKeys("tasking")).map(String).filter((id) => !id.startsWith("shift:"));
  const found = await Promise.all(ids.map((id) => readTasking(ctx, id)));
  const visits = /** @type {Visit[]} */ (found.filter(Boolean));
  const when = (/** @type {Visit} */ visit) => visit.on + (visit.starts_at ?? "99");
  return visits.sort((one, other) => (when(one) < when(other) ? -1 : 1));
}

/**
 * The key to seal to of a team that was found good; null without one.
 * @param {Ctx} ctx
 * @param {string|null} team
 * @returns {Promise<import("./teams.js").Team|null>}
 */
export async function findTeam({ store }, team) {
  const state = team && (await store.get("keys", "team:" + team))?.state;
  if (!state) return null;
  return { team: state.team, generation: state.generation, link: state.number, key: fromHex(state.key) };
}

/**
 * Whose keys a private talk goes to by who leads it: null as all else, and false where
 * these have keys of their own to come, and nobody else is sealed to meanwhile.
 * @param {Ctx} ctx
 * @param {Visit} visit
 * @param {string} organisation
 * @returns {Promise<import("./teams.js").Team|null|false>}
 */
export async function findTalkTeam(ctx, { inner }, organisation) {
  const own = inner.by_organisation[organisation];
  return own ? await findTeam(ctx, own) ?? false : null;
}

/**
 * Forget tasking whose reading has ended, of whomever. Gives the shifts: the server
 * hears of it with the next question for receipts.
 * @param {Ctx} ctx
 * @returns {Promise<string[]>}
 */
export async function forgetEnded({ store, now }) {
  const at = await readingNow(store, now);
  const ended = (await store.getAll("shifts")).filter((row) => row.readableUntil <= at);
  const rows = await store.getAll("tasking");
  for (const { shift } of ended) {
    await write(store, ["shifts", "tasking"], (tx) => {
      for (const row of rows) if (row.shift === shift) tx.objectStore("tasking").delete(row.id);
      tx.objectStore("shifts").delete(shift);
    });
  }
  return ended.map(({ shift }) => shift);
}

/**
 * Whether one may go out with this phone; every reason against it, by its code.
 * @param {Ctx} ctx
 * @param {{standing: string, hasAllFiles: () => Promise<boolean>, storage?: StorageManager, isStandalone?: boolean}} how
 * @returns {Promise<Readiness>}
 */
export async function isReady(ctx, { standing, hasAllFiles, storage = navigator.storage, isStandalone = false }) {
  const { quota = 0, usage = 0 } = await storage.estimate();
  const shifts = (await ctx.store.getAll("shifts")).filter((row) => row.person === ctx.device.person);
  const checks = {
    device: standing === "enrolled",
    clock: await findFault(ctx.store) === null,
    kept: isStandalone || await storage.persisted(),
    room: quota - usage >= ROOM,
    files: await hasAllFiles(),
    disk: await readsBack(ctx.store),
    tasking: shifts.length > 0,
    landing: ctx.landing !== null,
    teams: await haveTeams(ctx),
    curves: await hasCurves(),
  };
  const faults = Object.entries(checks).filter(([, holds]) => !holds).map(([code]) => code);
  return { isReady: !faults.length, faults };
}

/**
 * One question of the staff site: JSON, or why there is none.
 * @param {Ctx} ctx
 * @param {string} address
 * @param {Record<string, string>} [form]
 * @param {string} [token]
 * @returns {Promise<any>}
 */
export async function askSite(ctx, address, form, token = "") {
  const { fetch } = ctx;
  const response = await fetch(address, {
    method: form ? "POST" : "GET", body: form && new URLSearchParams(form),
    headers: { Accept: "application/json", ...(form ? { "X-CSRFToken": token } : {}) },
    credentials: "same-origin", cache: "no-store", redirect: "manual",
  });
  if (response.type === "opaqueredirect" || [302, 403, 404].includes(response.status)) throw new SignedOut();
  const answer = await response.json();
  if (answer.is === "refused") throw new NotGiven(answer.says);
  if (!response.ok) throw new NotGiven(String(response.status));
  return answer;
}

/**
 * @param {Ctx} ctx
 * @param {any} bundle
 */
async function keepBundle(ctx, bundle) {
  const { briefs = [], signs = {}, phrases = [], form, visits, shifts } = bundle;
  /** @type {{id: string, shift: string, sealed: Bytes}[]} */
  const rows = [];
  /** @type {{shift: string, person: string, key: Bytes|null, readableUntil: number}[]} */
  const kept = [];
  const begun = await listBegun(ctx, visits);
  for (const { id, readable_until: readableUntil } of shifts) {
    const own = await makeKey(ctx, id);
    const all = [...visits, ...begun].filter((/** @type {Visit} */ visit) => visit.shift === id);
    for (const visit of all) rows.push(await closeRow(own, visit.planned, id, { ...visit, form: visit.form ?? form }));
    rows.push(await closeRow(own, "shift:" + id, id, { briefs, signs, phrases }));
    kept.push({ shift: id, person: ctx.device.person, key: own.wrapped, readableUntil });
  }
  const old = await ctx.store.getAll("tasking");
  await write(ctx.store, ["shifts", "tasking"], (tx) => {
    // A visit that is planned no more goes, unless its record is begun.
    for (const row of old) if (kept.some(({ shift }) => shift === row.shift)) tx.objectStore("tasking").delete(row.id);
    for (const shift of kept) tx.objectStore("shifts").put(shift);
    for (const row of rows) tx.objectStore("tasking").put(row);
  });
}

/**
 * What is planned no more, and is being recorded: its officer goes on with the record.
 * @param {Ctx} ctx
 * @param {Visit[]} visits that are planned
 */
async function listBegun(ctx, visits) {
  const drafts = (await ctx.store.getAll("drafts")).map(({ planned }) => planned);
  const gone = (await listTasking(ctx)).filter(({ planned }) => (
    drafts.includes(planned) && !visits.some((visit) => visit.planned === planned)
  ));
  return gone.map((visit) => ({ ...visit, is_gone: true }));
}

/** @typedef {{key: Bytes|CryptoKey, wrapped: Bytes|null}} ShiftKey */

/**
 * A key of this shift's own; where nothing unlocks, this browser's, which no script reads.
 * @param {Ctx} ctx
 * @param {string} shift
 * @returns {Promise<ShiftKey>}
 */
async function makeKey({ store, device, unlocked }, shift) {
  if (!unlocked) {
    if ((await store.get("people", device.person))?.unlock !== "none") throw new Locked();
    return { key: await ensureShownKey(store, device.person), wrapped: null };
  }
  const key = randomBytes(32);
  return { key, wrapped: unlocked.wrap("shifts\0" + shift, key) };
}

/**
 * @param {ShiftKey} own
 * @param {string} id
 * @param {string} shift
 * @param {object} said
 */
async function closeRow({ key }, id, shift, said) {
  const [text, place] = [JSON.stringify(said), "tasking\0" + id];
  return { id, shift, sealed: key instanceof Uint8Array ? closeText(text, key, place) : await closeShown(key, text, place) };
}

/**
 * @param {Ctx} ctx
 * @param {{shift: string, key: Bytes|null}} shift
 * @param {{id: string, sealed: Bytes}} row
 */
async function openRow({ store, device, unlocked }, shift, { id, sealed }) {
  if (!shift.key) return openShown(await ensureShownKey(store, device.person), sealed, "tasking\0" + id);
  if (!unlocked) throw new Locked();
  return openText(sealed, unlocked.unwrap("shifts\0" + shift.shift, shift.key), "tasking\0" + id);
}

/** @param {import("./store.js").Store} store */
async function readsBack(store) {
  const at = Date.now();
  await write(store, ["meta"], (tx) => { tx.objectStore("meta").put({ name: "tried", at }); });
  return (await store.get("meta", "tried"))?.at === at;
}

/**
 * Whether there is somebody to seal to at every visit; unknown while locked.
 * @param {Ctx} ctx
 */
async function haveTeams(ctx) {
  const visits = await listTasking(ctx).catch(() => []);
  const needed = visits.flatMap(({ inner }) => [inner.usual, ...Object.values(inner.by_organisation)]);
  const found = await Promise.all(needed.map((team) => findTeam(ctx, team)));
  return visits.length > 0 && found.every(Boolean);
}

async function hasCurves() {
  try {
    await crypto.subtle.generateKey({ name: "X25519" }, false, ["deriveBits"]);
    await crypto.subtle.generateKey({ name: "Ed25519" }, false, ["sign"]);
    return true;
  } catch {
    return false;
  }
}
