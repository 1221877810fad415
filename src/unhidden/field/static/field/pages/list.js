// Today's list, what can be taken along, and whether this phone is ready to go out.
// @ts-check

import { listDrafts } from "../drafts.js";
import { listItems } from "../outbox.js";
import { fetchTasking, isReady, listOffered, listTasking, NotGiven, SignedOut } from "../tasking.js";
import { LANGUAGE, say, sayTime } from "../words.js";
import { button, el, link } from "./dom.js";
import { lineOf, lineOfItem } from "./sending.js";
import { whenOf } from "./visit.js";

/** @param {import("./shell.js").App} app */
export async function drawList(app) {
  const [visits, items, drafts] = [await listTasking(app.ctx), await listItems(app.ctx), (await listDrafts(app.ctx)).own.filter(({ form }) => form !== "register-1")];
  const stateOf = (/** @type {string} */ planned) => {
    const item = items.filter((each) => each.planned === planned && each.kind !== "state" && each.kind !== "alarm").at(-1);
    if (drafts.some((draft) => draft.planned === planned)) return lineOf({ words: say("on_phone"), look: "waits" });
    return item ? lineOfItem(item) : null;
  };
  const loose = drafts.filter((draft) => !visits.some((visit) => visit.planned === draft.planned));
  return el("div", {}, el("h1", {}, say("visits")),
    visits.length ? el("ul.links.visits", {}, visits.map((visit) => el("li", {}, link(visit.place.name, "visit/" + visit.planned), el("p", {}, whenOf(visit)), el("p.hint", {}, visit.place.address), stateOf(visit.planned)))) : el("p", {}, say("no_tasking")),
    loose.length ? el("p", {}, say("drafts_alone", { n: loose.length })) : null,
    el("p", {}, link(say("take_along"), "take", ".button")), el("p", {}, link(say("ready_title"), "ready")), el("p", {}, link(say("phrases"), "phrases")), el("p", {}, link(say("register"), "register")));
}

/** @param {import("./shell.js").App} app */
export async function drawTake(app) {
  const place = el("div", {}, el("p", { role: "status" }, say("asking_site")));
  const told = el("p.told", { role: "status" });
  const take = async (/** @type {string[]} */ ids) => {
    told.textContent = say("asking_site");
    try {
      const { bundle, unsafe } = await fetchTasking(app.ctx, ids);
      told.textContent = say(unsafe.length ? "taken_unsafe" : "taken", { n: bundle.visits.length });
      await navigator.storage.persist?.();
    } catch (error) {
      told.replaceChildren(...faultOf(error));
    }
  };
  listOffered(app.ctx).then(({ shifts }) => {
    const boxes = shifts.map(({ id, starts, ends }, n) => el("label.choice", {}, el("input", { type: "checkbox", value: id, checked: n === 0 }), el("span", {}, sayTime(starts) + " – " + sayTime(ends, starts))));
    const picked = () => boxes.map((box) => /** @type {HTMLInputElement} */ (box.firstChild)).filter((box) => box.checked).map((box) => box.value);
    place.replaceChildren(...(shifts.length ? [...boxes, button(say("take_along"), () => take(picked()))] : [el("p", {}, say("no_shift"))]));
  }).catch((error) => place.replaceChildren(...faultOf(error)));
  return el("div", {}, el("h1", {}, say("take_along")), el("p", {}, say("take_hint")), place, told, el("p", {}, link(say("back"), "")));
}

/** @param {import("./shell.js").App} app */
export async function drawReady(app) {
  const readiness = await isReady(app.ctx, {
    standing: app.standing, hasAllFiles: app.hasAllFiles,
    isStandalone: Boolean(/** @type {any} */ (navigator).standalone),
  });
  const ask = async () => { await navigator.storage.persist?.(); await app.refresh(); };
  return el("div", {}, el("h1", {}, say(readiness.isReady ? "ready" : "not_ready")),
    readiness.isReady ? el("p", {}, say("ready_hint")) : el("ul", {}, readiness.faults.map((code) => el("li", {}, say("fault_" + code)))),
    readiness.faults.includes("kept") ? button(say("ask_to_keep"), ask) : null,
    el("p.hint", {}, say("ios_hint")), el("p", {}, say("no_wipe")), el("p", {}, link(say("back"), "")));
}

/** @param {unknown} error */
function faultOf(error) {
  if (error instanceof NotGiven) return [el("span.bad", {}, error.message)];
  if (error instanceof SignedOut) return [el("a.button", { href: "/field/start/" + LANGUAGE + "/" }, say("sign_in"))];
  return [el("span.bad", {}, say("no_network"))];
}
