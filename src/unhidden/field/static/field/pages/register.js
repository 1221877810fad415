// The register of a place of safety, on a phone that only writes: one entry after another,
// by the number on a wristband, sealed to those who keep the register. It is loaded where
// somebody keeps one, and no entry can be read here once it is finished.
// @ts-check

import { noteServer, readingNow } from "../clock.js";
import { begin, finish, open } from "../drafts.js";
import { exclusive } from "../locks.js";
import { write } from "../store.js";
import { askSite, findTeam, NotGiven, SignedOut } from "../tasking.js";
import { keepLanding, readLanding, Unsafe, verifiedTeam } from "../teams.js";
import { LANGUAGE, say, sayDay, sayTime } from "../words.js";
import { faultOf, keepRecord, touch } from "./ask.js";
import { button, el, link } from "./dom.js";
import { drawQuestion } from "./fields.js";

/** @typedef {import("../asking.js").Question} Question */

/** @typedef {{id: string, team: string, night: string, until: number}} Register */

/** @typedef {{words: Record<string, string>, happened: Question, sections: {title: string, questions: Question[]}[]}} Asked */

const FORM = "register-1";
const MOST = 9_999;
const PATIENCE = 40; // quarters of a second
const PREPARED = ["happened", "on", "at"];

/** @type {Asked|null} */
let asked = null;
/** @type {number|null} */
let lastNumber = null;

/**
 * @param {import("./shell.js").App} app
 * @param {string[]} rest
 */
export async function drawRegister(app, [id, submission]) {
  asked ??= await (await fetch("/field/register/" + LANGUAGE + "/")).json();
  if (!id) return drawHome(app);
  if (submission === "done") return drawDone(id);
  if (submission === "new") return beginEntry(app, id);
  return drawEntry(app, id, submission);
}

/**
 * The words of this page, with what is to stand in them.
 * @param {string} code
 * @param {Record<string, string|number>} [values]
 */
function tell(code, values = {}) {
  const words = asked?.words[code] ?? code;
  return words.replace(/\{(\w+)\}/g, (whole, name) => String(values[name] ?? whole));
}

/**
 * This person's registers that a phone may still write in.
 * @param {import("./shell.js").App} app
 * @returns {Promise<Register[]>}
 */
async function listRegisters({ ctx }) {
  const row = await ctx.store.get("meta", "registers:" + ctx.device.person);
  const now = await readingNow(ctx.store, ctx.now);
  return (row?.registers ?? []).filter((/** @type {Register} */ each) => each.until > now);
}

/** @param {import("./shell.js").App} app */
async function drawHome(app) {
  const registers = await listRegisters(app);
  const drafts = (await app.ctx.store.getAll("drafts")).filter((row) => row.form === FORM && row.person === app.ctx.device.person && row.key);
  const told = el("p.told", { role: "status" });
  const take = async () => {
    told.className = "told";
    told.textContent = say("asking_site");
    try {
      const n = await takeAlong(app);
      await app.refresh();
      document.querySelector("main .told")?.append(tell(n ? "taken" : "none_given"));
    } catch (error) {
      told.className = "bad";
      told.replaceChildren(...wordsOf(error));
    }
  };
  return el("div", {}, el("h1", {}, tell("register")), el("p", {}, tell("register_hint")),
    registers.length ? null : el("p", {}, tell("none")), registers.length && !await isWhole() ? el("p.bad", {}, tell("not_whole")) : null,
    registers.map(({ id, night }) => el("section", {}, el("h2", {}, tell("night", { day: sayDay(new Date(night + "T12:00")) })), link(tell("new"), "register/" + id + "/new", ".button"))),
    drafts.map((row) => el("p", {}, link(tell("go_on"), "register/" + row.about + "/" + row.submission, ".button.quiet"))),
    button(tell("take"), take, ".quiet"), el("p.hint", {}, tell("take_hint")), told, el("p", {}, link(say("back"), "")));
}

/** Whether this page is on the phone, too. */
async function isWhole() {
  return Boolean(await globalThis.caches?.match("/field/register/en/"));
}

/**
 * Fetch the registers that this person keeps, with whom to seal to. Gives how many.
 * @param {import("./shell.js").App} app
 */
async function takeAlong({ ctx }) {
  const known = (await ctx.store.getAll("keys")).filter((row) => row.state).map(({ state }) => state.team + ":" + state.number).join(",");
  const taken = await askSite(ctx, "/field/registers/?" + new URLSearchParams({ device: ctx.device.id, known }));
  if (taken.person !== ctx.device.person) throw new SignedOut();
  await noteServer(ctx.store, taken.at, ctx.now);
  await keepLanding(ctx.store, taken.landing);
  ctx.landing = await readLanding(ctx.store);
  for (const team of Object.values(taken.teams)) {
    await verifiedTeam(ctx.store, team, new Date(taken.at).toISOString().slice(0, 10)).catch((error) => {
      if (!(error instanceof Unsafe)) throw error;
    });
  }
  const { registers } = taken;
  await write(ctx.store, ["meta"], (tx) => { tx.objectStore("meta").put({ name: "registers:" + ctx.device.person, registers }); });
  (await navigator.serviceWorker?.getRegistration("/field/"))?.active?.postMessage("register");
  for (let n = 0; n < PATIENCE && !await isWhole(); n += 1) await new Promise((resolve) => { setTimeout(resolve, 250); });
  await navigator.storage?.persist?.();
  return registers.length;
}

/**
 * Begin an entry before the first key stroke; a second press begins no second one.
 * @param {import("./shell.js").App} app
 * @param {string} id
 */
function beginEntry(app, id) {
  return exclusive("begin:" + id, async () => {
    const register = (await listRegisters(app)).find((each) => each.id === id);
    if (!register) return drawOver();
    const usual = await findTeam(app.ctx, register.team);
    const draft = await begin(app.ctx, null, { form: FORM, about: id, receivers: { usual, custodians: null }, readableUntil: register.until });
    app.record = recordOf(draft, { happened: "arrived", ...nowLocal() });
    await keepRecord(app, true);
    location.replace("#/register/" + id + "/" + draft.submission); // Back begins no second one
    return undefined;
  });
}

/**
 * What keeps it as a record is kept: each second, beside another tab's, and before a lock.
 * @param {import("../drafts.js").Draft} draft
 * @param {Record<string, any>} answers
 * @returns {import("./ask.js").OpenRecord}
 */
function recordOf(draft, answers) {
  const content = () => {
    const isSaid = Object.entries(answers).some(([code, value]) => !PREPARED.includes(code) && value !== "" && value !== null);
    return { outer: {}, inner: isSaid ? [{ what: "register", entry: answers }] : [], long: [], view: { kind: "register", answers } };
  };
  return /** @type {any} */ ({
    draft, answers, content, kind: "register", isChanged: false, home: "register",
    visit: { planned: null, kind: "", place: { name: "" } },
  });
}

/**
 * One entry, all of it on one page.
 * @param {import("./shell.js").App} app
 * @param {string} id
 * @param {string} submission
 */
async function drawEntry(app, id, submission) {
  if (app.record?.draft.submission !== submission) {
    const { draft, content } = await open(app.ctx, submission);
    const register = (await listRegisters(app)).find((each) => each.id === id);
    draft.receivers.usual ??= await findTeam(app.ctx, register?.team ?? null);
    app.record = recordOf(draft, content?.view.answers ?? {});
  }
  const record = /** @type {import("./ask.js").OpenRecord} */ (app.record);
  const { answers } = record;
  const fault = el("p.bad", { role: "alert" });
  const ask = (/** @type {any} */ question) => drawQuestion({ goes: "inner", ...question }, {
    value: answers[question.code], set: (value) => { answers[question.code] = value; touch(app, record); },
  });
  const end = async (/** @type {Event} */ event) => {
    event.preventDefault();
    if (!(answers.number >= 1 && answers.number <= MOST)) {
      fault.textContent = tell("number_missing");
      /** @type {HTMLElement|null} */ (form.querySelector("[name=number]"))?.focus();
      return;
    }
    try {
      await keepRecord(app);
      await finish(app.ctx, record.draft, /** @type {any} */ (record).content(), "register");
      lastNumber = answers.number;
      app.record = null;
      app.go("register/" + id + "/done");
      await app.send();
    } catch (error) {
      fault.textContent = faultOf(error);
    }
  };
  const { happened, sections } = /** @type {Asked} */ (asked);
  const form = el("form", { submit: end, autocomplete: "off", novalidate: true },
    el("h1", {}, tell("new")), record.draft.receivers.usual ? null : el("p.bad", {}, tell("no_keys")),
    ask({ code: "number", kind: "count", label: tell("number"), hint: tell("number_hint") }), ask(happened),
    ask({ code: "on", kind: "day", label: tell("on") }), ask({ code: "at", kind: "time", label: tell("at") }),
    sections.map(({ title, questions }) => [el("h2", {}, title), ...questions.map(ask)]),
    app.kept, fault, el("div.steps", {}, link(say("back"), "register", ".button.quiet"), el("button", { type: "submit" }, tell("finish"))));
  return form;
}

/** @param {string} id */
function drawDone(id) {
  return el("div", {}, el("h1", {}, lastNumber === null ? tell("register") : tell("finished", { number: lastNumber })), el("p", {}, tell("finished_hint")),
    link(tell("another"), "register/" + id + "/new", ".button"), el("p", {}, link(say("sending_title"), "sending")), el("p", {}, link(say("back"), "register")));
}

function drawOver() {
  return el("div", {}, el("h1", {}, tell("over")), link(say("back"), "register"));
}

/** @param {unknown} error */
function wordsOf(error) {
  if (error instanceof NotGiven) return [error.message];
  return error instanceof SignedOut ? [say("sign_in")] : [say("no_network")];
}

/** The day and the hour by the clock in London. */
function nowLocal() {
  const [on, at] = new Date().toLocaleString("sv-SE", { timeZone: "Europe/London" }).split(" ");
  return { on, at: at.slice(0, 5) };
}
