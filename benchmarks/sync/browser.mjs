// An officer with the app's modules in a real browser's page, for chromium.py: the same
// officer as under Node, whose log lines go to the harness before anything is done.

import * as clock from "/static/field/clock.js";
import * as device from "/static/field/device.js";
import * as drafts from "/static/field/drafts.js";
import * as items from "/static/field/items.js";
import * as outbox from "/static/field/outbox.js";
import * as photos from "/static/field/photos.js";
import * as store from "/static/field/store.js";
import * as tasking from "/static/field/tasking.js";
import * as unlocking from "/static/field/unlocking.js";
import { fromHex } from "/static/vault/sealing.js";

import { nameOf, Officer } from "./officers.mjs";

const app = { clock, device, drafts, items, outbox, photos, store, tasking, unlocking };

/** The drafts that this page has open, by their operations. */
const open = new Map();

/** The log, which the harness writes; each line before what it tells of. */
function makeLog(officer) {
  const write = (op, more) => globalThis.writeLog(JSON.stringify({ officer, at: Date.now(), op, ...more }));
  return { intend: write, note: write };
}

async function fetchTold(url, options) {
  const answer = await fetch(url, options);
  if (url.startsWith("/")) return answer; // of the staff site
  const said = await answer.clone().json().catch(() => ({}));
  await globalThis.writeAnswer(JSON.stringify({
    path: new URL(url).pathname, status: answer.status, is: said.is ?? "", why: said.why ?? "",
  }));
  return answer;
}

/** Start the app, as this officer. */
export async function startApp({ name, person, unlockKey, landing, receivers }) {
  const phone = { skew: 0 };
  const opened = await store.openStore();
  const team = (told) => ({ ...told, key: fromHex(told.key) });
  const officer = new Officer({
    person, phone, log: makeLog(name),
    receivers: { usual: team(receivers.usual), custodians: team(receivers.custodians) },
  });
  officer.page = {
    do: (work) => work(app, {
      store: opened, now: () => Date.now() + phone.skew, fetch: fetchTold, device: officer.device,
      unlocked: new unlocking.Unlocked(fromHex(unlockKey)),
      landing: {
        id: landing.id, publicKey: fromHex(landing.public_key), url: landing.url, receiptKeys: landing.receipt_keys,
      },
    }),
  };
  officer.device = await device.ensureDevice(opened, person);
  globalThis.officer = officer;
}

/** Write a visit with a photo, and finish it. */
export async function writeVisit(op) {
  const { officer } = globalThis;
  const visit = await officer.begin(op);
  await officer.type(visit);
  await officer.photo(visit, 300_000);
  await officer.type(visit);
  await officer.finish(visit);
}

/** Begin one that two pages will finish. */
export async function beginVisit(op) {
  const { officer } = globalThis;
  const visit = await officer.begin(op);
  await officer.type(visit);
  open.set(op.n, visit);
}

/** Finish one that lies there: of two pages at once one is told that it is late. */
export async function finishVisit(op) {
  const { officer } = globalThis;
  const { own } = await officer.do((_, ctx) => drafts.listDrafts(ctx));
  const { submission } = own.find((each) => each.label === nameOf(op));
  const { draft, content } = await officer.do((_, ctx) => drafts.open(ctx, submission));
  await officer.finish({ op, draft, texts: content.view.texts }).catch(() => {});
}

/** After a start: go on with a visit, where it is. */
export function goOn(op) {
  return globalThis.officer.goOn(op);
}

/** Take a shift along, as the staff site tells it; gives the words of one of its visits. */
export async function takeAlong({ shift, planned }) {
  await globalThis.officer.do((_, ctx) => tasking.fetchTasking(ctx, [shift]));
  return globalThis.officer.do((_, ctx) => tasking.readTasking(ctx, planned));
}

/** Have the service worker that the site gives now; gives its state. */
export async function keepWorker() {
  const { serviceWorker } = navigator;
  const isThere = new Promise((go) => { serviceWorker.addEventListener("controllerchange", go, { once: true }); });
  await serviceWorker.register("/field/sw.js", { scope: "/field/" });
  if (!serviceWorker.controller) await isThere;
}

/** Fetch the next version of the app, while the one before goes on. */
export async function fetchVersion() {
  const found = await navigator.serviceWorker.getRegistration("/field/");
  await found.update();
  const { installing } = found;
  if (installing) await new Promise((go) => { installing.onstatechange = go; });
  return found.waiting?.state ?? "none";
}

/** Have the next version take over from the one that is open. */
export async function takeOver() {
  const { serviceWorker } = navigator;
  const found = await serviceWorker.getRegistration("/field/");
  const isOver = new Promise((go) => { serviceWorker.addEventListener("controllerchange", go, { once: true }); });
  found.waiting.postMessage("take over");
  await isOver;
}

/** Write on in the draft that this page has open. */
export function writeOn(op) {
  return globalThis.officer.type(open.get(op.n));
}

/** Send until nothing waits; whether all went. */
export function sendAll() {
  return globalThis.officer.send();
}

/** Try once. */
export function sendOnce() {
  return globalThis.officer.send(1);
}

/** Put a word on the phone as it is, for a search that must find it. */
export function plantWord(word) {
  return globalThis.officer.do((_, ctx) => ctx.store.put("meta", { name: "planted", word }));
}

/** Seconds that it takes to unlock with four words. */
export async function timeWords() {
  const began = performance.now();
  await unlocking.fromWords("apple orbit candle river", new Uint8Array(16));
  return (performance.now() - began) / 1_000;
}

/** Whether a passkey of this browser gives a secret that is not sent. */
export async function usePasskey() {
  await navigator.credentials.create({ publicKey: {
    challenge: new Uint8Array(32), rp: { name: "Unhidden", id: location.hostname },
    user: { id: new Uint8Array(16), name: "officer", displayName: "Officer" },
    pubKeyCredParams: [{ type: "public-key", alg: -7 }],
    authenticatorSelection: { residentKey: "required" }, extensions: { prf: {} },
  } });
  const secret = await unlocking.fromPasskey({ credential: null });
  return secret.length;
}
