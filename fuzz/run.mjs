// Long fuzzing of the codec and of the readers of `ts-ip decode`: `npm run fuzz -- [--seconds N] [--seed N]`, built first.
//
// Each round takes captured bytes, or bytes encoded from an arbitrary value, mutates them and feeds them to everything that
// reads: whatever is neither a value nor a DecodeError with a place inside the bytes, and every round that takes longer than a
// second, is printed with what repeats it, and the exit status is 1.
import { readFileSync } from "node:fs";
import { performance } from "node:perf_hooks";
import { gunzipSync } from "node:zlib";
import fc from "fast-check";
import { decode } from "../dist/cli/decode/decode.js";
import {
  bodySchema,
  canonical,
  DecodeError,
  decodeAcknowledgement,
  findMessage,
  frames,
  locate,
  mutate,
  parseAttributes,
  registry,
  shapeOf,
  sourceOf,
  toHex,
  valueArbitrary,
  walk,
  writeAttributes,
  Writer,
} from "./subjects.mjs";

function option(name, otherwise) {
  const index = process.argv.indexOf(`--${name}`);
  const value = index < 0 ? otherwise : Number(process.argv[index + 1]);
  if (Number.isFinite(value)) return value;
  console.error(`--${name} needs a number`);
  process.exit(2);
}
const seconds = option("seconds", 60);
const seed = option("seed", Date.now() % 0x7fffffff);

let state = seed >>> 0;
/** A small generator of our own (mulberry32), so that a seed repeats a run on every version of Node. */
function random() {
  state = (state + 0x6d2b79f5) >>> 0;
  let mixed = Math.imul(state ^ (state >>> 15), state | 1);
  mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
  return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
}
const pick = (list) => list[Math.floor(random() * list.length)];

const capture = gunzipSync(readFileSync(new URL("../test/facts/capture.pcap.gz", import.meta.url)));
const datagrams = [];
for (let offset = 24; offset < capture.length;) {
  const length = capture.readUInt32LE(offset + 8);
  datagrams.push({
    protocol: capture.readUInt16BE(offset + 30),
    bytes: new Uint8Array(capture.subarray(offset + 32, offset + 16 + length)),
  });
  offset += 16 + length;
}
const schemas = registry.flatMap(({ messages }) =>
  messages.flatMap(({ name, schema, request }) => [
    { name, schema },
    ...(request === undefined ? [] : [{ name: `${name} request`, schema: request }]),
  ]),
);

/** Runs one reader; anything but a value or a DecodeError inside the bytes is a finding. */
function guard(what, bytes, read) {
  const started = performance.now();
  try {
    read();
  } catch (error) {
    if (!(error instanceof DecodeError)) throw Object.assign(new Error(`${what}: ${error.stack}`), { bytes });
    if (!(error.offset >= 0 && error.offset <= bytes.length))
      throw Object.assign(new Error(`${what}: offset ${error.offset}`), { bytes });
  }
  const took = performance.now() - started;
  if (took > 1000) throw Object.assign(new Error(`${what}: ${took.toFixed(0)} ms`), { bytes });
}

function readBody(name, schema, source, start, end) {
  guard(`walk ${name}`, source.bytes, () => {
    for (const node of walk(schema, source, start, end)) {
      if (!(node.start >= start && node.start <= node.end && node.end <= end))
        throw new Error(`node ${node.start}-${node.end}`);
    }
    locate(schema, source, start, end, start + Math.floor(random() * (end - start + 1)));
    canonical(schema, source, start, end);
  });
  guard(`decode ${name}`, source.bytes, () => {
    const value = schema.decode(source, start, end);
    const writer = new Writer(64, source.littleEndian);
    schema.encode(writer, value);
    const again = writer.copy();
    const second = new Writer(64, source.littleEndian);
    schema.encode(second, schema.decode(sourceOf(again, source.littleEndian), 0, again.length));
    if (toHex(second.copy()) !== toHex(again))
      throw new Error(
        `encoding what was decoded differs the second time: ${toHex(source.bytes.subarray(start, end))} gives ${toHex(again)}, then ${toHex(second.copy())}`,
      );
  });
}

const rounds = {
  datagram() {
    const { protocol, bytes } = pick(datagrams);
    const hostile = mutate(bytes, random);
    const source = sourceOf(hostile, random() < 0.9);
    guard("datagram", hostile, () => {
      for (const frame of frames(source)) {
        if (frame.type === 2 || frame.type === 3)
          guard("acknowledgement", hostile, () => decodeAcknowledgement(source, frame));
        const found = findMessage(registry, protocol, frame.type);
        if (found !== undefined) readBody(found.name, bodySchema(found, frame.flags), source, frame.start, frame.end);
      }
    });
  },
  value() {
    const { name, schema } = pick(schemas);
    const [value] = fc.sample(valueArbitrary(fc, schema), { numRuns: 1, seed: Math.floor(random() * 2 ** 31) });
    const littleEndian = random() < 0.5;
    const writer = new Writer(64, littleEndian);
    schema.encode(writer, value);
    readBody(name, schema, sourceOf(writer.copy(), littleEndian), 0, writer.position);
    const hostile = mutate(writer.copy(), random);
    readBody(name, schema, sourceOf(hostile, littleEndian), 0, hostile.length);
  },
  tree() {
    const { bytes } = pick(datagrams);
    const hostile = mutate(bytes.subarray(Math.min(bytes.length, 32)), random);
    guard("tree", hostile, () => {
      if (toHex(writeAttributes(parseAttributes(hostile))) !== toHex(hostile)) throw new Error("not the identity");
    });
  },
  nested() {
    const { name, schema } = pickDeep(schemas, (each) => each.schema);
    const levels = 1 + Math.floor(random() * 120);
    let bytes = nestedPayload(schema, levels);
    if (random() < 0.3) bytes = mutate(bytes, random);
    if (bytes.length > 65_000) return;
    readBody(name, schema, sourceOf(bytes, true), 0, bytes.length);
    const message = new Uint8Array(16 + bytes.length);
    const view = new DataView(message.buffer);
    view.setUint32(0, message.length, true);
    const found = registry
      .flatMap(({ protocol, messages }) => messages.map((known) => ({ protocol, ...known })))
      .find((known) => known.schema === schema);
    view.setUint16(4, found.type, true);
    message.set(bytes, 16);
    const text = new TextEncoder().encode(toHex(message));
    guard("command", message, () =>
      decode(["-p", String(found.protocol), "-"], { read: () => text, out() {}, err() {} }),
    );
  },
  command() {
    const start = Math.floor(random() * (capture.length - 4000));
    const text = random() < 0.5;
    const file = text
      ? new TextEncoder().encode(toHex(mutate(pick(datagrams).bytes, random)))
      : mutate(new Uint8Array([...capture.subarray(0, 24), ...capture.subarray(start, start + 4000)]), random);
    guard("command", file, () => decode(["-"], { read: () => file, out() {}, err() {} }));
  },
};

/** Attribute header and payload; `flags` are NLA_F_NESTED or 0. */
function attribute(type, payload) {
  const bytes = new Uint8Array((payload.length + 7) & ~3);
  const view = new DataView(bytes.buffer);
  view.setUint16(0, payload.length + 4, true);
  view.setUint16(2, type, true);
  bytes.set(payload, 4);
  return bytes;
}
function joined(parts) {
  const bytes = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let offset = 0;
  for (const part of parts) {
    bytes.set(part, offset);
    offset += part.length;
  }
  return bytes;
}

const leads = new Map();
/** Whether a schema that contains itself is inside: those go deep. */
function leadsBack(codec) {
  const { shape } = codec;
  if (shape.kind === "deferred") return true;
  if (leads.has(shape)) return leads.get(shape);
  leads.set(shape, false);
  const inside = {
    set: () => [
      ...shape.entries.map((entry) => entry.codec),
      ...shape.subMessages.flatMap((sub) => Object.values(sub.cases)),
    ],
    message: () => [shape.attributes],
    list: () => [shape.element],
    family: () => [...Object.values(shape.cases), shape.otherwise],
  }[shape.kind];
  const found = inside !== undefined && inside().some(leadsBack);
  leads.set(shape, found);
  return found;
}
/** One of the list, mostly one that leads back. */
function pickDeep(list, codecOf) {
  const deep = list.filter((each) => leadsBack(codecOf(each)));
  return pick(deep.length > 0 && random() < 0.995 ? deep : list);
}

/** Payloads that are nested as deep as their schema goes, with selectors and payloads repeated on every level. */
function nestedPayload(codec, levels) {
  const shape = shapeOf(codec);
  if (levels === 0) return new Uint8Array(Math.floor(random() * 12));
  if (shape.kind === "family") return nestedPayload(pick([...Object.values(shape.cases), shape.otherwise]), levels);
  if (shape.kind === "message") {
    return joined([new Uint8Array((shape.header.size + 3) & ~3), nestedPayload(shape.attributes, levels)]);
  }
  if (shape.kind === "list") {
    const element = attribute(
      (shape.elementType === "index" ? shape.base : shape.elementType) | 0x8000,
      nestedPayload(shape.element, levels - 1),
    );
    return element.length < 20_000 && random() < 0.3 ? joined([element, element]) : element;
  }
  if (shape.kind !== "set" || shape.entries.length === 0) return new Uint8Array(random() < 0.5 ? 4 : 0);
  const subs = shape.subMessages.filter((each) => Object.values(each.cases).some(leadsBack));
  const sub = random() < 0.005 ? undefined : pick(subs.length > 0 ? subs : [...shape.subMessages, undefined]);
  if (sub === undefined) {
    const entry = pickDeep(shape.entries, ({ codec: inner }) => inner);
    const one = attribute(entry.type | 0x8000, nestedPayload(entry.codec, levels - 1));
    return one.length < 20_000 && random() < 0.2 ? joined([one, one]) : one;
  }
  const names = Object.keys(sub.cases);
  const name = pickDeep(names, (each) => sub.cases[each]);
  const data = attribute(sub.payloadType | 0x8000, nestedPayload(sub.cases[name], levels - 1));
  const selector = (text) => attribute(sub.selectorType, new TextEncoder().encode(text));
  const parts = [];
  for (let count = Math.floor(random() * 4); count > 0; count--) parts.push(selector(pick(names)));
  parts.push(selector(name), data);
  if (data.length < 20_000 && random() < 0.2) parts.push(data);
  for (let count = Math.floor(random() * 4); count > 0; count--)
    parts.push(selector(random() < 0.9 ? name : pick(names)));
  if (random() < 0.2) parts.reverse();
  return joined(parts);
}

const counts = {};
const end = performance.now() + seconds * 1000;
console.log(`seed ${seed}, ${seconds} s`);
while (performance.now() < end) {
  const kind = random() < 0.02 ? "command" : pick(["datagram", "datagram", "datagram", "value", "tree", "nested"]);
  const before = state;
  try {
    rounds[kind]();
  } catch (error) {
    console.error(`${kind}, state ${before}: ${error.bytes === undefined ? error.stack : error.message}`);
    if (error.bytes !== undefined) console.error(toHex(error.bytes));
    process.exit(1);
  }
  counts[kind] = (counts[kind] ?? 0) + 1;
}
console.log(
  Object.entries(counts)
    .map(([kind, count]) => `${count} ${kind}s`)
    .join(", "),
);
