// A phone's line to the landing, by sockets of Node's own, so that it can be cut at any
// byte. What the server answered is written down, whatever then becomes of the answer.

import { Agent, request } from "node:http";

/** Where a request, and where an answer, is cut. */
export const CUTS = ["nothing", "one", "in header", "header", "in parts", "all but one"];
/** What else becomes of one that arrived whole. */
export const LOSSES = ["lost", "answer cut", "gateway", "portal", "foreign", "twice"];

const HTML = "<!doctype html><title>Welcome to the hotel</title>";

export class Line {
  /** The faults to come, one a request; without any it is a good line. */
  faults = [];
  isStuck = () => false;
  /** How far the server's clock is ahead, as the phone is told. */
  ahead = 0;

  constructor({ origin, note }) {
    Object.assign(this, { origin, note });
    this.agent = new Agent({ keepAlive: true, maxSockets: 4 });
  }

  /** A browser's fetch, of one life of the page. */
  fetchOf(life) {
    return async (url, options) => {
      if (this.isStuck(options.body)) throw new TypeError("Failed to fetch");
      const fault = this.faults.shift();
      await life.hand(Promise.resolve());
      return life.hand(this.#carry(new URL(url, this.origin), options.body, fault));
    };
  }

  async #carry(url, body, fault) {
    if (CUTS.includes(fault)) return this.#cut(url, body, fault);
    if (fault === "portal") return new Response(HTML, { status: 200 });
    if (fault === "foreign") return new Response('{"is": "received"}', { status: 200 });
    const twice = fault === "twice" ? Array.from({ length: 6 }, () => this.#post(url, body)) : [];
    const [{ status, content }] = await Promise.all([this.#post(url, body), ...twice]);
    if (fault === "lost") throw new TypeError("Failed to fetch");
    if (fault === "gateway") return new Response("", { status: 504 });
    if (this.ahead) return new Response(this.#later(content), { status });
    const part = fault === "answer cut" ? content.subarray(0, Math.floor(content.length / 2)) : content;
    return new Response(part, { status });
  }

  #later(content) {
    const said = JSON.parse(content);
    return JSON.stringify({ ...said, at: said.at + this.ahead });
  }

  #options(url, body) {
    const { hostname: host, port, pathname: path } = url;
    const headers = {
      "Content-Type": "application/octet-stream", "Content-Length": body.length, Origin: this.origin,
    };
    return { host, port, path, method: "POST", headers, agent: this.agent };
  }

  #post(url, body) {
    const began = performance.now();
    return new Promise((resolve, reject) => {
      const sent = request(this.#options(url, body), async (answer) => {
        try {
          const content = Buffer.concat(await Array.fromAsync(answer));
          const took = Math.round(performance.now() - began);
          const { statusCode: status } = answer;
          this.note({ path: url.pathname, bytes: body.length, took, status, ...saidIn(content) });
          resolve({ status, content });
        } catch (error) {
          reject(new TypeError("Failed to fetch", { cause: error }));
        }
      });
      sent.on("error", (error) => reject(new TypeError("Failed to fetch", { cause: error })));
      sent.end(body);
    });
  }

  /** Send some of it, and no more. */
  #cut(url, body, fault) {
    return new Promise((_, reject) => {
      const sent = request({ ...this.#options(url, body), agent: false });
      sent.on("error", () => {});
      const end = () => {
        sent.destroy();
        reject(new TypeError("Failed to fetch"));
      };
      sent.flushHeaders();
      sent.on("socket", (socket) => socket.on("connect", () => {
        const some = body.subarray(0, lengthOf(body, fault));
        if (some.length) sent.write(some, end);
        else end();
      }));
      sent.on("close", end);
    });
  }
}

/** How many bytes of a frame arrive. */
function lengthOf(body, fault) {
  const header = 8 + new DataView(body.buffer, body.byteOffset).getUint32(4);
  const lengths = {
    nothing: 0, one: 1, "in header": header - 1, header,
    "in parts": Math.floor((header + body.length) / 2), "all but one": body.length - 1,
  };
  return lengths[fault];
}

/** What an answer of the server says, without what it signs. */
function saidIn(content) {
  try {
    const { is = "", why = "" } = JSON.parse(content);
    return { is, why };
  } catch {
    return { is: "", why: "" };
  }
}
