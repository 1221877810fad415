// One process of simulated officers: its plan is the first line of standard input. It tells
// when all is played, waits for a second line, sends what is left, and tells what it came to.

import { createInterface } from "node:readline";

import { Phone } from "./lives.mjs";
import { AnswerLog, DeviceLog } from "./logs.mjs";
import { Line } from "./network.mjs";
import { Officer } from "./officers.mjs";
import { playOperation, tellPlaces } from "./plays.mjs";

const FORGETS = 15 * 86_400_000;
const AGAIN = 1_000; // milliseconds until an officer's app is woken again
const pause = (time) => new Promise((go) => { setTimeout(go, time); });

const lines = createInterface({ input: process.stdin })[Symbol.asyncIterator]();
const plan = JSON.parse((await lines.next()).value);
const answers = new AnswerLog(plan.folder, plan.name);
const team = (told) => ({ ...told, key: new Uint8Array(Buffer.from(told.key, "hex")) });
const receivers = { usual: team(plan.receivers.usual), custodians: team(plan.receivers.custodians) };
const landing = {
  id: plan.landing.id, publicKey: new Uint8Array(Buffer.from(plan.landing.public_key, "hex")),
  url: plan.landing.url, receiptKeys: plan.landing.receipt_keys,
};
const requests = { slowest: 0, count: 0, longestVisit: 0 };

function note(said) {
  answers.note(said);
  requests.count += 1;
  requests.slowest = Math.max(requests.slowest, said.took);
  if (said.path.endsWith("/commit")) requests.longestVisit = Math.max(requests.longestVisit, said.bytes);
}

/** Whether the landing answers at all. */
async function isUp() {
  return fetch(plan.landing.url + "key").then((answer) => answer.ok, () => false);
}

/** All operations of one officer, one after the other. */
async function playOfficer({ n, person, operations }) {
  const line = new Line({ origin: plan.origin, note });
  const log = new DeviceLog(plan.folder, n);
  const officer = new Officer({ person, log, receivers, chain: plan.chain, phone: new Phone({ landing, line }) });
  const kept = [officer]; // and the phones that are copies of theirs
  await officer.wake();
  for (const operation of operations) {
    const given = { isUp, pause: () => pause(AGAIN / 2), keep: (other) => kept.push(other) };
    await playOperation(officer, { ...operation, ...given });
  }
  return kept;
}

/** Nothing goes wrong any more: drafts end, and everything arrives. */
async function drain(officer) {
  const until = Date.now() + plan.patience * 1_000;
  await officer.wake();
  officer.phone.skew += 4 * 86_400_000;
  await officer.do((app, ctx) => app.drafts.promoteEnded(ctx));
  await officer.do((app, ctx) => app.outbox.askReceipts(ctx));
  while (!await officer.send() && Date.now() < until) await pause(AGAIN);
}

/** Fifteen days later what was received is forgotten; gives how much is still there. */
async function forget(officer) {
  officer.phone.line.ahead = FORGETS;
  const items = await officer.do((app, ctx) => app.outbox.listItems(ctx));
  for (let told = 0; items.length && told < Date.now() + FORGETS / 2; await pause(0)) {
    await officer.do((app, ctx) => app.outbox.askReceipts(ctx));
    told = await officer.do((app, ctx) => app.clock.serverNow(ctx.store));
  }
  await officer.do((app, ctx) => app.outbox.forgetSent(ctx));
  return (await officer.do((app, ctx) => ctx.store.getAllKeys("outbox"))).length
    + (await officer.do((app, ctx) => ctx.store.getAllKeys("parts"))).length;
}

/** All at the same moment, each until it has every receipt; their seconds. */
async function sendTogether(officers) {
  const began = performance.now();
  await Promise.all(officers.map(async (officer) => {
    const until = Date.now() + plan.patience * 1_000;
    while (!await officer.send(1) && Date.now() < until) await pause(AGAIN);
  }));
  return (performance.now() - began) / 1_000;
}

async function playAll() {
  const waiting = [...plan.officers];
  const done = [];
  const work = async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) done.push(...await playOfficer(next));
  };
  await Promise.all(Array.from({ length: plan.at_once }, work));
  return done;
}

const began = performance.now();
const officers = await playAll();
const seconds = (performance.now() - began) / 1_000;
console.log("ready");
await lines.next();
const together = plan.is_together ? await sendTogether(officers) : 0;
const stormed = { ...requests };
for (const officer of officers) await drain(officer);
let left = 0;
for (const officer of officers) left += await forget(officer);
const places = tellPlaces();
console.log(JSON.stringify({
  together, left, seconds, places, killed: Object.values(places).reduce((sum, [killed]) => sum + killed, 0),
  slowest: stormed.slowest / 1_000, longest_visit: requests.longestVisit,
}));
process.exit(0);
