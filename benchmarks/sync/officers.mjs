// An officer with a phone: types, takes photos, finishes and sends, as the pages let them,
// and goes on where the app was killed. Everything goes into the device log first.

import { drawMarker, sha256 } from "./marks.mjs";

const HOUR = 3_600_000;
const ROUNDS = 12;
const WAIT = 400_000; // longer than the longest wait of the outbox

/** The page was killed while it waited for something. */
export class Killed extends Error {}

export class Officer {
  page = null;
  /** Of each operation, what its officer remembers to have typed. */
  shown = new Map();

  constructor({ person, phone, log, receivers, chain = null, isUnlocked = true }) {
    Object.assign(this, { person, phone, log, receivers, chain, isUnlocked });
  }

  async wake(person = this.person) {
    this.page?.close();
    this.page = await this.phone.start(person, { isUnlocked: this.isUnlocked });
    return this.page;
  }

  /** Another officer, on the same phone; or another page of the same one. */
  beside(more = {}) {
    return new Officer({ ...this, ...more });
  }

  do(work) {
    return this.page.do(work);
  }

  async begin(op) {
    await this.log.intend("begin", { operation: op.n, planned: op.planned, conflict: op.conflict });
    const now = await this.do((app, ctx) => app.clock.readingNow(ctx.store, ctx.now));
    const beginning = {
      form: "2026-12", receivers: this.receivers, label: nameOf(op), readableUntil: now + 12 * HOUR,
    };
    const draft = await this.do((app, ctx) => app.drafts.begin(ctx, op.planned, beginning));
    return { op, draft, texts: [], view: null };
  }

  /** Type some more, and see it kept. */
  async type(visit) {
    const content = await this.#typed(visit, "type");
    await this.do((app, ctx) => app.drafts.save(ctx, visit.draft, content));
    await this.#showKept(visit);
  }

  async photo(visit, size) {
    const bytes = crypto.getRandomValues(new Uint8Array(Math.min(size, 65_536)));
    const file = new Blob(Array.from({ length: Math.ceil(size / bytes.length) }, () => bytes), { type: "image/jpeg" });
    const whole = await sha256(new Uint8Array(await file.arrayBuffer()));
    await this.log.intend("photo", { operation: visit.op.n, sha256: whole });
    const copy = new Blob([bytes.subarray(0, 20_000)], { type: "image/jpeg" });
    await this.do((app, ctx) => app.photos.addPhoto(ctx, visit.draft, file, { copy }));
    await this.log.note("seen_state", { operation: visit.op.n, shown: "photo", sha256: whole });
  }

  async finish(visit, kind = "account") {
    const content = await this.#typed(visit, "finish");
    await this.do((app, ctx) => app.drafts.finish(ctx, visit.draft, content, kind));
    await this.#showKept(visit);
  }

  /** After a start: go on with this visit where the app has it, or begin it again. */
  async goOn(op) {
    // Of what may not be read any more there is nothing to go on with: it goes as it is.
    await this.do((app, ctx) => app.drafts.promoteEnded(ctx));
    const known = (each) => each.label === nameOf(op);
    const { own } = await this.do((app, ctx) => app.drafts.listDrafts(ctx));
    const [there] = own.filter(known);
    if (there) {
      const { draft, content } = await this.do((app, ctx) => app.drafts.open(ctx, there.submission));
      // Whoever has keys by now, and had none when it was begun, receives it.
      draft.receivers = { ...draft.receivers, usual: draft.receivers.usual ?? this.receivers.usual };
      await this.finish({ op, draft, texts: content?.view?.texts ?? [] });
      return;
    }
    const items = await this.do((app, ctx) => app.outbox.listItems(ctx));
    if (!items.some(known)) await this.finish(await this.begin(op));
  }

  /** Send until nothing waits, or the line is good for nothing; gives whether all went. */
  async send(rounds = ROUNDS) {
    const { skew } = this.phone;
    try {
      for (let round = 0; round < rounds; round += 1) {
        const report = await this.do((app, ctx) => app.outbox.sendAll(ctx));
        await this.look();
        if (!report.waiting && !report.isBusy && !await this.#owesOriginals()) return true;
        this.phone.skew += WAIT;
      }
      return false;
    } finally {
      this.phone.skew = skew;
    }
  }

  /** Write down what the app shows of sending, where it is new. */
  async look() {
    for (const item of await this.do((app, ctx) => app.outbox.listItems(ctx))) {
      const said = `${item.state} ${item.why} ${item.receipt?.text}`;
      if (this.shown.get(item.id) === said) continue;
      this.shown.set(item.id, said);
      const { submission, state, why, kind, receipt } = item;
      const digest = item.id.split(":")[1];
      await this.log.note("seen_state", { submission, digest, kind, shown: state, why, ...receipt });
    }
  }

  async #owesOriginals() {
    const items = await this.do((app, ctx) => app.outbox.listItems(ctx));
    return items.some((item) => item.originalsLeft);
  }

  async #typed(visit, op) {
    const marker = drawMarker();
    visit.texts = [...visit.texts, marker];
    const text = visit.texts.join(" ");
    await this.log.intend(op, { operation: visit.op.n, marker, text_sha256: await sha256(text) });
    visit.last = marker;
    const { op: { outer }, more = {}, story = "" } = visit;
    return {
      outer: { ...outer, ...more, answers: { ...outer?.answers, narrative: [text, story].join(" ") } },
      inner: [{ what: "disclosure", text: [text, story].join(" "), language: "en" }],
      long: ["purpose_told", "narrative"],
      view: { texts: visit.texts },
    };
  }

  async #showKept({ op, last }) {
    await this.log.note("seen_state", { operation: op.n, shown: "kept", marker: last });
  }
}

export function nameOf(op) {
  return `visit ${op.n}`;
}

/** Do it; where the app is killed meanwhile start it again, and go on with the visit. */
export async function withKills(officer, op, play, killAt) {
  const { life } = officer.page;
  const before = life.steps;
  life.killAt = killAt ? before + killAt : 0;
  try {
    await play(officer, op);
    life.killAt = 0;
    return { isKilled: false, steps: life.steps - before };
  } catch (error) {
    if (!(error instanceof Killed)) throw error;
    await officer.log.note("kill", { operation: op.n });
    await officer.wake();
    await officer.do((app, ctx) => app.outbox.askReceipts(ctx));
    await officer.goOn(op);
    await officer.send();
    return { isKilled: true, steps: killAt };
  }
}
