// Writes docs/coverage.md: of every family of the registry how much of its headers is declared, and what proves it.
//
//     node scripts/coverage.mjs            after `npm run build`
//     node scripts/coverage.mjs --check    fails where the file is not what it would write
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { buildSync } from "esbuild";
import { registry } from "../dist/protocol/index.js";
import { kinds, slaveKinds } from "../dist/protocol/route/index.js";
import { bodySchema, findMessage, fromHex, sourceOf, walk } from "../dist/protocol/schema/index.js";
import { nftExpression } from "../dist/protocol/netfilter/index.js";

const root = fileURLToPath(new URL("..", import.meta.url));
const target = join(root, "docs/coverage.md");
const facts = JSON.parse(readFileSync(join(root, "test/facts/uapi.json"), "utf8"));

/** Files below a folder of the repository whose name the pattern matches, sorted. */
function files(folder, pattern) {
  return readdirSync(join(root, folder), { recursive: true })
    .map((name) => join(folder, name))
    .filter((name) => pattern.test(name))
    .sort();
}

/** Imports modules of the tests, which are TypeScript: by way of the bundler. */
async function load(names) {
  const folder = join(root, "node_modules/.cache/ts-netlink/coverage");
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const entryPoints = names.map((name) => join(root, name));
  buildSync({
    entryPoints,
    outdir: folder,
    outbase: root,
    bundle: true,
    format: "esm",
    platform: "node",
    target: "node20",
  });
  return Promise.all(names.map((name) => import(pathToFileURL(join(folder, name.replace(/\.ts$/, ".js"))).href)));
}

const tables = files("test/unit/protocol", /(golden[-\w]*|replies|-rows)\.ts$/);
const [{ parseGolden }, { attributeNames }, ...rows] = await load([
  "test/commands/golden-file.ts",
  "test/unit/facts/undeclared.ts",
  ...tables,
]);

/** C names of the attributes of a family, and those of its headers that are none of them. */
function attributesOf(family) {
  const declared = new Set(family.spaces.flatMap(({ space }) => space.shape.entries.map(({ name }) => name)));
  const inHeaders = new Set(declared);
  for (const { header, space } of family.spaces) {
    const names = attributeNames(facts.headers[header]?.constants ?? {}, space.shape.prefix);
    for (const name of names) if (!elsewhere.has(name)) inHeaders.add(name);
  }
  return { declared, inHeaders };
}

/** What other families declare of names with the same beginning. */
const elsewhere = new Set(
  registry.flatMap(({ spaces, names }) => [
    ...spaces.flatMap(({ space }) => space.shape.entries.map(({ name }) => name)),
    ...names.flatMap(({ names: { prefix, values } }) => Object.keys(values).map((name) => prefix + name.toUpperCase())),
  ]),
);

/** What a row of bytes says: names of messages and attributes, and kinds of links. */
function said(codec, bytes, start = 0) {
  const source = sourceOf(bytes, true);
  const names = new Set();
  const decoder = new TextDecoder();
  for (const { names: path, payload, end } of walk(codec, source, start, bytes.length)) {
    const name = path.at(-1);
    if (name === undefined) continue;
    names.add(name);
    const text = () => decoder.decode(bytes.subarray(payload, end)).replace(/\0.*$/s, "");
    if (name === "IFLA_INFO_KIND") names.add(`kind ${text()}`);
    if (name === "IFLA_INFO_SLAVE_KIND") names.add(`port ${text()}`);
  }
  return names;
}

/** A whole message: header and body. */
function message(bytes) {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const type = view.getUint16(4, true);
  const found = findMessage(registry, type >= 256 ? 12 : 0, type);
  return found === undefined ? new Set() : said(bodySchema(found, view.getUint16(6, true)), bytes, 16).add(found.name);
}

const bytesOf = (lines) =>
  fromHex(
    lines
      .flatMap((line) => line.split("\n"))
      .map((line) => line.split(" # ")[0])
      .join("")
      .replace(/\s/g, ""),
  );
const messages = new Map(registry.flatMap((family) => family.messages.map((one) => [one.name, one.schema])));

/** Every golden row: what it says. */
function* goldenRows() {
  const seen = new Set();
  const visit = function* (value) {
    if (typeof value !== "object" || value === null || value instanceof Uint8Array || seen.has(value)) return;
    seen.add(value);
    if (
      Array.isArray(value) &&
      Array.isArray(value.at(-1)) &&
      typeof value[0] === "string" &&
      typeof value.at(-1)[0] === "string"
    ) {
      const bytes = bytesOf(value.at(-1));
      if (messages.has(value[1])) yield said(messages.get(value[1]), bytes).add(value[1]);
      else if (typeof value[1] === "object") yield said(nftExpression, bytes);
      return;
    }
    if ("bytes" in value && (typeof value.bytes === "string" || Array.isArray(value.bytes))) {
      yield message(bytesOf([value.bytes].flat()));
      return;
    }
    for (const part of Object.values(value)) yield* visit(part);
  };
  for (const module of rows) yield* visit(module);
  for (const name of files("test/commands", /\.golden$/)) {
    for (const { bytes } of parseGolden(readFileSync(join(root, name), "utf8"))) yield message(bytes);
  }
}

const golden = [...goldenRows()];
const count = (has) => golden.filter((names) => [...names].some(has)).length;

/** Integration tests whose text has one of these words. */
const integration = files("test/integration", /\.test\.ts$/).map((name) => ({
  name,
  text: readFileSync(join(root, name), "utf8"),
}));
const commands = files("test/commands", /\.ts$/).map((name) => ({
  name,
  text: readFileSync(join(root, name), "utf8"),
}));

/** Words of the tests for a family whose name is none of them. */
const words = {
  netlink: ["refused", "extack"],
  "link-names": ["flags"],
  stats: ["stats64", "statistics"],
  "virtual-function": ["vf"],
  "af-spec": ["addressGenerationMode", "afSpec", "inet6Conf"],
  "inet-settings": ["ipv4Settings", "settingsOf"],
  "bond-slave": ["bondSlave", "bond_slave"],
  "ip tunnel": ["type gre", "type ipip", "ip6tnl"],
  "tunnel names": ["type gre", "encap-csum", "fou"],
  "xfrm link": ["type xfrm"],
  "cache report": ["multicastReport"],
  "bridge-af-spec": ["bridge vlan"],
  "bridge-cfm": ["setCfm"],
  "bridge-mdb": ["ops.mdb", "bridge mdb"],
  "bridge-port": ["bridgePort", "bridge_slave"],
  "bridge-vlan": ["ops.vlan", "bridge vlan"],
  nfnetlink: ["transaction"],
  "address-label": ["addrlabel", "addressLabel"],
  "neighbour-table": ["ntable", "neighbourTable"],
  "nft-table": ["addTable", "add table"],
  "nft-chain": ["addChain", "add chain"],
  "nft-rule": ["addRule", "add rule"],
  "nft-expression": ["rule("],
  "nft-set": ["addSet", "add set"],
  "nft-set-element": ["addElements", "add element"],
  "nft-generation": ["generation"],
};

const escaped = (word) => word.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
function filesAbout(list) {
  const pattern = new RegExp(list.map((word) => `(?<![\\w-])${escaped(word)}`).join("|"));
  const about = [...integration, ...commands].filter(({ name, text }) => pattern.test(text) || pattern.test(name));
  return about.map(({ name }) => name.replace(/^test\//, "").replace(/\.test\.ts$|\.ts$/, ""));
}
const shown = (names) =>
  names.length === 0
    ? "none"
    : names.length > 4
      ? `${names.slice(0, 3).join(", ")} and ${names.length - 3} more`
      : names.join(", ");

const familyRows = registry.map((family) => {
  const { declared, inHeaders } = attributesOf(family);
  const own = new Set([...declared, ...family.messages.map(({ name }) => name)]);
  const tests = filesAbout(words[family.name] ?? [family.name]);
  const attributes = inHeaders.size === 0 ? "" : `${declared.size} / ${inHeaders.size}`;
  return [
    family.name,
    String(family.messages.length),
    attributes,
    String(count((name) => own.has(name))),
    shown(tests),
  ];
});
const kindRows = (prefix, table) =>
  Object.keys(table)
    .sort()
    .map((kind) => [
      prefix === "port" ? `port of ${kind}` : kind,
      String(count((name) => name === `${prefix} ${kind}`)),
      shown(filesAbout([`type ${kind}${prefix === "port" ? "_slave" : ""}`, `kind: "${kind}"`])),
    ]);

const table = (head, body) =>
  [head, head.map(() => "---"), ...body].map((cells) => `| ${cells.join(" | ")} |`).join("\n");

const text = `# Coverage

Written by \`node scripts/coverage.mjs\` from the registry of schemas, the facts of the kernel's headers (Linux ${facts.kernel}) and the tests;
\`npm run check\` fails where it is out of date. A header's constants that are no attributes, and what is to come, stand with a reason in
\`test/unit/facts/undeclared.ts\`.

Golden rows are messages that a real tool sent or the kernel answered, of which this is a part. The integration tests talk to the
real kernel, on the machine's own and under the second one; \`commands/*\` are tables whose every command is also typed with the real tool.

## Families

${table(["family", "messages", "attributes declared / in the headers", "golden rows", "integration tests"], familyRows)}

## Kinds of links

${table(["kind", "golden rows", "integration tests"], [...kindRows("kind", kinds), ...kindRows("port", slaveKinds)])}

${golden.length} golden rows in all.
`;

if (process.argv.includes("--check")) {
  if (existsSync(target) && readFileSync(target, "utf8") === text) process.exit(0);
  console.error("docs/coverage.md is out of date: node scripts/coverage.mjs");
  process.exit(1);
}
writeFileSync(target, text);
