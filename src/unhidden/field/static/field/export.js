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
