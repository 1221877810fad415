export * from "../../node_modules/@noble/hashes/blake2.js";
