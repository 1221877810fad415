// A visit of a plan moved by hand: dragged to another crew or day, or by the keyboard.
// Whether it can be, and what it would do, the page of the form says; kept, the form is
// sent. Without this script, or when the server does not answer, the form does it all.

const QUARTER = 15;
const DAY = 24 * 60;
const NEAR = 6; // pixels that a hand moves without meaning to
const STEPS = { ArrowLeft: [0, -1], ArrowRight: [0, 1], ArrowUp: [-1, 0], ArrowDown: [1, 0] };

const grid = document.querySelector("[data-plan-grid]");
const panel = document.querySelector("[data-plan-panel]");
const form = document.querySelector("[data-plan-move]");
const part = (name) => panel.querySelector(`[data-plan-${name}]`);

/** What is moved: its stop and button, the cell and minute where it would go. */
let held = null;
let asking = null;

if (grid && panel && form) {
  for (const stop of grid.querySelectorAll("[data-stop]")) offer(stop);
  part("keep").addEventListener("click", keep);
  part("let-go").addEventListener("click", letGo);
  part("earlier").addEventListener("click", () => shift(-QUARTER));
  part("later").addEventListener("click", () => shift(QUARTER));
  document.addEventListener("keydown", undo);
}

/** A button for the keyboard and for touch, and the stop itself for the mouse. */
function offer(stop) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "govuk-button govuk-button--secondary plan-grid__move";
  button.append(grid.dataset.saysMove);
  const name = document.createElement("span");
  name.className = "govuk-visually-hidden";
  name.textContent = `: ${stop.dataset.premises}`;
  button.append(name);
  button.addEventListener("click", () => (held?.stop === stop ? letGo() : hold(stop, button)));
  button.addEventListener("keydown", steer);
  stop.append(button);
  stop.addEventListener("pointerdown", (event) => grasp(event, stop, button));
}

/** By the mouse: to the cell it is let go on, at its hour, or at that of a visit there. */
function grasp(start, stop, button) {
  if (start.button !== 0 || start.pointerType === "touch") return;
  if (start.target.closest("a, button")) return;
  start.preventDefault();
  const end = new AbortController();
  const listen = { signal: end.signal };
  addEventListener("pointermove", (event) => {
    const far = Math.hypot(event.clientX - start.clientX, event.clientY - start.clientY);
    if (held?.stop !== stop && far > NEAR) hold(stop, button);
    if (held?.stop === stop) mark(find(event, "[data-crew-day]") ?? held.cell);
  }, listen);
  addEventListener("pointerup", (event) => {
    end.abort();
    const cell = find(event, "[data-crew-day]");
    if (held?.stop !== stop || !cell) return;
    const onto = find(event, "[data-stop]");
    const minute = onto && onto !== stop ? Number(onto.dataset.minute) : held.minute;
    place(cell, minute);
  }, listen);
  addEventListener("pointercancel", () => end.abort(), listen);
}

/** What of the grid lies under the pointer. */
function find(event, what) {
  const under = document.elementFromPoint(event.clientX, event.clientY)?.closest(what);
  return under && grid.contains(under) ? under : null;
}

function hold(stop, button) {
  if (held) release();
  const cell = stop.closest("[data-crew-day]");
  held = { stop, button, cell, minute: Number(stop.dataset.minute) };
  stop.classList.add("plan-grid__held");
  button.setAttribute("aria-pressed", "true");
  part("form").href = stop.dataset.stop;
  part("told").textContent = grid.dataset.saysHeld;
  part("keep").disabled = true;
  panel.hidden = false;
  mark(cell);
  name();
}

/** By the keyboard: arrows to another crew or day, + and - to another hour. */
function steer(event) {
  if (!held || held.button !== event.currentTarget) return;
  if (STEPS[event.key]) step(...STEPS[event.key]);
  else if (event.key === "+" || event.key === "-") shift(event.key === "+" ? QUARTER : -QUARTER);
  else if (event.key === "Escape") letGo();
  else if (event.key === "Enter" && !part("keep").disabled) keep();
  else return;
  event.preventDefault();
}

/** To the nearest crew, or day, that way with a shift. */
function step(down, along) {
  const rows = [...grid.tBodies[0].rows];
  let row = rows.indexOf(held.cell.parentElement) + down;
  let column = held.cell.cellIndex + along;
  while (rows[row]?.cells[column]) {
    const cell = rows[row].cells[column];
    if (cell.dataset.crewDay) return place(cell, held.minute);
    row += down;
    column += along;
  }
}

function shift(minutes) {
  if (held) place(held.cell, Math.min(Math.max(held.minute + minutes, 0), 2 * DAY - QUARTER));
}

function place(cell, minute) {
  Object.assign(held, { cell, minute });
  mark(cell);
  name();
  look();
}

function mark(cell) {
  for (const one of grid.querySelectorAll(".plan-grid__target")) {
    one.classList.remove("plan-grid__target");
  }
  cell?.classList.add("plan-grid__target");
}

function name() {
  const at = `${held.stop.dataset.premises}: ${held.cell.dataset.name}, ${clock(held.minute)}`;
  part("target").textContent = at;
}

function clock(minute) {
  const two = (number) => String(number).padStart(2, "0");
  return `${two(Math.floor(minute / 60) % 24)}:${two(minute % 60)}`;
}

/** The move as the form of its page would send it. */
function fill(data, what) {
  const { stop, cell, minute } = held;
  const day = cell.cellIndex;
  data.set("kind", stop.dataset.kind);
  data.set("crew_day", cell.dataset.crewDay);
  data.set("starts_at", clock(minute));
  data.set("revision", grid.dataset.revision);
  data.set("do", what);
  if (minute >= DAY) data.set("is_next_day", "on");
  for (const team of stop.dataset.support.split(" ").filter(Boolean)) {
    const along = [...grid.querySelectorAll(`[data-team="${team}"]`)];
    const there = along.find((one) => one.cellIndex === day);
    if (there) data.append("support", there.dataset.crewDay);
  }
  return data;
}

/** Ask the page of the form what it would do, and show that part of its answer. */
async function look() {
  asking?.abort();
  asking = new AbortController();
  part("keep").disabled = true;
  const { stop } = held;
  try {
    const body = fill(new FormData(form), "look");
    const answer = await fetch(stop.dataset.stop, {
      method: "POST", body, signal: asking.signal, redirect: "error",
    });
    if (!answer.ok) throw new Error(String(answer.status));
    show(new DOMParser().parseFromString(await answer.text(), "text/html"));
  } catch (error) {
    if (error.name !== "AbortError") location.assign(stop.dataset.stop);
  }
}

function show(page) {
  const told = page.querySelector("section[aria-labelledby='consequence']")
    ?? page.querySelector(".govuk-error-summary");
  part("told").replaceChildren(...(told ? [document.importNode(told, true)] : []));
  part("keep").disabled = !page.querySelector("button[value='keep']");
}

/** Send the form itself: what is refused then stands on its page, with all that was said. */
function keep() {
  if (!held || part("keep").disabled) return;
  form.action = held.stop.dataset.stop;
  form.querySelectorAll("input[data-filled]").forEach((one) => one.remove());
  for (const [key, value] of fill(new FormData(), "keep")) {
    const input = document.createElement("input");
    Object.assign(input, { type: "hidden", name: key, value });
    input.dataset.filled = "";
    form.append(input);
  }
  form.submit();
}

function letGo() {
  const { button } = held ?? {};
  release();
  panel.hidden = true;
  button?.focus();
}

function release() {
  asking?.abort();
  held?.stop.classList.remove("plan-grid__held");
  held?.button.removeAttribute("aria-pressed");
  held = null;
  mark(null);
}

/** Ctrl and Z undoes the newest change, outside a field in which it undoes typing. */
function undo(event) {
  const isUndo = (event.ctrlKey || event.metaKey) && event.key === "z";
  if (!isUndo || event.target.closest("input, textarea, select")) return;
  const newest = document.querySelector("[data-plan-undo]");
  if (!newest) return;
  event.preventDefault();
  newest.requestSubmit();
}
