// What a browser needs to seal by itself, asked before anything of the report is.

import { canVerify } from "../vault/chain.js";

/** Whether it has the curves: X25519 to seal with, Ed25519 to check whose key it is. */
export async function hasCurves() {
  try {
    const made = await crypto.subtle.generateKey({ name: "X25519" }, false, ["deriveBits"]);
    return Boolean(made) && await canVerify();
  } catch {
    return false;
  }
}
