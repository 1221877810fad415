// What a phone wrote into a file, read at a desk: the app itself does not load this.
// @ts-check

/** @typedef {import("../vault/sealing.js").Bytes} Bytes */

const [FILE, FRAME] = ["UHX1", "UHL1"];
const FIXED = 32 + 64; // key and signature

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
  must(isAt(0, FILE));
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
