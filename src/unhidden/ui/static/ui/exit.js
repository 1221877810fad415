// Leaving at once: the button, or the Esc key three times. What was written is wiped, the
// page's place in the history goes to the site that the operator chose, and nothing of
// ours stays on the screen meanwhile.

const PRESSES = 3;
const WITHIN = 2_000; // milliseconds
const wipes = [];
let presses = [];

/** Have ``wipe`` called before anybody leaves, and when the page is put away. */
export function beforeLeaving(wipe) {
  wipes.push(wipe);
}

function leave() {
  const way = document.querySelector("[data-exit]");
  if (!way) return; // already leaving
  wipe();
  document.title = "\u200b";
  document.body.replaceChildren();
  window.location.replace(way.href);
}

function wipe() {
  for (const one of wipes) one();
  for (const form of document.forms) form.reset();
}

document.addEventListener("click", (event) => {
  if (event.target instanceof Element && event.target.closest("[data-exit]")) {
    event.preventDefault();
    leave();
  }
});

document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  presses = [...presses.filter((at) => event.timeStamp - at < WITHIN), event.timeStamp];
  if (presses.length >= PRESSES) leave();
});

// A page that the browser puts away for its Back button is wiped as well.
window.addEventListener("pagehide", wipe);
window.addEventListener("pageshow", (event) => {
  if (event.persisted) window.location.reload();
});

for (const part of document.querySelectorAll("[data-script]")) part.hidden = false;
