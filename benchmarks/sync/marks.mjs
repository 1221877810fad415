// Words that stand nowhere else, and hashes: for Node and for a browser.

const LETTERS = "abcdefghijklmnopqrstuvwxyz";
const EVEN = 256 - (256 % LETTERS.length);

/** Sixteen letters that stand nowhere else. */
export function drawMarker() {
  const drawn = [];
  while (drawn.length < 16) {
    const [number] = crypto.getRandomValues(new Uint8Array(1));
    if (number < EVEN) drawn.push(LETTERS[number % LETTERS.length]);
  }
  return drawn.join("");
}

export async function sha256(content) {
  const bytes = typeof content === "string" ? new TextEncoder().encode(content) : content;
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  return [...digest].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}
