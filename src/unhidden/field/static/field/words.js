// What the app says, in the language of its page.
// @ts-check

export const LANGUAGE = document.documentElement.lang;

/** @type {{days: string[], months: string[], words: Record<string, string>, reasons: Record<string, string>}} */
const SAID = await (await fetch("/field/said/" + LANGUAGE + "/")).json();

/**
 * The words for this, with what is to stand in them.
 * @param {string} code
 * @param {Record<string, string|number>} [values]
 */
export function say(code, values = {}) {
  const words = SAID.words[code] ?? code;
  return words.replace(/\{(\w+)\}/g, (whole, name) => String(values[name] ?? whole));
}

/**
 * Why a person looks at it, or why it needs one; a code that is not known as it is.
 * @param {string} code
 */
export function sayReason(code) {
  return SAID.reasons[code] ?? code;
}

/**
 * An hour as the trade writes it; with its day where it is another one.
 * @param {number} at
 * @param {number} [now]
 */
export function sayTime(at, now = Date.now()) {
  const [moment, today] = [new Date(at), new Date(now)];
  const clock = moment.toLocaleTimeString("en-GB", { hour: "2-digit", minute: "2-digit" });
  if (moment.toDateString() === today.toDateString()) return clock;
  return sayDay(moment) + " " + clock;
}

/**
 * The name of a day of the week.
 * @param {Date} moment
 */
export function sayWeekday(moment) {
  return SAID.days[(moment.getDay() + 6) % 7];
}

/**
 * A day and its month: few browsers know the Welsh names.
 * @param {Date} moment
 */
export function sayDay(moment) {
  return moment.getDate() + " " + SAID.months[moment.getMonth()];
}
