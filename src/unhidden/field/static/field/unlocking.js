// From a passkey, or from four words, to the key that wraps what can be read here. It
// lives in the page's memory and is sent to nobody. Loaded as a worker, this same file
// makes the slow hash of the words, so that the page stays alive.
// @ts-check

import { argon2id } from "../noble-hashes/argon2.js";
import { blake2b } from "../noble-hashes/blake2.js";
import { padded, unpadded, unwrapKey, utf8, wrapKey } from "../vault/sealing.js";

/** @typedef {import("../vault/sealing.js").Bytes} Bytes */

/**
 * How somebody unlocks here, as kept in "people".
 * @typedef {object} Person
 * @property {string} person
 * @property {"prf"|"words"|"none"} unlock
 * @property {Bytes|null} credential
 * @property {Bytes} salt
 * @property {Bytes|null} check
 */

const KEY = 32;
const LIST_BITS = 11; // 2,048 words
const WORDS = 4;
// vault/derivation.py, COSTS["interactive"]: 64 MiB.
const COST = { t: 2, m: 65_536, p: 1, dkLen: KEY };
const PURPOSE = utf8("unhidden field\0\0");

/** The secret is not the one that was set here. */
export class WrongSecret extends Error {}

/** This passkey, or this browser, gives no secret of its own: use words. */
export class NoSecret extends Error {}

/** Locked meanwhile: unlock it again. */
export class Locked extends Error {}

/**
 * The secret of a passkey, made here and sent nowhere. A passkey that is chosen for the
 * first time is noted in ``person``, for the caller to keep.
 * @param {Pick<Person, "credential">} person
 * @param {CredentialsContainer} credentials
 * @returns {Promise<Bytes>}
 */
export async function fromPasskey(person, credentials = navigator.credentials) {
  const allowed = person.credential
    ? [{ type: /** @type {const} */ ("public-key"), id: person.credential }] : [];
  const found = /** @type {PublicKeyCredential|null} */ (await credentials.get({
    publicKey: {
      challenge: crypto.getRandomValues(new Uint8Array(KEY)),
      rpId: globalThis.location?.hostname,
      userVerification: "required",
      allowCredentials: allowed,
      extensions: {
        prf: { eval: { first: utf8("unhidden key ring"), second: utf8("unhidden field key") } },
      },
    },
  }));
  const results = found?.getClientExtensionResults().prf?.results;
  // That one opens the key ring on the server: it is nothing for this page.
  if (results?.first) bytesOf(results.first).fill(0);
  if (!found || !results?.second) throw new NoSecret();
  person.credential ??= new Uint8Array(found.rawId);
  return bytesOf(results.second).slice();
}

/**
 * The secret of four words, however they were typed.
 * @param {string} words
 * @param {Bytes} salt
 * @returns {Promise<Bytes>}
 */
export function fromWords(words, salt) {
  const plain = words.toLowerCase().split(/[^a-z]+/).filter(Boolean).join(" ");
  if (typeof Worker === "undefined") return Promise.resolve(hashed(plain, salt));
  return new Promise((resolve) => {
    const worker = new Worker(import.meta.url, { type: "module" });
    worker.onmessage = ({ data }) => { resolve(data); worker.terminate(); };
    // With no network a worker may not find its files: then here, and the page waits.
    worker.onerror = () => { worker.terminate(); resolve(hashed(plain, salt)); };
    worker.postMessage({ plain, salt });
  });
}

/**
 * Four words of the house's list, each drawn by the system's own randomness: 44 bits.
 * @param {string[]} list
 */
export function drawWords(list) {
  const drawn = crypto.getRandomValues(new Uint16Array(WORDS));
  return [...drawn].map((number) => list[number & ((1 << LIST_BITS) - 1)]);
}

/**
 * @param {Bytes} secret
 * @returns {Bytes}
 */
export function unlockKeyOf(secret) {
  return /** @type {Bytes} */ (blake2b(secret, { dkLen: KEY, personalization: PURPOSE }));
}

/** A phone that its officer has unlocked. */
export class Unlocked {
  /** @type {Bytes|null} */
  #key;

  /** @param {Bytes} unlockKey */
  constructor(unlockKey) {
    this.#key = unlockKey;
  }

  /**
   * @param {string} id store, a nought, and the row's key
   * @param {Bytes} key
   */
  wrap(id, key) {
    return wrapKey(key, { key: this.#held(), boundTo: utf8(id) });
  }

  /**
   * @param {string} id
   * @param {Bytes} wrapped
   */
  unwrap(id, wrapped) {
    return unwrapKey(wrapped, { key: this.#held(), boundTo: utf8(id) });
  }

  lock() {
    this.#key?.fill(0);
    this.#key = null;
  }

  #held() {
    if (!this.#key) throw new Locked();
    return this.#key;
  }
}

/**
 * Set what unlocks for this person; a wrong secret can be told from now on.
 * @param {Person} person
 * @param {Bytes} secret
 * @returns {{person: Person, unlocked: Unlocked}}
 */
export function setSecret(person, secret) {
  const unlocked = new Unlocked(unlockKeyOf(secret));
  const check = unlocked.wrap("people\0" + person.person, new Uint8Array(KEY));
  return { person: { ...person, check }, unlocked };
}

/**
 * Unlock; throws WrongSecret.
 * @param {Person} person
 * @param {Bytes} secret
 */
export function unlockWith(person, secret) {
  const unlocked = new Unlocked(unlockKeyOf(secret));
  try {
    unlocked.unwrap("people\0" + person.person, person.check ?? new Uint8Array());
  } catch {
    throw new WrongSecret();
  }
  return unlocked;
}

/**
 * A text under this key, of no telling length.
 * @param {string} text
 * @param {Bytes} key
 * @param {string} id
 */
export function closeText(text, key, id) {
  return wrapKey(padded(utf8(text)), { key, boundTo: utf8(id) });
}

/**
 * @param {Bytes} closed
 * @param {Bytes} key
 * @param {string} id
 */
export function openText(closed, key, id) {
  return new TextDecoder().decode(unpadded(unwrapKey(closed, { key, boundTo: utf8(id) })));
}

/**
 * @param {string} plain
 * @param {Bytes} salt
 */
function hashed(plain, salt) {
  return /** @type {Bytes} */ (argon2id(plain, salt, COST));
}

/** @param {BufferSource} source */
function bytesOf(source) {
  return source instanceof ArrayBuffer
    ? new Uint8Array(source)
    : new Uint8Array(/** @type {ArrayBuffer} */ (source.buffer), source.byteOffset, source.byteLength);
}

const scope = /** @type {any} */ (globalThis);
if (scope.DedicatedWorkerGlobalScope && scope instanceof scope.DedicatedWorkerGlobalScope) {
  scope.onmessage = (/** @type {MessageEvent} */ { data }) => {
    scope.postMessage(hashed(data.plain, data.salt));
  };
}
