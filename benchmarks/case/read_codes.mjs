// The QR codes of a picture that comes in: a line "WIDTH HEIGHT", then its RGBA bytes.
// What was read is painted over, and looked for again, until there is no more.
import { readFileSync } from "node:fs";
import jsqr from "jsqr";

const MOST = 20;
const sent = readFileSync(0);
const end = sent.indexOf(10);
const [width, height] = sent.subarray(0, end).toString().split(" ").map(Number);
const pixels = new Uint8ClampedArray(sent.subarray(end + 1));
const said = [];

function paintOver({ topLeftCorner, topRightCorner, bottomLeftCorner, bottomRightCorner }) {
  const corners = [topLeftCorner, topRightCorner, bottomLeftCorner, bottomRightCorner];
  const across = corners.map((corner) => corner.x);
  const down = corners.map((corner) => corner.y);
  const bound = (value, most) => Math.min(Math.max(Math.round(value), 0), most);
  const [left, right] = [bound(Math.min(...across), width), bound(Math.max(...across), width)];
  const [top, bottom] = [bound(Math.min(...down), height), bound(Math.max(...down), height)];
  for (let row = top; row < bottom; row += 1) {
    pixels.fill(255, (row * width + left) * 4, (row * width + right) * 4);
  }
}

for (let turn = 0; turn < MOST; turn += 1) {
  const found = jsqr(pixels, width, height);
  if (!found) break;
  said.push(found.data);
  paintOver(found.location);
}
process.stdout.write(JSON.stringify(said));
