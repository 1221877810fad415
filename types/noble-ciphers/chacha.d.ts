export * from "../../node_modules/@noble/ciphers/chacha.js";
