// To whom is sealed: teams by a chain of signatures that this phone follows from what it
// remembers itself, and the server's own keys as the staff site told them.
// @ts-check

import { verifyLinks } from "../vault/chain.js";
import { fromHex } from "../vault/sealing.js";
import { sha256 } from "./pieces.js";
import { write } from "./store.js";

/** @typedef {import("../vault/sealing.js").Bytes} Bytes */

/** @typedef {import("../vault/chain.js").State} State */

/** @typedef {import("../vault/chain.js").SignedLink} SignedLink */

/** @typedef {import("./store.js").Store} Store */

/**
 * A team as tasking brings it: what the site has found good, and the links that the phone
 * may not know yet.
 * @typedef {{state: State, generation: number, links?: SignedLink[]}} BundleTeam
 */

/** @typedef {{team: string, generation: number, link: number, key: Bytes}} Team */

/** @typedef {{id: string, publicKey: Bytes, url: string, receiptKeys: Record<string, string>}} Landing */

/** @typedef {{id: string, public_key: string, url: string, receipt_key: string}} BundleLanding */

/** What the site says of a team does not follow from what this phone knows. */
export class Unsafe extends Error {}

/**
 * The team with the key to seal to; throws Unsafe. Of a site that forgot links which the
 * phone knows, the phone's own count, and ``isBehind`` says so.
 * @param {Store} store
 * @param {BundleTeam} bundleTeam
 * @param {string} today
 * @returns {Promise<Team & {isBehind: boolean}>}
 */
export async function verifiedTeam(store, bundleTeam, today) {
  const id = "team:" + bundleTeam.state.team;
  const kept = (await store.get("keys", id))?.state;
  const state = await followed(kept, bundleTeam, today);
  await write(store, ["keys"], (tx, root) => {
    if (root && root.root !== state.root) throw new Unsafe("root");
    if (!root) tx.objectStore("keys").put({ id: "root", root: state.root });
    tx.objectStore("keys").put({ id, state });
  }, { name: "keys", key: "root" });
  return {
    team: state.team,
    generation: state.generation,
    link: state.number,
    key: fromHex(state.key),
    isBehind: toldLast(bundleTeam) < state.number,
  };
}

/**
 * @param {State|undefined} kept
 * @param {BundleTeam} bundleTeam
 * @param {string} today
 * @returns {Promise<State>}
 */
async function followed(kept, { state: told, links = [] }, today) {
  const start = kept ?? told;
  if (start.team !== told.team || start.root !== told.root) throw new Unsafe("root");
  const after = links.filter(({ header }) => numberOf(header) > start.number);
  const upTo = after.filter(({ header }) => numberOf(header) <= told.number);
  const state = await linked(upTo, start, today);
  if (state.number < told.number) throw new Unsafe("gap");
  if (state.number === told.number && state.hash !== told.hash) throw new Unsafe("fork");
  const last = await linked(after.slice(upTo.length), state, today);
  if (last.number < 1 || !last.key) throw new Unsafe("none");
  return last;
}

/**
 * @param {SignedLink[]} links
 * @param {State} state
 * @param {string} today
 */
async function linked(links, state, today) {
  try {
    return await verifyLinks(links, state, today);
  } catch (error) {
    throw new Unsafe(error instanceof Error ? error.message : "links");
  }
}

/** @param {BundleTeam} bundleTeam */
function toldLast({ state, links = [] }) {
  return Math.max(state.number, ...links.map(({ header }) => numberOf(header)));
}

/** @param {string} header */
function numberOf(header) {
  return Number(/^number (\d+)$/m.exec(header)?.[1]);
}

/**
 * Keep the server's keys as tasking tells them; older receipts keep their keys.
 * @param {Store} store
 * @param {BundleLanding} landing
 */
export async function keepLanding(store, landing) {
  const receiptKey = await receiptKeyId(landing.receipt_key);
  await write(store, ["keys"], (tx) => {
    const keys = tx.objectStore("keys");
    keys.put({ id: "landing", landing });
    keys.put({ id: "receipt:" + receiptKey, publicKey: landing.receipt_key });
  });
}

/**
 * The server's keys; null before tasking was ever fetched.
 * @param {Store} store
 * @returns {Promise<Landing|null>}
 */
export async function readLanding(store) {
  const rows = await store.getAll("keys");
  const landing = rows.find(({ id }) => id === "landing")?.landing;
  if (!landing) return null;
  const receipts = rows.filter(({ id }) => id.startsWith("receipt:"));
  return {
    id: landing.id,
    publicKey: fromHex(landing.public_key),
    url: landing.url,
    receiptKeys: Object.fromEntries(receipts.map((row) => [row.id.slice(8), row.publicKey])),
  };
}

/** @param {string} publicKey */
async function receiptKeyId(publicKey) {
  return (await sha256(fromHex(publicKey))).slice(0, 16);
}
