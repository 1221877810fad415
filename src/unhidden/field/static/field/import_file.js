// A phone's file at a desk: its frames are posted as the phone would post them, to the
// process that receives them. Nothing is opened here.
// @ts-check

import { readFrames } from "./frames.js";

/** @typedef {{is: string, after?: number, [name: string]: any}} Answer */
/** @typedef {{received: Answer[], missing: number, refused: number}} Brought */

const TRIES = 5;
const LONGEST_WAIT = 60;

/**
 * Post all frames of a file, one after the other. Throws where it is no such file, before
 * anything is sent; and where the server stays away.
 * @param {Uint8Array<ArrayBuffer>} bytes
 * @param {(path: string, frame: Uint8Array<ArrayBuffer>) => Promise<Answer>} post
 * @param {(done: number, all: number) => void} tell
 * @returns {Promise<Brought>}
 */
export async function bringFile(bytes, post, tell) {
  const frames = [...readFrames(bytes)];
  /** @type {Brought} */
  const brought = { received: [], missing: 0, refused: 0 };
  for (const [number, { path, header, frame }] of frames.entries()) {
    const answer = await post(path, frame);
    if (answer.is === "received") {
      brought.received.push({ submission: header.submission, ...answer });
    } else if (answer.is === "missing") {
      brought.missing += 1;
    } else if (answer.is !== "kept") {
      brought.refused += 1;
    }
    tell(number + 1, frames.length);
  }
  return brought;
}

/**
 * One frame, again for as long as the server asks to come again; throws when it stays away.
 * @param {string} address
 * @returns {(path: string, frame: Uint8Array<ArrayBuffer>) => Promise<Answer>}
 */
export function postTo(address) {
  return async (path, body) => {
    for (let left = TRIES; left > 0; left -= 1) {
      const answer = await fetch(address + path, {
        method: "POST",
        headers: { "content-type": "application/octet-stream" },
        credentials: "omit",
        body,
      });
      /** @type {Answer} */
      const said = await answer.json();
      if (said.is !== "later") return said;
      const seconds = Math.min(said.after ?? 1, LONGEST_WAIT);
      await new Promise((wake) => setTimeout(wake, seconds * 1000));
    }
    throw new Error("away");
  };
}

/**
 * The digest that a receipt names.
 * @param {Answer} answer
 */
export function digestOfReceipt(answer) {
  return /^digest ([0-9a-f]{64})$/m.exec(answer.receipt)?.[1] ?? "";
}

/** @param {HTMLFormElement} form */
function begin(form) {
  const state = /** @type {HTMLElement} */ (document.getElementById("phone-file-state"));
  const link = /** @type {HTMLAnchorElement} */ (document.getElementById("phone-file-receipts"));
  const say = (/** @type {string | undefined} */ words, /** @type {Record<string, number>} */ named = {}) => {
    state.hidden = false;
    state.textContent = (words ?? "").replace(/\{(\w+)\}/g, (_, name) => String(named[name]));
  };
  form.hidden = false;
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const input = /** @type {HTMLInputElement} */ (form.elements.namedItem("file"));
    const [file] = input.files ?? [];
    if (!file) { input.focus(); return; }
    const button = /** @type {HTMLButtonElement} */ (form.querySelector("button"));
    button.disabled = true;
    try {
      await bring(form, file, say, link);
    } finally {
      button.disabled = false;
    }
  });
}

/**
 * @param {HTMLFormElement} form
 * @param {File} file
 * @param {(words: string | undefined, named?: Record<string, number>) => void} say
 * @param {HTMLAnchorElement} link
 */
async function bring(form, file, say, link) {
  const { address = "", going, done, broken, missing, away, refused } = form.dataset;
  const bytes = new Uint8Array(await file.arrayBuffer());
  try {
    [...readFrames(bytes)];
  } catch {
    say(broken);
    return;
  }
  try {
    const brought = await bringFile(bytes, postTo(address), (sent, all) => say(going, { done: sent, all }));
    await note(form, brought.received);
    offer(link, brought.received);
    if (brought.refused) say(refused, { count: brought.refused });
    else if (brought.missing) say(missing, { count: brought.missing });
    else say(done);
  } catch {
    say(away);
  }
}

/**
 * @param {HTMLFormElement} form
 * @param {Answer[]} received
 */
async function note(form, received) {
  const body = new FormData(form);
  body.delete("file");
  body.set("digests", received.map(digestOfReceipt).join(" "));
  if (received.length) await fetch(form.action, { method: "POST", body });
}

/**
 * @param {HTMLAnchorElement} link
 * @param {Answer[]} received
 */
function offer(link, received) {
  if (!received.length) return;
  const receipts = received.map((each) => ({
    submission: each.submission, receipt: each.receipt, signature: each.signature,
    parts_receipt: each.parts_receipt, parts_signature: each.parts_signature,
  }));
  const text = JSON.stringify({ v: 1, receipts });
  link.href = URL.createObjectURL(new Blob([text], { type: "application/json" }));
  link.hidden = false;
}

const form = globalThis.document?.getElementById("phone-file");
if (form) begin(/** @type {HTMLFormElement} */ (form));
