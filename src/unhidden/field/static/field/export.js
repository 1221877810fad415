// The outbox as a file, sealed as it is: what a desk posts for a phone that cannot. The
// frames are those that the phone itself would send.
// @ts-check

import { utf8 } from "../vault/sealing.js";
import { ensureDevice } from "./device.js";
import { frame } from "./header.js";
import { inOrder } from "./items.js";
import { framePart } from "./posting.js";

/** @typedef {import("../vault/sealing.js").Bytes} Bytes */

/** @typedef {import("./envelopes.js").Ctx} Ctx */

const MAGIC = "UHX1";
const FRAME = "UHL1";
const FIXED = 32 + 64; // key and signature

/**
 * All that the server is not known to have: each one's parts, and then its header.
 * @param {Ctx} ctx
 * @returns {Promise<Blob>}
 */
export async function exportOutbox(ctx) {
  /** @type {BlobPart[]} */
  const frames = [utf8(MAGIC)];
  const items = (await ctx.store.getAll("outbox")).sort(inOrder);
  for (const item of items) {
    const out = item.parts.filter((/** @type {import("./items.js").SentPart} */ part) => item.state !== "received" || !part.isIn);
    for (const { sha256 } of out) frames.push(new Blob([await framePart(ctx, item, sha256)]));
    const { publicKey } = await ensureDevice(ctx.store, item.person);
    if (out.length) frames.push(frame(item.header, publicKey, item.signature));
  }
  return new Blob(frames, { type: "application/octet-stream" });
}

/**
 * The frames of such a file, as they are to be posted, each with its path. Throws where
 * it is not one, or was cut.
 * @param {Bytes} bytes
 * @returns {Generator<{path: "part"|"commit", header: any, frame: Bytes}>}
 */
export function* readFrames(bytes) {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const isAt = (/** @type {number} */ at, /** @type {string} */ magic) => (
    new TextDecoder("latin1").decode(bytes.subarray(at, at + 4)) === magic
  );
  must(isAt(0, MAGIC));
  for (let at = 4; at < bytes.length;) {
    const start = at;
    must(isAt(at, FRAME));
    const length = readLength(view, at + 4);
    const header = JSON.parse(new TextDecoder().decode(bytes.subarray(at + 8, at + 8 + length)));
    at += 8 + length + FIXED;
    // No part is as long as the letters of the next frame would say.
    while (at < bytes.length && !isAt(at, FRAME)) at += 4 + readLength(view, at);
    must(at <= bytes.length);
    yield { path: header.kind ? "commit" : "part", header, frame: bytes.slice(start, at) };
  }
}

/**
 * @param {DataView} view
 * @param {number} at
 */
function readLength(view, at) {
  must(at + 4 <= view.byteLength);
  return view.getUint32(at);
}

/** @param {boolean} holds */
function must(holds) {
  if (!holds) throw new Error("format");
}
