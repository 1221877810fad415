// Seals with the field's scripts what a test in Python opens: from standard input the
// text, the row and the public key, to standard output what was made of them.

import { text as textOf } from "node:stream/consumers";

import { seal, sealLetter, toBase64, utf8, wrapKey } from "../../../vault/static/vault/sealing.js";
import { sealPieces } from "../../static/field/pieces.js";

const { text, row, key, data_key: dataKey } = JSON.parse(await textOf(process.stdin));
const [to, under] = [key, dataKey].map((each) => Uint8Array.from(Buffer.from(each, "base64")));
const field = await seal(text, { table: "field_innerenvelope", field: "content_sealed", id: row, key: to });
const place = { table: "field_photo", part: "original", id: row, head: { name: "a.jpg", type: "image/jpeg" }, to };
const file = utf8(text.repeat(400));
const photo = await sealPieces(file, place);
const pieces = await Array.fromAsync(photo.pieces, ({ bytes }) => toBase64(bytes));

process.stdout.write(JSON.stringify({
  letter: toBase64(await sealLetter(text, to)),
  field: { content: toBase64(field.content), key: toBase64(field.sealedKey) },
  wrapped: toBase64(wrapKey(utf8(text), { key: under, boundTo: utf8("drafts\0one") })),
  photo: { key: toBase64(photo.sealedKey), pieces },
}));
