// The app: one page, which works with the network off. It draws what the address after
// the "#" names, sends while it is open, and locks itself.
// @ts-check

import { ensureDevice } from "../device.js";
import { promoteEnded } from "../drafts.js";
import { Ended } from "../items.js";
import { askReceipts, forgetSent, listItems, sendAll } from "../outbox.js";
import { holdStore, Stale, writeRow } from "../store.js";
import { forgetEnded } from "../tasking.js";
import { readLanding } from "../teams.js";
import { Locked } from "../unlocking.js";
import { LANGUAGE, say } from "../words.js";
import { beginRecord, drawAsk, keepRecord } from "./ask.js";
import { el, link } from "./dom.js";
import { drawEnrol } from "./enrol.js";
import { drawHelp } from "./help.js";
import { drawList, drawReady, drawTake } from "./list.js";
import { drawPhrases } from "./phrases.js";
import { describeAll, drawItem, drawSending, showStates } from "./sending.js";
import { drawUnlock } from "./unlock.js";
import { drawVisit } from "./visit.js";

const TURN = 30_000; // milliseconds
const SOON = 1_000;
const HOUR = 3_600_000;
const IDLE = 5 * 60_000;
const HIDDEN = 60_000;
// What somebody may see who has not unlocked: help, and how sending stands.
const OPEN = ["help", "enrol", "sending", "item"];

/**
 * @typedef {object} App
 * @property {import("../envelopes.js").Ctx} ctx
 * @property {string} standing what the server said of this phone
 * @property {import("./ask.js").OpenRecord|null} record
 * @property {HTMLElement} kept
 * @property {ReturnType<typeof setTimeout>|undefined} timer
 * @property {(to: string) => void} go
 * @property {() => Promise<void>} refresh
 * @property {(wish?: {withOriginals?: boolean}) => Promise<void>} send
 * @property {() => Promise<void>} tell how sending stands, in the line of every page
 * @property {boolean} isCalling whether help was asked for by a press
 * @property {() => void} unlock
 * @property {(person: string, unlocked?: import("../unlocking.js").Unlocked|null, isQuiet?: boolean) => Promise<void>} become
 * @property {(form: string) => Promise<import("../asking.js").Form>} readForm
 * @property {() => Promise<boolean>} hasAllFiles
 */

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
  readForm: async (form) => (await fetch("/field/questions/" + form + "/" + LANGUAGE + "/")).json(),
  hasAllFiles,
};

// Whoever presses for help while the app is still beginning has called, too.
addEventListener("click", ({ target }) => {
  if (!(target instanceof HTMLAnchorElement && target.hash.startsWith("#/help"))) return;
  app.isCalling = true;
  if (target.hash === location.hash && app.ctx.store) draw();
});
start();

async function start() {
  await holdStore(app.ctx);
  const kept = await app.ctx.store.get("meta", "app");
  if (kept) await become(kept.person);
  addEventListener("hashchange", draw);
  for (const kind of ["pointerdown", "keydown"]) addEventListener(kind, () => { touchedAt = Date.now(); });
  document.addEventListener("visibilitychange", onVisibility);
  addEventListener("pagehide", () => keepRecord(app));
  addEventListener("online", () => send());
  document.getElementById("lock")?.addEventListener("click", lock);
  setInterval(turn, TURN);
  setInterval(() => { if (Date.now() - touchedAt > IDLE) lock(); }, 5_000);
  await register();
  await draw();
  await turn();
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
  const [page, ...rest] = decodeURIComponent(location.hash.slice(2)).split("/");
  document.body.classList.toggle("locked", !app.ctx.unlocked);
  let drawn;
  try {
    drawn = await drawPage(page, rest);
  } catch (error) {
    drawn = pageOfFault(error);
  }
  if (!drawn || asked !== drawing) return; // another page was asked for meanwhile
  view.replaceChildren(drawn);
  helpLink.hash = "#/help/" + (page === "visit" ? rest[0] : app.record?.visit.planned ?? "");
  /** @type {HTMLElement|null} */
  const title = view.querySelector("h1");
  // The browser keeps titles on the disk: a place's name is never one.
  if (title) { title.tabIndex = -1; title.focus(); }
  await tellSummary();
}

function isLocked() {
  return way !== "none" && !app.ctx.unlocked;
}

/**
 * @param {string} page
 * @param {string[]} rest
 * @returns {Promise<HTMLElement|undefined>|HTMLElement}
 */
function drawPage(page, rest) {
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
    default: return drawList(app);
  }
}

/** @param {unknown} error */
function pageOfFault(error) {
  const code = error instanceof Ended ? "visit_ended" : error instanceof Stale ? "stale" : error instanceof Locked ? "locked" : "";
  if (!code) throw error;
  app.record = null;
  return el("div", {}, el("h1", {}, say(code)), link(say("back"), ""));
}

async function tellSummary() {
  if (!app.ctx.device.id) return;
  const items = await listItems(app.ctx);
  summary.textContent = describeAll(items);
  showStates(view, items);
}

/** @param {{withOriginals?: boolean}} [wish] */
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
  await send();
  if (Date.now() - askedAt < HOUR || !app.ctx.landing) return;
  askedAt = Date.now();
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
    send();
  }
}

/** The service worker, and its next version once nothing is open. */
async function register() {
  const { serviceWorker } = navigator;
  const found = await serviceWorker?.getRegistration("/field/");
  const place = document.getElementById("new-version");
  const offer = () => {
    if (!found?.waiting) return;
    place?.replaceChildren(el("button.quiet", { type: "button", click: () => {
      if (!app.record) found.waiting?.postMessage("take over");
    } }, say("new_version")));
  };
  if (!found) return;
  found.addEventListener("updatefound", () => found.installing?.addEventListener("statechange", offer));
  offer();
  serviceWorker.oncontrollerchange = () => location.reload();
  serviceWorker.onmessage = () => send();
  if (navigator.onLine) found.update().catch(() => {}); // no session: the old one goes on
}

async function hasAllFiles() {
  const found = await navigator.serviceWorker?.getRegistration("/field/");
  return Boolean(found?.active);
}
