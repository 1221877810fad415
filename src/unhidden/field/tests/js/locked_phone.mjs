// Writes down what lies wrapped on a phone with a half-written draft and a visit that
// waits: for a test that tries the server's keys on it.

import { text } from "node:stream/consumers";

import { begin, finish, save } from "../../static/field/drafts.js";
import { Unlocked } from "../../static/field/unlocking.js";
import { fromHex, toBase64 } from "../../../vault/static/vault/sealing.js";
import { contentOf, makeWorld } from "./world.mjs";

const world = await makeWorld();
world.ctx.unlocked = new Unlocked(fromHex(await text(process.stdin)));
const { ctx, receivers } = world;
await save(ctx, await begin(ctx, null, { receivers, label: "The nail bar" }), contentOf("half"));
await finish(ctx, await begin(ctx, null, { receivers }), contentOf("whole"));

const [draft] = await ctx.store.getAll("drafts");
const [item] = await ctx.store.getAll("outbox");
const check = ctx.unlocked.wrap("people\0somebody", new Uint8Array(32));
console.log(JSON.stringify([
  { what: "draft", bound_to: "drafts\0" + draft.submission, content: toBase64(draft.key) },
  { what: "label", bound_to: "label\0" + draft.submission, content: toBase64(draft.label) },
  { what: "sent", bound_to: "drafts\0" + item.submission, content: toBase64(item.readable.key) },
  { what: "check", bound_to: "people\0somebody", content: toBase64(check) },
]));
