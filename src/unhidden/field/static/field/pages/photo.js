// Photos of a visit: the file as taken is sealed at once; a small copy goes along.
// @ts-check

import { TooLong } from "../header.js";
import { NoReceiver } from "../envelopes.js";
import { addPhoto, dropPhoto, makeCopy } from "../photos.js";
import { Stale } from "../store.js";
import { say } from "../words.js";
import { buttonTwice, el } from "./dom.js";

/**
 * @param {import("./shell.js").App} app
 * @param {{draft: import("../drafts.js").Draft}} record whose draft may become another
 * @param {() => Promise<void>} keep
 * @param {import("./fields.js").Slot} slot its value is {nobody: string[]}
 */
export function drawPhotos(app, record, keep, { value, set }) {
  const place = el("div");
  const told = el("div", { role: "status" });
  const tell = (/** @type {HTMLElement[]} */ ...lines) => told.replaceChildren(...lines);
  /** @type {string[]} */
  let nobody = value?.nobody ?? [];
  const mark = (/** @type {string} */ id, /** @type {boolean} */ isNobody) => {
    nobody = nobody.filter((each) => each !== id).concat(isNobody ? id : []);
    set({ nobody });
  };
  const draw = () => place.replaceChildren(...record.draft.photos.map((photo, n) => drawPhoto(photo, n, {
    isNobody: nobody.includes(photo.id),
    mark: (isNobody) => mark(photo.id, isNobody),
    drop: async () => {
      try {
        await dropPhoto(app.ctx, record.draft, photo.id);
        mark(photo.id, false);
        tell();
        draw();
      } catch (error) {
        tell(el("p.bad", {}, say(error instanceof Stale ? "photo_gone" : "photo_not_out")));
      }
    },
  })));
  const add = async (/** @type {File} */ file, /** @type {"camera"|"file"} */ taken) => {
    const copy = await makeCopy(file);
    const { original } = await addPhoto(app.ctx, record.draft, file, { copy }, taken).catch(async (error) => {
      if (!(error instanceof Stale)) throw error;
      await keep(); // another tab finished it: this goes on as a record of its own
      return addPhoto(app.ctx, record.draft, file, { copy }, taken);
    });
    return el("p.told", {}, say(!original ? "photo_too_large" : copy ? "photo_kept" : "photo_no_copy"));
  };
  const take = async (/** @type {Event} */ event) => {
    const box = /** @type {HTMLInputElement} */ (event.target);
    /** @type {HTMLElement[]} */
    const lines = []; // of each file: what went wrong with one stands beside the others
    for (const file of box.files ?? []) {
      tell(...lines, el("p", {}, say("photo_sealing")));
      const line = await add(file, box.capture ? "camera" : "file").catch(faultOf);
      if (box.files?.[1]) line.prepend(file.name + ": ");
      lines.push(line);
      tell(...lines);
    }
    box.value = "";
    set({ nobody });
    draw();
    await keep();
    if (!place.isConnected) await app.refresh();
  };
  draw();
  return el("div", {}, place, told, takeBox("take_photo", { capture: "environment" }, take), takeBox("choose_photo", { multiple: true }, take));
}

/**
 * @param {string} words
 * @param {object} props
 * @param {(event: Event) => unknown} change
 */
function takeBox(words, props, change) {
  return el("label.button.quiet", {}, say(words), el("input.file", { type: "file", accept: "image/*,.heic,.heif", change, ...props }));
}

/**
 * @param {import("../envelopes.js").Photo} photo
 * @param {number} n
 * @param {{isNobody: boolean, mark: (isNobody: boolean) => void, drop: () => unknown}} act
 */
function drawPhoto(photo, n, { isNobody, mark, drop }) {
  const name = say("photo", { n: n + 1, size: Math.ceil(photo.bytes / 1000) });
  return el("fieldset.row", {}, el("legend", {}, name), photo.copy ? null : el("p.hint", {}, say("photo_no_copy")),
    el("label.choice", {}, el("input", {
      type: "checkbox", checked: isNobody,
      change: (/** @type {Event} */ event) => mark(/** @type {HTMLInputElement} */ (event.target).checked),
    }), el("span", {}, say("nobody_in_it"))),
    buttonTwice(say("take_out", { name }), drop));
}

/** @param {unknown} error */
function faultOf(error) {
  return el("p.bad", {}, say(codeOf(error)));
}

/** @param {unknown} error */
function codeOf(error) {
  if (error instanceof TooLong) return "photo_too_many";
  if (error instanceof NoReceiver) return "photo_nobody";
  if (error instanceof DOMException && error.name === "QuotaExceededError") return "photo_no_room";
  if (!(error instanceof DOMException)) reportError(error);
  return "photo_not_kept";
}
