// One question as somebody answers it with one hand: big targets, and nothing that the
// browser remembers or sends to a speller.
// @ts-check

import { say } from "../words.js";
import { button, buttonTwice, el, newId } from "./dom.js";

/** @typedef {import("../asking.js").Question} Question */

/** @typedef {{value: any, set: (value: any) => void, isFirst?: boolean}} Slot */

const QUIET = { autocomplete: "off", spellcheck: "false", autocapitalize: "sentences" };
/** @type {Record<string, object>} */
const BOXES = {
  text: { type: "text" }, day: { type: "date" }, time: { type: "time" },
  count: { type: "number", min: 0, max: 999, inputmode: "numeric" },
};

/**
 * @param {Question} question
 * @param {Slot} slot
 * @returns {HTMLElement}
 */
export function drawQuestion(question, slot) {
  if (question.kind === "one" || question.kind === "yes_no") return drawChoices(question, slot);
  const id = newId();
  const props = {
    id, name: question.code, ...QUIET, maxlength: question.longest, "aria-describedby": question.hint && id + "h",
    input: (/** @type {Event} */ event) => slot.set(valueOf(question, /** @type {HTMLInputElement} */ (event.target))),
  };
  const box = question.kind === "long"
    ? el("textarea", { ...props, rows: 6 })
    : el("input", { ...props, ...BOXES[question.kind] });
  /** @type {HTMLInputElement} */ (box).value = slot.value ?? "";
  return el("div.question", {}, el("label", { for: id }, question.label), hintOf(question, id), box);
}

/**
 * Rows of the same parts, as referrals are.
 * @param {Question} question
 * @param {any[]} rows
 * @param {(rows: any[]) => void} set
 */
export function drawRows(question, rows, set) {
  const place = el("div");
  const more = button(say("add", { name: question.label }), () => {
    rows = [...rows, {}];
    draw();
    /** @type {HTMLElement|null|undefined} */ (place.lastElementChild?.querySelector("input"))?.focus();
  }, ".quiet");
  const draw = () => place.replaceChildren(...rows.map((row, n) => drawRow(question, row, n, (changed) => {
    rows = rows.filter((each) => changed || each !== row);
    set(rows);
    if (!changed) { draw(); more.focus(); }
  })));
  draw();
  return el("div", {}, el("h2", {}, question.label), hintOf(question, ""), place, more);
}

/**
 * @param {Question} question
 * @param {any} row
 * @param {number} n
 * @param {(changed: boolean) => void} tell false where it is taken out
 */
function drawRow(question, row, n, tell) {
  const name = question.label + " " + (n + 1);
  const parts = question.parts ?? [];
  const usualOf = (/** @type {string} */ code) => parts[0].choices?.find((choice) => choice.code === code)?.usual;
  const drawn = el("fieldset.row", {}, el("legend", {}, name), parts.map((part) => drawQuestion(part, {
    value: row[part.code],
    set: (value) => {
      const [before, usual] = [usualOf(row[part.code]), usualOf(value)];
      row[part.code] = value;
      /** @type {HTMLInputElement|null} */
      const basis = drawn.querySelector("[name=legal_basis]");
      // A usual basis is put in where none was typed, to be changed.
      if (usual && basis && [undefined, "", before].includes(row.legal_basis)) basis.value = row.legal_basis = usual;
      tell(true);
    },
  })), buttonTwice(say("take_out", { name }), () => tell(false)));
  return drawn;
}

/**
 * How many people, by age and sex.
 * @param {Question} question
 * @param {any[]} rows
 * @param {(rows: any[]) => void} set
 */
export function drawPeople(question, rows, set) {
  const [ages, sexes, count] = question.parts ?? [];
  return el("div", {}, el("h2", {}, question.label), (ages.choices ?? []).map((age) => el(
    "fieldset.row", {}, el("legend", {}, age.label),
    el("div.counts", {}, (sexes.choices ?? []).map((sex) => {
      const isIt = (/** @type {any} */ row) => row.age === age.code && row.sex === sex.code;
      return drawQuestion({ ...count, label: sex.label, goes: "outer" }, {
        value: rows.find(isIt)?.count,
        set: (value) => {
          rows = rows.filter((row) => !isIt(row));
          if (value) rows.push({ age: age.code, sex: sex.code, count: value });
          set(rows);
        },
      });
    })),
  )));
}

/**
 * The signs of the visit's sections, each with three answers and how one knows.
 * @param {Question} question
 * @param {{code: string, name: string, signs: {code: string, label: string}[]}[]} sections
 * @param {any[]} rows
 * @param {(rows: any[]) => void} set
 */
export function drawSigns(question, sections, rows, set) {
  const [answer, how] = question.parts ?? [];
  /** @type {Map<string, any>} */
  const said = new Map(rows.map((row) => [row.code, row]));
  const keep = () => set([...said.values()]);
  return el("div", {}, el("h2", {}, question.label), hintOf(question, ""), sections.map((section, n) => el(
    "details", { open: n === 0 || section.signs.some(({ code }) => said.has(code)) },
    el("summary", {}, section.name),
    section.signs.map((sign) => {
      const place = el("div");
      const draw = () => place.replaceChildren(...(said.get(sign.code)?.answer === "seen" && how ? [drawQuestion(how, {
        value: said.get(sign.code).how,
        set: (value) => { said.set(sign.code, { ...said.get(sign.code), how: value }); keep(); },
      })] : []));
      draw();
      return el("div.sign", {}, drawQuestion({ ...answer, label: sign.label }, {
        value: said.get(sign.code)?.answer,
        set: (value) => { said.set(sign.code, { ...said.get(sign.code), code: sign.code, answer: value }); draw(); keep(); },
      }), place);
    }),
  )));
}

/**
 * Parts of one answer, as a talk has them.
 * @param {Question} question
 * @param {any} value
 * @param {(value: any) => void} set
 */
export function drawParts(question, value, set) {
  const kept = { ...value };
  return el("fieldset.row", {}, el("legend", {}, question.label), hintOf(question, ""), (question.parts ?? []).map((part) => (
    drawQuestion(part, { value: kept[part.code], set: (each) => { kept[part.code] = each; set(kept); } })
  )));
}

/**
 * @param {{hint?: string}} question
 * @param {string} id
 */
function hintOf({ hint }, id) {
  return hint && el("p.hint", { id: id && id + "h" }, hint);
}

/**
 * @param {Question} question
 * @param {Slot} slot
 */
function drawChoices(question, slot) {
  const name = newId();
  const choices = question.kind === "yes_no"
    ? [{ code: true, label: say("yes") }, { code: false, label: say("no") }] : question.choices ?? [];
  return el("fieldset.question", {}, el("legend", {}, question.label), hintOf(question, ""), el("div.choices", {}, choices.map(({ code, label }) => (
    el("label.choice", {}, el("input", {
      type: "radio", name, value: code, checked: slot.value === code, change: () => slot.set(code),
    }), el("span", {}, label))
  ))));
}

/**
 * @param {Question} question
 * @param {HTMLInputElement} box
 */
function valueOf({ kind }, box) {
  if (kind !== "count") return box.value;
  return box.value === "" ? null : Math.trunc(Number(box.value));
}
