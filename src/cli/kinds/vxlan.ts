import { AF_INET, AF_INET6, AF_UNSPEC } from "../../protocol/route/address-family.ts";
import type { LinkInfo, LinkInfoInput } from "../../protocol/route/link.ts";
import type { VxlanInput } from "../../protocol/route/link-kinds/vxlan.ts";
import { vxlanDf } from "../../protocol/route/link-kinds/vxlan.ts";
import type { Prefix } from "../addresses.ts";
import { addressBytes, formatAddress, isMulticast, isUnspecified, readAddress } from "../addresses.ts";
import type { Cursor } from "../cursor.ts";
import { abbreviates, keyword, readKeywords } from "../cursor.ts";
import { CommandError, duplicateOrGarbage, UsageError, wrongArgument } from "../failure.ts";
import { parseUnsigned } from "../numbers.ts";
import type { View } from "../output/view.ts";
import { prefixedHex } from "../present/link.ts";
import type { Names } from "../present/names.ts";
import type { Draft, KindContext } from "./kind.ts";
import { readNumber } from "./kind.ts";

const vxlanUsage = `Usage: ... vxlan id VNI [ { group | remote } IP ] [ local IP ] [ ttl TTL ] [ tos TOS ] [ df DF ]
                [ flowlabel LABEL ] [ dev DEV ] [ dstport PORT ] [ srcport FIRST LAST ] [ [no]learning ] [ [no]proxy ]
                [ [no]rsc ] [ [no]l2miss ] [ [no]l3miss ] [ ageing SECONDS ] [ maxaddress NUMBER ] [ [no]udpcsum ]
                [ [no]udp6zerocsumtx ] [ [no]udp6zerocsumrx ] [ [no]remcsumtx ] [ [no]remcsumrx ] [ [no]external ]
                [ gbp ] [ gpe ] [ [no]vnifilter ]
`;

interface State {
  readonly data: Draft<VxlanInput>;
  readonly context: KindContext;
  /** Options that were given, by the name under which a second one is refused. */
  readonly given: Set<string>;
  id: number;
  local: Prefix | undefined;
  remote: Prefix | undefined;
  port: number;
  learning: 0 | 1;
  metadata: boolean;
  vnifilter: boolean;
}

function once({ given }: State, option: string, name: string, word: string): void {
  if (given.has(option)) throw duplicateOrGarbage(name, word);
  given.add(option);
}

const isGroup = (address: Prefix | undefined): boolean => address !== undefined && isMulticast(address.bytes);
/** Any address but a group's. */
const isHost = (address: Prefix | undefined): boolean =>
  address !== undefined && address.family !== AF_UNSPEC && !isMulticast(address.bytes);

function readRemote(state: State, cursor: Cursor, word: "group" | "remote"): void {
  const clash = word === "group" ? isHost(state.remote) : isGroup(state.remote);
  if (clash) throw new CommandError("vxlan: both group and remote cannot be specified\n");
  const text = cursor.next();
  once(state, "group", word, text);
  const address = readAddress(text, state.local?.family ?? AF_UNSPEC);
  if (!(word === "group" ? isGroup(address) : isHost(address))) {
    throw wrongArgument(`invalid ${word} address`, text);
  }
  state.remote = address;
}

/** `WORD` and `noWORD`, that of them first which `ip` looks up first. */
function pair(word: string, set: (state: State, on: 0 | 1) => void, option = word, negativeFirst = true) {
  const line = (spelling: string, on: 0 | 1) =>
    keyword<State>(`${spelling}*`, (state, cursor) => {
      const given = cursor.word ?? "";
      once(state, option, given, given);
      set(state, on);
    });
  const lines = [line(`no${word}`, 0), line(word, 1)];
  return negativeFirst ? lines : lines.reverse();
}

const options = [
  keyword<State>("id*|vni*", (state, cursor) => {
    const word = cursor.next();
    once(state, "id", "id", word);
    const id = parseUnsigned(word, 32);
    if (id === undefined || id >= 1 << 24) throw wrongArgument("invalid id", word);
    state.id = id;
  }),
  keyword<State>("group*", (state, cursor) => readRemote(state, cursor, "group")),
  keyword<State>("remote*", (state, cursor) => readRemote(state, cursor, "remote")),
  keyword<State>("local*", (state, cursor) => {
    const word = cursor.next();
    once(state, "local", "local", word);
    const address = readAddress(word, state.remote?.family ?? AF_UNSPEC);
    if (!isHost(address)) throw wrongArgument("invalid local address", word);
    state.local = address;
  }),
  keyword<State>("dev*", (state, cursor) => {
    const word = cursor.next();
    once(state, "dev", "dev", word);
    const index = state.context.session.links.indexOf(word);
    if (index === 0) throw new UsageError(`Cannot find device "${word}"\n`);
    state.data.link = index;
  }),
  keyword<State>("ttl*|hoplimit*", (state, cursor) => {
    const word = cursor.next();
    once(state, "ttl", "ttl", word);
    if (word === "inherit") state.data.ttlInherit = true;
    else if (word === "auto") state.data.ttl = 0;
    else {
      const ttl = parseUnsigned(word, 32);
      if (ttl === undefined) throw wrongArgument("invalid TTL", word);
      if (ttl > 255) throw wrongArgument("TTL must be <= 255", word);
      state.data.ttl = ttl;
    }
  }),
  keyword<State>("tos*|dsfield*", (state, cursor) => {
    const word = cursor.next();
    once(state, "tos", "tos", word);
    const tos = word === "inherit" ? 1 : state.context.session.tables.dsfield.numberOf(word);
    if (tos === undefined) throw wrongArgument("bad TOS value", word);
    state.data.tos = tos;
  }),
  keyword<State>("df*", (state, cursor) => {
    const word = cursor.next();
    once(state, "df", "df", word);
    if (word !== "unset" && word !== "set" && word !== "inherit") {
      throw wrongArgument("DF must be 'unset', 'set' or 'inherit'", word);
    }
    state.data.df = vxlanDf.values[word];
  }),
  keyword<State>("label*|flowlabel*", (state, cursor) => {
    const word = cursor.next();
    once(state, "flowlabel", "flowlabel", word);
    const label = parseUnsigned(word, 32);
    if (label === undefined || label > 0xfffff) throw wrongArgument("invalid flowlabel", word);
    state.data.label = label;
  }),
  keyword<State>("ageing*", (state, cursor) => {
    const word = cursor.next();
    once(state, "ageing", "ageing", word);
    const age = word === "none" ? 0 : parseUnsigned(word, 32);
    if (age === undefined) throw wrongArgument("ageing timer", word);
    state.data.ageing = age;
  }),
  keyword<State>("maxaddress*", (state, cursor) => {
    const word = cursor.next();
    once(state, "maxaddress", "maxaddress", word);
    const limit = word === "unlimited" ? 0 : parseUnsigned(word, 32);
    if (limit === undefined) throw wrongArgument("max addresses", word);
    state.data.limit = limit;
  }),
  keyword<State>("port*|srcport*", (state, cursor) => {
    const word = cursor.next();
    once(state, "srcport", "srcport", word);
    const low = parseUnsigned(word, 16);
    if (low === undefined) throw wrongArgument("min port", word);
    const high = readNumber(cursor, 16, "max port");
    if (low !== 0 || high !== 0) state.data.portRange = { low, high };
  }),
  keyword<State>("dstport*", (state, cursor) => {
    const word = cursor.next();
    once(state, "dstport", "dstport", word);
    const port = parseUnsigned(word, 16);
    if (port === undefined) throw wrongArgument("dst port", word);
    state.port = port;
  }),
  ...pair("learning", (state, on) => void (state.learning = on)),
  ...pair("proxy", ({ data }, on) => void (data.proxy = on)),
  ...pair("rsc", ({ data }, on) => void (data.rsc = on)),
  ...pair("l2miss", ({ data }, on) => void (data.l2miss = on)),
  ...pair("l3miss", ({ data }, on) => void (data.l3miss = on)),
  ...pair("udpcsum", ({ data }, on) => void (data.udpCsum = on), "udpcsum", false),
  ...pair("udp6zerocsumtx", ({ data }, on) => void (data.udpZeroCsum6Tx = on), "udp6zerocsumtx", false),
  ...pair("udp6zerocsumrx", ({ data }, on) => void (data.udpZeroCsum6Rx = on), "udp6zerocsumrx", false),
  ...pair("remcsumtx", ({ data }, on) => void (data.remcsumTx = on), "remcsumtx", false),
  ...pair("remcsumrx", ({ data }, on) => void (data.remcsumRx = on), "remcsumrx", false),
  ...pair(
    "external",
    (state, on) => {
      state.metadata = on === 1;
      if (on === 1) state.learning = 0;
      state.data.collectMetadata = on;
    },
    "external",
    false,
  ),
  keyword<State>("gbp*", (state, cursor) => {
    once(state, "gbp", cursor.word ?? "", cursor.word ?? "");
    state.data.gbp = true;
  }),
  keyword<State>("gpe*", (state, cursor) => {
    once(state, "gpe", cursor.word ?? "", cursor.word ?? "");
    state.data.gpe = true;
  }),
  keyword<State>("vnifilter", (state) => {
    once(state, "vnifilter", "vnifilter", "vnifilter");
    state.data.vnifilter = 1;
    state.vnifilter = true;
  }),
  keyword<State>("novnifilter", (state) => {
    once(state, "vnifilter", "novnifilter", "novnifilter");
    state.data.vnifilter = 0;
  }),
];

/** Completes the attributes that depend on all options, in the order in which `ip` sends them. */
function complete(state: State): void {
  const { data, given, context } = state;
  const fail = (text: string): never => {
    throw new CommandError(`vxlan: ${text}\n`);
  };
  if (!state.metadata && state.vnifilter) fail("vnifilter is valid only when 'external' is set");
  if (state.metadata && given.has("id")) fail("both 'external' and vni cannot be specified");
  if (!state.metadata && !state.vnifilter && !given.has("id") && !context.changes) {
    fail("missing virtual network identifier");
  }
  if (isGroup(state.remote) && !given.has("dev")) fail("'group' requires 'dev' to be specified");
  if (!given.has("dstport") && given.has("gpe")) state.port = 4790;
  else if (!given.has("dstport") && !context.changes) {
    context.session.warn(
      "vxlan: destination port not specified\nWill use Linux kernel default (non-standard value)\n" +
        "Use 'dstport 4789' to get the IANA assigned value\n" +
        "Use 'dstport 0' to get default and quiet this message\n",
    );
  }
  if (given.has("id")) data.id = state.id;
  const { local, remote } = state;
  if (local !== undefined) {
    if (local.family === AF_INET) data.local = formatAddress(local.bytes);
    else data.local6 = formatAddress(local.bytes);
  }
  if (remote !== undefined) {
    if (remote.family === AF_INET) data.group = formatAddress(remote.bytes);
    else data.group6 = formatAddress(remote.bytes);
  }
  if (local === undefined && remote === undefined) {
    if (context.session.family === AF_INET) data.group = "0.0.0.0";
    else if (context.session.family === AF_INET6) data.group6 = "::";
  }
  if (!context.changes || given.has("learning")) data.learning = state.learning;
  if (state.port !== 0) data.port = state.port;
}

/** Reads the options of `type vxlan`. */
export function readVxlan(cursor: Cursor, context: KindContext): LinkInfoInput {
  const state: State = {
    data: {},
    context,
    given: new Set(),
    id: 0,
    local: undefined,
    remote: undefined,
    port: 0,
    learning: 1,
    metadata: false,
    vnifilter: false,
  };
  readKeywords(cursor, options, state, () => {
    const word = cursor.word ?? "";
    if (abbreviates(word, "help")) throw new CommandError(vxlanUsage);
    throw new CommandError(`vxlan: unknown command "${word}"?\n${vxlanUsage}`);
  });
  complete(state);
  return { kind: "vxlan", data: state.data };
}

function presentAddress(view: View, key: string, words: string, address: string | undefined): void {
  if (address !== undefined && !isUnspecified(addressBytes(address))) view.field(key, address, `${words} ${address} `);
}

function presentRemote(view: View, address: string | undefined, suffix: "" | "6"): void {
  if (address === undefined) return;
  const word = isMulticast(addressBytes(address)) ? "group" : "remote";
  presentAddress(view, word + suffix, word, address);
}

/** Shows the options of a VXLAN device. */
export function presentVxlan(view: View, info: LinkInfo, names: Names): void {
  if (info.kind !== "vxlan" || info.data === undefined) return;
  const { data } = info;
  const mark = (key: string, value: number | boolean | undefined, words: string): void => {
    if (Number(value ?? 0) !== 0) view.field(key, true, words);
  };
  const either = (key: string, value: number | undefined, words: string): void => {
    if (value !== undefined) view.field(key, value !== 0, value === 0 ? `no${words} ` : `${words} `);
  };
  mark("external", data.collectMetadata, "external ");
  mark("vnifilter", data.vnifilter, "vnifilter");
  if (data.id !== undefined) view.field("id", data.id, `id ${data.id} `);
  if (data.group !== undefined) presentRemote(view, data.group, "");
  else presentRemote(view, data.group6, "6");
  if (data.local !== undefined) presentAddress(view, "local", "local", data.local);
  else presentAddress(view, "local6", "local", data.local6);
  if (data.link !== undefined && data.link !== 0) {
    const name = names.link(data.link);
    view.field("link", name, `dev ${name} `);
  }
  if (data.portRange !== undefined) {
    const { low, high } = data.portRange;
    view.open("port_range");
    view.value("low", low);
    view.value("high", high);
    view.close();
    view.text(`srcport ${low} ${high} `);
  }
  if (data.port !== undefined) view.field("port", data.port, `dstport ${data.port} `);
  if (data.learning !== undefined) {
    view.value("learning", data.learning !== 0);
    if (data.learning === 0) view.text("nolearning ");
  }
  mark("proxy", data.proxy, "proxy ");
  mark("rsc", data.rsc, "rsc ");
  mark("l2miss", data.l2miss, "l2miss ");
  mark("l3miss", data.l3miss, "l3miss ");
  const tos = data.tos ?? 0;
  if (tos !== 0) view.field("tos", prefixedHex(tos), tos === 1 ? "tos inherit " : `tos ${prefixedHex(tos)} `);
  if (Number(data.ttlInherit ?? 0) !== 0) view.text("ttl inherit ");
  else if (data.ttl !== undefined) view.field("ttl", data.ttl, data.ttl === 0 ? "ttl auto " : `ttl ${data.ttl} `);
  const df = data.df === undefined ? undefined : vxlanDf.nameOf(data.df);
  if (df !== undefined) view.field("df", df, df === "unset" ? "" : `df ${df} `);
  if ((data.label ?? 0) !== 0)
    view.field("label", prefixedHex(data.label ?? 0), `flowlabel ${prefixedHex(data.label ?? 0)} `);
  if (data.ageing !== undefined)
    view.field("ageing", data.ageing, `ageing ${data.ageing === 0 ? "none" : data.ageing} `);
  if ((data.limit ?? 0) !== 0) view.field("limit", data.limit ?? 0, `maxaddr ${data.limit} `);
  either("udp_csum", data.udpCsum, "udpcsum");
  either("udp_zero_csum6_tx", data.udpZeroCsum6Tx, "udp6zerocsumtx");
  either("udp_zero_csum6_rx", data.udpZeroCsum6Rx, "udp6zerocsumrx");
  mark("remcsum_tx", data.remcsumTx, "remcsumtx ");
  mark("remcsum_rx", data.remcsumRx, "remcsumrx ");
  mark("gbp", data.gbp, "gbp ");
  mark("gpe", data.gpe, "gpe ");
}
