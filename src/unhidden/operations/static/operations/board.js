// Keeps an open board up to date. A stream of the live process says that something
// changed, and never what; the page then asks the staff site for its part.

import "../htmx/htmx.esm.min.js";
import "../htmx/ext/hx-sse.min.js";
import { showMap } from "./board_map.js";

const htmx = globalThis.htmx;
const SILENCE = 4000; // milliseconds without a sign of life after which a page says so
const LOOK = 500;
const BY_ITSELF = 30_000; // crews become overdue without anybody's doing
const KEPT = 45_000; // how long a ticket that opened nothing may be tried again

const part = document.getElementById("board-part");
const stream = document.getElementById("board-stream");
const status = document.querySelector("[data-board-status]");

const known = new Map(); // the number of each channel that the page shows
let ticket = null;
let heardAt = performance.now();
let staleSince = null; // since when the page knows that it is old
let isFetching = false;
let isSignedOut = false;
let lastAt = new Date();

if (part?.dataset.live && stream && status) {
  stream.addEventListener("pulse", hear);
  stream.addEventListener("moved", move);
  stream.addEventListener("htmx:before:request", askBarely);
  stream.addEventListener("htmx:before:response", judgeStream);
  part.addEventListener("htmx:before:response", judgePart);
  part.addEventListener("htmx:error", () => noteStale());
  setInterval(say, LOOK);
  setInterval(refresh, BY_ITSELF);
  listen();
}
if (part) showMap(document.querySelector("[data-board-map]"), part);

/** Open one stream after the other, each with a ticket of its own. */
async function listen() {
  while (!isSignedOut) {
    if (await takeTicket()) {
      await htmx.ajax("POST", ticket.url, {
        source: stream,
        target: stream,
        swap: "none",
        values: { ticket: ticket.ticket },
      });
    }
    await new Promise((done) => setTimeout(done, 300 + Math.random() * 700));
  }
}

/** A ticket for the next stream; one that opened nothing is tried again for a while. */
async function takeTicket() {
  if (ticket && performance.now() - ticket.at < KEPT && !ticket.isUsed) return true;
  try {
    const token = document.querySelector("#board-form [name=csrfmiddlewaretoken]");
    const answer = await fetch(part.dataset.ticket, {
      method: "POST",
      headers: { "X-Live-Ticket": "-", "X-CSRFToken": token.value },
      redirect: "manual",
      signal: AbortSignal.timeout(SILENCE),
    });
    if (answer.type === "opaqueredirect" || answer.status === 404) isSignedOut = true;
    if (!answer.ok) return false;
    ticket = { ...(await answer.json()), at: performance.now(), isUsed: false };
    return Boolean(ticket.ticket);
  } catch {
    return false;
  }
}

/** The live process learns nothing of the page: no address, no cookie, no header. */
function askBarely({ detail }) {
  Object.assign(detail.ctx.request, {
    headers: { Accept: "text/event-stream" },
    mode: "cors",
    credentials: "omit",
  });
}

/** A ticket that opened a stream opens no other; one that was refused is of no use. */
function judgeStream({ detail }) {
  const { status: code } = detail.ctx.response;
  ticket.isUsed = code === 200 || code === 403;
  if (code === 200) hear();
}

function hear() {
  heardAt = performance.now();
}

/** A channel and its number: where it is another than the page shows, look again. */
function move({ detail }) {
  hear();
  const [channel, number] = detail.data.split(" ");
  if (known.get(channel) === number) return;
  known.set(channel, number);
  noteStale();
  setTimeout(refresh, 5); // channels that changed together are one look
}

function noteStale() {
  staleSince ??= performance.now();
}

/** Fetch the part, one at a time; what changed meanwhile is fetched after it. */
async function refresh() {
  if (isFetching || isSignedOut) return;
  isFetching = true;
  try {
    do {
      const before = staleSince;
      staleSince = null;
      part.dataset.fetched = "";
      await htmx.ajax("GET", part.dataset.board, {
        source: part,
        target: part,
        swap: "innerMorph",
        headers: { "X-Live-Ticket": ticket?.ticket ?? "-" },
      });
      if (!part.dataset.fetched) {
        staleSince = before ?? performance.now();
        await new Promise((done) => setTimeout(done, 500 + Math.random() * 500));
      } else {
        lastAt = new Date();
        showMap(document.querySelector("[data-board-map]"), part);
      }
    } while (staleSince !== null && !isSignedOut);
  } finally {
    isFetching = false;
  }
}

/** Only a whole part is shown: not a page to sign in, and no error. */
function judgePart(event) {
  const { raw } = event.detail.ctx.response;
  if (raw.redirected || raw.status === 404) isSignedOut = true;
  if (raw.ok && !raw.redirected) part.dataset.fetched = "yes";
  else event.preventDefault();
}

/** Say whether the page is live: it hears, and shows what it heard. */
function say() {
  const now = performance.now();
  const isLate = staleSince !== null && now - staleSince > SILENCE;
  const isLive = !isSignedOut && !isLate && now - heardAt < SILENCE;
  const is = isSignedOut ? "signed-out" : isLive ? "live" : "not-live";
  if (status.dataset.is === is) return;
  status.dataset.is = is;
  const at = lastAt.toLocaleTimeString(document.documentElement.lang, { timeStyle: "short" });
  const words = { live: "live", "not-live": "notLive", "signed-out": "signedOut" };
  status.textContent = status.dataset[words[is]].replace("--:--", at);
}
