// Sixteen bits of the place that was told: rules/placemarks.py makes the same ones.

import { blake2b } from "../noble-hashes/blake2.js";

const BYTES = 2;
const SHORTEST_NAME = 4;
const NUMBER = /^[0-9]{1,4}[a-z]?$/;
const PARTS = /[,;\n]/;
const WITHIN = new Set(["flat", "fflat", "apartment", "room", "ystafell", "floor"]);
const POSTCODE = /^([A-Z]{1,2}[0-9][0-9A-Z]?)([0-9][ABD-HJLNP-UW-Z]{2})$/;

/** Two bytes, or null when too little was said to tell the place from others. */
export function placemark({ where, town, postcode }, data) {
  const place = placeOf(where, town, postcode, data);
  return place && blake2b(new TextEncoder().encode(place), { dkLen: BYTES });
}

/** The place in one spelling, or "". */
export function placeOf(where, town, postcode, { places, otherNames }) {
  const written = plainPostcode(postcode);
  const [number, street] = numberOf(where);
  if (written) return joined(written, number || nameOf(where));
  const name = plain(town);
  const known = otherNames[name] ?? (name in places ? name : "");
  return joined(known, number && street ? `${number} ${street}` : nameOf(where));
}

function joined(roughly, house) {
  return roughly && house ? `${roughly}|${house}` : "";
}

function numberOf(where) {
  const words = plain(where).split(" ");
  const at = words.findIndex((word, n) => NUMBER.test(word) && !WITHIN.has(words[n - 1]));
  return at < 0 ? ["", ""] : [words[at], words[at + 1] ?? ""];
}

function nameOf(where) {
  const name = plain(where.split(PARTS)[0]);
  return [...name.replaceAll(" ", "")].length >= SHORTEST_NAME ? name : "";
}

function plainPostcode(text) {
  const compact = text.normalize("NFKC").toUpperCase().replace(/[\s.-]+/g, "");
  const inward = compact.slice(-3).replace(/^O/, "0");
  const joined = compact.slice(0, -3) + inward;
  return POSTCODE.test(joined) ? joined.toLowerCase() : "";
}

function plain(text) {
  const bare = text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  return bare.replace(/[^\p{L}\p{N}_]+/gu, " ").trim();
}
