// Opening what can be read here: by the passkey, or by four words.
// @ts-check

import { fromPasskey, fromWords, NoSecret, unlockWith, WrongSecret } from "../unlocking.js";
import { say } from "../words.js";
import { button, el, link } from "./dom.js";

/** @param {import("./shell.js").App} app */
export async function drawUnlock(app) {
  const people = await app.ctx.store.getAll("people");
  const person = people.find((row) => row.person === app.ctx.device.person);
  const told = el("p.bad", { role: "alert" });
  const box = /** @type {HTMLInputElement} */ (el("input", { id: "words", type: "password", autocomplete: "off", spellcheck: "false", autocapitalize: "none" }));
  const unlock = async () => {
    told.textContent = say("unlocking");
    try {
      const secret = person.unlock === "prf" ? await fromPasskey(person) : await fromWords(box.value, person.salt);
      app.ctx.unlocked = unlockWith(person, secret);
      box.value = "";
      app.unlock();
    } catch (error) {
      told.textContent = say(error instanceof WrongSecret ? "wrong_secret" : error instanceof NoSecret ? "no_secret" : "not_unlocked");
    }
  };
  const others = people.filter((row) => row !== person);
  return el("form", { submit: (/** @type {Event} */ event) => { event.preventDefault(); unlock(); } },
    el("h1", {}, say("unlock")), el("p", {}, say("unlock_hint")),
    person.unlock === "words" ? [el("label", { for: "words" }, say("your_words")), box] : null,
    told, el("button", { type: "submit" }, say(person.unlock === "words" ? "unlock" : "unlock_passkey")),
    others.map((row, n) => button(say("other_person", { n: n + 1 }), () => app.become(row.person), ".quiet")),
    el("p", {}, link(say("somebody_new"), "enrol")));
}
