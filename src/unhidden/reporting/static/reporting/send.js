// The last step: a puzzle and a sealed report. Loaded only there.

import { deriveKey } from "../altcha-lib/algorithms/web/pbkdf2.js";
import { solveChallenge } from "../altcha-lib/pow.js";
import { fromHex, seal, toBase64 } from "../vault/sealing.js";
import { reasonsOf, urgencyFor, wordsOf } from "./answers.js";
import { deskOf, Unsafe } from "./desk.js";
import { placemark } from "./placemark.js";
import { post } from "./post.js";
import { boxOf } from "./seal.js";
import { sketch } from "./sketch.js";

export { Unsafe };

const ATTEMPTS = 3;
const LIST_BITS = 11; // 2,048 words
const WORDS = 7;

/** Seven words of the list, each drawn by the system's own source of randomness. */
export function drawWords(list) {
  const drawn = crypto.getRandomValues(new Uint16Array(WORDS));
  return [...drawn].map((number) => list[number & ((1 << LIST_BITS) - 1)]);
}

/** The desk for this report, verified, and a solved puzzle. */
export async function knock(draft, answers, data) {
  const door = await post(data.door, {
    form_key: draft.key, area: answers.area, topic: answers.topic,
  });
  if (door.is !== "open") throw new Error(door.is);
  const [desk, solution] = await Promise.all([
    deskOf(door, data),
    solveChallenge({ challenge: door.puzzle, deriveKey, timeout: 0 }),
  ]);
  const answer = btoa(JSON.stringify({ challenge: door.puzzle, solution }));
  return { door, desk, answer };
}

/** Seal the report for this team's desk and send it. ``ready`` is what knock gave.
 *
 * Gives the desk, with "kept"; with "first" where this form's report is what it said
 * before, and its words open it; with "already" where they do not. Null while it is not
 * sent, also because the desk is another one now.
 */
export async function send(draft, answers, data, ready, team) {
  let open = ready;
  for (let attempt = 0; attempt < ATTEMPTS && open.desk.team === team; attempt += 1) {
    const { is } = await post(data.send, await message(draft, answers, data, open));
    if (["kept", "first", "already"].includes(is)) return { is, desk: open.desk };
    if (is !== "unsolved" && is !== "unsealed") throw new Error(is);
    open = await knock(draft, answers, data);
  }
  return null;
}

async function message(draft, answers, data, { door, desk, answer }) {
  const text = JSON.stringify(answers);
  // Sealed by another link it is another one: no receipt names a link that may be wrong.
  const id = draft.idOf(`${desk.hash} ${text}`);
  const sealed = await seal(text, {
    table: door.table, field: data.field, id, key: fromHex(desk.key),
  });
  const alike = sketch(wordsOf(answers));
  const place = placemark(answers, data);
  const reasons = reasonsOf(answers, data);
  const back = draft.receipt && (await boxOf(plain(draft.receipt)));
  return {
    id,
    form_key: draft.key,
    generation: door.generation,
    sealed_key: toBase64(sealed.sealedKey),
    content: toBase64(sealed.content),
    answer,
    urgency: urgencyFor(reasons),
    reasons: reasons.join(" "),
    area: answers.area,
    topic: answers.topic,
    version: data.version,
    sketch: alike ? toBase64(alike) : "",
    place: place ? toBase64(place) : "",
    address: back ? toBase64(back.address) : "",
    reply_key: back ? toBase64(back.publicKey) : "",
  };
}

/** The one spelling of receipt words: rules/receipts.py, "code". */
function plain(words) {
  const bare = words.join(" ").replace(/['\u2019]/g, "").normalize("NFKD");
  return bare.replace(/\p{M}/gu, "").toLowerCase().split(/[^a-z]+/).filter(Boolean).join(" ");
}
