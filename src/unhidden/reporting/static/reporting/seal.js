// Sealing in the browser, as vault/sealing.py and vault/letters.py open it. The ciphers
// are those of the @noble packages; X25519 is the browser's own.

import { xchacha20poly1305 } from "../noble-ciphers/chacha.js";
import { hsalsa, xsalsa20poly1305 } from "../noble-ciphers/salsa.js";
import { blake2b } from "../noble-hashes/blake2.js";

const BLOCK = 512;
const KEY = 32;
const NONCE = 24;
const VERSION = 2;
const CURVE = { name: "X25519" };
// RFC 8410: what stands before the 32 bytes of a private key.
const PKCS8 = fromHex("302e020100300506032b656e04220420");
const BASE = new Uint8Array(KEY).fill(9, 0, 1);
const SIGMA = new Uint32Array([0x61707865, 0x3320646e, 0x79622d32, 0x6b206574]);

/** A text for one place of one row: its content, and its data key sealed to the team. */
export async function seal(text, { table, field, id, key }) {
  const dataKey = random(KEY);
  const nonce = random(NONCE);
  const encoder = new TextEncoder();
  const place = joined(encoder.encode(`${table}\0${field}\0`), fromHex(id.replaceAll("-", "")));
  const closed = xchacha20poly1305(dataKey, nonce, place).encrypt(padded(encoder.encode(text)));
  return {
    content: joined(Uint8Array.of(VERSION), nonce, closed),
    sealedKey: await sealBox(dataKey, key),
  };
}

/** The address and the public key that a receipt's words stand for. */
export async function boxOf(code) {
  const secret = derived(code, "unhidden letters");
  const own = await crypto.subtle.importKey(
    "pkcs8", joined(PKCS8, secret), CURVE, false, ["deriveBits"],
  );
  return {
    address: derived(code, "unhidden address"),
    publicKey: await shared(own, BASE),
  };
}

/** libsodium's crypto_box_seal: to whoever holds the private half of ``publicKey``. */
export async function sealBox(message, publicKey) {
  const pair = await crypto.subtle.generateKey(CURVE, false, ["deriveBits"]);
  const own = new Uint8Array(await crypto.subtle.exportKey("raw", pair.publicKey));
  const nonce = blake2b(joined(own, publicKey), { dkLen: NONCE });
  const key = boxKey(await shared(pair.privateKey, publicKey));
  return joined(own, xsalsa20poly1305(key, nonce).encrypt(message));
}

export function toBase64(bytes) {
  let text = "";
  for (let n = 0; n < bytes.length; n += 0x8000) {
    text += String.fromCharCode(...bytes.subarray(n, n + 0x8000));
  }
  return btoa(text);
}

function boxKey(secret) {
  const key = new Uint32Array(8);
  hsalsa(SIGMA, new Uint32Array(secret.buffer, 0, 8), new Uint32Array(4), key);
  return new Uint8Array(key.buffer);
}

async function shared(privateKey, publicKey) {
  const theirs = await crypto.subtle.importKey("raw", publicKey, CURVE, false, []);
  const bits = await crypto.subtle.deriveBits({ ...CURVE, public: theirs }, privateKey, 8 * KEY);
  return new Uint8Array(bits);
}

function derived(code, purpose) {
  const encoder = new TextEncoder();
  return blake2b(encoder.encode(code), {
    dkLen: KEY, personalization: encoder.encode(purpose),
  });
}

/** libsodium's sodium_pad: a one bit, and noughts to the end of a block. */
function padded(bytes) {
  const whole = new Uint8Array((Math.floor(bytes.length / BLOCK) + 1) * BLOCK);
  whole.set(bytes);
  whole[bytes.length] = 0x80;
  return whole;
}

function random(length) {
  return crypto.getRandomValues(new Uint8Array(length));
}

function joined(...parts) {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

export function fromHex(text) {
  return Uint8Array.from(text.match(/../g), (pair) => Number.parseInt(pair, 16));
}
