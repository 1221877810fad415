// A report that is being written: in this page's memory, and nowhere else.

export class Draft {
  /** ``key`` is the form's own: files, puzzle and report belong together by it. */
  constructor(key) {
    this.told = new Map();
    this.files = null;
    this.begin(key);
    this.point = null; // what the map knows of the answer "point" (place.js)
  }

  /** A form of its own: nothing of it was sent before. */
  begin(key) {
    this.key = key;
    this.words = null;
    this.ids = new Map(); // of what was sent, by its text
    this.tried = [];
  }

  /** The id of a report of this text: what differs in anything is another report. */
  idOf(text) {
    if (!this.ids.has(text)) this.ids.set(text, crypto.randomUUID());
    return this.ids.get(text);
  }

  /** Whether an answer was another one when this form was sent before. */
  hasChanged(name) {
    const now = String(this.told.get(name) ?? []);
    return this.tried.some((told) => String(told.get(name) ?? []) !== now);
  }

  /** Take what stands in a step's form. */
  take(form, fields) {
    const sent = new FormData(form);
    for (const name of fields) {
      this.told.set(name, sent.getAll(name).map(readable).filter((value) => value !== ""));
    }
  }

  /** Put what was answered into a step's form. */
  fill(form, fields) {
    for (const name of fields) {
      const values = this.told.get(name) ?? [];
      for (const box of form.elements) {
        if (box.name !== name) continue;
        if (box.type === "radio" || box.type === "checkbox") {
          box.checked = values.includes(box.value);
        } else {
          box.value = values[0] ?? "";
        }
      }
    }
  }

  one(name) {
    return this.told.get(name)?.[0] ?? "";
  }

  get wantsReply() {
    return this.one("wants_reply") !== "no";
  }

  /** The words that lead back to what is sent now, or null. */
  get receipt() {
    return this.wantsReply ? this.words : null;
  }

  forget() {
    this.told.clear();
    this.files = null;
    this.point = null;
    this.begin("");
  }
}

/** Text without control characters and with plain line ends, as rules/answers.py has it. */
function readable(value) {
  if (typeof value !== "string") return "";
  const lines = value.replace(/\r\n?/g, "\n");
  const plain = lines.replace(/[\x00-\x08\x0b-\x1f\x7f-\x9f]/g, "");
  return plain.replace(/\p{Surrogate}/gu, "\ufffd");
}
