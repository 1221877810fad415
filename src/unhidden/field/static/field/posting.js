// One request to the landing, and its answer. Whatever is no answer of ours, as a page of
// a hotel's network is, counts as no network.
// @ts-check

import { utf8 } from "../vault/sealing.js";
import { noteServer } from "./clock.js";
import { ensureDevice, signBytes } from "./device.js";
import { frame } from "./header.js";

/** @typedef {import("../vault/sealing.js").Bytes} Bytes */

/** @typedef {import("./envelopes.js").Ctx} Ctx */

/** @typedef {import("./device.js").Device} Device */

/**
 * What the landing says.
 * @typedef {object} Answer
 * @property {string} is
 * @property {string} [why]
 * @property {number} [at]
 * @property {number} [after] seconds
 * @property {string} [receipt]
 * @property {string} [signature]
 * @property {string} [parts_receipt]
 * @property {string} [parts_signature]
 * @property {string[]} [parts]
 * @property {Answer[]} [told]
 * @property {string} [submission]
 * @property {string} [digest]
 * @property {string} [work]
 * @property {string} [reason]
 * @property {{seen_at: number, seen_by: string}|null} [alarm]
 */

const PART = "unhidden part 1\0";
const ASK = "unhidden ask 1\0";
const PATIENCE = 70_000; // milliseconds: longer than the server's own

/** What came back is not the landing's. */
export class NoNetwork extends Error {}

/**
 * @param {Ctx} ctx
 * @param {import("./items.js").Item} item
 * @param {{sha256: string}[]} inline parts that go along
 */
export async function postCommit(ctx, item, inline) {
  const { publicKey } = await ensureDevice(ctx.store, item.person);
  const along = await Promise.all(inline.map(({ sha256 }) => bytesOf(ctx, sha256)));
  return post(ctx, "commit", frame(item.header, publicKey, item.signature, along));
}

/**
 * @param {Ctx} ctx
 * @param {import("./items.js").Item} item
 * @param {string} sha256
 */
export async function postPart(ctx, item, sha256) {
  return post(ctx, "part", await framePart(ctx, item, sha256));
}

/**
 * A part as it is sent, signed by the device of whoever wrote it.
 * @param {Ctx} ctx
 * @param {import("./items.js").Item} item
 * @param {string} sha256
 */
export async function framePart(ctx, { person, submission }, sha256) {
  const device = await ensureDevice(ctx.store, person);
  const part = await bytesOf(ctx, sha256);
  const header = utf8(JSON.stringify({ v: 1, device: device.id, submission, sha256, bytes: part.length }));
  return frame(header, device.publicKey, await signBytes(device, PART, header), [part]);
}

/**
 * @param {Ctx} ctx
 * @param {Device} device
 * @param {{submission: string, digest: string}[]} ask
 * @param {{waiting: number, keys: string[], shifts: string[]}} holds
 */
export async function postAsk(ctx, device, ask, holds) {
  const header = utf8(JSON.stringify({ v: 1, device: device.id, clock: ctx.now(), ask, holds }));
  return post(ctx, "ask", frame(header, device.publicKey, await signBytes(device, ASK, header)));
}

/**
 * @param {Ctx} ctx
 * @param {string} path
 * @param {Bytes} body
 * @returns {Promise<Answer>}
 */
async function post(ctx, path, body) {
  const { fetch, landing } = ctx; // a browser's fetch is called for no object
  if (!landing) throw new NoNetwork();
  const response = await fetch(landing.url + path, {
    method: "POST", body, headers: { "Content-Type": "application/octet-stream" },
    credentials: "omit", cache: "no-store", redirect: "error", referrerPolicy: "same-origin",
    signal: AbortSignal.timeout(PATIENCE),
  });
  const answer = await response.json();
  if (typeof answer?.is !== "string" || typeof answer.at !== "number") throw new NoNetwork();
  await noteServer(ctx.store, answer.at, ctx.now);
  return answer;
}

/**
 * @param {Ctx} ctx
 * @param {string} sha256
 * @returns {Promise<Bytes>}
 */
async function bytesOf({ store }, sha256) {
  return (await store.get("parts", sha256)).bytes;
}
