// The QR codes of a picture that comes in: a line "WIDTH HEIGHT", then its RGBA bytes.
// The reader knows one code at a time, and mixes up two that stand beside each other: it
// is shown the whole, and then parts of it that overlap.
import { readFileSync } from "node:fs";
import jsqr from "jsqr";

const PARTS = [1, 2, 5];
const sent = readFileSync(0);
const end = sent.indexOf(10);
const [width, height] = sent.subarray(0, end).toString().split(" ").map(Number);
const pixels = new Uint8ClampedArray(sent.subarray(end + 1));
const said = new Set();

function cut(left, top, wide, high) {
  const part = new Uint8ClampedArray(wide * high * 4);
  for (let row = 0; row < high; row += 1) {
    const begin = ((top + row) * width + left) * 4;
    part.set(pixels.subarray(begin, begin + wide * 4), row * wide * 4);
  }
  return part;
}

for (const count of PARTS) {
  const [wide, high] = [Math.floor(width / count), Math.floor(height / count)];
  const steps = 2 * count - 1;
  for (let place = 0; place < steps * steps; place += 1) {
    const left = Math.floor(((place % steps) * wide) / 2);
    const top = Math.floor((Math.floor(place / steps) * high) / 2);
    const found = jsqr(cut(left, top, wide, high), wide, high);
    if (found) said.add(found.data);
  }
}
process.stdout.write(JSON.stringify([...said]));
