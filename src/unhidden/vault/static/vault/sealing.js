// Sealing in the browser, as vault/sealing.py and vault/letters.py open it. The ciphers
// are those of the @noble packages; X25519 is the browser's own.
// @ts-check

import { xchacha20poly1305 } from "../noble-ciphers/chacha.js";
import { hsalsa, xsalsa20poly1305 } from "../noble-ciphers/salsa.js";
import { blake2b } from "../noble-hashes/blake2.js";

const BLOCK = 512;
const KEY = 32;
const NONCE = 24;
const VERSION = 2;
const CURVE = { name: "X25519" };
const SIGMA = new Uint32Array([0x61707865, 0x3320646e, 0x79622d32, 0x6b206574]);

/** @typedef {Uint8Array<ArrayBuffer>} Bytes */

/**
 * A place for one sealed value: table, column and row, and the team's public key.
 * @typedef {{table: string, field: string, id: string, key: Bytes}} Place
 */

/**
 * A text for one place of one row: its content, and its data key sealed to the team.
 * @param {string} text
 * @param {Place} place
 * @returns {Promise<{content: Bytes, sealedKey: Bytes}>}
 */
export async function seal(text, { table, field, id, key }) {
  const dataKey = randomBytes(KEY);
  const closed = wrapKey(padded(utf8(text)), { key: dataKey, boundTo: slotOf(table, field, id) });
  return {
    content: joined(Uint8Array.of(VERSION), closed),
    sealedKey: await sealBox(dataKey, key),
  };
}

/**
 * A text for whoever holds the private half: vault/letters.py, "seal_letter".
 * @param {string} text
 * @param {Bytes} publicKey
 */
export function sealLetter(text, publicKey) {
  return sealBox(padded(utf8(text)), publicKey);
}

/**
 * What binds a value to its place: table, column and row.
 * @param {string} table
 * @param {string} column
 * @param {string} id
 */
export function slotOf(table, column, id) {
  return joined(utf8(table + "\0" + column + "\0"), fromHex(id.replaceAll("-", "")));
}

/**
 * libsodium's crypto_box_seal: to whoever holds the private half of ``publicKey``.
 * @param {Bytes} message
 * @param {Bytes} publicKey
 */
export async function sealBox(message, publicKey) {
  const made = await crypto.subtle.generateKey(CURVE, false, ["deriveBits"]);
  const pair = /** @type {CryptoKeyPair} */ (made);
  const own = new Uint8Array(await crypto.subtle.exportKey("raw", pair.publicKey));
  const nonce = blake2b(joined(own, publicKey), { dkLen: NONCE });
  const key = boxKey(await agreeOn(pair.privateKey, publicKey));
  return joined(own, /** @type {Bytes} */ (xsalsa20poly1305(key, nonce).encrypt(message)));
}

/**
 * A fresh nonce, and ``plain`` under the key, bound to what it belongs to.
 * @param {Bytes} plain
 * @param {{key: Bytes, boundTo: Bytes}} under
 */
export function wrapKey(plain, { key, boundTo }) {
  const nonce = randomBytes(NONCE);
  return joined(nonce, /** @type {Bytes} */ (xchacha20poly1305(key, nonce, boundTo).encrypt(plain)));
}

/**
 * Open what wrapKey closed; throws under another key, or for another place.
 * @param {Bytes} wrapped
 * @param {{key: Bytes, boundTo: Bytes}} under
 */
export function unwrapKey(wrapped, { key, boundTo }) {
  const [nonce, body] = [wrapped.subarray(0, NONCE), wrapped.subarray(NONCE)];
  return /** @type {Bytes} */ (xchacha20poly1305(key, nonce, boundTo).decrypt(body));
}

/**
 * What X25519 makes of one's private and the other's public key.
 * @param {CryptoKey} privateKey
 * @param {Bytes} publicKey
 */
export async function agreeOn(privateKey, publicKey) {
  const theirs = await crypto.subtle.importKey("raw", publicKey, CURVE, false, []);
  const bits = await crypto.subtle.deriveBits({ ...CURVE, public: theirs }, privateKey, 8 * KEY);
  return new Uint8Array(bits);
}

/**
 * libsodium's sodium_pad: a one bit, and noughts to the end of a block.
 * @param {Bytes} bytes
 */
export function padded(bytes, block = BLOCK) {
  const whole = new Uint8Array((Math.floor(bytes.length / block) + 1) * block);
  whole.set(bytes);
  whole[bytes.length] = 0x80;
  return whole;
}

/**
 * What was padded; throws where no one bit stands in the last block.
 * @param {Bytes} bytes
 */
export function unpadded(bytes, block = BLOCK) {
  const end = bytes.findLastIndex((byte) => byte !== 0);
  if (bytes.length % block || bytes[end] !== 0x80 || bytes.length - end > block) {
    throw new Error("padding");
  }
  return bytes.slice(0, end);
}

/** @param {number} length */
export function randomBytes(length) {
  return crypto.getRandomValues(new Uint8Array(length));
}

/** @param {...Bytes} parts */
export function joined(...parts) {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

/** @param {string} text */
export function utf8(text) {
  return new TextEncoder().encode(text);
}

/** @param {Uint8Array} bytes */
export function toBase64(bytes) {
  let text = "";
  for (let n = 0; n < bytes.length; n += 0x8000) {
    text += String.fromCharCode(...bytes.subarray(n, n + 0x8000));
  }
  return btoa(text);
}

/** @param {string} text */
export function fromBase64(text) {
  return Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
}

/** @param {Uint8Array} bytes */
export function toHex(bytes) {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** @param {string} text */
export function fromHex(text) {
  return Uint8Array.from(text.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
}

/** @param {Bytes} secret */
function boxKey(secret) {
  const key = new Uint32Array(8);
  hsalsa(SIGMA, new Uint32Array(secret.buffer, 0, 8), new Uint32Array(4), key);
  return new Uint8Array(key.buffer);
}
