// What the server signed: that it has these very bytes. The text is read only after its
// signature was found good, by a key that the staff site told of.
// @ts-check

import { fromHex, utf8 } from "../vault/sealing.js";

/** @typedef {Record<string, string>} ReceiptKeys public keys in hex, by their ids */

/** @typedef {{key: string, submission: string, device: string, digest: string, landedAt: number, position: number}} Receipt */

/** @typedef {{key: string, submission: string, digest: string, parts: Set<string>}} PartsReceipt */

const KEY = "key (?<key>[0-9a-f]{16})\n";
const ID = "[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}";
const NAMED = KEY + "submission (?<submission>" + ID + ")\n";
const DIGEST = "digest (?<digest>[0-9a-f]{64})\n";
const WHOLE = new RegExp(
  "^unhidden receipt 1\n" + NAMED + "device (?<device>" + ID + ")\n" + DIGEST
  + "landed (?<landed>[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:]{8}\\.[0-9]{3}Z)\n"
  + "position (?<position>[0-9]{1,15})\n$",
);
const PARTS = new RegExp("^unhidden parts 1\n" + NAMED + DIGEST + "(?<parts>(?:in [0-9a-f]{64}\n)*)$");

/** Not a receipt that this server signed for this: as if none had come. */
export class BadReceipt extends Error {}

/**
 * @param {string} text
 * @param {string} signature in hex
 * @param {ReceiptKeys} keys
 * @returns {Promise<Receipt>}
 */
export async function verifyReceipt(text, signature, keys) {
  const { landed, position, ...named } = await verified(text, signature, keys, WHOLE);
  return /** @type {Receipt} */ (
    { ...named, landedAt: Date.parse(landed), position: Number(position) }
  );
}

/**
 * @param {string} text
 * @param {string} signature in hex
 * @param {ReceiptKeys} keys
 * @returns {Promise<PartsReceipt>}
 */
export async function verifyPartsReceipt(text, signature, keys) {
  const { parts, ...named } = await verified(text, signature, keys, PARTS);
  return /** @type {PartsReceipt} */ ({ ...named, parts: new Set(parts.match(/[0-9a-f]{64}/g)) });
}

/**
 * @param {string} text
 * @param {string} signature
 * @param {ReceiptKeys} keys
 * @param {RegExp} form
 */
async function verified(text, signature, keys, form) {
  const found = form.exec(text)?.groups;
  const publicKey = found && keys[found.key];
  if (!publicKey || !/^[0-9a-f]{128}$/.test(signature)) throw new BadReceipt();
  const curve = { name: "Ed25519" };
  const key = await crypto.subtle.importKey("raw", fromHex(publicKey), curve, false, ["verify"]);
  const isSigned = await crypto.subtle.verify(curve, key, fromHex(signature), utf8(text));
  if (!isSigned) throw new BadReceipt();
  return found;
}
