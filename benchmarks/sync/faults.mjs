// One life of a page, and the things of its browser that it waits for: IndexedDB, the
// ciphers, and Web Locks. At its k-th awaited thing the page is killed: what it waited
// for is never told, a transaction that is open is taken back, and one that had just been
// completed stays completed.

const never = new Promise(() => {});

export class Life {
  steps = 0;
  killAt = 0;
  quotaAt = 0;
  isDead = false;
  open = new Set();

  constructor(locks) {
    this.locks = locks;
    this.killed = Promise.withResolvers();
  }

  /** Something it waited for came; gives whether the page is there to see it. */
  step() {
    if (this.isDead) return false;
    this.steps += 1;
    if (this.steps === this.killAt) this.kill();
    return !this.isDead;
  }

  kill() {
    this.isDead = true;
    for (const tx of this.open) tryAbort(tx);
    this.locks.letGo(this);
    this.killed.resolve();
  }

  /** What was waited for, unless the page is no more. */
  async hand(promise) {
    if (this.isDead) return never;
    try {
      const came = await promise;
      return this.step() ? came : never;
    } catch (error) {
      if (this.isDead) return never;
      throw error;
    }
  }

  /** The browser's ciphers, as its modules get them. */
  cryptoOf() {
    const subtle = new Proxy(crypto.subtle, {
      get: (on, name) => (...given) => this.hand(this.isDead ? never : on[name](...given)),
    });
    return {
      subtle,
      getRandomValues: (into) => crypto.getRandomValues(into),
      randomUUID: () => crypto.randomUUID(),
    };
  }

  /** The phone's disk, as its modules get it. */
  watchFactory(factory) {
    return {
      open: (...given) => {
        const request = factory.open(...given);
        const tell = request.dispatchEvent.bind(request);
        request.dispatchEvent = (event) => {
          if (event.type !== "success") return tell(event);
          if (!this.step()) return true;
          this.watchDatabase(request.result);
          return tell(event);
        };
        return request;
      },
    };
  }

  watchDatabase(database) {
    const begin = database.transaction.bind(database);
    database.transaction = (...given) => {
      if (this.isDead) throw new Error("dead");
      const tx = begin(...given);
      this.watchTransaction(tx);
      return tx;
    };
  }

  watchTransaction(tx) {
    this.open.add(tx);
    const tell = tx.dispatchEvent.bind(tx);
    tx.dispatchEvent = (event) => {
      if (event.type !== "error") this.open.delete(tx);
      if (event.type === "complete" ? !this.step() : this.isDead) return true;
      return tell(event);
    };
    // Where fake-indexeddb makes every request of a transaction.
    const ask = tx._execRequestAsync.bind(tx);
    tx._execRequestAsync = (asked) => {
      const request = ask(this.isFull(asked) ? { ...asked, operation: refuseSpace } : asked);
      const answer = request.dispatchEvent.bind(request);
      request.dispatchEvent = (event) => {
        const isSeen = event.type === "success" ? this.step() : !this.isDead;
        return isSeen ? answer(event) : true;
      };
      return request;
    };
  }

  /** Whether the phone has no room for what this request writes. */
  isFull({ operation }) {
    if (!this.quotaAt || !operation.name.includes("storeRecord")) return false;
    this.quotaAt -= 1;
    return this.quotaAt === 0;
  }
}

function refuseSpace() {
  throw new DOMException("no room", "QuotaExceededError");
}

function tryAbort(tx) {
  try {
    tx.abort();
  } catch {
    // It was over.
  }
}

/** The Web Locks of one phone, for all its pages: a killed page's are let go. */
export class Locks {
  held = new Map();
  waiting = [];

  of(life) {
    return { request: (name, options, work = options) => this.#request(life, name, options, work) };
  }

  letGo(life) {
    this.waiting = this.waiting.filter((each) => each.life !== life);
    for (const [name, grant] of [...this.held]) if (grant.life === life) this.#release(name, grant);
  }

  async #request(life, name, options, work) {
    if (life.isDead) return never;
    if (this.held.has(name) && options.ifAvailable) return life.step() ? work(null) : never;
    const grant = { life, name };
    if (this.held.has(name)) {
      await new Promise((go) => { this.waiting.push(Object.assign(grant, { go })); });
    } else {
      this.held.set(name, grant);
    }
    if (!life.step()) return never;
    try {
      return await work({ name });
    } finally {
      this.#release(name, grant);
    }
  }

  #release(name, grant) {
    if (this.held.get(name) !== grant) return;
    this.held.delete(name);
    const next = this.waiting.find((each) => each.name === name);
    if (!next) return;
    this.waiting.splice(this.waiting.indexOf(next), 1);
    this.held.set(name, next);
    next.go();
  }
}
