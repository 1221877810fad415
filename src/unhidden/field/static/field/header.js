// The header of a submission: the bytes that are signed, as they are, for good. It names
// every part by its hash, so that its own hash stands for all.
// @ts-check

import { joined, utf8 } from "../vault/sealing.js";
import { sha256 } from "./pieces.js";

/** @typedef {import("../vault/sealing.js").Bytes} Bytes */

/** @typedef {"account"|"unfinished"|"addendum"|"correction"|"state"|"alarm"} Kind */

/** @typedef {{sha256: string, bytes: number, now: boolean}} Part */

/** @typedef {{id: string, what: string, team: string, generation: number, link: number, key: string, part: string}} InnerNamed */

/** @typedef {{key: string, to: string, generation: number, parts: string[]}} PhotoSealed */

/**
 * @typedef {object} PhotoNamed
 * @property {string} id
 * @property {string} sha256 of the file as taken
 * @property {number} bytes
 * @property {string} mime
 * @property {boolean} of_people
 * @property {"camera"|"file"} taken
 * @property {PhotoSealed|null} copy
 * @property {PhotoSealed|null} original
 */

/**
 * @typedef {object} Facts
 * @property {Kind} kind
 * @property {string} submission
 * @property {string} device
 * @property {string} author
 * @property {number} seq
 * @property {string} form
 * @property {string|null} planned
 * @property {string|null} about
 * @property {string} landingKey
 * @property {{clock: number, offset: number|null}} made
 * @property {string|null} outer
 * @property {InnerNamed[]} inner
 * @property {PhotoNamed[]} photos
 * @property {Part[]} parts
 */

export const LONGEST = 32_768;
const MAGIC = utf8("UHL1");

/** More than one header can name: it goes in a second submission. */
export class TooLong extends Error {}

/**
 * The bytes to sign; throws TooLong.
 * @param {Facts} facts
 * @returns {Bytes}
 */
export function buildHeader(facts) {
  const { landingKey, kind, submission, device, author, seq, form, planned, about, ...rest } = facts;
  const { made, outer, inner, photos, parts } = rest;
  const header = utf8(JSON.stringify({
    v: 1, kind, submission, device, author, seq, form, planned, about,
    landing_key: landingKey, made, outer, inner, photos, parts,
  }));
  if (header.length > LONGEST) throw new TooLong();
  return header;
}

/**
 * What a header of this phone's says.
 * @param {Bytes} header
 */
export function readHeader(header) {
  return JSON.parse(new TextDecoder().decode(header));
}

/**
 * @param {Bytes} header
 * @returns {Promise<string>}
 */
export function digestOf(header) {
  return sha256(header);
}

/**
 * What is sent: header, key, signature, and after them what goes along.
 * @param {Bytes} header
 * @param {Bytes} key
 * @param {Bytes} signature
 * @param {Bytes[]} inline
 * @returns {Bytes}
 */
export function frame(header, key, signature, inline = []) {
  const along = inline.flatMap((bytes) => [lengthOf(bytes), bytes]);
  return joined(MAGIC, lengthOf(header), header, key, signature, ...along);
}

/** @param {Bytes} bytes */
function lengthOf(bytes) {
  const length = new Uint8Array(4);
  new DataView(length.buffer).setUint32(0, bytes.length);
  return length;
}
