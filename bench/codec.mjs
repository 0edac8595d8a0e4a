// Micro benchmark of the codec, after `npm run build`: node bench/codec.mjs
//
// What decoding a link (every attribute a kernel sends) and a route costs: whole, as a lazy view of which a few fields are read,
// and against reading the same bytes by hand. Variants take turns, medians and ratios are printed, results are consumed.
import { readFileSync } from "node:fs";
import { performance } from "node:perf_hooks";
import { gunzipSync } from "node:zlib";
import { findMessage, frames, lazyView, parseAttributes, registry, sourceOf, Writer } from "../dist/protocol/index.js";

const capture = gunzipSync(readFileSync(new URL("../test/facts/capture.pcap.gz", import.meta.url)));

/** Every captured message of a type that the kernel sent in a dump. */
function messages(type) {
  const found = [];
  for (let offset = 24; offset < capture.length;) {
    const length = capture.readUInt32LE(offset + 8);
    const source = sourceOf(new Uint8Array(capture.subarray(offset + 32, offset + 16 + length)), true);
    const isRoute = capture.readUInt16BE(offset + 30) === 0;
    offset += 16 + length;
    if (!isRoute || source.view.getUint16(4, true) !== type || (source.view.getUint16(6, true) & 2) === 0) continue;
    for (const frame of frames(source)) if (frame.type === type) found.push({ source, frame });
  }
  return found;
}

let sink = 0;
const consume = (value) => {
  sink += value === undefined ? 0 : 1;
};

/** Median nanoseconds a call of each variant: they run in turn, so that a slower moment meets all of them. */
function measure(variants, calls) {
  const times = new Map(variants.map(([name]) => [name, []]));
  for (let round = 0; round < 25; round++) {
    for (const [name, run] of variants) {
      const started = performance.now();
      for (let call = 0; call < calls; call++) run(call);
      if (round >= 5) times.get(name).push(((performance.now() - started) * 1e6) / calls);
    }
  }
  return [...times].map(([name, list]) => [name, list.sort((a, b) => a - b)[list.length >> 1]]);
}

function table(title, variants, calls) {
  const rows = measure(variants, calls);
  console.log(title);
  for (const [name, time] of rows) {
    console.log(
      `  ${name.padEnd(44)} ${time.toFixed(0).padStart(7)} ns   ${(time / rows[0][1]).toFixed(2).padStart(6)}x`,
    );
  }
}

const links = messages(16).filter(({ frame }) => frame.end - frame.start > 1000);
const link = findMessage(registry, 0, 16).schema;
const { header, attributes } = link.shape;
const pickLink = (call) => links[call % links.length];
const viewOf = ({ source, frame }) => lazyView(attributes, source, frame.start + 16, frame.end);
const count = parseAttributes(links[0].source.bytes.subarray(links[0].frame.start + 16, links[0].frame.end)).length;
const few = [
  "ifname",
  "mtu",
  "operstate",
  "address",
  "broadcast",
  "txqlen",
  "group",
  "carrier",
  "qdisc",
  "numTxQueues",
  "promiscuity",
  "linkmode",
];

/** The least that reading a link can cost: its attributes' types and lengths. */
function scan({ source, frame }) {
  let sum = 0;
  for (let offset = frame.start + 16; offset < frame.end;) {
    const length = source.view.getUint16(offset, true);
    sum += source.view.getUint16(offset + 2, true);
    offset += (length + 3) & ~3;
  }
  return sum;
}

table(
  `\nRTM_NEWLINK, ${count} attributes, ${links.length} of them in turn`,
  [
    [
      "decode",
      (call) => consume(link.decode(pickLink(call).source, pickLink(call).frame.start, pickLink(call).frame.end)),
    ],
    [
      "header and lazy view, 12 fields read",
      (call) => {
        const one = pickLink(call);
        consume(header.decode(one.source, one.frame.start, one.frame.start + 16));
        const view = viewOf(one);
        for (const key of few) consume(view.get(key));
      },
    ],
    ["lazy view, 1 field read", (call) => consume(viewOf(pickLink(call)).get("ifname"))],
    [
      "attribute tree without schema",
      (call) =>
        consume(
          parseAttributes(
            pickLink(call).source.bytes.subarray(pickLink(call).frame.start + 16, pickLink(call).frame.end),
          ),
        ),
    ],
    ["types and lengths only", (call) => consume(scan(pickLink(call)))],
  ],
  3000,
);

const routes = messages(24).filter(({ source, frame }) => source.bytes[frame.start] === 2);
const route = findMessage(registry, 0, 24).schema;
const pickRoute = (call) => routes[call % routes.length];

/** A route as a program of its own would read it. */
function byHand({ source: { view, bytes }, frame: { start, end } }) {
  const value = {
    dstLen: bytes[start + 1],
    tos: bytes[start + 3],
    table: bytes[start + 4],
    protocol: bytes[start + 5],
    scope: bytes[start + 6],
    type: bytes[start + 7],
  };
  for (let offset = start + 12; offset < end;) {
    const length = view.getUint16(offset, true);
    const at = offset + 4;
    switch (view.getUint16(offset + 2, true) & 0x3fff) {
      case 1:
        value.dst = `${bytes[at]}.${bytes[at + 1]}.${bytes[at + 2]}.${bytes[at + 3]}`;
        break;
      case 4:
        value.oif = view.getUint32(at, true);
        break;
      case 5:
        value.gateway = `${bytes[at]}.${bytes[at + 1]}.${bytes[at + 2]}.${bytes[at + 3]}`;
        break;
      case 6:
        value.priority = view.getUint32(at, true);
        break;
      case 7:
        value.prefsrc = `${bytes[at]}.${bytes[at + 1]}.${bytes[at + 2]}.${bytes[at + 3]}`;
        break;
      case 15:
        value.table = view.getUint32(at, true);
        break;
      default:
    }
    offset += (length + 3) & ~3;
  }
  return value;
}

const writer = new Writer(4096);
const values = routes.map(({ source, frame }) => route.decode(source, frame.start, frame.end));
table(
  `\nRTM_NEWROUTE, IPv4, ${routes.length} of them in turn`,
  [
    [
      "decode",
      (call) => consume(route.decode(pickRoute(call).source, pickRoute(call).frame.start, pickRoute(call).frame.end)),
    ],
    ["by hand, six attributes", (call) => consume(byHand(pickRoute(call)))],
    [
      "encode",
      (call) => {
        writer.reset();
        route.encode(writer, values[call % values.length]);
        consume(writer.position);
      },
    ],
  ],
  20_000,
);
if (sink === 0) throw new Error("nothing was measured");
