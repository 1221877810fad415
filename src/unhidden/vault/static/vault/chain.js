// Which link of a team's keys may follow which: vault/chain.py without its rosters, by
// the same vectors. Signatures and hashes are the browser's own.
// @ts-check

/** @typedef {State & {previous: string}} Link a link's header, read */

/**
 * A link as the site sends it: nobody has checked it yet.
 * @typedef {{header: string, signatures: string}} SignedLink
 */

/**
 * A team's keys after a link that was found good; keys and hashes in hex. The pins that
 * come with the script are such states, and so is what verifyLinks gives.
 * @typedef {object} State
 * @property {string} root
 * @property {string} team
 * @property {number} number
 * @property {string} hash of the link's header; "none" before the first
 * @property {string} day
 * @property {number} generation
 * @property {string} key what a report is sealed to
 * @property {string} recovery or "none"
 * @property {number} threshold
 * @property {string[]} signers
 */

const LONGEST = 1 << 16;
const DAY = 86_400_000; // milliseconds
const TAG = "unhidden keys 1\n";
const CURVE = { name: "Ed25519" };
const KEY = "[0-9a-f]{64}";
const ID = "[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}";
const NUMBER = "[1-9][0-9]{0,8}";
const KEY_OR_NONE = KEY + "|none";
// Whole strings: what makes scripts small takes blanks out of templates.
const SIGNATURES = new RegExp("^(?:" + KEY + " [0-9a-f]{128}\n)+$");
const HEADER = new RegExp("^" + Object.entries({
  root: KEY,
  team: ID,
  number: NUMBER,
  previous: KEY_OR_NONE,
  day: "[0-9]{4}-[0-9]{2}-[0-9]{2}",
  generation: NUMBER,
  key: KEY,
  roster: KEY,
  recovery: KEY_OR_NONE,
  threshold: NUMBER,
  signers: KEY + "(?:," + KEY + ")*",
}).map(([name, form]) => name + " (?<" + name + ">" + form + ")\n").join("") + "$");
// Keys that keep nothing: see vault/links.py.
const WEAK = new RegExp([
  "\\b(?:\\w\\w(?:00){30}[08]0|\\w\\w(?:ff){30}[7f]f",
  "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc[08]5",
  "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac03[7f]a",
  "e0eb7a7c3b41b8ae1656e3faf19fc46ada098deb9c32b1fd866205165f49b8[08]0",
  "5f9c95bca3508c24b1d0b1559c83ef5b04445cc4581c8e86d8224eddd09f11[5d]7)\\b",
].join("|"));

/** Whether this browser can check signatures. */
export async function canVerify() {
  try {
    return Boolean(await crypto.subtle.generateKey(CURVE, false, ["sign", "verify"]));
  } catch {
    return false;
  }
}

/**
 * The state after these links, each of which must be good. Throws an Error whose message
 * is the reason, in the words of vault/chain.py.
 * @param {SignedLink[]} links all that came after the pin
 * @param {State} pin
 * @param {string} today as 2026-11-28
 * @returns {Promise<State>}
 */
export async function verifyLinks(links, pin, today) {
  let state = pin;
  for (const link of links) state = await follow(link, state, today);
  return state;
}

/**
 * @param {SignedLink} link
 * @param {State} before
 * @param {string} today
 * @returns {Promise<State>}
 */
async function follow({ header, signatures }, before, today) {
  must(header.length <= LONGEST && signatures.length <= 4 * LONGEST, "length");
  const by = signaturesIn(signatures);
  const kind = kindOf(by.map(([signer]) => signer), before);
  const signed = new TextEncoder().encode(TAG + header);
  for (const pair of by) must(await isSigned(signed, pair), "signature");
  const link = linkIn(header);
  mustContinue(link, before, today);
  mustBeAllowed(link, before, kind);
  return { ...link, hash: await hashOf(header) };
}

/**
 * @param {string} text
 * @returns {string[][]} signer and signature
 */
function signaturesIn(text) {
  must(SIGNATURES.test(text), "signatures");
  const pairs = text.trimEnd().split("\n").map((line) => line.split(" "));
  must(ascend(pairs.map(([signer]) => signer)), "signatures");
  return pairs;
}

/**
 * @param {string[]} by
 * @param {State} before
 */
function kindOf(by, before) {
  if (by.every((signer) => before.signers.includes(signer))) {
    must(by.length >= before.threshold, "threshold");
    return "signers";
  }
  must(by.length === 1, "signer");
  if (by[0] === before.recovery) return "recovery";
  must(by[0] === before.root, "signer");
  return before.number ? "root" : "first";
}

/**
 * @param {Uint8Array<ArrayBuffer>} message
 * @param {string[]} by
 */
async function isSigned(message, [signer, signature]) {
  const key = await crypto.subtle.importKey("raw", fromHex(signer), CURVE, false, ["verify"]);
  return crypto.subtle.verify(CURVE, key, fromHex(signature), message);
}

/**
 * @param {string} header
 * @returns {Omit<Link, "hash">}
 */
function linkIn(header) {
  const found = /** @type {any} */ (HEADER.exec(header));
  must(found, "format");
  must(!WEAK.test(header), "weak");
  const { number, generation, threshold, signers, ...text } = found.groups;
  /** @type {Omit<Link, "hash">} */
  const link = {
    ...text,
    number: Number(number),
    generation: Number(generation),
    threshold: Number(threshold),
    signers: signers.split(","),
  };
  must(isDay(link.day) && ascend(link.signers), "format");
  const keys = new Set([...link.signers, link.root, link.recovery]);
  must(keys.size === link.signers.length + 2, "format");
  must(link.threshold <= link.signers.length, "format");
  return link;
}

/**
 * @param {Omit<Link, "hash">} link
 * @param {State} before
 * @param {string} today
 */
function mustContinue(link, before, today) {
  must(link.root === before.root, "root");
  must(link.team === before.team, "team");
  must(link.number === before.number + 1, "number");
  must(link.previous === before.hash, "previous");
  must(before.day <= link.day && Date.parse(link.day) <= Date.parse(today) + DAY, "day");
}

/**
 * @param {Omit<Link, "hash">} link
 * @param {State} before
 * @param {string} kind
 */
function mustBeAllowed(link, before, kind) {
  const step = link.generation - before.generation;
  must(step === 0 || step === 1 || kind === "first", "generation");
  must((step === 0) === (link.key === before.key), "key");
  const stay = before.signers.every((signer) => link.signers.includes(signer));
  const sameShares = before.recovery === "none" || before.recovery === link.recovery;
  must(step !== 0 || (stay && sameShares), "gone");
  must(step !== 0 || kind === "signers", "generation");
  must(kind !== "recovery" || link.recovery === "none", "recovery");
}

/** @param {string} header */
async function hashOf(header) {
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(header));
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/**
 * @param {unknown} holds
 * @param {string} reason
 */
function must(holds, reason) {
  if (!holds) throw new Error(reason);
}

/** @param {string} text */
function isDay(text) {
  const day = new Date(text);
  return text >= "0001" && !Number.isNaN(day.valueOf()) && day.toISOString().startsWith(text);
}

/** @param {string[]} texts */
function ascend(texts) {
  return texts.every((text, n) => n === 0 || texts[n - 1] < text);
}

/** @param {string} text */
function fromHex(text) {
  return Uint8Array.from(text.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
}
