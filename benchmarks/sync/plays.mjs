// What happens to a visit on its way: each play is one operation of an officer. Where a
// play is killed at each thing that it waits for, its officer goes on after a start.

import { nameOf, withKills } from "./officers.mjs";

const DAY = 86_400_000;
const HOUR = 3_600_000;

async function write(officer, op) {
  const visit = await officer.begin(op);
  await officer.type(visit);
  await officer.type(visit);
  await officer.finish(visit);
}

async function visit(officer, op) {
  await write(officer, op);
  await officer.send();
}

async function photo(officer, op) {
  const begun = await officer.begin(op);
  await officer.type(begun);
  await officer.photo(begun, 100_000);
  await officer.finish(begun);
  await officer.send();
}

/** As much as a long visit has, with every question answered. */
async function long(officer, op) {
  const begun = await officer.begin(op);
  begun.more = { signature: { of: "officer", for: "record", strokes: [Array.from({ length: 600 }, (_, n) => n % 320)] } };
  begun.story = "What was seen and what somebody told, in their own words. ".repeat(70);
  await officer.type(begun);
  await officer.finish(begun);
  await officer.send();
}

/** Written and not sent: there is no signal. */
function written(officer, op) {
  return write(officer, op);
}

async function album(officer, op) {
  const begun = await officer.begin(op);
  await officer.type(begun);
  for (let n = 0; n < op.photos; n += 1) await officer.photo(begun, op.photoBytes);
  await officer.finish(begun);
  await officer.send();
}

/** Two requests that go wrong, each in its way, and then a line that is good again. */
async function cut(officer, op) {
  await write(officer, op);
  officer.phone.line.faults = [...op.faults];
  await officer.send();
  officer.phone.line.faults = [];
}

/** Its reading ends while it is half written: it goes as it is. */
async function ended(officer, op) {
  const begun = await officer.begin(op);
  await officer.type(begun);
  const { skew } = officer.phone;
  officer.phone.skew += DAY + HOUR;
  await officer.log.intend("touch_none", { operation: op.n });
  await officer.do((app, ctx) => app.drafts.promoteEnded(ctx));
  officer.phone.skew = skew;
  await officer.send();
}

/**
 * The links of a team's keys are not there yet, and so nobody's key is: it stays on the
 * phone, though its reading ends, until they are.
 */
async function keyless(officer, op) {
  const { receivers, chain, phone: { skew } } = officer;
  for (const id of ["root", `team:${chain.state.team}`]) await officer.do((app, ctx) => ctx.store.delete("keys", id));
  try {
    officer.receivers = { ...receivers, usual: await learn(officer, []) };
    const begun = await officer.begin(op);
    await officer.type(begun);
    await officer.type(begun);
    officer.phone.skew += DAY + HOUR;
    await officer.do((app, ctx) => app.drafts.promoteEnded(ctx));
    await officer.wake();
    officer.phone.skew = skew;
    officer.receivers = { ...receivers, usual: await learn(officer, chain.links) };
    await officer.goOn(op);
  } finally {
    Object.assign(officer, { receivers });
    officer.phone.skew = skew;
  }
  await officer.send();
}

/** The team to seal to, where these links lead to its key; else null. */
function learn({ chain: { state }, page }, links) {
  const today = new Date().toISOString().slice(0, 10);
  return page.do((app, ctx) => app.teams.verifiedTeam(ctx.store, { state, generation: 0, links }, today).catch((error) => {
    if (!(error instanceof app.teams.Unsafe) || links.length) throw error;
    return null;
  }));
}

/** A clock that is wrong by up to two days while it is written, and put right, or not. */
async function clock(officer, op) {
  const { skew } = officer.phone;
  officer.phone.skew = op.skew;
  await write(officer, op);
  if (op.skew > 0) officer.phone.skew = skew;
  await officer.send();
  officer.phone.skew = skew;
}

/** No room on the phone for one of the things that are written. */
async function quota(officer, op) {
  const begun = await officer.begin(op);
  officer.page.life.quotaAt = op.quotaAt;
  for (const step of ["type", "type", "finish"]) {
    try {
      await officer[step](begun);
    } catch (error) {
      if (error.name !== "QuotaExceededError") throw error;
      await officer.log.note("seen_state", { operation: op.n, shown: "no room" });
      await officer[step](begun); // its officer made room, and presses again
    }
  }
  officer.page.life.quotaAt = 0;
  await officer.send();
}

/** The same draft in two pages at once: whoever is late is told, and nothing is lost. */
async function tabs(officer, op) {
  const first = await officer.begin(op);
  await officer.type(first);
  const other = officer.beside();
  other.page = null;
  await other.wake();
  const second = await open(other, op);
  await Promise.allSettled([officer.type(first), other.type(second)]);
  await Promise.allSettled([officer.finish(first), other.finish(second)]);
  await Promise.all([officer.wake(), other.page.close()]);
  await officer.goOn(op);
  const third = officer.beside();
  third.page = null;
  await third.wake();
  await Promise.all([officer.send(), third.send()]);
  third.page.close();
  await officer.send();
}

/** Another officer signs in on the same phone while a draft lies there. */
async function shared(officer, op) {
  const begun = await officer.begin(op);
  await officer.type(begun);
  officer.page.close();
  const other = officer.beside({ person: op.other });
  other.page = null;
  await other.wake();
  const theirs = { ...op, n: `${op.n}b` };
  await write(other, theirs);
  await other.send();
  other.page.close();
  await officer.wake();
  await officer.goOn(op);
  await officer.send();
}

/** The same words twice: two visits of which each is one. */
async function same(officer, op) {
  await write(officer, op);
  await write(officer, { ...op, n: `${op.n}b` });
  await officer.send();
}

/** One that cannot go, before one that can: the second arrives while the first waits. */
async function stuck(officer, op) {
  const { line } = officer.phone;
  await write(officer, op);
  const items = await officer.do((app, ctx) => app.outbox.listItems(ctx));
  const { submission } = items.find((item) => item.label === nameOf(op));
  await officer.log.intend("stuck", { operation: op.n });
  line.isStuck = (body) => Buffer.from(body).includes(submission);
  await write(officer, { ...op, n: `${op.n}b` });
  await sendWhileUp(officer, op);
  await officer.log.note("arrived", { operation: `${op.n}b` });
  line.isStuck = () => false;
}

/** Send as often as it takes while the landing is away, and a few times when it answers. */
async function sendWhileUp(officer, op) {
  for (let tries = 0; tries < 4;) {
    const isUp = await op.isUp();
    await officer.send(3);
    if (isUp && await op.isUp()) tries += 1;
    else await op.pause();
  }
}

/** Do it, again and again while the landing is away. */
async function tryUntilUp(op, work) {
  for (;;) {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof TypeError)) throw error;
      await op.pause();
    }
  }
}

/** A phone, and another on which its backup was put: both finish the same draft. */
async function twin(officer, op) {
  const begun = await officer.begin(op);
  await officer.type(begun);
  const phone = await officer.phone.copy();
  await officer.log.intend("clone", { operation: op.n });
  const other = officer.beside({ phone });
  other.page = null;
  await other.wake();
  await other.goOn(op);
  await officer.finish(begun);
  await officer.send();
  await other.send();
  op.keep(other);
}

/** A phone that keeps nothing for good: its officer relies on it only if it says that it does. */
async function evicted(officer, op) {
  await write(officer, op);
  const how = { standing: "enrolled", hasAllFiles: async () => true };
  const { faults } = await officer.do((app, ctx) => app.tasking.isReady(ctx, how));
  if (!faults.includes("kept")) {
    await officer.log.note("seen_state", { operation: op.n, shown: "ready" });
    await officer.log.intend("evict", { operation: op.n });
    officer.phone.evict();
    await officer.wake();
  }
  await officer.send();
}

/** A phone that nobody unlocks: it writes, and cannot read. */
async function locked(officer, op) {
  const { page } = officer;
  const other = officer.beside({ isUnlocked: false });
  other.page = null;
  page.close();
  await other.wake();
  await write(other, op);
  await other.send();
  other.page.close();
  await officer.wake();
}

/** A state and an alarm, sent before what waits. */
async function message(officer, op) {
  await write(officer, op);
  const said = { state: "there", clock: Date.now() };
  await officer.do((app, ctx) => app.items.addMessage(ctx, "state", op.planned, said));
  await officer.send();
}

/** Handed over as a file: a desk sends the frames, and the phone asks for its receipts. */
async function file(officer, op) {
  await write(officer, op);
  await officer.log.intend("export", { operation: op.n });
  const blob = await officer.do((app, ctx) => app.export.exportOutbox(ctx));
  const bytes = new Uint8Array(await blob.arrayBuffer());
  const { app, ctx } = officer.page;
  for (const { path, frame } of app.frames.readFrames(bytes)) {
    await tryUntilUp(op, () => officer.do(() => ctx.fetch(ctx.landing.url + path, { body: frame })));
  }
  await officer.do((app, ctx) => app.outbox.askReceipts(ctx));
  await officer.send();
}

async function open(officer, op) {
  const { own } = await officer.do((app, ctx) => app.drafts.listDrafts(ctx));
  const { submission } = own.find((each) => each.label === nameOf(op));
  const { draft, content } = await officer.do((app, ctx) => app.drafts.open(ctx, submission));
  return { op, draft, texts: content.view.texts };
}

const KILLED = { visit, photo, ended, message, keyless };
const WHOLE = { long, written, album, cut, clock, quota, tabs, shared, same, stuck, twin, evicted, locked, file };
export const PLAYS = { ...KILLED, ...WHOLE };

/** How far each play is killed by now: the next time one step later. */
const places = new Map();

/** Play an operation; of a play that is killed, at the next place of all. */
export async function playOperation(officer, op) {
  const play = PLAYS[op.play];
  if (!KILLED[op.play]) return play(officer, op);
  const { at, killed, awaits } = places.get(op.play) ?? { at: op.first, killed: 0, awaits: 0 };
  places.set(op.play, { at: at + op.stride, killed, awaits });
  const { isKilled, steps } = await withKills(officer, op, play, at);
  const now = places.get(op.play);
  if (isKilled) places.set(op.play, { ...now, killed: now.killed + 1 });
  // It was over before: every place was had, and it begins anew.
  else places.set(op.play, { ...now, at: op.first, awaits: Math.max(steps, awaits) });
  return undefined;
}

/** How often each play was killed, and for how many things it waits. */
export function tellPlaces() {
  return Object.fromEntries([...places].map(([name, { killed, awaits }]) => [name, [killed, awaits]]));
}
