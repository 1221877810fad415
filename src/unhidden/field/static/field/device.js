// A person's signing key on this phone: its id is made of the key, so that what is signed
// can be checked without asking for any list. The private half never leaves the browser.
// @ts-check

import { joined, toHex, utf8 } from "../vault/sealing.js";
import { write } from "./store.js";

/** @typedef {import("../vault/sealing.js").Bytes} Bytes */

/** @typedef {import("./store.js").Store} Store */

/** @typedef {{person: string, id: string, publicKey: Bytes, privateKey: CryptoKey}} Device */

const CURVE = { name: "Ed25519" };

/**
 * The device of this person, made at the first time. Of two tabs one makes it.
 * @param {Store} store
 * @param {string} person
 * @returns {Promise<Device>}
 */
export async function ensureDevice(store, person) {
  const name = "device:" + person;
  const kept = await store.get("meta", name);
  if (kept) return kept;
  const device = { name, person, ...await makeDevice() };
  await write(store, ["meta"], (tx, row) => {
    if (!row) tx.objectStore("meta").put(device);
  }, { name: "meta", key: name });
  return store.get("meta", name);
}

/**
 * What this device signs under a label, which ends in a nought.
 * @param {Device} device
 * @param {string} label
 * @param {Bytes} bytes
 */
export async function signBytes(device, label, bytes) {
  const signed = joined(utf8(label), bytes);
  return new Uint8Array(await crypto.subtle.sign(CURVE, device.privateKey, signed));
}

/**
 * vault/device_keys.py, "device_id_of".
 * @param {Bytes} publicKey
 */
export async function deviceIdOf(publicKey) {
  const named = joined(utf8("unhidden device\0"), publicKey);
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", named));
  return toHex(digest.subarray(0, 16)).replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
}

async function makeDevice() {
  const made = await crypto.subtle.generateKey(CURVE, false, ["sign", "verify"]);
  const pair = /** @type {CryptoKeyPair} */ (made);
  const publicKey = new Uint8Array(await crypto.subtle.exportKey("raw", pair.publicKey));
  return { id: await deviceIdOf(publicKey), publicKey, privateKey: pair.privateKey };
}
