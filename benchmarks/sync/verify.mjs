// Checks receipts by the published key, with what Node has itself: each line of standard
// input is [text, signature in hex, public key in hex]; gives the numbers of bad lines.

import { createPublicKey, verify } from "node:crypto";
import { createInterface } from "node:readline";

// What stands before the 32 bytes of an Ed25519 public key (RFC 8410).
const PREFIX = Buffer.from("302a300506032b6570032100", "hex");
const bad = [];
let number = 0;
for await (const line of createInterface({ input: process.stdin })) {
  const [text, signature, key] = JSON.parse(line);
  if (!isSigned(text, signature, key)) bad.push(number);
  number += 1;
}
console.log(JSON.stringify(bad));

function isSigned(text, signature, key) {
  try {
    const der = Buffer.concat([PREFIX, Buffer.from(key, "hex")]);
    const publicKey = createPublicKey({ key: der, format: "der", type: "spki" });
    return verify(null, Buffer.from(text), publicKey, Buffer.from(signature, "hex"));
  } catch {
    return false;
  }
}
