// A signature as strokes: points with their moments, kept as numbers.
// @ts-check

import { say } from "../words.js";
import { button, el, newId } from "./dom.js";

const [WIDE, HIGH] = [600, 200];

/**
 * @param {number[][]} strokes
 * @param {(strokes: number[][]) => void} set
 */
export function drawPad(strokes, set) {
  const id = newId();
  const canvas = /** @type {HTMLCanvasElement} */ (el("canvas.pad", { width: WIDE, height: HIGH, role: "img", "aria-labelledby": id }));
  let kept = [...strokes];
  let begun = 0;
  draw(canvas, kept);
  canvas.onpointerdown = (event) => {
    begun = event.timeStamp;
    canvas.setPointerCapture(event.pointerId);
    kept = [...kept, []];
  };
  canvas.onpointermove = (event) => {
    if (!event.buttons || !kept.length) return;
    const { left, top, width, height } = canvas.getBoundingClientRect();
    kept[kept.length - 1].push(
      Math.round((event.clientX - left) * WIDE / width), Math.round((event.clientY - top) * HIGH / height),
      Math.round(event.timeStamp - begun),
    );
    draw(canvas, kept);
  };
  canvas.onpointerup = () => set(kept.filter((stroke) => stroke.length));
  const clear = button(say("sign_again"), () => { kept = []; draw(canvas, kept); set(kept); }, ".quiet");
  return el("div", {}, el("p", { id }, el("strong", {}, say("sign_here"))), canvas, clear);
}

/**
 * @param {HTMLCanvasElement} canvas
 * @param {number[][]} strokes
 */
function draw(canvas, strokes) {
  const pen = /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d"));
  pen.clearRect(0, 0, WIDE, HIGH);
  pen.lineWidth = 3;
  for (const stroke of strokes) {
    pen.beginPath();
    for (let n = 0; n < stroke.length; n += 3) pen.lineTo(stroke[n], stroke[n + 1]);
    pen.stroke();
  }
}
