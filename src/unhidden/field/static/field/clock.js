// Which time it is, on a phone whose clock may be wrong. A clock set back opens nothing,
// and one set forward deletes nothing.
// @ts-check

import { writeRow } from "./store.js";

/** @typedef {import("./store.js").Store} Store */

const NAME = "clock";
const MOST_OFF = 300_000; // milliseconds
const NEVER = { name: NAME, server: null, local: 0, highest: 0 };

/**
 * The time by which reading ends: the latest that anything of this phone has told since
 * the server last answered.
 * @param {Store} store
 * @param {() => number} now the phone's clock
 * @returns {Promise<number>}
 */
export async function readingNow(store, now = Date.now) {
  let latest = 0;
  await writeRow(store, "meta", NAME, (row) => {
    const clock = row ?? NEVER;
    latest = Math.max(now(), now() + offsetOf(clock), clock.highest);
    return latest > clock.highest ? { ...clock, highest: latest } : null;
  });
  return latest;
}

/**
 * The server's time when it last answered; null before it ever did.
 * @param {Store} store
 * @returns {Promise<number|null>}
 */
export async function serverNow(store) {
  return (await store.get("meta", NAME))?.server ?? null;
}

/**
 * How far the server's clock is ahead of the phone's; null before it ever answered.
 * @param {Store} store
 * @returns {Promise<number|null>}
 */
export async function readOffset(store) {
  const clock = await store.get("meta", NAME);
  return clock?.server ? offsetOf(clock) : null;
}

/**
 * How far the phone's clock is wrong, where it is by more than five minutes; else null.
 * @param {Store} store
 * @returns {Promise<number|null>}
 */
export async function findFault(store) {
  const offset = await readOffset(store);
  return offset !== null && Math.abs(offset) > MOST_OFF ? offset : null;
}

/**
 * Keep what the server's clock said; what a wrong clock of the phone said is forgotten.
 * @param {Store} store
 * @param {number} at
 * @param {() => number} now
 */
export function noteServer(store, at, now = Date.now) {
  const clock = { name: NAME, server: at, local: now(), highest: 0 };
  return writeRow(store, "meta", NAME, () => clock);
}

/** @param {{server: number|null, local: number}} clock */
function offsetOf({ server, local }) {
  return server === null ? 0 : server - local;
}
