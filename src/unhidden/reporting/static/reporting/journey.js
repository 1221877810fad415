// The report, walked in the browser: nothing that is answered leaves it before it is
// sealed. Without this script the same form sends each page to the server instead.

import { answersOf, guessArea, saysSomething } from "./answers.js";
import { Draft } from "./draft.js";
import { beforeLeaving, pushEntry } from "../ui/exit.js";
import { hasCurves } from "./curves.js";
import { asked, beside, shown } from "./path.js";
import { pins } from "./pins.js";
import { upload } from "./upload.js";
import {
  draw, drawAlready, drawDesk, drawReceipt, drawSummary, fillIn, hideErrors, retitle, showError,
  showFiles, showUnsafe, stage,
} from "./view.js";

const CHECK = "check";
const SLOW = 4_000; // milliseconds until a wait is explained
let data = dataOf(document);
const draft = new Draft(data.key);
let form = begun(document);
let here = data.steps[0];
let list = null;
let ready = null;
let preparing = null;
let module = null;
const wanted = new Set(); // addresses of what the steps shown so far need
const coming = new Map(); // what is fetched, or there; without what could not be fetched
let shownTeam = null; // whose desk the last step names, as this page verified it
let isOver = false;
let isWaiting = false; // for a connection, to send what could not be sent
// Known before anything is asked of the site: no later answer makes the server seal.
const sealsHere = data.isTry ? Promise.resolve(false) : hasCurves();

sealsHere.then((does) => does && pins(data.pinned)).catch(() => {}); // so that they are there
beforeLeaving(() => draft.forget());
document.addEventListener("submit", submitted);
document.addEventListener("click", otherLanguage);
window.addEventListener("online", () => { if (isWaiting) send(); });
// One entry above the first, so that the browser's Back leads to the step before.
window.addEventListener("popstate", () => {
  if (isOver) window.location.reload();
  else if (here.code === data.steps[0].code) window.history.back();
  else {
    pushEntry(data.away);
    keep();
    show(beside(data.steps, here.code, draft.told, -1));
  }
});

function submitted(event) {
  if (event.target.matches("[data-anew]")) {
    event.preventDefault();
    startAnew();
  }
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
  if (here.code === data.steps[0].code) pushEntry(data.away);
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
  told.set("ticket", new Map(form).get("ticket"));
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
  isWaiting = false;
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
    shownTeam = null;
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
  ready = mine;
  mine.then(({ desk }) => { if (mine === ready) showDesk(desk); })
    .catch(() => { if (mine === ready) ready = null; }); // asked again by who sends
}

function showDesk(desk) {
  shownTeam = desk.team;
  drawDesk(desk, data);
}

async function loaded() {
  // Each is held to its digest before: an import asks for none.
  await Promise.all(Object.values(data.pins).flat().filter(({ href }) => wanted.has(href)).map(hold));
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
    draw("tried");
    end();
    return;
  }
  const button = stage().querySelector("[data-send]");
  button.disabled = true;
  if (await preparing) await sendSealed(answers, button);
  else if (await isThere()) sendOpen();
  else {
    button.disabled = false;
    waitForConnection();
  }
}

async function sendSealed(answers, button) {
  const working = stage().querySelector("[data-working]");
  working.textContent = data.says.sealing;
  hideErrors();
  isWaiting = false;
  const slow = setTimeout(() => { working.textContent = data.says.busy; }, SLOW);
  let say = showOtherDesk;
  try {
    if (arrived(await deliver(answers))) return;
  } catch (error) {
    const isUnsafe = !module || error instanceof module.Unsafe;
    say = isUnsafe && await isThere() ? showUnsafe : waitForConnection;
  } finally {
    clearTimeout(slow);
  }
  ready = null;
  if (!button.isConnected) return; // they went on to another step
  working.textContent = "";
  button.disabled = false;
  say();
}

/** Seal for the desk that the page has shown, if it has, and send; null if it is another. */
async function deliver(answers) {
  const team = shownTeam;
  if (!ready) knock();
  const open = await ready;
  if (draft.wantsReply) draft.words ??= module.drawWords(await words());
  draft.tried.push(new Map(draft.told));
  return module.send(draft, answers, data, open, team ?? open.desk.team);
}

/** Nothing is sealed for a desk before it was shown. */
function showOtherDesk() {
  knock();
  showError("", data.says.offline, data.says);
}

/** Say that it did not go through; it is tried again by itself, or by another press. */
function waitForConnection() {
  isWaiting = true;
  showError("", data.says.waiting, data.says);
}

/** Whether the site answers: a page that is sent into the void would be lost. */
async function isThere() {
  try {
    return Boolean(await fetch(data.words, { credentials: "omit", cache: "no-store" }));
  } catch {
    return false;
  }
}

/** Show what became of it; false if it did not arrive. */
function arrived(sent) {
  if (!sent) return false;
  if (sent.is === "kept") {
    drawReceipt(draft);
    drawDesk(sent.desk, data);
  } else {
    const says = { ...data.says, onMap: draft.point?.inWords(data) };
    drawAlready(shown(data.steps, draft.told), draft, says, sent.is === "first");
  }
  if (sent.is !== "already") end();
  return true;
}

/** It is over: whoever goes back from here begins anew. */
function end() {
  draft.forget();
  isOver = true;
  document.querySelector(".ui-header__end")?.remove(); // the way to another language
}

/** What was answered becomes a form of its own, to be sent beside the one before. */
async function startAnew() {
  let answer;
  try {
    answer = await fetch(window.location.href, { credentials: "omit", cache: "no-store" });
  } catch {
    stage().querySelector("[data-working]").textContent = data.says.offline;
    return;
  }
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  form = begun(page);
  draft.begin(dataOf(page).key);
  draft.files = null;
  show(data.steps.find((step) => step.code === CHECK));
}

/** What a form brings along from its first page, for a browser that cannot seal. */
function begun(page) {
  const names = ["ticket", "words"];
  return names.map((name) => [name, page.querySelector(`#journey [name="${name}"]`).value]);
}

function dataOf(page) {
  return JSON.parse(page.getElementById("journey-data").textContent);
}

/** For a browser that cannot seal: the server does, before anything is stored. */
function sendOpen() {
  const page = document.getElementById("report");
  const fields = [...draft.told].flatMap(([name, values]) => values.map((value) => [name, value]));
  page.replaceChildren(...[...fields, ...form, ["step", CHECK], ["go", "send"]]
    .map(([name, value]) => Object.assign(document.createElement("input"), {
      type: "hidden", name, value,
    })));
  page.submit();
}

async function words() {
  list ??= (await (await fetch(data.words, { credentials: "omit" })).text()).trim().split("\n");
  return list;
}

/** Fetch what a later step needs, each file held to the digest that the page names. */
function warmUp(pins) {
  for (const pin of pins) {
    if (document.head.querySelector(`link[href="${pin.href}"]`)) continue;
    wanted.add(pin.href);
    hold(pin).catch(() => {});
  }
}

/** Have a file there, held to its digest; what could not be fetched is asked for again. */
function hold(pin) {
  const { href } = pin;
  if (!coming.has(href)) {
    coming.set(href, preload(pin).catch((error) => {
      coming.delete(href);
      throw error;
    }));
  }
  return coming.get(href);
}

/** As a file first: many browsers never ask again for a module that did not come once. */
async function preload({ href, integrity }) {
  const answer = await fetch(href, { integrity });
  if (!answer.ok) throw new Error(href);
  const link = document.createElement("link");
  Object.assign(link, { rel: "modulepreload", href, integrity });
  await new Promise((resolve, reject) => {
    link.onload = resolve;
    link.onerror = () => { link.remove(); reject(new Error(href)); };
    document.head.append(link);
  });
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
  retitle(page.title);
  document.body.replaceChildren(...page.body.childNodes);
  data = dataOf(document);
  list = null;
  show(data.steps.find((step) => step.code === here.code));
}
