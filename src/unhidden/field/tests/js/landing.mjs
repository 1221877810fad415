// A landing in memory: it takes the frames that the process "field" takes, checks what that
// checks, and gives its answers. Anything else can be put before it, to see what a phone
// makes of it.

import { fromHex, joined, toHex, utf8 } from "../../../vault/static/vault/sealing.js";
import { deviceIdOf } from "../../static/field/device.js";
import { sha256 } from "../../static/field/pieces.js";

const ED25519 = { name: "Ed25519" };
const LONGEST = { header: 131_072, part: 262_400, inline: 65_536 };
const LABELS = { part: "unhidden part 1\0", commit: "unhidden landing 1\0", ask: "unhidden ask 1\0" };

export class Landing {
  /** @param {() => number} now */
  constructor(now = Date.now) {
    this.now = now;
    this.parts = new Map();
    this.rows = new Map();
    this.requests = [];
    this.before = async () => null; // gives what to answer instead
    this.after = async (answer) => answer; // what becomes of an answer on its way
    const landing = this;
    // As a browser's own: called for another object it throws.
    this.fetch = function fetch(url, options) {
      if (this !== undefined) throw new TypeError("Illegal invocation");
      return landing.#fetch(new URL(url, "http://landing.test"), options);
    };
  }

  /** Its keys, which a phone is told of by tasking. */
  async open() {
    this.keys = await crypto.subtle.generateKey(ED25519, true, ["sign", "verify"]);
    this.publicKey = toHex(new Uint8Array(await crypto.subtle.exportKey("raw", this.keys.publicKey)));
    this.keyId = (await sha256(fromHex(this.publicKey))).slice(0, 16);
    return this;
  }

  /** As it was at that moment: what came since is gone. */
  copy() {
    const [parts, rows] = [new Map(this.parts), new Map(this.rows)];
    return () => Object.assign(this, { parts: new Map(parts), rows: new Map(rows) });
  }

  /** The same by a socket; gives its address, and what closes it. */
  async listen() {
    const { createServer } = await import("node:http"); // a browser has none
    const server = createServer(async (request, response) => {
      const body = new Uint8Array(Buffer.concat(await Array.fromAsync(request)));
      const { status, answer } = await this.answer(request.url.split("/").pop(), body);
      response.writeHead(status, { "Content-Type": "application/json" }).end(JSON.stringify(answer));
    });
    await new Promise((resolve) => { server.listen(0, "127.0.0.1", resolve); });
    return { url: `http://127.0.0.1:${server.address().port}/landing/`, close: () => server.close() };
  }

  async answer(path, body) {
    const said = await this.#said(path, body);
    const status = said.is === "unreadable" ? 400 : said.is === "later" ? 503 : 200;
    return { status, answer: { at: this.now(), ...said } };
  }

  async receiptFor(row) {
    const text = ["unhidden receipt 1", `key ${this.keyId}`, `submission ${row.header.submission}`,
      `device ${row.header.device}`, `digest ${row.digest}`, `landed ${new Date(row.landedAt).toISOString()}`,
      `position ${row.position}`, ""].join("\n");
    const inside = namesOf(row.header, true).filter((name) => this.parts.has(name)).map((name) => `in ${name}\n`);
    const parts = `unhidden parts 1\nkey ${this.keyId}\nsubmission ${row.header.submission}\ndigest ${row.digest}\n`
      + [...new Set(inside)].sort().join("");
    return {
      is: "received", receipt: text, signature: await this.sign(text),
      parts_receipt: parts, parts_signature: await this.sign(parts),
    };
  }

  async sign(text) {
    return toHex(new Uint8Array(await crypto.subtle.sign(ED25519, this.keys.privateKey, utf8(text))));
  }

  async #fetch(url, { body }) {
    const path = url.pathname.split("/").pop();
    const bytes = new Uint8Array(body);
    const instead = await this.before(path, bytes);
    if (instead) return instead;
    const { status, answer } = await this.answer(path, bytes);
    const given = await this.after(answer, path);
    return new Response(JSON.stringify(given), { status });
  }

  async #said(path, body) {
    const read = readFrame(body);
    if (!read) return { is: "unreadable", why: "format" };
    const header = JSON.parse(new TextDecoder().decode(read.header));
    this.requests.push({ path, header, bytes: body.length });
    if (header.device !== await deviceIdOf(read.key)) return { is: "unreadable", why: "signature" };
    const hashed = new Uint8Array(await crypto.subtle.digest("SHA-256", read.header));
    const signed = joined(utf8(LABELS[path]), path === "commit" ? hashed : read.header);
    if (!await verify(read.key, read.signature, signed)) return { is: "unreadable", why: "signature" };
    if (read.header.length > LONGEST.header) return { is: "unreadable", why: "length" };
    return this[path](header, read, toHex(hashed));
  }

  async part({ sha256: name, bytes }, { inline }) {
    if (inline.length !== 1 || inline[0].length > LONGEST.part) return { is: "unreadable", why: "length" };
    if (inline[0].length !== bytes || await sha256(inline[0]) !== name) return { is: "unreadable", why: "digest" };
    this.parts.set(name, inline[0]);
    return { is: "kept" };
  }

  async commit(header, { inline }, digest) {
    const length = inline.reduce((sum, part) => sum + part.length, 0);
    if (length > LONGEST.inline) return { is: "unreadable", why: "length" };
    const came = new Map();
    for (const part of inline) came.set(await sha256(part), part);
    if ([...came.keys()].some((name) => !namesOf(header, true).includes(name))) return { is: "unreadable", why: "digest" };
    const missing = namesOf(header, false).filter((name) => !this.parts.has(name) && !came.has(name));
    if (missing.length) return { is: "missing", parts: missing };
    for (const [name, part] of came) this.parts.set(name, part);
    const id = `${header.submission}:${digest}`;
    if (!this.rows.has(id)) {
      this.rows.set(id, { header, digest, landedAt: this.now(), position: this.rows.size + 1 });
    }
    return this.receiptFor(this.rows.get(id));
  }

  async ask({ ask, holds }) {
    this.holds = holds;
    const told = await Promise.all(ask.map(async ({ submission, digest }) => {
      const row = this.rows.get(`${submission}:${digest}`);
      const said = row ? await this.receiptFor(row) : { is: "unknown" };
      return { submission, digest, ...said, work: row?.work ?? "waits", reason: row?.reason ?? "", alarm: row?.alarm ?? null };
    }));
    return { is: "told", told };
  }
}

/** The parts that a header names: those that must be there before it lands, or all. */
export function namesOf({ parts, photos }, isAll) {
  const own = parts.filter((part) => isAll || part.now).map((part) => part.sha256);
  return [...own, ...photos.flatMap(({ copy, original }) => [...copy?.parts ?? [], ...(isAll && original?.parts) || []])];
}

function readFrame(body) {
  const view = new DataView(body.buffer, body.byteOffset, body.length);
  if (new TextDecoder().decode(body.subarray(0, 4)) !== "UHL1") return null;
  const length = view.getUint32(4);
  let at = 8 + length;
  const [header, key, signature] = [body.slice(8, at), body.slice(at, at + 32), body.slice(at + 32, at + 96)];
  const inline = [];
  for (at += 96; at < body.length; at += 4 + view.getUint32(at)) {
    inline.push(body.slice(at + 4, at + 4 + view.getUint32(at)));
  }
  return at === body.length ? { header, key, signature, inline } : null;
}

async function verify(key, signature, signed) {
  const imported = await crypto.subtle.importKey("raw", key, ED25519, false, ["verify"]);
  return crypto.subtle.verify(ED25519, imported, signature, signed);
}
