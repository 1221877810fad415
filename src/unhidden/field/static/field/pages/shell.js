// The app: one page, which works with the network off. It draws what the address after
// the "#" names, sends while it is open, and locks itself.
// @ts-check

import { ensureDevice } from "../device.js";
import { promoteEnded } from "../drafts.js";
import { Ended } from "../items.js";
import { askReceipts, forgetSent, listItems, sendAll } from "../outbox.js";
import { holdStore, isCutOff, Stale, writeRow } from "../store.js";
import { forgetEnded } from "../tasking.js";
import { readLanding } from "../teams.js";
import { Locked } from "../unlocking.js";
import { LANGUAGE, say } from "../words.js";
import { beginRecord, drawAsk, followOthers, keepRecord } from "./ask.js";
import { button, el, link } from "./dom.js";
import { drawEnrol } from "./enrol.js";
import { drawHelp } from "./help.js";
import { drawList, drawReady, drawTake } from "./list.js";
import { drawPhrases } from "./phrases.js";
import { describeAll, drawItem, drawSending, showStates } from "./sending.js";
import { drawUnlock } from "./unlock.js";
import { askForUpdate, tellNotices, watchVersions } from "./version.js";
import { drawVisit } from "./visit.js";

const TURN = 30_000; // milliseconds
const SOON = 1_000;
const HOUR = 3_600_000;
const IDLE = 5 * 60_000;
const HIDDEN = 60_000;
// What somebody may see who has not unlocked: help, and how sending stands.
const OPEN = ["help", "enrol", "sending", "item", "language"];

/**
 * @typedef {object} App
 * @property {import("../envelopes.js").Ctx} ctx
 * @property {string} standing what the server said of this phone
 * @property {import("./ask.js").OpenRecord|null} record
 * @property {HTMLElement} kept
 * @property {ReturnType<typeof setTimeout>|undefined} timer
 * @property {(to: string) => void} go
 * @property {() => Promise<void>} refresh
 * @property {(wish?: {withOriginals?: boolean, isNow?: boolean}) => Promise<void>} send
 * @property {() => Promise<void>} tell how sending stands, in the line of every page
 * @property {boolean} isCalling whether help was asked for by a press
 * @property {() => void} unlock
 * @property {(person: string, unlocked?: import("../unlocking.js").Unlocked|null, isQuiet?: boolean) => Promise<void>} become
 * @property {(form: string) => Promise<import("../asking.js").Form>} readForm
 * @property {() => Promise<boolean>} hasAllFiles
 * @property {<T>(work: () => Promise<T>) => Promise<T>} retry what a cut connection to the store stopped
 */

/** The questions of a record are not here. */
class NoQuestions extends Error {}

const view = /** @type {HTMLElement} */ (document.getElementById("view"));
const summary = /** @type {HTMLElement} */ (document.getElementById("summary"));
const helpLink = /** @type {HTMLAnchorElement} */ (document.querySelector("header .danger"));
let way = "none"; // of unlocking
let askedAt = 0;
let touchedAt = Date.now();

/** @type {typeof fetch} */
const ask = (address, how) => fetch(address, how);
/** @type {App} */
const app = {
  ctx: /** @type {any} */ ({ device: { person: "", id: "" }, unlocked: null, landing: null, fetch: ask, now: () => Date.now() }),
  standing: "", record: null, kept: el("p.told", { role: "status" }), timer: undefined,
  go: (to) => { location.hash = "#/" + to; },
  refresh: draw, send, tell: tellSummary, unlock: draw, become,
  isCalling: false,
  readForm, hasAllFiles, retry,
};

// Whoever presses for help while the app is still beginning has called, too.
addEventListener("click", ({ target }) => {
  if (!(target instanceof HTMLAnchorElement && target.hash.startsWith("#/help"))) return;
  app.isCalling = true;
  if (target.hash === location.hash && app.ctx.store) draw();
});
start().catch((error) => view.replaceChildren(pageOfFault(error)));

async function start() {
  await openStore();
  const kept = await app.ctx.store.get("meta", "app");
  if (kept) await become(kept.person);
  addEventListener("hashchange", draw);
  for (const kind of ["pointerdown", "keydown"]) addEventListener(kind, () => { touchedAt = Date.now(); });
  document.addEventListener("visibilitychange", onVisibility);
  addEventListener("focus", follow);
  addEventListener("pagehide", () => keepRecord(app));
  addEventListener("beforeunload", (event) => { if (app.record?.isChanged) event.preventDefault(); });
  addEventListener("online", () => send({ isNow: true }));
  document.getElementById("lock")?.addEventListener("click", lock);
  setInterval(() => retry(turn).catch(reportError), TURN);
  setInterval(() => { if (Date.now() - touchedAt > IDLE) lock(); }, 5_000);
  await watchVersions(app, () => send());
  await draw();
  await turn();
}

function openStore() {
  return holdStore(app.ctx, indexedDB, () => keepRecord(app));
}

/**
 * Do it; once more where the browser has cut the connection to the store, told or untold.
 * @template T
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
async function retry(work) {
  try {
    return await work();
  } catch (error) {
    if (!isCutOff(error)) throw error;
    await openStore();
    return work();
  }
}

/**
 * @param {string} person
 * @param {import("../unlocking.js").Unlocked|null} [unlocked]
 * @param {boolean} [isQuiet] where a page goes on with it by itself
 */
async function become(person, unlocked = null, isQuiet = false) {
  const { ctx } = app;
  await keepRecord(app);
  if (app.record?.isChanged) return; // it is kept first, by whoever wrote it
  ctx.unlocked?.lock();
  app.record = null;
  ctx.device = await ensureDevice(ctx.store, person);
  ctx.landing = await readLanding(ctx.store);
  ctx.unlocked = unlocked;
  way = (await ctx.store.get("people", person))?.unlock ?? "none";
  await writeRow(ctx.store, "meta", "app", (row) => (row && row.person !== person ? { ...row, person } : null));
  app.standing = (await ctx.store.get("meta", "app"))?.standing ?? "";
  if (!isQuiet) await draw();
}

let drawing = 0;

async function draw() {
  drawing += 1;
  const asked = drawing;
  await keepRecord(app); // which may go on under another name
  await followOthers(app).catch(() => {}); // told by the page
  const [page, ...rest] = decodeURIComponent(location.hash.slice(2)).split("/");
  document.body.classList.toggle("locked", !app.ctx.unlocked);
  const drawn = await retry(async () => drawPage(page, rest)).catch(pageOfFault);
  if (!drawn || asked !== drawing) return; // another page was asked for meanwhile
  view.replaceChildren(drawn);
  helpLink.hash = "#/help/" + (page === "visit" ? rest[0] : app.record?.visit.planned ?? "");
  /** @type {HTMLElement|null} */
  const title = view.querySelector("h1");
  // The browser keeps titles on the disk: a place's name is never one.
  if (title) { title.tabIndex = -1; title.focus(); }
  await tellNotices(app).catch(() => {});
  await tellSummary().catch(() => {});
}

/** Show what another tab kept or finished meanwhile. */
async function follow() {
  if (await followOthers(app).catch(() => false)) await draw();
}

function isLocked() {
  return way !== "none" && !app.ctx.unlocked;
}

/**
 * @param {string} page
 * @param {string[]} rest
 * @returns {Promise<HTMLElement|undefined>}
 */
async function drawPage(page, rest) {
  if (page === "help") return drawHelp(app, rest[0] || null);
  if (!app.ctx.device.id || page === "enrol") return drawEnrol(app);
  if (isLocked() && !OPEN.includes(page)) return drawUnlock(app);
  switch (page) {
    case "visit": return drawVisit(app, rest[0]);
    case "record": return beginRecord(app, rest[0], /** @type {any} */ (rest[1]), rest[2]).then(() => undefined);
    case "ask": return drawAsk(app, rest[0], Number(rest[1]));
    case "sending": return drawSending(app);
    case "item": return drawItem(app, rest.join("/"));
    case "phrases": return drawPhrases(app, rest[0]);
    case "take": return drawTake(app);
    case "ready": return drawReady(app);
    case "register": return (await import("./register.js")).drawRegister(app, rest);
    case "language": return el("div", {}, el("h1", {}, say("no_language")), link(say("back"), ""));
    default: return drawList(app);
  }
}

/**
 * What could not be shown, in words; nothing that was typed is given up for it.
 * @param {unknown} error
 */
function pageOfFault(error) {
  const code = error instanceof Ended ? "visit_ended" : error instanceof Stale ? "stale" : error instanceof Locked ? "locked" : "";
  if (code && !app.record?.isChanged) app.record = null;
  if (!code && !(error instanceof NoQuestions || error instanceof DOMException)) reportError(error);
  const again = () => (app.ctx.store ? draw() : location.reload());
  const words = code || (error instanceof NoQuestions ? "no_questions" : "not_read");
  return el("div", {}, el("h1", {}, say(words)), code === "visit_ended" ? el("p", {}, say("visit_ended_hint")) : null,
    code ? null : [el("p", {}, say("nothing_lost")), button(say("try_again"), again)], el("p", {}, link(say("back"), "")));
}

/**
 * The questions of a version, also of an old one that a record was begun with.
 * @param {string} form
 */
async function readForm(form) {
  const answer = await fetch("/field/questions/" + form + "/" + LANGUAGE + "/").catch(() => null);
  if (!answer?.ok || answer.redirected) throw new NoQuestions();
  return answer.json();
}

async function tellSummary() {
  if (!app.ctx.device.id) return;
  const items = await listItems(app.ctx);
  summary.textContent = describeAll(items);
  showStates(view, items);
}

/** @param {{withOriginals?: boolean, isNow?: boolean}} [wish] */
async function send(wish) {
  if (!app.ctx.landing) return;
  const telling = setInterval(() => tellSummary().catch(() => {}), SOON);
  const report = await sendAll(app.ctx, wish).catch(() => null); // each item has its own fault
  clearInterval(telling);
  if (report?.waiting) remindLater();
  await tellSummary();
}

/** Where a browser can: be told when there is network again, while the app is open. */
async function remindLater() {
  const found = /** @type {any} */ (await navigator.serviceWorker?.getRegistration("/field/"));
  await found?.sync?.register("send").catch(() => {});
}

/** What is done again and again while the app is open. */
async function turn() {
  if (!app.ctx.device.id) return;
  await promoteEnded(app.ctx).catch(() => {}); // told beside the draft
  await forgetEnded(app.ctx);
  await follow(); // a record whose time is over is written here no more
  await send();
  if (Date.now() - askedAt < HOUR || !app.ctx.landing) return;
  askedAt = Date.now();
  askForUpdate();
  await askReceipts(app.ctx);
  await forgetSent(app.ctx);
  await tellSummary();
}

/** Lock: what was typed is kept first. */
async function lock() {
  if (!app.ctx.unlocked) return;
  await keepRecord(app);
  await app.record?.draft.busy;
  if (!app.record?.isChanged) app.record = null; // else it is still to be kept
  app.ctx.unlocked?.lock();
  app.ctx.unlocked = null;
  app.go("");
  await draw();
}

/** @type {ReturnType<typeof setTimeout>|undefined} */
let leaving;

function onVisibility() {
  clearTimeout(leaving);
  if (document.visibilityState === "hidden") {
    keepRecord(app);
    leaving = setTimeout(lock, HIDDEN);
  } else {
    if (Date.now() - touchedAt > IDLE) lock();
    follow();
    send();
  }
}

async function hasAllFiles() {
  const found = await navigator.serviceWorker?.getRegistration("/field/");
  return Boolean(found?.active);
}
