// The app's modules in a real browser's page, with a landing of its own behind them: what
// tests/browser/test_phone.py has a phone do.

import { closeShown, ensureDevice, ensureShownKey, openShown } from "../../static/field/device.js";
import { begin, finish, open, save } from "../../static/field/drafts.js";
import { exportOutbox } from "../../static/field/export.js";
import { readFrames } from "../../static/field/frames.js";
import { importReceipts, listItems, sendAll } from "../../static/field/outbox.js";
import { addPhoto, makeCopy } from "../../static/field/photos.js";
import { openStore } from "../../static/field/store.js";
import { fromPasskey, fromWords, setSecret, Unlocked, unlockWith } from "../../static/field/unlocking.js";
import { fromBase64, toBase64 } from "../../../vault/static/vault/sealing.js";
import { Landing } from "./landing.mjs";

const PERSON = "11111111-1111-4111-8111-111111111111";
const OUTBOX = "unhidden-field-outbox";

/** This browser's phone, unlocked by a key that is the same each time. */
async function makePhone() {
  const landing = await new Landing().open();
  const team = (number) => ({
    team: `${number.repeat(8)}-0000-4000-8000-000000000000`, generation: 1, link: 1,
    key: crypto.getRandomValues(new Uint8Array(32)),
  });
  const store = await openStore();
  const ctx = {
    store, device: await ensureDevice(store, PERSON), now: Date.now, fetch: landing.fetch,
    unlocked: new Unlocked(new Uint8Array(32).fill(7)),
    landing: {
      id: "99999999-0000-4000-8000-000000000000", url: "/landing/",
      publicKey: crypto.getRandomValues(new Uint8Array(32)),
      receiptKeys: { [landing.keyId]: landing.publicKey },
    },
  };
  return { ctx, landing, receivers: { usual: team("7"), custodians: team("8") } };
}

function contentOf(word) {
  const inner = [{ what: "disclosure", text: word }];
  return { outer: { answers: { outcome: "seen" } }, inner, long: [] };
}

/** The secret of these words, and how often the page had a turn meanwhile. */
export async function hashWords({ said, salt }) {
  let turns = 0;
  const ticking = setInterval(() => { turns += 1; }, 5);
  const secret = await fromWords(said, fromBase64(salt));
  clearInterval(ticking);
  return [toBase64(secret), turns];
}

/** Whether a passkey unlocked what was set before, or set it; or why it could not. */
export async function unlockByPasskey() {
  const { ctx: { store } } = await makePhone();
  const kept = await store.get("people", PERSON)
    ?? { person: PERSON, unlock: "prf", credential: null, salt: new Uint8Array(16), check: null };
  try {
    const secret = await fromPasskey(kept);
    const person = kept.check ? kept : setSecret(kept, secret).person;
    unlockWith(person, secret);
    await store.put("people", person);
    return kept.check ? "unlocked" : "set";
  } catch (error) {
    return error.constructor.name;
  }
}

/** A visit that is finished, and is being sent until this tab dies. */
export async function sendForEver(word) {
  const { ctx, receivers, landing } = await makePhone();
  await finish(ctx, await begin(ctx, null, { receivers }), contentOf(word));
  const isAsked = new Promise((resolve) => {
    landing.before = () => { resolve(); return new Promise(() => {}); };
  });
  sendAll(ctx);
  await isAsked;
}

/** How many it sent, whether another was at it, and how often it asked the server. */
export async function sendHere() {
  const { ctx, landing } = await makePhone();
  const { sent, isBusy } = await sendAll(ctx);
  return [sent.length, isBusy, landing.requests.length];
}

export async function waitForTurn() {
  await navigator.locks.request(OUTBOX, () => {});
}

/** A draft with a photo, and the place that is shown beside it. */
export async function typeVisit(word) {
  const { ctx, receivers } = await makePhone();
  const draft = await begin(ctx, null, { receivers });
  await save(ctx, draft, contentOf(word));
  await addPhoto(ctx, draft, new Blob([new Uint8Array(300_000)]), { copy: null });
  const sealed = await closeShown(await ensureShownKey(ctx.store, PERSON), word, "tasking");
  await ctx.store.put("tasking", { id: "place", shift: "one", sealed });
  return draft.submission;
}

/** What was typed, its photos, and the place; and that all of it was sent. */
export async function readAndSend(submission) {
  const { ctx, receivers } = await makePhone();
  const { draft, content } = await open(ctx, submission);
  const { sealed } = await ctx.store.get("tasking", "place");
  const place = await openShown(await ensureShownKey(ctx.store, PERSON), sealed, "tasking");
  await finish(ctx, Object.assign(draft, { receivers }), content);
  const { sent } = await sendAll(ctx);
  const [{ partsIn, parts }] = await listItems(ctx);
  return [content.inner[0].text, draft.photos.length, place, sent.length, partsIn === parts];
}

/** Open it, to be finished when ``finishNow`` is called: by two tabs, at once. */
export async function openToFinish(submission) {
  const { ctx } = await makePhone();
  const { draft, content } = await open(ctx, submission);
  globalThis.finishNow = () => {
    globalThis.finished = finish(ctx, draft, content).then(() => "sent", (error) => error.constructor.name);
  };
}

export async function countOutbox() {
  const { ctx } = await makePhone();
  return (await ctx.store.getAll("outbox")).length;
}

/** How many receipts a desk's file brought, and what of the export is left. */
export async function goByFile(submission, word) {
  const { ctx, landing } = await makePhone();
  const { draft, content } = await open(ctx, submission);
  await finish(ctx, draft, content);
  const file = new Uint8Array(await (await exportOutbox(ctx)).arrayBuffer());
  const receipts = [];
  for (const { path, header, frame } of readFrames(file)) {
    const { answer } = await landing.answer(path, frame);
    if (answer.is === "received") receipts.push({ submission: header.submission, ...answer });
  }
  const taken = await importReceipts(ctx, new Blob([JSON.stringify({ v: 1, receipts })]));
  const isClear = new TextDecoder("latin1").decode(file).includes(word);
  return [taken, isClear, (await exportOutbox(ctx)).size];
}

/** The copies of a picture of noise, and of what no browser reads. */
export async function copyPhotos() {
  const canvas = new OffscreenCanvas(2_400, 1_800);
  const noise = canvas.getContext("2d").createImageData(2_400, 1_800);
  for (let at = 0; at < noise.data.length; at += 65_536) {
    crypto.getRandomValues(noise.data.subarray(at, at + 65_536));
  }
  canvas.getContext("2d").putImageData(noise, 0, 0);
  const copy = await makeCopy(await canvas.convertToBlob({ type: "image/png" }));
  return [copy.size, copy.type, await makeCopy(new Blob(["ftypheic"], { type: "image/heic" }))];
}
