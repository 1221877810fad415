// Photos: the file as taken, sealed to the custodians, and a small copy of it. Both lie
// sealed on the phone from the first moment, and the draft's standby names them.
// @ts-check

import { randomBytes, toBase64, unwrapKey, utf8, wrapKey } from "../vault/sealing.js";
import { factsOf, namePhotoUnfinished, NoReceiver, piecesOfPhoto } from "./envelopes.js";
import { buildHeader, LONGEST, readHeader, TooLong } from "./header.js";
import { exclusive, inTurn } from "./locks.js";
import { sealPieces, sha256 } from "./pieces.js";
import { Stale, write, writeRow } from "./store.js";

/** @typedef {import("../vault/sealing.js").Bytes} Bytes */

/** @typedef {import("./envelopes.js").Ctx} Ctx */

/** @typedef {import("./envelopes.js").Photo} Photo */

/** @typedef {import("./drafts.js").Draft} Draft */

/** @typedef {{ctx: Ctx, submission: string, id: string, pieces: string[]}} Keep */

const TABLE = "field_photo";
const MOST = 60;
const LONGEST_ORIGINAL = 64 * 1_048_576;
const LONGEST_COPY = 300_000;
const ROOM = 32_768; // of a header, for what is still to be written
const SIDES = [1_600, 1_200, 900, 600];
const QUALITIES = [0.8, 0.6, 0.4];

/**
 * Keep a photo. Throws NoReceiver where no custodian's key is known, and TooLong where a
 * visit has as many as it takes; what it throws leaves the draft as it was.
 * @param {Ctx} ctx
 * @param {Draft} draft
 * @param {File|Blob} file
 * @param {{copy: Blob|null}} [made] its copy, where it is made already
 * @param {"camera"|"file"} [taken]
 * @returns {Promise<Photo>}
 */
export function addPhoto(ctx, draft, file, made, taken = "camera") {
  return exclusive("draft:" + draft.submission, async () => {
    if (draft.photos.length >= MOST) throw new TooLong();
    const keep = { ctx, submission: draft.submission, id: crypto.randomUUID(), pieces: [] };
    try {
      const photo = await sealPhoto(keep, draft.receivers, file, made, taken);
      await changePhotos(ctx, draft, (photos, isStored) => (
        [...photos, isStored ? storedPhoto(photo, draft.key) : photo]
      ));
      return photo;
    } catch (error) {
      // What stays of it goes with the draft: the first fault is the one to tell.
      await deletePieces(ctx, keep.pieces).catch(() => {});
      throw error;
    }
  });
}

/**
 * Take a photo out of a draft again.
 * @param {Ctx} ctx
 * @param {Draft} draft
 * @param {string} id
 */
export function dropPhoto(ctx, draft, id) {
  return exclusive("draft:" + draft.submission, async () => {
    const pieces = draft.photos.filter((photo) => photo.id === id).flatMap(piecesOfPhoto);
    await changePhotos(ctx, draft, (photos) => photos.filter((photo) => photo.id !== id));
    await deletePieces(ctx, pieces);
  });
}

/**
 * A copy of at most 300 kB, without what the camera wrote beside it; null where this
 * browser cannot read the file.
 * @param {Blob} file
 * @returns {Promise<Blob|null>}
 */
export async function makeCopy(file) {
  let picture;
  try {
    picture = await createImageBitmap(file, { imageOrientation: "from-image" });
  } catch {
    return null;
  }
  for (const side of SIDES) {
    for (const quality of QUALITIES) {
      const copy = await drawn(picture, side, quality);
      if (copy && copy.size <= LONGEST_COPY) return copy;
    }
  }
  return null;
}

/**
 * The photos of a draft, with the keys of their copies for whoever has the draft's.
 * @param {any} row
 * @param {Bytes|null} key
 * @returns {import("./envelopes.js").Photo[]}
 */
export function photosOf({ photos }, key) {
  return photos.map((/** @type {any} */ photo) => {
    const wrapped = photo.copy?.key;
    const boundTo = utf8("photos\0" + photo.id);
    const opened = key && wrapped ? unwrapKey(wrapped, { key, boundTo }) : null;
    return photo.copy ? { ...photo, copy: { ...photo.copy, key: opened } } : photo;
  });
}

/**
 * A photo as the store keeps it: the key of its copy under the draft's.
 * @param {import("./envelopes.js").Photo} photo
 * @param {Bytes|null} key
 */
function storedPhoto(photo, key) {
  if (!photo.copy) return photo;
  const boundTo = utf8("photos\0" + photo.id);
  const wrapped = key && photo.copy.key ? wrapKey(photo.copy.key, { key, boundTo }) : null;
  return { ...photo, copy: { ...photo.copy, key: wrapped } };
}

/**
 * Write other photos, and in the same transaction the standby that names them: also
 * beside what another tab wrote, which makes this draft stale as any other save does.
 * @param {Ctx} ctx
 * @param {Draft} draft
 * @param {(photos: Photo[], isStored: boolean) => Photo[]} make
 */
function changePhotos(ctx, draft, make) {
  return inTurn(draft, async () => {
    await writeRow(ctx.store, "drafts", draft.submission, (row) => {
      if (!row) throw new Stale();
      const photos = make(row.photos, true);
      return { ...row, revision: row.revision + 1, photos, standby: renamed(ctx, row, photos) };
    });
    Object.assign(draft, { revision: draft.revision + 1, photos: make(draft.photos, false) });
  });
}

/**
 * The standby of a row as it is, with these photos.
 * @param {Ctx} ctx
 * @param {any} row
 * @param {Photo[]} photos
 */
function renamed(ctx, row, photos) {
  const before = row.standby ? readHeader(row.standby.header) : { outer: null, inner: [], parts: [] };
  const made = before.made ?? { clock: ctx.now(), offset: null };
  const header = buildHeader({
    ...factsOf(ctx, row, "unfinished", made), landing_key: before.landing_key ?? ctx.landing?.id,
    outer: before.outer, inner: before.inner, photos: photos.map(namePhotoUnfinished), parts: before.parts,
  });
  if (header.length > LONGEST - ROOM && photos.length > row.photos.length) throw new TooLong();
  return { header, parts: row.standby?.parts ?? [] };
}

/**
 * @param {Keep} keep
 * @param {import("./envelopes.js").Receivers} receivers
 * @param {File|Blob} file
 * @param {{copy: Blob|null}|undefined} made
 * @param {"camera"|"file"} taken
 * @returns {Promise<Photo>}
 */
async function sealPhoto(keep, { custodians, usual }, file, made, taken) {
  if (!custodians || !keep.ctx.landing) throw new NoReceiver("custodians");
  const { copy } = made ?? { copy: await makeCopy(file) };
  const small = copy && await sealPart(keep, "copy", copy, usual);
  const isTooLong = file.size > LONGEST_ORIGINAL;
  const whole = isTooLong ? null : await sealPart(keep, "original", file, custodians);
  return {
    id: keep.id,
    sha256: await sha256(new Uint8Array(await file.arrayBuffer())),
    bytes: file.size,
    mime: file.type.slice(0, 60),
    taken,
    copy: small && { parts: small.parts, key: small.key, team: small.sealed },
    original: whole && whole.sealed,
  };
}

/**
 * Seal one half of a photo into the store, a piece at a time. Without a team its key is
 * kept alone, for one that is known later.
 * @param {Keep} keep
 * @param {"copy"|"original"} part
 * @param {File|Blob} file
 * @param {import("./teams.js").Team|null} team
 */
async function sealPart({ ctx, submission, id, pieces }, part, file, team) {
  const head = { name: "name" in file ? file.name : "", type: file.type };
  const place = { table: TABLE, part, id, head, to: team?.key ?? randomBytes(32) };
  const made = await sealPieces(file, place);
  const parts = [];
  for await (const piece of made.pieces) {
    pieces.push(piece.sha256);
    await write(ctx.store, ["parts"], (tx) => {
      tx.objectStore("parts").put({ ...piece, submission });
    });
    parts.push(piece.sha256);
  }
  const sealed = team && { key: toBase64(made.sealedKey), to: team.team, generation: team.generation, parts };
  return { parts, key: made.key, sealed };
}

/**
 * @param {Ctx} ctx
 * @param {string[]} pieces
 */
function deletePieces(ctx, pieces) {
  return write(ctx.store, ["parts"], (tx) => {
    for (const piece of pieces) tx.objectStore("parts").delete(piece);
  });
}

/**
 * @param {ImageBitmap} picture
 * @param {number} side the longest
 * @param {number} quality
 * @returns {Promise<Blob|null>}
 */
function drawn(picture, side, quality) {
  const scale = Math.min(1, side / Math.max(picture.width, picture.height));
  const canvas = document.createElement("canvas");
  canvas.width = Math.round(picture.width * scale);
  canvas.height = Math.round(picture.height * scale);
  canvas.getContext("2d")?.drawImage(picture, 0, 0, canvas.width, canvas.height);
  return new Promise((resolve) => { canvas.toBlob(resolve, "image/jpeg", quality); });
}
