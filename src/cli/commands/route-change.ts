import { AF_INET, AF_INET6, AF_MPLS, AF_UNSPEC } from "../../protocol/route/address-family.ts";
import type { RouteAttributesInput, RouteMetricAttributesInput } from "../../protocol/route/route.ts";
import { routeMessage, RTM_DELROUTE } from "../../protocol/route/route.ts";
import { nexthopFlags, routeProtocol, routeScope, routeTable, routeType } from "../../protocol/route/route-names.ts";
import type { Prefix } from "../addresses.ts";
import { readAddress, readPrefix } from "../addresses.ts";
import type { Cursor, Keyword } from "../cursor.ts";
import { abbreviates, keyword, readKeywords } from "../cursor.ts";
import { duplicateOrGarbage, noDevice, unsupported, UsageError, wrongArgument } from "../failure.ts";
import type { Draft } from "../kinds/kind.ts";
import { namesOf } from "../names.ts";
import { parseUnsigned } from "../numbers.ts";
import { presentRoute } from "../present/route.ts";
import { change, NLM_F_ECHO } from "../requests.ts";
import type { Session } from "../session.ts";
import { usage } from "../usage.ts";
import { vrfTable } from "../vrf.ts";
import { addressText, readGateway, readNamed, readUnsigned, realmsOf, routeTypeOf } from "./route-fields.ts";
import { everything } from "./route-show.ts";

type Multipath = NonNullable<RouteAttributesInput["multipath"]>[number];

interface State {
  readonly session: Session;
  family: number;
  readonly attributes: Draft<RouteAttributesInput>;
  readonly metrics: Draft<RouteMetricAttributesInput>;
  lock: number;
  dstLength: number;
  srcLength: number;
  tos: number;
  flags: number;
  table: number | undefined;
  protocol: number | undefined;
  scope: number | undefined;
  type: number | undefined;
  device: string | undefined;
  destinationGiven: boolean;
  gatewayGiven: boolean;
  /** The words from the first `nexthop` on are read when all others are. */
  nexthops: boolean;
}

function takeFamily(state: State, { family }: Prefix): void {
  if (state.family === AF_UNSPEC) state.family = family;
}

function setTable(state: State, table: number): void {
  state.table = table;
  if (table >= 256) state.attributes.table = table;
}

/** Milliseconds of a time such as `200ms` or `1.5s`; a bare number is in the kernel's own unit. */
function timeOf(word: string): { value: number; raw: boolean } | undefined {
  const pattern = word.includes(".")
    ? /^\s*([+]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]+)?)(.*)$/s
    : /^\s*([+]?(?:0[xX][0-9a-fA-F]+|[0-9]+))(.*)$/s;
  const [, digits, unit = ""] = pattern.exec(word) ?? [];
  if (digits === undefined) return undefined;
  const number = word.includes(".") || !/^0[0-7]+$/.test(digits) ? Number(digits) : Number.parseInt(digits, 8);
  const scales: Readonly<Record<string, number>> = { s: 1000, sec: 1000, secs: 1000, ms: 1, msec: 1, msecs: 1, "": 1 };
  const scale = scales[unit.toLowerCase()];
  return scale === undefined ? undefined : { value: Math.ceil(number * scale) >>> 0, raw: unit === "" };
}

type NumberMetric = Exclude<keyof RouteMetricAttributesInput, "ccAlgo" | "unknownAttributes">;

/** `lock` in front of a value keeps the kernel from changing the metric. */
function readLock(state: State, cursor: Cursor, number: number): string {
  const word = cursor.next();
  if (word !== "lock") return word;
  state.lock |= 1 << number;
  return cursor.next();
}

const metric = (
  spelling: string,
  key: NumberMetric,
  number: number,
  name = spelling.replace("*", ""),
  limit = 0xffffffff,
): Keyword<State> =>
  keyword(spelling, (state, cursor) => {
    const word = readLock(state, cursor, number);
    const value = parseUnsigned(word, 32);
    if (value === undefined || value > limit) throw wrongArgument(`"${name}" value is invalid\n`, word);
    state.metrics[key] = value;
  });

/** A metric in fractions of a millisecond. */
const timeMetric = (spelling: string, key: NumberMetric, number: number, parts: number): Keyword<State> =>
  keyword(spelling, (state, cursor) => {
    const word = readLock(state, cursor, number);
    const time = timeOf(word);
    if (time === undefined) throw wrongArgument(`"${spelling.replace("*", "")}" value is invalid\n`, word);
    state.metrics[key] = (time.raw ? time.value : time.value * parts) >>> 0;
  });

/** A metric that is 0 or 1. */
const switchMetric = (name: string, key: NumberMetric): Keyword<State> =>
  keyword(`${name}*`, (state, cursor) => {
    const value = readUnsigned(cursor, `"${name}" value is invalid\n`);
    if (value > 1) throw wrongArgument(`"${name}" value should be 0 or 1\n`, cursor.word ?? "");
    state.metrics[key] = value;
  });

/** The order is that in which an abbreviation is looked up. */
const options: readonly Keyword<State>[] = [
  keyword("src", (state, cursor) => {
    const address = readAddress(cursor.next(), state.family);
    takeFamily(state, address);
    state.attributes.prefsrc = addressText(address);
  }),
  keyword("as", () => {
    throw unsupported('"as"');
  }),
  keyword("via", (state, cursor) => {
    if (state.gatewayGiven) throw wrongArgument("use nexthop syntax to specify multiple via\n", "via");
    state.gatewayGiven = true;
    const address = readGateway(cursor, state.family);
    takeFamily(state, address);
    if (address.family === state.family) state.attributes.gateway = addressText(address);
    else state.attributes.via = { family: address.family, rest: address.bytes };
  }),
  keyword("from", (state, cursor) => {
    const prefix = readPrefix(cursor.next(), state.family);
    takeFamily(state, prefix);
    state.attributes.src = addressText(prefix);
    state.srcLength = prefix.length;
  }),
  keyword("tos|dsfield*", (state, cursor) => {
    state.tos = readNamed(cursor, state.session.tables.dsfield, '"tos" value is invalid\n');
  }),
  keyword("expires", ({ attributes }, cursor) => {
    attributes.expires = readUnsigned(cursor, '"expires" value is invalid\n');
  }),
  keyword("metric*|priority*|preference", ({ attributes }, cursor) => {
    attributes.priority = readUnsigned(cursor, '"metric" value is invalid\n');
  }),
  keyword("scope", (state, cursor) => {
    state.scope = readNamed(cursor, state.session.tables.scope, 'invalid "scope" value\n');
  }),
  metric("mtu", "mtu", 2),
  metric("hoplimit", "hoplimit", 10, "hoplimit", 255),
  metric("advmss", "advmss", 8, "mss"),
  metric("reordering*", "reordering", 9),
  timeMetric("rtt", "rtt", 4, 8),
  keyword("rto_min", (state, cursor) => {
    const word = cursor.next();
    const time = timeOf(word);
    if (time === undefined) throw wrongArgument('"rto_min" value is invalid\n', word);
    state.lock |= 1 << 13;
    state.metrics.rtoMin = time.value;
  }),
  metric("window*", "window", 3),
  metric("cwnd*", "cwnd", 7),
  metric("initcwnd*", "initcwnd", 11),
  metric("initrwnd*", "initrwnd", 14),
  keyword("features*", ({ metrics }, cursor) => {
    const word = cursor.next();
    if (word !== "ecn") throw wrongArgument('"features" value not valid\n', word);
    metrics.features = 1;
  }),
  switchMetric("quickack", "quickack"),
  keyword("congctl*", (state, cursor) => {
    state.metrics.ccAlgo = readLock(state, cursor, 16);
  }),
  timeMetric("rttvar*", "rttvar", 5, 4),
  metric("ssthresh*", "ssthresh", 6),
  keyword("realms*", ({ attributes, session }, cursor) => {
    const word = cursor.next();
    const realms = realmsOf(word, session);
    if (realms === undefined) throw wrongArgument('"realm" value is invalid\n', word);
    attributes.flow = realms;
  }),
  keyword("onlink", (state) => {
    state.flags |= nexthopFlags.values.onlink;
  }),
  keyword("nexthop", (state) => {
    state.nexthops = true;
    return "stop";
  }),
  keyword("nhid", ({ attributes }, cursor) => {
    attributes.nhId = readUnsigned(cursor, '"id" value is invalid\n');
  }),
  keyword("protocol*", (state, cursor) => {
    state.protocol = readNamed(cursor, state.session.tables.protocol, '"protocol" value is invalid\n');
  }),
  keyword("table*", (state, cursor) => {
    setTable(state, readNamed(cursor, state.session.tables.table, '"table" value is invalid\n'));
  }),
  keyword("vrf*", (state, cursor) => {
    const word = cursor.next();
    const table = vrfTable(state.session, word);
    if (table === undefined) throw wrongArgument("Invalid VRF\n", word);
    setTable(state, table);
  }),
  keyword("dev|oif", (state, cursor) => {
    state.device = cursor.next();
  }),
  keyword("pref*", ({ attributes }, cursor) => {
    const word = cursor.next();
    const preferences: Readonly<Record<string, number>> = { low: 3, medium: 0, high: 1 };
    const preference = Object.hasOwn(preferences, word) ? preferences[word] : parseUnsigned(word, 8);
    if (preference === undefined) throw wrongArgument('"pref" value is invalid\n', word);
    attributes.pref = preference;
  }),
  keyword("encap", () => {
    throw unsupported('"encap"');
  }),
  keyword("ttl-propagate", ({ attributes }, cursor) => {
    const word = cursor.next();
    const enabled = abbreviates(word, "enabled");
    if (!enabled && !abbreviates(word, "disabled")) throw wrongArgument('"ttl-propagate" value is invalid\n', word);
    attributes.ttlPropagate = enabled ? 1 : 0;
  }),
  switchMetric("fastopen_no_cookie", "fastopenNoCookie"),
];

/** `[ to ] [ TYPE ] PREFIX`. */
function readDestination(state: State, cursor: Cursor): void {
  let word = cursor.word === "to" ? cursor.next() : (cursor.word ?? "");
  const type = /^[0-9]/.test(word) ? undefined : routeTypeOf(word);
  if (type !== undefined) {
    word = cursor.next();
    state.type = type;
  }
  if (abbreviates(word, "help")) throw new UsageError(usage.route);
  if (state.destinationGiven) throw duplicateOrGarbage("to", word);
  const prefix = readPrefix(word, state.family);
  takeFamily(state, prefix);
  state.dstLength = prefix.length;
  state.destinationGiven = true;
  state.attributes.dst = addressText(prefix);
}

/** A next hop while it is read. */
interface Hop {
  readonly state: State;
  readonly header: { flags: number; hops: number; ifindex: number };
  readonly attributes: Draft<NonNullable<Multipath["attributes"]>>;
}

const hopOptions: readonly Keyword<Hop>[] = [
  keyword("via", ({ state, attributes }, cursor) => {
    const address = readGateway(cursor, state.family);
    takeFamily(state, address);
    if (address.family === state.family) attributes.gateway = addressText(address);
    else attributes.via = { family: address.family, rest: address.bytes };
  }),
  keyword("dev", ({ state, header }, cursor) => {
    const word = cursor.next();
    header.ifindex = state.session.links.indexOf(word);
    if (header.ifindex !== 0) return;
    throw new UsageError(`${noDevice(word).message}Error: cannot parse nexthop\n`);
  }),
  keyword("weight", ({ header }, cursor) => {
    const word = cursor.next();
    const weight = parseUnsigned(word, 32);
    if (weight === undefined || weight === 0 || weight > 256) throw wrongArgument('"weight" is invalid\n', word);
    header.hops = weight - 1;
  }),
  keyword("onlink", ({ header }) => {
    header.flags |= nexthopFlags.values.onlink;
  }),
  keyword("realms*", ({ state, attributes }, cursor) => {
    const word = cursor.next();
    const realms = realmsOf(word, state.session);
    if (realms === undefined) throw wrongArgument('"realm" value is invalid\n', word);
    attributes.flow = realms;
  }),
  keyword("encap|as", (_hop, cursor) => {
    throw unsupported(`"${cursor.word}"`);
  }),
];

function readNexthops(state: State, cursor: Cursor): Multipath[] {
  const hops: Multipath[] = [];
  while (cursor.word !== undefined) {
    if (cursor.word !== "nexthop") {
      throw new UsageError(`Error: "nexthop" or end of line is expected instead of "${cursor.word}"\n`);
    }
    if (!cursor.hasNext()) throw new UsageError('Error: unexpected end of line after "nexthop"\n');
    cursor.skip();
    const hop: Hop = { state, header: { flags: 0, hops: 0, ifindex: 0 }, attributes: {} };
    readKeywords(cursor, hopOptions, hop, () => "stop");
    hops.push({ header: hop.header, attributes: hop.attributes });
  }
  return hops;
}

/** The scope that follows from what the route is, where none was given. */
function defaultScope(state: State, type: number, deletes: boolean): number {
  const { universe, host, link, nowhere } = routeScope.values;
  if (state.family === AF_INET6 || state.family === AF_MPLS) return universe;
  const { local, nat, broadcast, multicast, anycast, unicast, unspec } = routeType.values;
  if (type === local || type === nat) return host;
  if (type === broadcast || type === multicast || type === anycast) return link;
  if (type === unicast || type === unspec) {
    if (deletes) return nowhere;
    if (!state.gatewayGiven && !state.nexthops && (state.attributes.nhId ?? 0) === 0) return link;
  }
  return deletes ? nowhere : universe;
}

/** `route add`, `change`, `replace`, `append`, `prepend`, `test` and `delete`. */
export function changeRoute(cursor: Cursor, session: Session, messageType: number, flags: number): void {
  const state: State = {
    session,
    family: session.family,
    attributes: {},
    metrics: {},
    lock: 0,
    dstLength: 0,
    srcLength: 0,
    tos: 0,
    flags: 0,
    table: undefined,
    protocol: undefined,
    scope: undefined,
    type: undefined,
    device: undefined,
    destinationGiven: false,
    gatewayGiven: false,
    nexthops: false,
  };
  readKeywords(cursor, options, state, readDestination);
  if (!state.destinationGiven) throw new UsageError(usage.route);
  const { attributes, metrics, device } = state;
  if (device !== undefined) {
    attributes.oif = session.links.indexOf(device);
    if (attributes.oif === 0) throw noDevice(device);
  }
  if (Object.keys(metrics).length > 0) {
    attributes.metrics = state.lock === 0 ? metrics : { ...metrics, lock: state.lock };
  }
  if (state.nexthops) attributes.multipath = readNexthops(state, cursor);
  if (state.family === AF_UNSPEC) state.family = AF_INET;
  const deletes = messageType === RTM_DELROUTE;
  const type = state.type ?? (deletes ? routeType.values.unspec : routeType.values.unicast);
  const { local, broadcast, nat, anycast } = routeType.values;
  const ofLocalTable = type === local || type === broadcast || type === nat || type === anycast;
  const table = state.table ?? (ofLocalTable ? routeTable.values.local : routeTable.values.main);
  const header = {
    family: state.family,
    dstLen: state.dstLength,
    srcLen: state.srcLength,
    tos: state.tos,
    table: table < 256 ? table : 0,
    protocol: state.protocol ?? (deletes ? 0 : routeProtocol.values.boot),
    scope: state.scope ?? defaultScope(state, type, deletes),
    type: state.type === undefined && state.family === AF_MPLS ? routeType.values.unicast : type,
    flags: state.flags,
  };
  const { echo } = session.options;
  const answer = session.run(
    change(messageType, echo ? flags | NLM_F_ECHO : flags, routeMessage, { header, attributes }, "change route"),
  );
  if (!echo || answer === undefined) return;
  const view = session.view();
  view.begin();
  presentRoute(view, answer, namesOf(session), everything(session));
  view.end();
}
