// Making a phone known: a key of its own, a way to unlock it, and the server's word.
// @ts-check

import { fromHex, joined, randomBytes, toHex, utf8 } from "../../vault/sealing.js";
import { ensureDevice, signBytes } from "../device.js";
import { write } from "../store.js";
import { askSite, listOffered, NotGiven, SignedOut } from "../tasking.js";
import { drawWords, fromPasskey, fromWords, NoSecret, setSecret } from "../unlocking.js";
import { LANGUAGE, say } from "../words.js";
import { button, el, link, newId } from "./dom.js";

const LABEL = "unhidden device 1\0";
const WAYS = /** @type {const} */ (["prf", "words", "none"]);

/** @typedef {{name: string, unlock: "prf"|"words"|"none", words: string}} Wish */

/** @param {import("./shell.js").App} app */
export function drawEnrol(app) {
  const told = el("div", { role: "status" });
  const name = /** @type {HTMLInputElement} */ (el("input", { id: "name", type: "text", maxlength: 60, autocomplete: "off", spellcheck: "false", value: say("my_phone") }));
  const way = newId();
  const ways = WAYS.map((code) => el("label.choice", {}, el("input", { type: "radio", name: way, value: code, checked: code === "prf" }), el("span", {}, say("way_" + code))));
  const go = async () => {
    const chosen = ways.map((each) => /** @type {HTMLInputElement} */ (each.firstChild)).find((each) => each.checked);
    const unlock = /** @type {Wish["unlock"]} */ (chosen?.value ?? "prf");
    told.replaceChildren(say("asking_site"));
    try {
      if (unlock === "words") await showWords(app, told, name.value);
      else await enrol(app, told, { name: name.value, unlock, words: "" });
    } catch (error) {
      told.replaceChildren(faultOf(error));
    }
  };
  return el("div", {}, el("h1", {}, say("enrol")), el("p", {}, say("enrol_hint")), el("label", { for: "name" }, say("phone_name")), name,
    el("fieldset", {}, el("legend", {}, say("ways")), ways), button(say("enrol"), go), told, el("p.hint", {}, say("no_wipe")), el("p", {}, link(say("back"), "")));
}

/**
 * Four words of the house's list, drawn here, to be written down before they are used.
 * @param {import("./shell.js").App} app
 * @param {HTMLElement} told
 * @param {string} name
 */
async function showWords(app, told, name) {
  const { words: list } = await askSite(app.ctx, "/field/words/");
  const words = drawWords(list).join(" ");
  told.replaceChildren(el("p.big", { lang: "en" }, words), el("p", {}, say("words_hint")), button(say("words_noted"), async () => {
    told.append(el("p", {}, say("asking_site")));
    await enrol(app, told, { name, unlock: "words", words }).catch((error) => told.replaceChildren(faultOf(error)));
  }));
}

/**
 * @param {import("./shell.js").App} app
 * @param {HTMLElement} told
 * @param {Wish} wish
 */
async function enrol(app, told, { name, unlock, words }) {
  const { challenge, person, setting } = await askSite(app.ctx, "/field/devices/new/");
  if (setting === "off") { told.replaceChildren(say("not_here_phone")); return; }
  const { token } = await listOffered(app.ctx);
  const store = app.ctx.store;
  const device = await ensureDevice(store, person);
  const { row, unlocked } = await makePerson(person, unlock, words);
  const isKept = await navigator.storage.persist?.();
  const message = joined(utf8(challenge), fromHex(person.replaceAll("-", "")));
  const answer = await askSite(app.ctx, "/field/devices/", {
    public_key: toHex(device.publicKey), challenge, signature: toHex(await signBytes(device, LABEL, message)),
    name, unlock, persistent: isKept ? "1" : "0",
  }, token);
  if (answer.is === "not_here") { told.replaceChildren(say("not_here_phone")); return; }
  await write(store, ["people", "meta"], (tx) => {
    tx.objectStore("people").put(row);
    tx.objectStore("meta").put({ name: "app", person, language: LANGUAGE, standing: answer.is });
  });
  await app.become(person, unlocked, true);
  // What was chosen is done with: pressed again, it would make another phone known.
  told.parentElement?.replaceChildren(told.parentElement.firstElementChild ?? "", told);
  told.replaceChildren(el("p", {}, say("enrol_" + answer.is)), el("p.big", { lang: "en" }, answer.words), link(say("take_along"), "take", ".button"));
}

/**
 * @param {string} person
 * @param {Wish["unlock"]} unlock
 * @param {string} words
 */
async function makePerson(person, unlock, words) {
  const row = { person, unlock, credential: null, salt: randomBytes(16), check: null };
  if (unlock === "none") return { row, unlocked: null };
  const secret = unlock === "prf" ? await fromPasskey(row) : await fromWords(words, row.salt);
  const { person: kept, unlocked } = setSecret(row, secret);
  return { row: kept, unlocked };
}

/** @param {unknown} error */
function faultOf(error) {
  if (error instanceof SignedOut) return el("a.button", { href: "/field/start/" + LANGUAGE + "/" }, say("sign_in"));
  if (error instanceof NoSecret) return el("p.bad", {}, say("no_secret"));
  if (error instanceof NotGiven) return el("p.bad", {}, error.message);
  return el("p.bad", {}, say(error instanceof DOMException ? "not_unlocked" : "no_network"));
}
