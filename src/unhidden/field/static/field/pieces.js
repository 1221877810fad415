// What is long, sealed in pieces as vault/chunks.py opens it: each bound to its content,
// to its number, and to being the last or not.
// @ts-check

import { joined, padded, randomBytes, sealBox, slotOf, toHex, utf8, wrapKey } from "../vault/sealing.js";

/** @typedef {import("../vault/sealing.js").Bytes} Bytes */

/** @typedef {{sha256: string, bytes: Bytes}} Piece */

const BLOCK = 65_536;
/** How much goes into a piece at most. */
export const PIECE = 4 * BLOCK - 1;

/**
 * Seal a file to a team: one at a time is in memory.
 * @param {Blob|Bytes} source
 * @param {{table: string, part: string, id: string, head: object, to: Bytes}} place
 * @returns {Promise<{key: Bytes, sealedKey: Bytes, pieces: AsyncIterable<Piece>}>}
 */
export async function sealPieces(source, { table, part, id, head, to }) {
  const key = randomBytes(32);
  const slot = slotOf(table, part, id);
  const sealedKey = await sealBox(key, to);
  return { key, sealedKey, pieces: piecesOf(source, head, key, slot) };
}

/**
 * The SHA-256 of these bytes, in hex.
 * @param {Bytes} bytes
 */
export async function sha256(bytes) {
  return toHex(new Uint8Array(await crypto.subtle.digest("SHA-256", bytes)));
}

/**
 * @param {Blob|Bytes} source
 * @param {object} head
 * @param {Bytes} key
 * @param {Bytes} slot
 * @returns {AsyncGenerator<Piece>}
 */
async function* piecesOf(source, head, key, slot) {
  const file = source instanceof Blob ? source : new Blob([source]);
  const last = Math.ceil(file.size / PIECE);
  for (let number = 0; number <= last; number += 1) {
    const plain = number ? await cut(file, number - 1) : utf8(JSON.stringify(head));
    const boundTo = joined(slot, Uint8Array.of(0), counted(number), utf8(number === last ? "\0last" : "\0more"));
    const bytes = wrapKey(padded(plain, BLOCK), { key, boundTo });
    yield { sha256: await sha256(bytes), bytes };
  }
}

/**
 * @param {Blob} file
 * @param {number} number
 */
async function cut(file, number) {
  return new Uint8Array(await file.slice(number * PIECE, (number + 1) * PIECE).arrayBuffer());
}

/** @param {number} number */
function counted(number) {
  const bytes = new Uint8Array(4);
  new DataView(bytes.buffer).setUint32(0, number);
  return bytes;
}
