// A phone, which survives, and the lives of the app's page on it: each imports the app's
// modules anew.

import "fake-indexeddb/auto";

import { IDBFactory } from "fake-indexeddb";

import { Life, Locks } from "./faults.mjs";
import { browsers } from "./loading.mjs";
import { Killed } from "./officers.mjs";

const APP = new URL("../../src/unhidden/field/static/field/", import.meta.url);
const MODULES = ["clock", "device", "drafts", "export", "frames", "items", "outbox", "photos", "store", "tasking", "teams", "unlocking"];
const STORES = ["meta", "people", "shifts", "tasking", "keys", "drafts", "parts", "outbox"];

let lives = 0;

export class Phone {
  /** How far its clock is from ours, in milliseconds. */
  skew = 0;
  factory = new IDBFactory();
  locks = new Locks();
  isPersistent = false;

  constructor({ landing, line }) {
    Object.assign(this, { landing, line });
    // What a passkey gives: known to its officer, not to the phone.
    this.unlockKey = crypto.getRandomValues(new Uint8Array(32));
  }

  /** Start the app, as this person; ``isUnlocked`` whether they have unlocked it. */
  async start(person, { isUnlocked = true } = {}) {
    const life = new Life(this.locks);
    lives += 1;
    browsers.set(lives, { crypto: life.cryptoOf(), navigator: this.#navigatorOf(life) });
    const load = (name) => import(`${APP.href}${name}.js?life=${lives}`);
    const app = Object.fromEntries(await Promise.all(MODULES.map(async (name) => [name, await load(name)])));
    const store = await app.store.openStore(life.watchFactory(this.factory));
    const ctx = {
      store,
      device: await app.device.ensureDevice(store, person),
      unlocked: isUnlocked ? new app.unlocking.Unlocked(this.unlockKey.slice()) : null,
      landing: this.landing,
      fetch: this.line.fetchOf(life),
      now: () => Date.now() + this.skew,
    };
    return new Page(life, app, ctx);
  }

  /** Another phone with what is on this one: of a backup that was put back. */
  async copy() {
    const phone = new Phone(this);
    phone.unlockKey = this.unlockKey;
    const [there, here] = [await phone.start("nobody"), await this.start("nobody")].map((page) => page.ctx.store);
    for (const name of STORES) {
      for (const row of await here.getAll(name)) await there.put(name, row);
    }
    return phone;
  }

  /** The browser takes back what it was not asked to keep. */
  evict() {
    if (!this.isPersistent) this.factory = new IDBFactory();
  }

  #navigatorOf(life) {
    const persist = async () => { this.isPersistent = true; return true; };
    const persisted = async () => this.isPersistent;
    const estimate = async () => ({ quota: 4e9, usage: 0 });
    return { locks: this.locks.of(life), storage: { persist, persisted, estimate }, connection: undefined };
  }
}

/** The app while it is open. */
export class Page {
  constructor(life, app, ctx) {
    Object.assign(this, { life, app, ctx });
  }

  /** What the app does, unless it is killed meanwhile: throws Killed then. */
  do(work) {
    const killed = this.life.killed.promise.then(() => { throw new Killed(); });
    const done = work(this.app, this.ctx);
    done.catch(() => {}); // of a page that is no more
    return Promise.race([done, killed]);
  }

  close() {
    this.life.kill();
  }
}
