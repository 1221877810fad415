// "I need help". The radio and 999 come first, then it sends; and until the server has said
// so, it says NOT SENT, in words, by its colour and by the phone's shaking.
// @ts-check

import { raise, stateOf } from "../alarm.js";
import { askReceipts, listItems, sendOne } from "../outbox.js";
import { say, sayTime } from "../words.js";
import { button, el } from "./dom.js";

const SHAKE = [400, 200, 400];
const AGAIN = 3_000; // milliseconds
const SAME = 120_000;

/**
 * Whoever pressed for help has called control by it; what they write after it goes as a
 * second call, which says where.
 * @param {import("./shell.js").App} app
 * @param {string|null} planned
 */
export function drawHelp(app, planned) {
  const told = el("div.alarm", { role: "alert" });
  const where = /** @type {HTMLInputElement} */ (el("input", { id: "where", type: "text", autocomplete: "off", spellcheck: "false", maxlength: 200 }));
  const send = /** @type {HTMLButtonElement} */ (button(say("help_send"), () => call(), ".danger"));
  const call = async () => {
    send.disabled = true;
    tell(told, say("not_sent"), "bad");
    try {
      follow(app, await app.retry(() => raise(app.ctx, planned, where.value)), told);
    } catch {
      // Without the server's key nothing can be sealed to it: the radio is what there is.
    }
    send.disabled = false;
  };
  begin(app, planned, told, call);
  return el("div", {}, el("h1.big", {}, say("help_first")), el("a.button.danger.call", { href: "tel:999" }, say("call_999")),
    el("p", {}, say("help_not_radio")), told, el("label", { for: "where" }, say("help_where")), where, send);
}

/**
 * Call, if that was pressed; the same call a moment ago goes on being told instead, and one
 * that nobody has seen where the page was only opened anew.
 * @param {import("./shell.js").App} app
 * @param {string|null} planned
 * @param {HTMLElement} told
 * @param {() => Promise<void>} call
 */
async function begin(app, planned, told, call) {
  const { isCalling, ctx } = app;
  app.isCalling = false;
  const items = ctx.device.id ? await app.retry(() => listItems(ctx)).catch(() => []) : [];
  const last = items.filter((item) => item.kind === "alarm").at(-1);
  const isOpen = last && stateOf(last).code !== "seen";
  const isSame = isOpen && last.planned === planned && Math.abs(ctx.now() - (last.receivedAt ?? ctx.now())) < SAME;
  if (isCalling ? isSame : isOpen) follow(app, last?.id ?? "", told);
  else if (isCalling) await call();
}

/**
 * Tell how a call stands, and go on with it until somebody has seen it; a later call takes
 * its place.
 * @param {import("./shell.js").App} app
 * @param {string} id
 * @param {HTMLElement} told
 */
async function follow(app, id, told) {
  told.dataset.call = id;
  const again = async () => {
    const code = await app.retry(() => carryOn(app, id, told)).catch(() => "not_known");
    if (code && code !== "seen" && told.isConnected) setTimeout(again, AGAIN);
  };
  await again();
}

/**
 * @param {import("./shell.js").App} app
 * @param {string} id
 * @param {HTMLElement} told
 */
async function carryOn(app, id, told) {
  if (await showCall(app, id, told) === "not_sent") await sendOne(app.ctx, id).catch(() => {});
  await askReceipts(app.ctx).catch(() => {});
  await app.tell();
  return showCall(app, id, told);
}

/**
 * Gives how it stands; "" where the page tells of it no more.
 * @param {import("./shell.js").App} app
 * @param {string} id
 * @param {HTMLElement} told
 */
async function showCall(app, id, told) {
  const item = (await listItems(app.ctx)).find((each) => each.id === id);
  if (!item || !told.isConnected || told.dataset.call !== id) return "";
  const { code, at, by } = stateOf(item);
  tell(told, say(code, { time: at === null ? "" : sayTime(at), name: by }), code === "not_sent" ? "bad" : code);
  return code;
}

/**
 * @param {HTMLElement} told
 * @param {string} words
 * @param {string} look
 */
function tell(told, words, look) {
  if (told.textContent === words) return;
  told.textContent = words;
  told.className = "alarm " + look;
  navigator.vibrate?.(SHAKE);
}
