// A visit: what its officer is to know, how it stands, and its record.
// @ts-check

import { listDrafts } from "../drafts.js";
import { addMessage } from "../items.js";
import { listItems } from "../outbox.js";
import { readShift, readTasking } from "../tasking.js";
import { LANGUAGE, say, sayDay, sayWeekday } from "../words.js";
import { button, el, link } from "./dom.js";
import { lineOf, lineOfItem } from "./sending.js";

const STATES = ["on_the_way", "there", "inside", "left"];
export const ACCOUNTS = ["account", "unfinished", "addendum", "correction"];

/**
 * @param {import("./shell.js").App} app
 * @param {string} planned
 */
export async function drawVisit(app, planned) {
  const visit = await readTasking(app.ctx, planned);
  if (!visit) return el("div", {}, el("h1", {}, say("visit_ended")), el("p", {}, say("visit_ended_hint")), link(say("back"), ""));
  const { briefs } = await readShift(app.ctx, visit.shift);
  const own = briefs.filter((/** @type {any} */ brief) => visit.briefs?.includes(brief.id)).map((/** @type {any} */ brief) => brief[LANGUAGE]);
  const hazards = own.flatMap((/** @type {any} */ sheet) => sheet.hazards);
  return el("div", {},
    el("h1", {}, visit.place.name), el("p.lead", {}, whenOf(visit)), el("p", {}, visit.place.address),
    visit.is_gone ? el("p.bad", {}, say("visit_gone")) : null, el("p", {}, say("leads", { name: visit.leader.name || "–" })),
    await drawRecord(app, visit), drawStates(app, planned),
    textOf(say("hazards"), [...new Set(hazards.join("\n").split("\n"))].join("\n"), true), visit.at_the_door && drawSaid(visit.at_the_door),
    textOf(say("purpose"), visit.purpose), textOf(say("power"), visit.power && visit.power + " " + visit.authority),
    textOf(say("crew"), visit.crew?.map((/** @type {any} */ one) => one.name + ", " + one.organisation_name).join("\n")),
    textOf(say("radio"), visit.radio && [visit.radio.call_sign, visit.radio.channel && say("channel", { name: visit.radio.channel })].filter(Boolean).join("\n"), true),
    textOf(say("places_of_safety"), visit.places_of_safety?.map((/** @type {any} */ place) => place.name).join("\n")),
    textOf(say("history"), visit.history?.[LANGUAGE].join("\n")),
    textOf(say("risk"), visit.risk && [visit.risk.band_label, ...visit.risk.reasons].join("\n")),
    own.map(drawBrief), el("p", {}, link(say("phrases"), "phrases")), el("p", {}, link(say("back"), "")));
}

/** @param {import("../tasking.js").Visit} visit */
export function whenOf(visit) {
  const noon = new Date(visit.on + "T12:00");
  const day = sayWeekday(noon) + " " + sayDay(noon);
  return [day, visit.starts_at, say("kind_of_" + visit.kind)].filter(Boolean).join(", ");
}

/**
 * What there is of its record: drafts, what was sent, and what can be added.
 * @param {import("./shell.js").App} app
 * @param {import("../tasking.js").Visit} visit
 */
async function drawRecord(app, visit) {
  const drafts = (await listDrafts(app.ctx)).own.filter((draft) => draft.planned === visit.planned);
  const items = (await listItems(app.ctx)).filter((item) => item.planned === visit.planned && ACCOUNTS.includes(item.kind));
  const open = drafts.filter((draft) => draft.isReadable || app.record?.draft.submission === draft.submission);
  const about = items.at(-1)?.submission ?? drafts[0]?.submission;
  const start = (/** @type {string} */ kind) => "record/" + visit.planned + "/" + kind + "/" + (about ?? "");
  return el("section", {}, el("h2", {}, say("record")),
    items.map((item) => el("div", {}, link(say("kind_" + item.kind), "item/" + item.id), lineOfItem(item))),
    drafts.map((draft) => el("div", {}, open.includes(draft) ? link(say("go_on"), "ask/" + draft.submission + "/0", ".button") : null, lineOf({ words: say("on_phone"), look: "waits" }))),
    drafts.length || items.length ? null : link(say("begin"), start("account"), ".button"),
    about && !open.length ? [el("p", {}, link(say("begin_addendum"), start("addendum"))), el("p", {}, link(say("begin_correction"), start("correction")))] : null);
}

/**
 * The board's states, told in one press; and help, which is never far.
 * @param {import("./shell.js").App} app
 * @param {string} planned
 */
function drawStates(app, planned) {
  const told = el("p.told", { role: "status" });
  const tell = async (/** @type {string} */ state) => {
    const isKept = await addMessage(app.ctx, "state", planned, { state, clock: app.ctx.now() }).then(() => true, () => false);
    told.className = isKept ? "told" : "bad";
    told.textContent = say(isKept ? "state_kept" : "state_not_kept", { state: say("state_" + state) });
    await app.send();
  };
  return el("section", {}, el("h2", {}, say("tell_board")), el("div.states", {}, STATES.map((state) => button(say("state_" + state), () => tell(state), ".quiet"))),
    told, link(say("help"), "help/" + planned, ".button.danger"));
}

/**
 * @param {string} title
 * @param {string|null|undefined|false} text
 * @param {boolean} [isOpen]
 */
function textOf(title, text, isOpen = false) {
  return text && el("details", { open: isOpen }, el("summary", {}, title), text.split("\n").map((line) => el("p", {}, line)));
}

/**
 * The words to use, in both languages, the reader's first.
 * @param {Record<string, string>} said
 */
function drawSaid(said) {
  const languages = LANGUAGE === "cy" ? ["cy", "en"] : ["en", "cy"];
  return el("details", { open: true }, el("summary", {}, say("say_this")), languages.map((lang) => el("p", { lang }, said[lang])));
}

/** @param {any} sheet */
function drawBrief(sheet) {
  return el("details", {}, el("summary", {}, sheet.title), el("p.hint", {}, sheet.about),
    sheet.parts.map((/** @type {any} */ part) => [
      el("h3", {}, part.title), ...part.entries.map((/** @type {string[]} */ [label, text, note]) => el("p", {}, el("strong", {}, label + ": "), text, note ? " (" + note + ")" : "")),
    ]),
    sheet.tables.map((/** @type {any} */ table) => [
      el("h3", {}, table.title), el("ul", {}, table.rows.map((/** @type {string[]} */ row) => el("li", {}, row.join(", ")))),
    ]));
}
