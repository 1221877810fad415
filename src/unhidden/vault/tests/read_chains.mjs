// Reads chains with the browser's script: from standard input the script's address, the
// pin, today, and a list of chains; to standard output what it says of each.

import { text } from "node:stream/consumers";

const { script, pin, today, chains } = JSON.parse(await text(process.stdin));
const { verifyLinks } = await import(script);

const said = [];
for (const links of chains) {
  said.push(await verifyLinks(links, pin, today).catch(({ message }) => message));
}
process.stdout.write(JSON.stringify(said));
