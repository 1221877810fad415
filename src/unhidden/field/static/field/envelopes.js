// The two envelopes of a submission: the outer one for the server's key of these weeks,
// and each inner one for the people of a team. Of what is unfinished no free text, and no
// picture, is ever in the outer one.
// @ts-check

import { seal, sealBox, sealLetter, toBase64 } from "../vault/sealing.js";
import { readOffset } from "./clock.js";
import { buildHeader } from "./header.js";
import { sha256 } from "./pieces.js";

/** @typedef {import("../vault/sealing.js").Bytes} Bytes */

/** @typedef {import("./header.js").Kind} Kind */

/** @typedef {import("./header.js").Part} Part */

/** @typedef {import("./header.js").PhotoNamed} PhotoNamed */

/** @typedef {import("./header.js").PhotoSealed} PhotoSealed */

/** @typedef {import("./teams.js").Team} Team */

/** @typedef {import("./pieces.js").Piece} Piece */

/**
 * What a test or a bench replaces: all that is outside.
 * @typedef {object} Ctx
 * @property {import("./store.js").Store} store
 * @property {import("./device.js").Device} device
 * @property {import("./unlocking.js").Unlocked|null} unlocked
 * @property {import("./teams.js").Landing|null} landing
 * @property {typeof fetch} fetch
 * @property {() => number} now
 * @property {CredentialsContainer} [credentials]
 */

/** @typedef {{usual: Team|null, custodians: Team|null}} Receivers */

/**
 * What people alone read; to the visit's usual team, or to another; ``false`` for one that
 * has no keys yet.
 * @typedef {{what: string, text?: string, team?: Team|null|false, [more: string]: any}} Inner
 */

/**
 * What a page has of a visit. ``long`` names the answers of the outer that are free text,
 * ``nobody`` the photos in which nobody is; ``view`` is the page's own.
 * @typedef {object} Content
 * @property {Record<string, any>} outer
 * @property {Inner[]} inner
 * @property {string[]} long
 * @property {string[]} [nobody]
 * @property {any} [view]
 */

/**
 * A photo whose pieces lie sealed on the phone. The copy's key is here while its officer
 * has unlocked.
 * @typedef {object} Photo
 * @property {string} id
 * @property {string} sha256 of the file as taken
 * @property {number} bytes
 * @property {string} mime
 * @property {"camera"|"file"} taken
 * @property {{parts: string[], key: Bytes|null, team: PhotoSealed|null}|null} copy
 * @property {PhotoSealed|null} original
 */

/**
 * @typedef {object} Subject
 * @property {string} submission
 * @property {number} seq
 * @property {string} form
 * @property {string|null} planned
 * @property {string|null} about
 * @property {Receivers} receivers
 * @property {Photo[]} photos
 */

/** @typedef {{header: Bytes, pieces: Piece[], unsealed: number}} Sealed */

/** Nobody's key is here to seal this to: it stays where it was typed. */
export class NoReceiver extends Error {}

/**
 * Seal it all anew. What has no team yet is counted in ``unsealed``, and is only in the
 * readable half.
 * @param {Ctx} ctx
 * @param {Subject} subject
 * @param {Content} content
 * @param {Kind} kind
 * @returns {Promise<Sealed>}
 */
export async function sealSubmission(ctx, subject, content, kind) {
  if (!ctx.landing) throw new NoReceiver("landing");
  const { landing } = ctx;
  const { outer, inner } = kind === "unfinished" ? heldBack(content) : content;
  const letter = JSON.stringify({ form: subject.form, ...outer });
  const outerPiece = await pieceOf(await sealLetter(letter, landing.publicKey));
  const withTeam = inner.map((each) => ({ ...each, team: each.team ?? subject.receivers.usual }));
  const closed = await Promise.all(
    withTeam.flatMap(({ team, ...each }) => (team ? [sealInner(each, team, subject.planned)] : [])),
  );
  const nobody = kind === "unfinished" ? [] : content.nobody ?? [];
  const photos = await Promise.all(subject.photos.map(async (photo) => (
    namePhoto(photo, await sealCopy(ctx, photo, nobody, subject.receivers.usual), !nobody.includes(photo.id))
  )));
  const pieces = [outerPiece, ...closed.map(({ piece }) => piece)];
  const header = buildHeader({
    ...factsOf(ctx, subject, kind, await madeAt(ctx)),
    outer: outerPiece.sha256, inner: closed.map(({ named }) => named), photos, parts: pieces.map(partOf),
  });
  return { header, pieces, unsealed: inner.length - closed.length };
}

/**
 * What a header says of whom and what it is, before its parts.
 * @param {Ctx} ctx
 * @param {Omit<Subject, "receivers"|"photos">} subject
 * @param {Kind} kind
 * @param {{clock: number, offset: number|null}} made
 */
export function factsOf(ctx, { submission, seq, form, planned, about }, kind, made) {
  const { id: device, person: author } = ctx.device;
  if (!ctx.landing) throw new NoReceiver("landing");
  return { kind, submission, device, author, seq, form, planned, about, landing_key: ctx.landing.id, made };
}

/** @param {Ctx} ctx */
export async function madeAt(ctx) {
  return { clock: ctx.now(), offset: await readOffset(ctx.store) };
}

/**
 * What an unfinished header says of a photo: it goes to people, whoever is in it.
 * @param {Photo} photo
 */
export function namePhotoUnfinished(photo) {
  return namePhoto(photo, photo.copy?.team ?? null, true);
}

/**
 * All pieces of a photo that lie on the phone.
 * @param {Photo} photo
 * @returns {string[]}
 */
export function piecesOfPhoto({ copy, original }) {
  return [...copy?.parts ?? [], ...original?.parts ?? []];
}

/** @param {Bytes} bytes */
export async function pieceOf(bytes) {
  return { sha256: await sha256(bytes), bytes };
}

/**
 * @param {Piece} piece
 * @returns {Part}
 */
export function partOf({ sha256: name, bytes }) {
  return { sha256: name, bytes: bytes.length, now: true };
}

/**
 * Free text, out of the outer and into an envelope for people.
 * @param {Content} content
 * @returns {{outer: Record<string, any>, inner: Inner[]}}
 */
function heldBack({ outer, inner, long }) {
  const { answers = {}, notes = [], ...rest } = outer;
  const isLong = (/** @type {[string, any]} */ [code, said]) => long.includes(code) && said !== "";
  const held = Object.fromEntries(Object.entries(answers).filter(isLong));
  const kept = Object.fromEntries(Object.entries(answers).filter(([code]) => !long.includes(code)));
  const texts = [...Object.values(held), ...notes];
  const text = texts.map((said) => (typeof said === "string" ? said : JSON.stringify(said))).join("\n\n");
  const more = text ? [{ what: "unfinished", text, answers: held, notes }] : [];
  return { outer: { ...rest, answers: kept }, inner: [...inner, ...more] };
}

/**
 * @param {Inner} said
 * @param {Team} team
 * @param {string|null} planned
 */
async function sealInner(said, { team, generation, link, key }, planned) {
  // A new one each time: two envelopes never claim to be the same.
  const id = crypto.randomUUID();
  const table = said.what === "register" ? "safeguarding_registerentry" : "field_innerenvelope";
  const place = { table, field: "content_sealed", id, key };
  const { content, sealedKey } = await seal(JSON.stringify({ ...said, visit: { planned } }), place);
  const piece = await pieceOf(content);
  const to = { team, generation, link, key: toBase64(sealedKey) };
  return { piece, named: { id, what: said.what, ...to, part: piece.sha256 } };
}

/**
 * @param {Ctx} ctx
 * @param {Photo} photo
 * @param {string[]} nobody
 * @param {Team|null} usual
 * @returns {Promise<PhotoSealed|null>}
 */
async function sealCopy({ landing }, { id, copy }, nobody, usual) {
  const isOfNobody = landing && nobody.includes(id);
  const to = isOfNobody ? { team: "landing", generation: 0, key: landing.publicKey } : usual;
  if (!copy?.key || !to) return copy && copy.team;
  const key = toBase64(await sealBox(copy.key, to.key));
  return { key, to: to.team, generation: to.generation, parts: copy.parts };
}

/**
 * @param {Photo} photo
 * @param {PhotoSealed|null} copy
 * @param {boolean} isOfPeople
 * @returns {PhotoNamed}
 */
function namePhoto({ id, sha256: whole, bytes, mime, taken, original }, copy, isOfPeople) {
  return { id, sha256: whole, bytes, mime, of_people: isOfPeople, taken, copy, original };
}
