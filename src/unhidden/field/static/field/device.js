// A person's keys on this phone, which never leave the browser. The id of the signing key
// is made of the key, so that what is signed can be checked without asking for any list.
// @ts-check

import { joined, padded, randomBytes, toHex, unpadded, utf8 } from "../vault/sealing.js";
import { write } from "./store.js";

/** @typedef {import("../vault/sealing.js").Bytes} Bytes */

/** @typedef {import("./store.js").Store} Store */

/** @typedef {{person: string, id: string, publicKey: Bytes, privateKey: CryptoKey}} Device */

const CURVE = { name: "Ed25519" };
const CIPHER = { name: "AES-GCM", length: 256 };
const NONCE = 12;

/**
 * The device of this person, made at the first time. Of two tabs one makes it.
 * @param {Store} store
 * @param {string} person
 * @returns {Promise<Device>}
 */
export function ensureDevice(store, person) {
  return ensureKey(store, "device:" + person, async () => ({ person, ...await makeDevice() }));
}

/**
 * For a phone that nobody unlocks: what it may show is under this key, which the browser
 * gives to nobody. Whoever copies the phone's disk has it.
 * @param {Store} store
 * @param {string} person
 * @returns {Promise<CryptoKey>}
 */
export async function ensureShownKey(store, person) {
  const make = async () => ({ key: await crypto.subtle.generateKey(CIPHER, false, ["encrypt", "decrypt"]) });
  return (await ensureKey(store, "shown:" + person, make)).key;
}

/**
 * A text under that key, of no telling length, for the row that this id names.
 * @param {CryptoKey} key
 * @param {string} text
 * @param {string} id
 * @returns {Promise<Bytes>}
 */
export async function closeShown(key, text, id) {
  const iv = randomBytes(NONCE);
  const under = { ...CIPHER, iv, additionalData: utf8(id) };
  return joined(iv, new Uint8Array(await crypto.subtle.encrypt(under, key, padded(utf8(text)))));
}

/**
 * @param {CryptoKey} key
 * @param {Bytes} closed
 * @param {string} id
 */
export async function openShown(key, closed, id) {
  const under = { ...CIPHER, iv: closed.subarray(0, NONCE), additionalData: utf8(id) };
  const plain = await crypto.subtle.decrypt(under, key, closed.subarray(NONCE));
  return new TextDecoder().decode(unpadded(new Uint8Array(plain)));
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

/**
 * @param {Store} store
 * @param {string} name
 * @param {() => Promise<object>} make
 */
async function ensureKey(store, name, make) {
  const kept = await store.get("meta", name);
  if (kept) return kept;
  const made = { name, ...await make() };
  await write(store, ["meta"], (tx, row) => {
    if (!row) tx.objectStore("meta").put(made);
  }, { name: "meta", key: name });
  return store.get("meta", name);
}

async function makeDevice() {
  const made = await crypto.subtle.generateKey(CURVE, false, ["sign", "verify"]);
  const pair = /** @type {CryptoKeyPair} */ (made);
  const publicKey = new Uint8Array(await crypto.subtle.exportKey("raw", pair.publicKey));
  return { id: await deviceIdOf(publicKey), publicKey, privateKey: pair.privateKey };
}
