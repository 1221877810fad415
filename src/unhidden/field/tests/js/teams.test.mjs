import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";

import { toHex } from "../../../vault/static/vault/sealing.js";
import { keepLanding, readLanding, Unsafe, verifiedTeam } from "../../static/field/teams.js";
import { verifyReceipt } from "../../static/field/receipts.js";
import { makeWorld } from "./world.mjs";

const stored = JSON.parse(await readFile(new URL("../../../vault/tests/vectors/chain.json", import.meta.url)));
const { cases, links, today } = stored;
// The longest life that is good, and the states on its way.
const [life] = cases.filter((each) => each.state).sort((one, other) => other.links.length - one.links.length);
const chain = life.links.map((name) => links[name]);

async function statesOf() {
  const { verifyLinks } = await import("../../../vault/static/vault/chain.js");
  const states = [];
  for (let n = 1; n <= chain.length; n += 1) states.push(await verifyLinks(chain.slice(0, n), stored.pin, today));
  return states;
}

const states = await statesOf();
const [first, last] = [states[0], states.at(-1)];

test("a team's key follows from what this phone knew, by its links", async () => {
  const { ctx: { store } } = await makeWorld();
  await verifiedTeam(store, { state: first, generation: first.generation }, today);

  const team = await verifiedTeam(store, { state: last, generation: last.generation, links: chain }, today);

  assert.deepEqual(
    [team.team, team.generation, team.link, toHex(team.key), team.isBehind],
    [last.team, last.generation, last.number, last.key, false],
  );
});

test("of a site that forgot links the phone's own count, and it is said", async () => {
  const { ctx: { store } } = await makeWorld();
  await verifiedTeam(store, { state: last, generation: last.generation }, today);

  const team = await verifiedTeam(store, { state: first, generation: first.generation, links: [] }, today);

  assert.deepEqual([team.link, toHex(team.key), team.isBehind], [last.number, last.key, true]);
});

for (const [name, told] of Object.entries({
  "links that are left out": { state: last, links: chain.slice(2) },
  "a later state to which no links lead": { state: last, links: [] },
  "a signature that is another's": { state: last, links: chain.map((link) => ({ ...link, signatures: chain[0].signatures })) },
  "another key under the same number": { state: { ...first, hash: "0".repeat(64), key: last.key }, links: [] },
  "another root": { state: { ...last, root: "0".repeat(64) }, links: chain },
})) {
  test(`${name}: nothing is sealed, and what the phone knew stays`, async () => {
    const { ctx: { store } } = await makeWorld();
    await verifiedTeam(store, { state: first, generation: first.generation }, today);

    await assert.rejects(verifiedTeam(store, { ...told, generation: 1 }, today), Unsafe);

    assert.deepEqual((await store.get("keys", "team:" + first.team)).state, first);
  });
}

test("a second team of another root is not believed", async () => {
  const { ctx: { store } } = await makeWorld();
  await verifiedTeam(store, { state: first, generation: 1 }, today);
  const other = { ...first, team: "44444444-4444-4444-8444-444444444444", root: "0".repeat(64) };

  await assert.rejects(verifiedTeam(store, { state: other, generation: 1 }, today), Unsafe);
});

test("an earlier receipt is still checked after the server's key changed", async () => {
  const { landing, ctx: { store } } = await makeWorld();
  const told = { id: "99999999-0000-4000-8000-000000000000", public_key: "11".repeat(32), url: "/landing/" };
  await keepLanding(store, { ...told, receipt_key: landing.publicKey });
  const header = { submission: told.id, device: told.id, photos: [], parts: [] };
  const { receipt, signature } = await landing.receiptFor({ header, digest: "0".repeat(64), landedAt: 5, position: 1 });

  await keepLanding(store, { ...told, receipt_key: "22".repeat(32) });

  const { receiptKeys } = await readLanding(store);
  assert.equal((await verifyReceipt(receipt, signature, receiptKeys)).position, 1);
  assert.equal(Object.keys(receiptKeys).length, 2);
});
