// "I need help": sent before all else. Until the server's own answer is here it was not
// sent, and until a named person has said so nobody has seen it.
// @ts-check

import { addMessage } from "./items.js";

/** @typedef {import("./envelopes.js").Ctx} Ctx */

/** @typedef {{code: "not_sent"|"sent"|"seen", at: number|null, by: string}} AlarmState */

/**
 * Call for help; gives the id of what is to be sent.
 * @param {Ctx} ctx
 * @param {string|null} planned
 * @param {string} [where]
 */
export function raise(ctx, planned, where = "") {
  return addMessage(ctx, "alarm", planned, { clock: ctx.now(), where });
}

/**
 * How it stands; never better than the server's signature, or its word, says.
 * @param {{state: string, receivedAt: number|null, alarm: {seen_at: number, seen_by: string}|null}} item
 * @returns {AlarmState}
 */
export function stateOf({ state, receivedAt, alarm }) {
  if (state !== "received" || receivedAt === null) return { code: "not_sent", at: null, by: "" };
  if (alarm?.seen_by) return { code: "seen", at: alarm.seen_at, by: alarm.seen_by };
  return { code: "sent", at: receivedAt, by: "" };
}
