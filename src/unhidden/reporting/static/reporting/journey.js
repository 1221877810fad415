// The report, walked in the browser: nothing that is answered leaves it before it is
// sealed. Without this script the same form sends each page to the server instead.

import { answersOf, guessArea, saysSomething } from "./answers.js";
import { Draft } from "./draft.js";
import { beforeLeaving } from "../ui/exit.js";
import { hasCurves } from "./curves.js";
import { asked, beside, shown } from "./path.js";
import { pins } from "./pins.js";
import { upload } from "./upload.js";
import {
  draw, drawDesk, drawReceipt, drawSummary, fillIn, showError, showFiles, showUnsafe, stage,
} from "./view.js";

const CHECK = "check";
const SLOW = 4_000; // milliseconds until a wait is explained
let data = JSON.parse(document.getElementById("journey-data").textContent);
const draft = new Draft(data.key);
const ticket = stage().querySelector('[name="ticket"]').value;
let here = data.steps[0];
let list = null;
let ready = null;
let preparing = null;
let module = null;
// Known before anything is asked of the site: no later answer makes the server seal.
const sealsHere = data.isTry ? Promise.resolve(false) : hasCurves();

sealsHere.then((does) => does && pins(data.pinned)).catch(() => {}); // so that they are there
beforeLeaving(() => draft.forget());
document.addEventListener("submit", submitted);
document.addEventListener("click", otherLanguage);
// One entry above the first, so that the browser's Back leads to the step before.
window.addEventListener("popstate", () => {
  if (here.code === data.steps[0].code) window.history.back();
  else {
    window.history.pushState({}, "");
    keep();
    show(beside(data.steps, here.code, draft.told, -1));
  }
});

function submitted(event) {
  if (event.target.id !== "report") return;
  event.preventDefault();
  const pressed = event.submitter;
  const go = pressed?.value ?? "next";
  keep();
  if (pressed?.name === "take_away" || go === "upload") {
    addFiles(pressed);
    return;
  }
  if (go === "send") send();
  else if (go === "back") show(beside(data.steps, here.code, draft.told, -1));
  else if (go.startsWith("to:")) show(data.steps.find((step) => step.code === go.slice(3)));
  else if (hasChosenFiles()) addFiles(null).then((isWhole) => isWhole && goOn());
  else if (fits()) goOn();
}

function goOn() {
  if (here.code === data.steps[0].code) window.history.pushState({}, "");
  show(beside(data.steps, here.code, draft.told, 1));
}

/** Whether files were chosen and not added yet. */
function hasChosenFiles() {
  return document.getElementById("id_files")?.files.length > 0 && !data.isTry;
}

/** Add what was chosen, or take a file away; true unless something went wrong. */
async function addFiles(pressed) {
  const { files } = document.getElementById("id_files");
  const told = new FormData();
  told.set("ticket", ticket);
  if (pressed?.name === "take_away") told.set("take_away", pressed.value);
  else for (const file of files) told.append("files", file);
  const place = stage().querySelector("[data-uploading]");
  const say = (percent) => { place.textContent = fillIn(data.says.uploading, { percent }); };
  try {
    draft.files = data.isTry ? null : await upload(data.file, told, say);
  } catch {
    showError("files", data.says.offline, data.says);
    return false;
  } finally {
    place.textContent = "";
  }
  document.getElementById("id_files").value = "";
  showFiles(draft.files);
  return !draft.files?.querySelector(".govuk-error-message");
}

function keep() {
  const form = document.getElementById("report");
  if (form) draft.take(form, here.fields);
}

function show(step) {
  here = step;
  const form = draw(step.code);
  if (step.code === "area" && !draft.one("area")) {
    draft.told.set("area", [guessArea(draft, data)].filter(Boolean));
  }
  draft.fill(form, step.fields);
  const walk = shown(data.steps, draft.told);
  const progress = stage().querySelector(".report-progress");
  if (progress) {
    const number = walk.findIndex((one) => one.code === step.code) + 1;
    progress.textContent = fillIn(data.says.page, { number, total: walk.length });
  }
  if (!data.isTry) warmUp(data.pins[step.code] ?? []);
  if (step.code === "where" && data.map) offerMap(stage().querySelector("[data-map]"));
  if (step.code === "reply") words().catch(() => {}); // asked for again when needed
  if (step.code === "files") showFiles(draft.files);
  if (step.code === CHECK) {
    drawSummary(walk, draft, { ...data.says, onMap: draft.point?.inWords(data) });
    preparing = data.isTry ? null : prepare();
  }
}

/** Offer the map where the operator has one; without its script the other ways are left. */
function offerMap(panel) {
  warmUp(data.map.offer);
  import("./offer.js").then((offer) => offer.offerMap(panel, draft, data, warmUp), () => {});
}

/** Whether what was typed in this step fits; shows what does not. */
function fits() {
  for (const name of here.fields) {
    const longest = data.longest[name];
    const length = [...draft.one(name)].length;
    if (longest && length > longest) {
      const values = { limit_value: longest, show_value: length };
      showError(name, fillIn(data.says.tooLong, values), data.says);
      return false;
    }
  }
  return true;
}

/** Get ready to seal, and begin the puzzle: false where the server has to seal. */
async function prepare() {
  if (!(await sealsHere)) return false;
  stage().querySelector("[data-sealed-here]")?.removeAttribute("hidden");
  stage().querySelector("[data-sealed-there]")?.setAttribute("hidden", "");
  knock();
  return true;
}

function knock() {
  const mine = loaded().then(() => module.knock(draft, current(), data));
  const show = ({ desk }) => mine === ready && drawDesk(desk, data);
  ready = mine;
  mine.then(show).catch(() => { if (mine === ready) ready = null; }); // asked for again
}

async function loaded() {
  module ??= await import("./send.js");
}

function current() {
  return answersOf(draft, asked(data.steps, draft.told));
}

async function send() {
  const answers = current();
  if (!saysSomething(answers)) {
    show(data.steps.find((step) => step.code === "what"));
    showError("what", data.says.missing, data.says);
    return;
  }
  if (data.isTry) {
    draft.forget();
    draw("tried");
    return;
  }
  const button = stage().querySelector("[data-send]");
  button.disabled = true;
  if (await preparing) await sendSealed(answers, button);
  else sendOpen();
}

async function sendSealed(answers, button) {
  const working = stage().querySelector("[data-working]");
  working.textContent = data.says.sealing;
  showUnsafe(false);
  const slow = setTimeout(() => { working.textContent = data.says.busy; }, SLOW);
  let isUnsafe = false;
  try {
    if (!ready) knock();
    await ready;
    if (draft.wantsReply) draft.words ??= module.drawWords(await words());
    else draft.words = null;
    const desk = await module.send(draft, answers, data, ready);
    if (desk) {
      drawReceipt(draft);
      drawDesk(desk, data);
      draft.forget();
      return;
    }
  } catch (error) {
    isUnsafe = !module || error instanceof module.Unsafe;
  } finally {
    clearTimeout(slow);
  }
  if (!isUnsafe) knock();
  button.disabled = false;
  working.textContent = "";
  if (isUnsafe) showUnsafe(true);
  else showError("", data.says.offline, data.says);
}

/** For a browser that cannot seal: the server does, before anything is stored. */
function sendOpen() {
  const form = document.getElementById("report");
  const fields = [...draft.told].flatMap(([name, values]) => values.map((value) => [name, value]));
  form.replaceChildren(...[...fields, ["ticket", ticket], ["step", CHECK], ["go", "send"]]
    .map(([name, value]) => Object.assign(document.createElement("input"), {
      type: "hidden", name, value,
    })));
  form.submit();
}

async function words() {
  list ??= (await (await fetch(data.words, { credentials: "omit" })).text()).trim().split("\n");
  return list;
}

/** Fetch what a later step needs, each file held to the digest that the page names. */
function warmUp(pins) {
  for (const { href, integrity } of pins) {
    if (document.head.querySelector(`link[href="${href}"]`)) continue;
    const link = document.createElement("link");
    Object.assign(link, { rel: "modulepreload", href, integrity });
    document.head.append(link);
  }
}

/** The same step in another language, without sending anything. */
async function otherLanguage(event) {
  const button = event.target instanceof Element && event.target.closest("[data-language]");
  if (!button || !document.getElementById("report")) return;
  event.preventDefault();
  keep();
  const answer = await fetch(button.formAction, { credentials: "omit" });
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  document.documentElement.lang = page.documentElement.lang;
  document.documentElement.dir = page.documentElement.dir;
  document.title = page.title;
  document.body.replaceChildren(...page.body.childNodes);
  data = JSON.parse(document.getElementById("journey-data").textContent);
  list = null;
  show(data.steps.find((step) => step.code === here.code));
}
