// Elements of a page, made in few words. Text is set as text, never as HTML.
// @ts-check

import { say } from "../words.js";

/** @typedef {Node|string|null|undefined|false} Child */

/**
 * @param {string} tag with classes, as "p.hint"
 * @param {Record<string, any>} [props] attributes; functions listen to events
 * @param {...(Child|Child[]|Child[][])} children
 * @returns {HTMLElement}
 */
export function el(tag, props = {}, ...children) {
  const [name, ...classes] = tag.split(".");
  const made = document.createElement(name);
  if (classes.length) made.className = classes.join(" ");
  for (const [key, value] of Object.entries(props)) {
    if (typeof value === "function") made.addEventListener(key, value);
    else if (value === true) made.setAttribute(key, "");
    else if (value !== false && value !== null && value !== undefined) made.setAttribute(key, String(value));
  }
  for (const child of children.flat(2)) if (child) made.append(child);
  return made;
}

/**
 * @param {string} words
 * @param {() => unknown} press
 * @param {string} [look]
 */
export function button(words, press, look = "") {
  return el("button" + look, { type: "button", click: () => { press(); } }, words);
}

/**
 * A button that asks again before it takes out what is kept nowhere else.
 * @param {string} words
 * @param {() => unknown} press
 */
export function buttonTwice(words, press) {
  const place = el("div");
  const keep = button(say("keep_it"), () => { place.replaceChildren(first); first.focus(); }, ".quiet");
  const first = button(words, () => {
    place.replaceChildren(button(say("take_out_sure"), press, ".danger"), keep);
    keep.focus();
  }, ".quiet");
  place.append(first);
  return place;
}

/**
 * @param {string} words
 * @param {string} to
 * @param {string} [look]
 */
export function link(words, to, look = "") {
  return el("a" + look, { href: "#/" + to }, words);
}

let last = 0;

/** An id for a label to name. */
export function newId() {
  last += 1;
  return "f" + last;
}
