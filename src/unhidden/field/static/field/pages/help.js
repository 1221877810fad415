// "I need help". The radio and 999 come first; and until the server has said so, it says
// NOT SENT, in words, by its colour and by the phone's shaking.
// @ts-check

import { raise, stateOf } from "../alarm.js";
import { askReceipts, listItems, sendOne } from "../outbox.js";
import { say, sayTime } from "../words.js";
import { button, el } from "./dom.js";

const SHAKE = [400, 200, 400];
const AGAIN = 3_000; // milliseconds

/**
 * @param {import("./shell.js").App} app
 * @param {string|null} planned
 */
export function drawHelp(app, planned) {
  const told = el("div.alarm", { role: "alert" });
  const where = /** @type {HTMLInputElement} */ (el("input", { id: "where", type: "text", autocomplete: "off", spellcheck: "false", maxlength: 200 }));
  const send = button(say("help_send"), async () => {
    /** @type {HTMLButtonElement} */ (send).disabled = true;
    tell(told, say("not_sent"), "bad");
    try {
      follow(app, await raise(app.ctx, planned, where.value), told);
    } catch {
      // Without the server's key nothing can be sealed to it: the radio is what there is.
      /** @type {HTMLButtonElement} */ (send).disabled = false;
    }
  }, ".danger");
  showLast(app, told);
  return el("div", {}, el("h1.big", {}, say("help_first")), el("a.button.danger.call", { href: "tel:999" }, say("call_999")),
    el("p", {}, say("help_not_radio")), told, el("label", { for: "where" }, say("help_where")), where, send);
}

/**
 * An alarm that was raised before this page was opened goes on being told.
 * @param {import("./shell.js").App} app
 * @param {HTMLElement} told
 */
async function showLast(app, told) {
  const alarms = (await listItems(app.ctx)).filter((item) => item.kind === "alarm");
  const last = alarms.at(-1);
  if (last && stateOf(last).code !== "seen") follow(app, last.id, told);
}

/**
 * @param {import("./shell.js").App} app
 * @param {string} id
 * @param {HTMLElement} told
 */
async function follow(app, id, told) {
  await sendOne(app.ctx, id).catch(() => {});
  await askReceipts(app.ctx).catch(() => {});
  await app.tell();
  const item = (await listItems(app.ctx)).find((each) => each.id === id);
  if (!item || !told.isConnected) return;
  const { code, at, by } = stateOf(item);
  const words = say(code, { time: at === null ? "" : sayTime(at), name: by });
  tell(told, words, code === "not_sent" ? "bad" : code);
  if (code !== "seen") setTimeout(() => follow(app, id, told), AGAIN);
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
