export * from "../../node_modules/@noble/hashes/argon2.js";
