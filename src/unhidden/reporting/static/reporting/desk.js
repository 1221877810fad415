// Whom a report is sealed for. Of what the door says nothing counts but what the links
// say that this page verifies, on from the pins that came with it.

import { blake2b } from "../noble-hashes/blake2.js";
import { verifyLinks } from "../vault/chain.js";
import { fromHex } from "../vault/sealing.js";
import { pins } from "./pins.js";
import { post } from "./post.js";

// Before a desk's first link, which only the root signs: chain.py, "beginning".
const BEGINNING = {
  number: 0, hash: "none", day: "0001-01-01", generation: 0, key: "",
  recovery: "none", threshold: 1, signers: [],
};
const WORDS = 7;
const LIST_BITS = 11n; // 2,048 words
const DIGEST = 16;

const found = new Map(); // by team: the last state that this page found good
let list = null;

/** What the site said may not be sealed by: nothing is sent. */
export class Unsafe extends Error {}

/** The desk that the door names, with its key, names, and link by number and words. */
export async function deskOf(door, data) {
  try {
    return await verified(door, data);
  } catch (error) {
    throw new Unsafe(error.message);
  }
}

async function verified({ team, number, day, name }, data) {
  const { root, desks } = await pins(data.pinned);
  const pin = desks.find((desk) => desk.team === team);
  let state = found.get(team) ?? pin ?? { ...BEGINNING, root, team };
  while (state.number < number) {
    const { links } = await post(data.links, { team, after: state.number });
    if (!links.length) throw new Error("links");
    state = await verifyLinks(links.slice(0, number - state.number), state, day);
    found.set(team, state);
  }
  // Neither an older link than the page has seen, nor none at all.
  if (state.number !== number || number < 1) throw new Error("number");
  const words = await wordsOf(state.hash, data.spoken);
  return { ...state, name: pin?.name ?? name, words };
}

/** A link's seven words, as vault/words.py has them. */
async function wordsOf(hash, { href, integrity }) {
  list ??= (await (await fetch(href, { integrity, credentials: "omit" })).text()).split("\n");
  const digest = blake2b(fromHex(hash), {
    dkLen: DIGEST, personalization: new TextEncoder().encode("unhidden words\0\0"),
  });
  const bits = digest.reduce((sum, byte) => (sum << 8n) | BigInt(byte), 0n);
  const place = (n) => Number((bits >> (8n * BigInt(DIGEST) - LIST_BITS * BigInt(n + 1)))
    & ((1n << LIST_BITS) - 1n));
  return Array.from({ length: WORDS }, (_, n) => list[place(n)]).join(" ");
}
