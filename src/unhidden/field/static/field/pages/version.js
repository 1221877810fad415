// What every page tells: that the phone's clock is wrong, and that a new version of the
// app is here. It takes over when its officer says so, and only once all that was typed is
// kept, in every tab.
// @ts-check

import { findFault } from "../clock.js";
import { say, sayTime } from "../words.js";
import { keepRecord } from "./ask.js";
import { button, el } from "./dom.js";

/** @typedef {import("./shell.js").App} App */

const AGAIN = 1_000; // milliseconds
const notices = /** @type {HTMLElement} */ (document.getElementById("notices"));
/** @type {ServiceWorkerRegistration|undefined} */
let found;

/**
 * Watch for the next version, and go on with it when it has taken over.
 * @param {App} app
 * @param {() => unknown} wake what is done when there is network again
 */
export async function watchVersions(app, wake) {
  const { serviceWorker } = navigator;
  found = await serviceWorker?.getRegistration("/field/");
  if (!found) return;
  let isLater = Boolean(serviceWorker.controller); // the first one takes over nothing
  found.addEventListener("updatefound", () => {
    found?.installing?.addEventListener("statechange", () => tellNotices(app));
  });
  serviceWorker.oncontrollerchange = () => {
    if (isLater) goOn(app);
    isLater = true;
  };
  serviceWorker.onmessage = () => wake();
  if (navigator.onLine) askForUpdate();
}

export function askForUpdate() {
  found?.update().catch(() => {}); // no session: the old one goes on
}

/**
 * While questions are on the screen it is told when to change; elsewhere a press does it.
 * @param {App} app
 */
export async function tellNotices(app) {
  const [off, isAsking] = [await findFault(app.ctx.store), location.hash.startsWith("#/ask/")];
  const told = el("p.bad", { role: "status" });
  const take = async () => {
    const hindrance = await findHindrance(app);
    if (hindrance) told.replaceChildren(say(hindrance));
    else found?.waiting?.postMessage("take over");
  };
  notices.replaceChildren(
    off === null ? "" : el("p.bad", {}, say("clock_off", { time: sayTime(app.ctx.now() + off, app.ctx.now()) })),
    ...(found?.waiting ? [el("p.hint", {}, say(isAsking ? "new_version_later" : "new_version_hint"))] : []),
    ...(found?.waiting && !isAsking ? [button(say("new_version"), take, ".quiet"), told] : []),
  );
}

/**
 * Keep what was typed on this page; gives the words for what is in the way of another
 * page, and "" if nothing is. Where nothing unlocks, only this page can go on with it.
 * @param {App} app
 */
async function findHindrance(app) {
  await keepRecord(app);
  await app.record?.draft.busy;
  if (app.record?.isChanged) return "not_yet";
  return app.record && !app.record.draft.key ? "new_version_later" : "";
}

/**
 * Begin anew as the version that has taken over, as soon as nothing is lost by it.
 * @param {App} app
 */
async function goOn(app) {
  if (await findHindrance(app)) setTimeout(() => goOn(app), AGAIN);
  else location.reload();
}
