// Photos of a visit: the file as taken is sealed at once; a small copy goes along.
// @ts-check

import { TooLong } from "../header.js";
import { NoReceiver } from "../envelopes.js";
import { addPhoto, dropPhoto, makeCopy } from "../photos.js";
import { say } from "../words.js";
import { button, el } from "./dom.js";

/**
 * @param {import("./shell.js").App} app
 * @param {import("../drafts.js").Draft} draft
 * @param {{nobody: string[]}} said
 * @param {(said: {nobody: string[]}) => void} set
 */
export function drawPhotos(app, draft, said, set) {
  const place = el("div");
  const told = el("p.told", { role: "status" });
  let nobody = said?.nobody ?? [];
  const draw = () => place.replaceChildren(...draft.photos.map((photo, n) => drawPhoto(photo, n, {
    isNobody: nobody.includes(photo.id),
    mark: (isNobody) => { nobody = nobody.filter((id) => id !== photo.id).concat(isNobody ? photo.id : []); set({ nobody }); },
    drop: async () => { await dropPhoto(app.ctx, draft, photo.id); nobody = nobody.filter((id) => id !== photo.id); set({ nobody }); draw(); },
  })));
  const take = async (/** @type {Event} */ event) => {
    const box = /** @type {HTMLInputElement} */ (event.target);
    for (const file of box.files ?? []) {
      told.textContent = say("photo_sealing");
      const copy = await makeCopy(file);
      told.textContent = await addPhoto(app.ctx, draft, file, { copy }, box.capture ? "camera" : "file")
        .then(({ original }) => say(!original ? "photo_too_large" : copy ? "photo_kept" : "photo_no_copy"), faultOf);
    }
    box.value = "";
    set({ nobody });
    draw();
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
    button(say("take_out", { name }), drop, ".quiet"));
}

/** @param {unknown} error */
function faultOf(error) {
  if (error instanceof TooLong) return say("photo_too_many");
  if (error instanceof NoReceiver) return say("photo_nobody");
  if (error instanceof DOMException && error.name === "QuotaExceededError") return say("why_space");
  throw error;
}
