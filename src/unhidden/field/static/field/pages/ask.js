// The record, one group of questions a screen. What is typed is kept within a second, and
// whatever does not add up is told and keeps nobody from finishing.
// @ts-check

import { judge, listLacking, listSigns, split, visibleQuestions } from "../asking.js";
import { begin, finish, listDrafts, open, save } from "../drafts.js";
import { NoReceiver } from "../envelopes.js";
import { TooLong } from "../header.js";
import { Ended, isEnded } from "../items.js";
import { exclusive, inTurn } from "../locks.js";
import { listItems } from "../outbox.js";
import { Stale } from "../store.js";
import { findTalkTeam, findTeam, readShift, readTasking } from "../tasking.js";
import { Locked } from "../unlocking.js";
import { LANGUAGE, say, sayTime } from "../words.js";
import { button, el, link } from "./dom.js";
import { drawParts, drawPeople, drawQuestion, drawRows, drawSigns } from "./fields.js";
import { drawPad } from "./pad.js";
import { drawPhotos } from "./photo.js";
import { ACCOUNTS } from "./visit.js";

const SOON = 800; // milliseconds
const AGAIN = 5_000;

/**
 * A record that is open on this page.
 * @typedef {object} OpenRecord
 * @property {import("../drafts.js").Draft} draft
 * @property {import("../tasking.js").Visit} visit
 * @property {import("../asking.js").Form} form
 * @property {Record<string, any>} signs
 * @property {Record<string, any>} teams by person who may lead a talk
 * @property {import("../header.js").Kind} kind
 * @property {Record<string, any>} answers
 * @property {boolean} isChanged
 * @property {() => import("../envelopes.js").Content} [content] of what is no visit
 * @property {string} [home] where that is begun
 */

/**
 * Begin a record and open its first screen; where another tab of this phone has begun or
 * finished one meanwhile, that one.
 * @param {import("./shell.js").App} app
 * @param {string} planned
 * @param {import("../header.js").Kind} kind
 * @param {string|null} about
 */
export function beginRecord(app, planned, kind, about) {
  return exclusive("begin:" + planned, async () => {
    const to = await findBegun(app, planned, kind) ?? await startRecord(app, planned, kind, about);
    location.replace("#/" + to); // Back begins no second one
  });
}

/**
 * Where a record of this visit is that stands in the way of a new one.
 * @param {import("./shell.js").App} app
 * @param {string} planned
 * @param {import("../header.js").Kind} kind
 */
async function findBegun({ ctx }, planned, kind) {
  const drafts = (await listDrafts(ctx)).own.filter((draft) => draft.planned === planned);
  const open = drafts.find(({ isReadable }) => isReadable);
  if (open) return "ask/" + open.submission + "/0";
  const sent = (await listItems(ctx)).some((item) => item.planned === planned && ACCOUNTS.includes(item.kind));
  return kind === "account" && (sent || drafts.length) ? "visit/" + planned : null;
}

/**
 * @param {import("./shell.js").App} app
 * @param {string} planned
 * @param {import("../header.js").Kind} kind
 * @param {string|null} about
 */
async function startRecord(app, planned, kind, about) {
  const visit = await readTasking(app.ctx, planned);
  if (!visit) throw new Ended();
  const draft = await begin(app.ctx, planned, {
    form: visit.form, about: about || null, receivers: await findReceivers(app, visit), label: visit.place.name,
  });
  const now = nowLocal();
  const answers = kind === "addendum" ? {} : { purpose_told: visit.purpose, power: visit.power, on: now.slice(0, 10), starts_at: visit.starts_at, ends_at: now.slice(11, 16) };
  app.record = await recordOf(app, draft, visit, { kind, answers });
  await keepRecord(app, true);
  return "ask/" + draft.submission + "/0";
}

/**
 * Give up a record that another tab wrote or finished meanwhile, where nothing was typed
 * here since: what is open is what was kept last. Gives whether there was one.
 * @param {import("./shell.js").App} app
 * @returns {Promise<boolean>}
 */
export async function followOthers(app) {
  const { record, ctx } = app;
  if (!record) return false;
  const { draft, visit } = record;
  return inTurn(draft, async () => {
    const row = await ctx.store.get("drafts", draft.submission);
    if (row?.revision === draft.revision || record.isChanged || app.record !== record) return false;
    app.record = null;
    if (!row && location.hash.includes(draft.submission)) location.replace("#/" + (record.home ?? "visit/" + visit.planned));
    return true;
  });
}

/**
 * One screen of the record; the last one finishes it.
 * @param {import("./shell.js").App} app
 * @param {string} submission
 * @param {number} at
 */
export async function drawAsk(app, submission, at) {
  if (app.record?.draft.submission !== submission) await openRecord(app, submission);
  const record = /** @type {OpenRecord} */ (app.record);
  const sections = record.form.sections.filter((section) => section.of.includes(record.visit.kind));
  if (at >= sections.length) return drawEnd(app, record, sections.length);
  const section = sections[at];
  const place = drawSection(app, record, section);
  const step = (/** @type {number} */ to) => "ask/" + submission + "/" + to;
  return el("form", { submit: (/** @type {Event} */ event) => { event.preventDefault(); app.go(step(at + 1)); }, autocomplete: "off", novalidate: true },
    el("p.hint", {}, say("step", { n: at + 1, all: sections.length }) + " · " + record.visit.place.name), el("h1", {}, section.title), place, app.kept,
    el("div.steps", {}, at ? link(say("back"), step(at - 1), ".button.quiet") : link(say("back"), "visit/" + record.visit.planned, ".button.quiet"), el("button", { type: "submit" }, say("next"))));
}

/** @type {Promise<unknown>} */
let keeping = Promise.resolve();

/**
 * Keep what was typed, at once where ``isNow``; nothing is lost by leaving the page. One
 * after the other, and what could not be kept is tried again.
 * @param {import("./shell.js").App} app
 * @param {boolean} [isNow]
 * @returns {Promise<void>}
 */
export function keepRecord(app, isNow = false) {
  clearTimeout(app.timer);
  const turn = keeping.then(() => keepNow(app, isNow));
  keeping = turn;
  return turn;
}

/**
 * @param {import("./shell.js").App} app
 * @param {boolean} isNow
 */
async function keepNow(app, isNow) {
  const { record, kept } = app;
  if (!record || !(record.isChanged || isNow)) return;
  record.isChanged = false;
  try {
    const isApart = await app.retry(() => saveOrPart(app, record));
    const isWhole = !record.draft.unsealed;
    const said = isApart ? "kept_apart" : isWhole ? "kept_at" : "kept_unsealed";
    kept.textContent = say(said, { time: sayTime(app.ctx.now()) });
    kept.className = isWhole && !isApart ? "told" : "bad";
    if (record.draft.key && !app.ctx.unlocked) app.record = null; // locked meanwhile
  } catch (error) {
    record.isChanged = true;
    kept.textContent = faultOf(error);
    kept.className = "bad";
    app.timer = setTimeout(() => keepRecord(app), AGAIN);
  }
}

/**
 * Save a record. Where another tab wrote or finished it meanwhile, what was typed here goes
 * on as a record of its own, beside the other's. Gives whether it does.
 * @param {import("./shell.js").App} app
 * @param {OpenRecord} record
 */
async function saveOrPart(app, record) {
  try {
    await save(app.ctx, record.draft, contentOf(record, false));
    return false;
  } catch (error) {
    if (!(error instanceof Stale)) throw error;
  }
  const { submission, planned, form, about, receivers, readableUntil } = record.draft;
  record.draft = await begin(app.ctx, planned, { form, about, receivers, readableUntil, label: record.visit.place.name });
  await save(app.ctx, record.draft, contentOf(record, false));
  // Its time is over, by the phone's clock: it goes unfinished, and is written here no more.
  if (await isEnded(app.ctx, { ...record.draft, touchedAt: Infinity })) app.record = null;
  location.replace(location.hash.replace(submission, record.draft.submission));
  return true;
}

/**
 * To whom what is told in confidence, and originals of photos, are sealed.
 * @param {import("./shell.js").App} app
 * @param {import("../tasking.js").Visit} visit
 */
async function findReceivers({ ctx }, visit) {
  return { usual: await findTeam(ctx, visit.inner.usual), custodians: await findTeam(ctx, visit.custodians) };
}

/**
 * @param {import("./shell.js").App} app
 * @param {string} submission
 */
async function openRecord(app, submission) {
  const { draft, content } = await open(app.ctx, submission);
  const visit = draft.planned && await readTasking(app.ctx, draft.planned);
  if (!visit) throw new Ended();
  // Whoever has keys by now, and had none when it was begun, receives it.
  const found = await findReceivers(app, visit);
  draft.receivers = { usual: draft.receivers.usual ?? found.usual, custodians: draft.receivers.custodians ?? found.custodians };
  app.record = await recordOf(app, draft, visit, content?.view ?? { kind: "account", answers: {} });
}

/**
 * @param {import("./shell.js").App} app
 * @param {import("../drafts.js").Draft} draft
 * @param {import("../tasking.js").Visit} visit
 * @param {{kind: import("../header.js").Kind, answers: Record<string, any>}} view
 * @returns {Promise<OpenRecord>}
 */
async function recordOf(app, draft, visit, { kind, answers }) {
  const [form, { signs }] = [await app.readForm(draft.form), await readShift(app.ctx, visit.shift)];
  const teams = await Promise.all((visit.crew ?? []).map(async (/** @type {any} */ one) => (
    [one.id, await findTalkTeam(app.ctx, visit, one.organisation)]
  )));
  return { draft, visit, form, signs, teams: Object.fromEntries(teams), kind, answers, isChanged: false };
}

/**
 * @param {OpenRecord} record
 * @param {boolean} isFinished
 */
function contentOf(record, isFinished) {
  if (record.content) return record.content();
  const { form, visit, answers, kind, teams } = record;
  const made = split(form, visit.kind, answers, { isFinished, teamOf: (person) => teams[person] ?? null });
  if (isFinished) made.outer.problems = problemsOf(record).map(({ code }) => code);
  return { ...made, view: { kind, answers } };
}

/** @param {OpenRecord} record */
function problemsOf({ form, visit, answers, signs, kind }) {
  if (kind === "addendum") return [];
  const strong = Object.values(signs).flatMap((section) => section.signs).filter((sign) => sign.is_strong);
  return judge(form, split(form, visit.kind, answers, { isFinished: true }).outer, {
    kind: visit.kind, at: nowLocal(), firstDay: visit.first_day ?? "", isTurned: false, strongSigns: strong.map(({ code }) => code),
  });
}

/**
 * The open questions of a section; what is answered opens and closes others, and what
 * stands stays where it is, with the finger on it.
 * @param {import("./shell.js").App} app
 * @param {OpenRecord} record
 * @param {import("../asking.js").Section} section
 */
function drawSection(app, record, section) {
  const { form, visit, answers } = record;
  const place = el("div");
  /** @type {Map<string, HTMLElement>} */
  const drawn = new Map();
  const arrange = () => {
    const open = visibleQuestions(form, visit.kind, answers, section.code);
    for (const question of open) {
      if (!drawn.has(question.code)) drawn.set(question.code, withoutTitle(drawOne(app, record, question, keep(question.code)), section.title));
    }
    const nodes = open.map(({ code }) => /** @type {HTMLElement} */ (drawn.get(code)));
    for (const [code, node] of drawn) if (!nodes.includes(node)) { node.remove(); drawn.delete(code); }
    nodes.forEach((node, n) => { if (place.children[n] !== node) place.insertBefore(node, place.children[n] ?? null); });
  };
  const keep = (/** @type {string} */ code) => (/** @type {any} */ value) => {
    answers[code] = value;
    touch(app, record);
    arrange();
  };
  arrange();
  return place;
}

/**
 * @param {import("./shell.js").App} app
 * @param {OpenRecord} record
 * @param {import("../asking.js").Question} question
 * @param {(value: any) => void} set
 */
function drawOne(app, record, question, set) {
  const value = record.answers[question.code];
  const asked = withCrew(question, record.visit);
  switch (question.kind) {
    case "people": return drawPeople(question, value ?? [], set);
    case "signs": return drawSigns(question, listSigns(record.visit, record.signs, value ?? [], { language: LANGUAGE, goneTitle: say("signs_gone") }), value ?? [], set);
    case "referrals": case "victims": return drawRows(question, value ?? [], set);
    case "talk": case "disclosure": case "turn": return drawParts(asked, value ?? {}, set);
    case "photos": return drawPhotos(app, record, () => keepRecord(app, true), { value, set });
    case "signature": return el("div", {}, drawParts(question, value ?? {}, (part) => set({ ...record.answers.signature, for: part.for })),
      drawPad(value?.strokes ?? [], (strokes) => set({ ...record.answers.signature, strokes })));
    default: return drawQuestion(question, { value, set });
  }
}

/**
 * A question of a page of its own is asked by the page's title alone.
 * @param {HTMLElement} drawn
 * @param {string} title
 */
function withoutTitle(drawn, title) {
  const own = drawn.querySelector("h2");
  if (own?.textContent === title) own.remove();
  return drawn;
}

/**
 * Who led a talk, and who decided, is one of the crew.
 * @param {import("../asking.js").Question} question
 * @param {import("../tasking.js").Visit} visit
 */
function withCrew(question, visit) {
  const crew = (visit.crew ?? []).map((/** @type {any} */ one) => ({ code: one.id, label: one.name + ", " + one.organisation_name }));
  const parts = question.parts?.map((part) => (part.kind === "one" && !part.choices ? { ...part, choices: crew } : part));
  return { ...question, parts };
}

/**
 * @param {import("./shell.js").App} app
 * @param {OpenRecord} record
 */
export function touch(app, record) {
  record.isChanged = true;
  app.kept.className = "told old"; // what it says was true of what stood there before
  clearTimeout(app.timer);
  app.timer = setTimeout(() => keepRecord(app), SOON);
}

/**
 * What is still open, and what does not add up; then one press, whatever is told.
 * @param {import("./shell.js").App} app
 * @param {OpenRecord} record
 * @param {number} last
 */
function drawEnd(app, record, last) {
  const { form, visit } = record;
  const lacking = record.kind === "addendum" ? [] : listLacking(form, visit.kind, record.answers);
  const told = [...lacking.map(({ code, missing = "" }) => ({ at: code, says: missing })), ...problemsOf(record)];
  const unique = told.filter((each, n) => told.findIndex(({ says }) => says === each.says) === n);
  const placeOf = (/** @type {string} */ code) => form.sections.filter(({ of }) => of.includes(visit.kind)).findIndex(({ questions }) => questions.some((each) => each.code === code));
  const fault = el("p.bad", { role: "alert" });
  const end = button(say(unique.length ? "keep_as_it_happened" : "finish"), async () => {
    try {
      await keepRecord(app);
      await finish(app.ctx, record.draft, contentOf(record, true), record.kind);
      app.record = null;
      app.go("visit/" + visit.planned);
      await app.send();
    } catch (error) {
      fault.replaceChildren(faultOf(error));
      if (!(error instanceof Stale)) return;
      // All that was typed here is in what the other tab wrote: it would have parted else.
      app.record = null;
      fault.append(" ", link(say("record"), "visit/" + visit.planned));
    }
  });
  return el("div", {}, el("h1", {}, say("end_title")), el("p", {}, say("end_hint")),
    unique.length ? el("section", {}, el("h2", {}, say("does_not_add_up")), el("ul.links", {}, unique.map(({ at, says }) => el("li", {}, link(says, "ask/" + record.draft.submission + "/" + Math.max(0, placeOf(at))))))) : null,
    app.kept, fault, end, el("p", {}, link(say("back"), "ask/" + record.draft.submission + "/" + (last - 1))));
}

/** @param {unknown} error */
export function faultOf(error) {
  if (error instanceof Stale) return say("stale");
  if (error instanceof NoReceiver) return say("why_keys");
  if (error instanceof TooLong) return say("too_long");
  if (error instanceof Locked) return say("locked");
  if (error instanceof DOMException && error.name === "QuotaExceededError") return say("full");
  if (!(error instanceof DOMException)) reportError(error);
  return say("not_kept");
}

/** The hour by the clock in London, as text. */
function nowLocal() {
  return new Date().toLocaleString("sv-SE", { timeZone: "Europe/London" }).replace(" ", "T");
}
