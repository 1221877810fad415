export * from "../../node_modules/@noble/ciphers/salsa.js";
