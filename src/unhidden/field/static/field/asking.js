// What a visit is asked, by the same data as on the server (visits/asking): which
// questions are open, what does not add up, and what goes into which envelope. A rule
// tells; none of them keeps anybody from recording what happened.
// @ts-check

/** @typedef {any[]} Condition */

/**
 * @typedef {object} Question
 * @property {string} code
 * @property {string} kind
 * @property {"outer"|"inner"} goes
 * @property {string} label
 * @property {string} [hint]
 * @property {string} [missing]
 * @property {{code: string, label: string, usual?: string}[]} [choices]
 * @property {Record<string, string>} [reveals]
 * @property {Condition} [is_asked_if]
 * @property {number} [max]
 * @property {number} [longest]
 * @property {Question[]} [parts]
 */

/** @typedef {{code: string, title: string, of: string[], questions: Question[]}} Section */

/** @typedef {{code: string, if: Condition, at: string, says: string}} Rule */

/** @typedef {{form: string, sections: Section[], rules: Rule[]}} Form */

/**
 * What is judged against: ``at`` and ``firstDay`` by the local clock, as text that sorts.
 * @typedef {{kind: string, at: string, firstDay: string, isTurned: boolean, strongSigns: string[]}} Setting
 */

/** @typedef {Record<string, any>} Answers by the code of each question */

const LISTS = ["signs", "people", "referrals", "possible_victims"];
const PLAIN = ["one", "text", "long", "count", "day", "time", "yes_no"];
const LONGEST = 10 * 3_600_000; // milliseconds: visits/rules/times.py
// visits/rules/purpose.py
const EVIDENCE = new RegExp(
  "(?<![\\p{L}\\p{N}_])(condoms?|condomau|gondom(au)?|chondom(au)?|takings|derbyniadau|dderbyniadau)(?![\\p{L}\\p{N}_])",
  "iu",
);

/**
 * The rules that these answers break, in the order of the form.
 * @param {Form} form
 * @param {Answers} outer what the outer envelope holds
 * @param {Setting} setting
 * @returns {Rule[]}
 */
export function judge(form, outer, setting) {
  const values = valuesOf(form, outer, setting);
  return form.rules.filter((rule) => isMet(rule.if, values, {}));
}

/**
 * The questions of one section that are open, or of all.
 * @param {Form} form
 * @param {string} kind of visit
 * @param {Answers} answers
 * @param {string} [section]
 * @returns {Question[]}
 */
export function visibleQuestions(form, kind, answers, section) {
  const values = { ...answers, turn: answers.turn ?? null, "visit.kind": kind };
  const closed = closedBy(form, answers);
  const open = form.sections.filter((each) => each.of.includes(kind) && (!section || each.code === section));
  return open.flatMap(({ questions }) => questions).filter((question) => (
    !closed.has(question.code) && (!question.is_asked_if || isMet(question.is_asked_if, values, {}))
  ));
}

/**
 * The questions that need an answer, and have none.
 * @param {Form} form
 * @param {string} kind
 * @param {Answers} answers
 * @returns {Question[]}
 */
export function listLacking(form, kind, answers) {
  return visibleQuestions(form, kind, answers).filter(({ code, missing }) => missing && !isFilled(answers[code]));
}

/**
 * The signs to look for, by their sections; and by their codes those that were answered
 * already, and are asked no more.
 * @param {Record<string, any>} visit
 * @param {Record<string, any>} signs by section, in all languages
 * @param {{code: string}[]} answered
 * @param {{language: string, goneTitle: string}} words
 */
export function listSigns({ sections = [] }, signs, answered, { language, goneTitle }) {
  const asked = sections.filter((/** @type {string} */ code) => signs[code]).map((/** @type {string} */ code) => ({
    code, name: signs[code].name[language],
    signs: signs[code].signs.map((/** @type {any} */ sign) => ({ code: sign.code, label: sign[language] ?? sign.code })),
  }));
  const known = asked.flatMap((/** @type {any} */ section) => section.signs.map((/** @type {any} */ sign) => sign.code));
  const left = answered.filter(({ code }) => !known.includes(code));
  const gone = { code: "", name: goneTitle, signs: left.map(({ code }) => ({ code, label: code })) };
  return left.length ? [...asked, gone] : asked;
}

/**
 * What goes where. Of what is unfinished no free text is in the outer envelope: what
 * stands in rows is moved here, the rest when it is sealed, by ``long``.
 * @param {Form} form
 * @param {string} kind
 * @param {Answers} answers
 * @param {{isFinished: boolean, teamOf?: (person: string) => any}} how
 * @returns {{outer: Answers, inner: any[], long: string[], nobody: string[]}}
 */
export function split(form, kind, answers, { isFinished, teamOf = () => null }) {
  const open = visibleQuestions(form, kind, answers);
  const outer = outerOf(open, answers);
  const inner = innerOf(open.filter(({ goes }) => goes === "inner").map(({ code }) => code), answers, teamOf);
  const long = open.filter((each) => each.goes === "outer" && ["text", "long"].includes(each.kind));
  const kept = isFinished ? outer : withoutTexts(outer, inner);
  return { outer: kept, inner, long: long.map(({ code }) => code), nobody: answers.photos?.nobody ?? [] };
}

/**
 * @param {Question[]} open
 * @param {Answers} answers
 */
function outerOf(open, answers) {
  const plain = open.filter((each) => each.goes === "outer" && PLAIN.includes(each.kind) && isFilled(answers[each.code]));
  const isOpen = (/** @type {string} */ code) => open.some((each) => each.code === code);
  const rows = LISTS.map((name) => [name, isOpen(name) ? rowsOf(name, answers[name] ?? []) : []]);
  const turn = isOpen("turn") && answers.turn;
  const { signature } = answers;
  return {
    answers: Object.fromEntries(plain.map(({ code }) => [code, answers[code]])),
    ...Object.fromEntries(rows),
    turn: turn ? turnOf(turn) : null,
    signature: isOpen("signature") && signature?.for && signature.strokes?.length
      ? { of: signature.for === "record" ? "officer" : "occupier", for: signature.for, strokes: signature.strokes }
      : null,
    problems: [], zone: "Europe/London", notes: [],
  };
}

/**
 * The rows in which anything was answered, and nothing that is not asked any more.
 * @param {string} name
 * @param {any[]} rows
 */
function rowsOf(name, rows) {
  if (name === "signs") {
    return rows.filter(({ answer }) => answer).map(({ code, answer, how = "" }) => ({ code, answer, how: answer === "seen" ? how : "" }));
  }
  if (name === "people") return rows.filter(({ count }) => count);
  return rows.filter((row) => Object.values(row).some(isFilled));
}

/** @param {Record<string, string>} turn */
function turnOf({ power = "", authority = "", decided_by = "", decided_on, decided_at, told = "" }) {
  const at = Date.parse((decided_on ?? "") + "T" + (decided_at ?? ""));
  return { power, authority, decided_by: decided_by || null, decided_at: Number.isNaN(at) ? null : at, told };
}

/**
 * @param {string[]} codes
 * @param {Answers} answers
 * @param {(person: string) => any} teamOf
 */
function innerOf(codes, answers, teamOf) {
  const { disclosure, private_talk: talk, name, safe_contact: contact, safe_when: when = "", note } = answers;
  const made = [
    disclosure?.text && { what: "disclosure", said_verbatim: false, ...disclosure },
    talk?.text && { what: "private_talk", ...talk, team: teamOf(talk.talk_led_by) },
    name && { what: "name", text: "", person: { name } },
    contact && { what: "safe_contact", text: "", person: { contact, safe_when: when } },
    note && { what: "note", text: note },
  ];
  return made.filter((each) => each && codes.includes(each.what));
}

/**
 * @param {Answers} outer
 * @param {any[]} inner
 */
function withoutTexts(outer, inner) {
  const bases = outer.referrals.filter((/** @type {any} */ row) => row.legal_basis);
  const held = [outer.turn && { turn: outer.turn }, bases.length && { referrals: bases }].filter(Boolean);
  for (const each of held) inner.push({ what: "unfinished", text: JSON.stringify(each) });
  return {
    ...outer, turn: null,
    referrals: outer.referrals.map((/** @type {any} */ row) => ({ ...row, legal_basis: "" })),
  };
}

/** @param {any} value */
function isFilled(value) {
  return typeof value === "string" ? value.trim() !== "" : value !== undefined && value !== null;
}

/**
 * @param {Form} form
 * @param {Answers} answers
 */
function closedBy(form, answers) {
  const closed = new Set();
  for (const { code, reveals } of form.sections.flatMap(({ questions }) => questions)) {
    for (const [choice, revealed] of Object.entries(reveals ?? {})) {
      if (answers[code] !== choice) closed.add(revealed);
    }
  }
  return closed;
}

/**
 * @param {Form} form
 * @param {Answers} outer
 * @param {Setting} setting
 * @returns {Answers}
 */
function valuesOf(form, outer, { kind, at, firstDay, isTurned, strongSigns }) {
  const { answers } = outer;
  const closed = closedBy(form, answers);
  const open = Object.entries(answers).filter(([code]) => !closed.has(code));
  return {
    ...Object.fromEntries(open), ...Object.fromEntries(LISTS.map((name) => [name, outer[name] ?? []])),
    turn: isTurned || outer.turn, strong: strongSigns,
    "visit.kind": kind, "visit.at": at, "visit.first_day": firstDay,
    started_at: answers.on && answers.starts_at ? answers.on + "T" + answers.starts_at : "",
    ended_at: endOf(answers),
  };
}

/**
 * An end earlier in the day than the start is past midnight, unless that were too long.
 * @param {Answers} answers
 */
function endOf({ on, starts_at: starts, ends_at: ends }) {
  if (!on || !ends) return "";
  const end = on + "T" + ends;
  const next = new Date(Date.parse(end + "Z") + 86_400_000);
  const isPast = starts && ends < starts && Number(next) - Date.parse(on + "T" + starts + "Z") <= LONGEST;
  return isPast ? next.toISOString().slice(0, 16) : end;
}

/**
 * @param {Condition} condition
 * @param {Answers} values
 * @param {any} row answers first
 * @returns {boolean}
 */
function isMet([word, ...rest], values, row) {
  const met = (/** @type {Condition} */ each) => isMet(each, values, row);
  const value = (/** @type {string} */ name) => row[name] ?? values[name];
  const text = (/** @type {string} */ name) => String(value(name) ?? "");
  switch (word) {
    case "all": return rest.every(met);
    case "any": return rest.some(met);
    case "not": return !met(rest[0]);
    case "is": return value(rest[0]) === rest[1];
    case "in": return rest[1].includes(value(rest[0]));
    case "more": return numberOf(rest[0], values, row) > numberOf(rest[1], values, row);
    case "filled": return text(rest[0]).trim() !== "";
    case "before": return Boolean(text(rest[0]) && text(rest[1])) && text(rest[0]) < text(rest[1]);
    case "turned": return Boolean(values.turn);
    case "seen_strong": return values.signs.some((/** @type {any} */ sign) => sign.answer === "seen" && values.strong.includes(sign.code));
    case "any_row": return values[rest[0]].some((/** @type {any} */ each) => isMet(rest[1], values, each));
    case "names_evidence": return rest.some((name) => EVIDENCE.test(text(name)));
    case "twice": {
      const [list, ...keys] = rest;
      const said = values[list].map((/** @type {any} */ each) => keys.map((key) => each[key]).join("\0"));
      return new Set(said).size < said.length;
    }
    default: throw new Error(word);
  }
}

/**
 * @param {any} named an answer, or ["number", n], ["count", list], ["sum", …]
 * @param {Answers} values
 * @param {any} row
 * @returns {number}
 */
function numberOf(named, values, row) {
  if (typeof named === "string") return countOf(row[named] ?? values[named]);
  const [word, ...rest] = named;
  if (word === "number") return rest[0];
  if (word === "count") return values[rest[0]].length;
  return rest.reduce((/** @type {number} */ sum, /** @type {string} */ name) => {
    const [list, part] = name.split(".");
    if (!part) return sum + countOf(values[list]);
    return values[list].reduce((/** @type {number} */ n, /** @type {any} */ each) => n + countOf(each[part]), sum);
  }, 0);
}

/** @param {unknown} value */
function countOf(value) {
  return typeof value === "number" ? value : 0;
}
