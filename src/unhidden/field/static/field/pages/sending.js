// What the officer sees of sending: each on its own, and one line for all of them.
// @ts-check

import { exportOutbox } from "../export.js";
import { readItem } from "../items.js";
import { importReceipts, listItems, sendOne } from "../outbox.js";
import { say, sayReason, sayTime } from "../words.js";
import { drawAnswers } from "./answers.js";
import { button, el, link } from "./dom.js";

/** @typedef {Awaited<ReturnType<typeof listItems>>[number]} ItemView */

/** @typedef {{words: string, look: string}} Told */

/**
 * How one stands, in words; no better than a receipt says.
 * @param {ItemView} item
 * @returns {Told}
 */
export function describeItem(item) {
  if (item.state === "needs_you") return { words: say("needs_you", { reason: say("why_" + item.why) }), look: "bad" };
  if (item.state !== "received" || item.receivedAt === null) {
    if (!item.partsIn) return { words: say("on_phone"), look: "waits" };
    return { words: say("sending", { in: item.partsIn, all: item.parts }), look: "waits" };
  }
  const time = sayTime(item.receivedAt);
  const words = item.work === "waits" ? say("received_waits", { time, reason: sayReason(item.reason) }) : say("received", { time });
  return { words: words + (item.position === null ? "" : " · " + say("receipt", { position: item.position })), look: "good" };
}

/**
 * One line for every page.
 * @param {ItemView[]} items
 */
export function describeAll(items) {
  const n = items.filter((item) => item.state !== "received").length;
  const times = items.flatMap((item) => (item.state === "received" && item.receivedAt ? [item.receivedAt] : []));
  const time = times.length ? sayTime(Math.max(...times)) : "";
  if (n) return time ? say("n_waiting", { n, time }) : say("n_waiting_alone", { n });
  return time ? say("all_received", { time }) : say("nothing_to_send");
}

/**
 * What a page shows of each, as it stands by now.
 * @param {HTMLElement} page
 * @param {ItemView[]} items
 */
export function showStates(page, items) {
  for (const line of /** @type {NodeListOf<HTMLElement>} */ (page.querySelectorAll("[data-item]"))) {
    const item = items.find(({ id }) => id === line.dataset.item);
    if (!item) continue;
    const { words, look } = describeItem(item);
    if (line.textContent !== words) line.textContent = words;
    line.className = "state " + look;
  }
}

/** @param {import("./shell.js").App} app */
export async function drawSending(app) {
  const items = await listItems(app.ctx);
  const told = el("p.told", { role: "status" });
  const urgent = items.map((item) => el("li", {}, link(nameOf(item), "item/" + item.id), lineOfItem(item)));
  return el("div", {}, el("h1", {}, say("sending_title")), items.length ? el("ul.links", {}, urgent) : el("p", {}, say("nothing_to_send")),
    button(say("send_now"), () => app.send({ withOriginals: true, isNow: true })), button(say("hand_over"), () => handOver(app), ".quiet"), el("p.hint", {}, say("hand_over_hint")),
    el("label.button.quiet", {}, say("read_receipts"), el("input.file", { type: "file", change: (/** @type {Event} */ event) => readReceipts(app, event, told) })), told);
}

/**
 * Receipts that a desk gave back as a file.
 * @param {import("./shell.js").App} app
 * @param {Event} event
 * @param {HTMLElement} told
 */
async function readReceipts(app, { target }, told) {
  const box = /** @type {HTMLInputElement} */ (target);
  const [file] = box.files ?? [];
  if (!file) return;
  told.textContent = await importReceipts(app.ctx, file).then((n) => say("receipts_read", { n }), () => say("no_receipts"));
  box.value = "";
  await app.tell();
}

/**
 * @param {import("./shell.js").App} app
 * @param {string} id
 */
export async function drawItem(app, id) {
  const item = (await listItems(app.ctx)).find((each) => each.id === id);
  if (!item) return el("p", {}, say("not_here"));
  const shown = el("div");
  const look = async () => {
    const { view, outer } = await readItem(app.ctx, id);
    shown.replaceChildren(drawAnswers(await app.readForm(item.form), view?.answers ?? outer.answers));
  };
  const again = async () => { await sendOne(app.ctx, id); await app.refresh(); };
  return el("div", {}, el("h1", {}, nameOf(item)), lineOfItem(item),
    item.originalsLeft ? el("p", {}, say("originals", { n: item.originalsLeft })) : null,
    item.receipt ? el("details", {}, el("summary", {}, say("receipt_text")), el("pre", {}, item.receipt.text)) : null,
    item.state === "received" && !item.originalsLeft ? null : button(say("send_now"), again),
    item.isReadable ? button(say("look"), look, ".quiet") : null, shown,
    item.state === "received" ? null : button(say("hand_over"), () => handOver(app), ".quiet"), el("p", {}, link(say("back"), "sending")));
}

/** @param {ItemView} item */
export function lineOfItem(item) {
  const { words, look } = describeItem(item);
  return el("p.state." + look, { "data-item": item.id }, words);
}

/** @param {Told} told */
export function lineOf({ words, look }) {
  return el("p.state." + look, {}, words);
}

/** @param {ItemView} item */
function nameOf(item) {
  return item.label || say("kind_" + item.kind);
}

/** @param {import("./shell.js").App} app */
async function handOver(app) {
  const address = URL.createObjectURL(await exportOutbox(app.ctx));
  const day = new Date(app.ctx.now()).toISOString().slice(0, 10);
  el("a", { href: address, download: "unhidden-" + day + ".uhx" }).click();
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}
