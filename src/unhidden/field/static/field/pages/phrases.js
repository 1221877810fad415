// Phrases to show or read out, a language at a time; what nobody signed for says so.
// @ts-check

import { listTasking, readShift } from "../tasking.js";
import { say } from "../words.js";
import { el, link } from "./dom.js";

/**
 * @param {import("./shell.js").App} app
 * @param {string} [code] of the language that is shown
 */
export async function drawPhrases(app, code) {
  const [visit] = await listTasking(app.ctx);
  const { phrases } = visit ? await readShift(app.ctx, visit.shift) : { phrases: [] };
  const shown = phrases.find((/** @type {any} */ each) => each.language === code);
  if (shown) return drawCard(shown);
  return el("div", {}, el("h1", {}, say("phrases")), phrases.length ? null : el("p", {}, say("no_tasking")),
    el("ul.links", {}, phrases.map((/** @type {any} */ each) => el("li", {}, link(each.name + (each.is_reviewed ? "" : " (" + say("unreviewed") + ")"), "phrases/" + each.language)))));
}

/** @param {any} card */
function drawCard(card) {
  return el("div", {}, el("h1", { lang: card.language }, card.name), card.is_reviewed ? null : el("p.bad", {}, say("unreviewed")),
    el("ul.phrases", { lang: card.language, dir: card.is_right_to_left ? "rtl" : "ltr" }, card.said.map((/** @type {string} */ said) => el("li", {}, said))),
    link(say("back"), "phrases"));
}
