// What a receipt's words stand for, as vault/letters.py derives it.

import { blake2b } from "../noble-hashes/blake2.js";
import { agreeOn, fromHex, joined, utf8 } from "../vault/sealing.js";

const KEY = 32;
// RFC 8410: what stands before the 32 bytes of a private key.
const PKCS8 = fromHex("302e020100300506032b656e04220420");
const BASE = new Uint8Array(KEY).fill(9, 0, 1);

/** The address and the public key that a receipt's words stand for. */
export async function boxOf(code) {
  const secret = derived(code, "unhidden letters");
  const own = await crypto.subtle.importKey(
    "pkcs8", joined(PKCS8, secret), { name: "X25519" }, false, ["deriveBits"],
  );
  return {
    address: derived(code, "unhidden address"),
    publicKey: await agreeOn(own, BASE),
  };
}

function derived(code, purpose) {
  return blake2b(utf8(code), { dkLen: KEY, personalization: utf8(purpose) });
}
