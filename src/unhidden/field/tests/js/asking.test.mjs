import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";

import { listLacking, listSigns, split, visibleQuestions } from "../../static/field/asking.js";

const raw = JSON.parse(await readFile(new URL("../../../visits/data/questions/2026-12.json", import.meta.url)));

/** The form as a phone has it, in English. */
function told(data) {
  if (Array.isArray(data)) return data.map(told);
  if (data === null || typeof data !== "object") return data;
  if (Object.keys(data).sort().join() === "cy,en") return data.en;
  const { en, cy, ...rest } = data;
  const made = Object.fromEntries(Object.entries(rest).map(([key, value]) => [key, told(value)]));
  return en === undefined ? made : { ...made, label: en };
}

const form = told(raw);
const codes = (kind, answers) => visibleQuestions(form, kind, answers).map(({ code }) => code);
const ANSWERS = {
  purpose_told: "We came to talk", entry_basis: "power", power: "PACE", consent_by: "left over", outcome: "arrest",
  turn: { power: "PACE", authority: "1", told: "Heron words", decided_on: "2026-12-01", decided_at: "10:00" },
  referrals: [{ to: "fire", legal_basis: "Heron order" }, {}], people: [{ age: "adult", sex: "male", count: 0 }],
  signs: [{ code: "a", answer: "not_seen", how: "saw" }, { code: "b", answer: "seen", how: "heard" }],
  disclosure: { text: "Heron said", language: "vi" }, private_talk: { text: "Heron talk", talk_led_by: "ann" },
  name: "Heron", safe_contact: "by post", safe_when: "", photos: { nobody: ["p"] },
  signature: { for: "consent", strokes: [[1, 2, 3]] }, narrative: "Heron long",
};

test("a question is open by what was answered before it", () => {
  assert.ok(!codes("soft", {}).includes("power"));
  assert.deepEqual(codes("soft", { entry_basis: "power" }).slice(0, 4), ["purpose_told", "entry_basis", "power", "turn"]);
  assert.ok(!codes("enforcement", { entry_basis: "power" }).includes("turn"));
  assert.ok(codes("soft", { safe_contact: "x" }).includes("safe_when"));
});

test("what is missing is named by its question, and a nought is an answer", () => {
  const lacking = (answers) => listLacking(form, "soft", answers).map(({ code }) => code);

  assert.ok(lacking({}).includes("spoken_to"));
  assert.ok(!lacking({ spoken_to: 0 }).includes("spoken_to"));
  assert.ok(lacking({ purpose_told: "  " }).includes("purpose_told"));
});

test("what is finished goes where its question says", () => {
  const { outer, inner, long, nobody } = split(form, "soft", ANSWERS, { isFinished: true, teamOf: () => "charity" });

  assert.equal(outer.answers.consent_by, undefined);
  assert.deepEqual(outer.signs, [{ code: "a", answer: "not_seen", how: "" }, { code: "b", answer: "seen", how: "heard" }]);
  assert.deepEqual([outer.people, outer.referrals.length], [[], 1]);
  assert.equal(outer.turn.told, "Heron words");
  assert.deepEqual(outer.signature, { of: "occupier", for: "consent", strokes: [[1, 2, 3]] });
  assert.deepEqual(inner.map(({ what }) => what), ["disclosure", "private_talk", "name", "safe_contact"]);
  assert.equal(inner[1].team, "charity");
  assert.deepEqual([long, nobody], [["purpose_told", "power", "narrative"], ["p"]]);
  assert.doesNotMatch(JSON.stringify(outer), /Heron said|Heron talk|by post/);
});

test("of what is unfinished no free text is in the outer envelope, and none is lost", () => {
  const { outer, inner, long } = split(form, "soft", ANSWERS, { isFinished: false });
  const answers = Object.fromEntries(Object.entries(outer.answers).filter(([code]) => !long.includes(code)));

  assert.doesNotMatch(JSON.stringify({ ...outer, answers }), /Heron/);
  for (const words of ["Heron words", "Heron order"]) assert.match(JSON.stringify(inner), new RegExp(words));
  assert.equal(outer.referrals[0].to, "fire");
});

test("nobody signs for a possible victim: a signature says whose it may be", () => {
  const of = (kind) => split(form, "soft", { signature: { for: kind, strokes: [[1]] } }, { isFinished: true }).outer.signature?.of;
  assert.deepEqual(["record", "consent", "notice", ""].map(of), ["officer", "occupier", "occupier", undefined]);
});

test("a sign that was answered and is asked no more is shown by its code, and still goes", () => {
  const signs = { nails: { name: { en: "Nails" }, signs: [{ code: "a", en: "Keys kept" }, { code: "c" }] } };
  const words = { language: "en", goneTitle: "Asked no more" };
  const listed = listSigns({ sections: ["nails", "unknown"] }, signs, ANSWERS.signs, words);

  assert.deepEqual(listed.map(({ name }) => name), ["Nails", "Asked no more"]);
  assert.deepEqual(listed.map((section) => section.signs.map(({ label }) => label)), [["Keys kept", "c"], ["b"]]);
  assert.deepEqual(listSigns({}, signs, [], words), []);
  const { outer } = split(form, "soft", ANSWERS, { isFinished: true });
  assert.ok(outer.signs.some(({ code }) => code === "b"));
});
