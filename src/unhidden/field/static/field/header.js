// The header of a submission: the bytes that are signed, as they are, for good. It names
// every part once, by its hash, so that its own hash stands for all.
// @ts-check

import { joined, utf8 } from "../vault/sealing.js";
import { sha256 } from "./pieces.js";

/** @typedef {import("../vault/sealing.js").Bytes} Bytes */

/** @typedef {"account"|"unfinished"|"addendum"|"correction"|"state"|"alarm"|"register"} Kind */

/**
 * A part, and whether the submission counts only with it. The pieces of photos are named
 * without their length: each is longer than what may go along with a header.
 * @typedef {{sha256: string, bytes?: number, now: boolean}} Part
 */

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
 * @property {string} landing_key
 * @property {{clock: number, offset: number|null}} made
 * @property {string|null} outer
 * @property {InnerNamed[]} inner
 * @property {PhotoNamed[]} photos
 * @property {Part[]} parts what is of no photo
 */

export const LONGEST = 131_072;
const MAGIC = utf8("UHL1");

/** More than one header can name: it goes in another submission. */
export class TooLong extends Error {}

/**
 * The bytes to sign, in the order in which the facts are given; throws TooLong.
 * @param {Facts} facts
 * @returns {Bytes}
 */
export function buildHeader(facts) {
  const header = utf8(JSON.stringify({ v: 1, ...facts }));
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
 * All parts that a header names: of a photo the copy is there from the start.
 * @param {{parts: Part[], photos: PhotoNamed[]}} said
 * @returns {Part[]}
 */
export function listParts({ parts, photos }) {
  const pieces = (/** @type {PhotoSealed|null} */ sealed, /** @type {boolean} */ now) => (
    (sealed?.parts ?? []).map((sha256) => ({ sha256, now }))
  );
  return [...parts, ...photos.flatMap(({ copy, original }) => [...pieces(copy, true), ...pieces(original, false)])];
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
