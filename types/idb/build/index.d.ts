export * from "../../../node_modules/idb/build/index.js";
