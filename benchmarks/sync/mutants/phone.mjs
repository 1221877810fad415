// Broken builds of the app, as others have shipped them: texts of its modules, and what
// stands there instead. Each text must be in its file exactly once.

const SAME = "(await ctx.store.getAll('outbox')).find((each) => each.state === 'waiting'"
  + " && each.planned === item.planned && each.kind === item.kind"
  + " && each.parts.map((part) => part.bytes).join() === item.parts.map((part) => part.bytes).join())";

const RENAME = "const named = { ...readHeader(item.header), submission: crypto.randomUUID() };"
  + " const anew = await makeItem(ctx, { ...item, submission: named.submission, label: null },"
  + " new TextEncoder().encode(JSON.stringify(named)), null);"
  + " await write(ctx.store, ['outbox'], (tx) => {"
  + " tx.objectStore('outbox').delete(item.id); tx.objectStore('outbox').put(anew); });"
  + " return anew;";

export const BUILDS = {
  right: [],
  clears_at_sign_in: [
    {
      file: "device.js",
      old: "if (kept) return kept;",
      by: "if (kept) return kept;"
        + " if (name.startsWith('device:')) for (const each of ['drafts', 'parts']) await store.clear(each);",
    },
  ],
  shows_what_failed: [
    { file: "store.js", old: "plain.onabort = () => reject(failed ?? plain.error);", by: "plain.onabort = resolve;" },
  ],
  drops_an_equal_body: [
    {
      file: "drafts.js",
      old: "const item = await makeItem(ctx, row, header, readable);",
      by: "const item = await makeItem(ctx, row, header, readable); const same = " + SAME + ";"
        + " if (same) { await ctx.store.delete('drafts', row.submission); return same.id; }",
    },
  ],
  retries_under_a_new_name: [
    {
      file: "outbox.js",
      old: "failed = { is: \"later\", why: error instanceof BadReceipt ? \"receipt\" : \"network\" };",
      by: RENAME,
    },
    { file: "outbox.js", old: "import { inOrder,", by: "import { makeItem, inOrder," },
  ],
  row_before_its_parts: [
    {
      file: "drafts.js",
      old: "for (const piece of pieces) shelf.put({ ...piece, submission: draft.submission });",
      by: "",
    },
    {
      file: "drafts.js",
      old: "  return item.id;\n}\n\n/**\n * Parts that nothing names",
      by: "  await write(ctx.store, ['parts'], (tx) => { for (const piece of pieces)"
        + " tx.objectStore('parts').put({ ...piece, submission: draft.submission }); });\n"
        + "  return item.id;\n}\n\n/**\n * Parts that nothing names",
    },
    {
      file: "posting.js",
      old: "const along = await Promise.all(inline.map(({ sha256 }) => bytesOf(ctx, sha256)));",
      by: "const along = (await Promise.all(inline.map(({ sha256 }) => ctx.store.get('parts', sha256))))"
        + ".flatMap((row) => (row ? [row.bytes] : []));",
    },
  ],
  ready_without_asking: [
    { file: "tasking.js", old: "kept: isStandalone || await storage.persisted(),", by: "kept: true," },
  ],
  deletes_before_the_receipt: [
    {
      file: "outbox.js",
      old: "const answer = await postCommit(ctx, row, isSmall ? out : []);",
      by: "await ctx.store.delete('outbox', item.id); const answer = await postCommit(ctx, row, isSmall ? out : []);",
    },
  ],
  two_tabs_at_once: [
    { file: "locks.js", old: "(navigator.locks.request(name, work));", by: "(work());" },
    { file: "locks.js", old: "(lock) => (lock ? work() : undefined),", by: "() => work()," },
    { file: "drafts.js", old: "if (row?.revision !== revision) throw new Stale();", by: "" },
  ],
  takes_any_receipt: [
    {
      file: "outbox.js",
      old: "if (each.submission !== submission || each.digest !== digest) throw new BadReceipt();",
      by: "",
    },
  ],
  stops_at_the_first: [
    {
      file: "outbox.js",
      old: "if (each.state !== \"waiting\" || !(isNow || isDue(each, ctx.now()))) continue;",
      by: "if (each.state === 'received') continue; if (!(isNow || isDue(each, ctx.now()))) break;",
    },
    {
      file: "outbox.js",
      old: "if (item?.state === \"received\") sent.push(each.id);",
      by: "if (item?.state !== 'received') break; sent.push(each.id);",
    },
  ],
};
