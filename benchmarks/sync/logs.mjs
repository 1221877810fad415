// What the harness did to a phone, line by line, on the disk before the app is given it;
// and what the app showed. The checker reads this and nothing else of the harness.

import { fsyncSync, openSync, writeSync } from "node:fs";
import { join } from "node:path";

export class DeviceLog {
  constructor(folder, officer) {
    this.officer = officer;
    this.file = openSync(join(folder, `device-${officer}.jsonl`), "a");
  }

  /** Write down what is about to be done, and see it on the disk. */
  async intend(op, more) {
    await this.note(op, more);
    fsyncSync(this.file);
  }

  /** Write down what the app showed, or what happened to it. */
  async note(op, more) {
    const line = { officer: this.officer, at: Date.now(), op, ...more };
    writeSync(this.file, JSON.stringify(line) + "\n");
  }
}

/** What the server answered to anybody. */
export class AnswerLog {
  constructor(folder, name) {
    this.file = openSync(join(folder, `answers-${name}.jsonl`), "a");
  }

  note(said) {
    writeSync(this.file, JSON.stringify(said) + "\n");
  }
}
