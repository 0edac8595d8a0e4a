// Writes test/facts/uapi.json: what the kernel's headers say of everything that the schemas name.
//
//     node scripts/facts.mjs FACTS.json      after `npm run build`
//
// FACTS.json: { kernel, headers: { "linux/if_link.h": { constants: { NAME: number }, structs: { NAME: { size, fields } } } } }
import { readFileSync, writeFileSync } from "node:fs";
import { registry } from "../dist/protocol/index.js";

const [path] = process.argv.slice(2);
if (path === undefined) {
  console.error("usage: node scripts/facts.mjs FACTS.json");
  process.exit(1);
}
const facts = JSON.parse(readFileSync(path, "utf8"));
const table = new URL("../test/facts/uapi.json", import.meta.url);
const known = JSON.parse(readFileSync(table, "utf8"));

/** Headers that declare message types, which the registry lists by name only. */
const messageHeaders = ["linux/rtnetlink.h", "linux/netlink.h", "linux/netfilter/nfnetlink.h"];
const headers = new Set(messageHeaders);
const structs = new Set();
for (const family of registry) {
  for (const { header } of [...family.spaces, ...family.names]) headers.add(header);
  for (const { header, struct } of family.structs) {
    headers.add(header);
    structs.add(`${header} ${struct.shape.name}`);
  }
}

const kept = [...headers].sort().flatMap((header) => {
  const found = facts.headers[header] ?? known.headers[header];
  if (found === undefined) {
    console.error(`${header}: not in ${path}`);
    return [];
  }
  if (!(header in facts.headers)) console.error(`${header}: not in ${path}, kept as it stood`);
  const layouts = Object.entries(found.structs).filter(([name]) => structs.has(`${header} ${name}`));
  return [[header, { constants: found.constants, structs: Object.fromEntries(layouts) }]];
});
// One line a header: a change of one shows as one.
const lines = kept.map(([header, content]) => `${JSON.stringify(header)}:${JSON.stringify(content)}`);
const text = `{"kernel":${JSON.stringify(facts.kernel)},"headers":{\n${lines.join(",\n")}\n}}\n`;
writeFileSync(table, text);
console.log(`${kept.length} headers, ${text.length} bytes`);
