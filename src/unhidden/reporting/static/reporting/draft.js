// A report that is being written: in this page's memory, and nowhere else.

export class Draft {
  /** ``key`` is the form's own: files, puzzle and report belong together by it. */
  constructor(key) {
    this.told = new Map();
    this.id = crypto.randomUUID();
    this.key = key;
    this.words = null;
    this.files = null;
    this.point = null; // what the map knows of the answer "point" (place.js)
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

  forget() {
    this.told.clear();
    this.files = null;
    this.point = null;
    this.words = null;
  }
}

/** Text without control characters and with plain line ends, as rules/answers.py has it. */
function readable(value) {
  if (typeof value !== "string") return "";
  const lines = value.replace(/\r\n?/g, "\n");
  const plain = lines.replace(/[\x00-\x08\x0b-\x1f\x7f-\x9f]/g, "");
  return plain.replace(/\p{Surrogate}/gu, "\ufffd");
}
