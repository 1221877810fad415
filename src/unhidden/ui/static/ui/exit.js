// Leaving at once: the button, or the Esc key three times. What was written is wiped, the
// page's places in the history go to the site that the operator chose, so that neither
// Back nor Forward leads to it, and nothing of ours stays on the screen meanwhile.

const PRESSES = 3;
const WITHIN = 2_000; // milliseconds
const PATIENCE = 500; // milliseconds, should the history not move
const wipes = [];
let presses = [];
let onDown = null;

/** Have ``wipe`` called before anybody leaves, and when the page is put away. */
export function beforeLeaving(wipe) {
  wipes.push(wipe);
}

/** Have a place in the history above the page's own, which leads ``away`` once left. */
export function pushEntry(away) {
  if (!window.history.state?.away) window.history.pushState({ away }, "");
}

function leave() {
  const way = document.querySelector("[data-exit]");
  if (!way) return; // already leaving
  wipe();
  document.title = "\u200b";
  document.body.replaceChildren();
  const go = () => window.location.replace(way.href);
  const away = window.history.state?.away;
  if (!away) {
    go();
    return;
  }
  window.history.replaceState(null, "", away);
  const late = setTimeout(go, PATIENCE);
  goDown(() => {
    clearTimeout(late);
    go();
  });
}

/** Go to the page's own place in the history, and do something there. */
function goDown(then) {
  if (!onDown) window.history.back();
  onDown = then;
}

// This script comes with the first import, and so hears it before any other does.
window.addEventListener("popstate", (event) => {
  if (!onDown) return;
  event.stopImmediatePropagation();
  onDown();
});

// A page that is loaded in the place above, again or by Back, begins in its own.
if (window.history.state?.away) goDown(() => { onDown = null; });

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
