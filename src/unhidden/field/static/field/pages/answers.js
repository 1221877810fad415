// What was answered, to be read again: each question with its answer in words.
// @ts-check

import { say } from "../words.js";
import { el } from "./dom.js";

/** @typedef {import("../asking.js").Question} Question */

/**
 * @param {import("../asking.js").Form} form
 * @param {Record<string, any>} answers
 */
export function drawAnswers({ sections }, answers) {
  const questions = sections.flatMap((section) => section.questions);
  return el("dl", {}, questions.flatMap((question) => {
    const said = [answers[question.code] ?? []].flat().map((value) => wordsOf(question, value)).filter(Boolean);
    return said.length ? [el("dt", {}, question.label), ...said.map((words) => el("dd", {}, words))] : [];
  }));
}

/**
 * @param {Question} question
 * @param {any} value
 * @returns {string}
 */
function wordsOf({ kind, choices, parts = [] }, value) {
  if (value === null || value === undefined) return "";
  if (parts.length && typeof value === "object") {
    const said = parts.map((part) => [part.label, wordsOf(part, value[part.code])]).filter(([, words]) => words);
    return [value.code ?? [], ...said.map((each) => each.join(": "))].flat().join(", ");
  }
  if (kind === "yes_no") return say(value ? "yes" : "no");
  if (kind === "one") return choices?.find(({ code }) => code === value)?.label ?? "";
  return typeof value === "object" ? "" : String(value);
}
