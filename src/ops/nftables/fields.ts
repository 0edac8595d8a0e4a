import { ctKey } from "../../protocol/netfilter/expressions/ct.ts";
import { fibFlags, fibResult } from "../../protocol/netfilter/expressions/fib.ts";
import { metaKey } from "../../protocol/netfilter/expressions/meta.ts";
import { payloadBase } from "../../protocol/netfilter/expressions/payload.ts";
import { addMatch, compare, loadMeta } from "./compile.ts";
import { dataTypes, integerType } from "./data-type.ts";
import type { NamedSet, Masked, MatchValue, Not, VerdictMap } from "./match.ts";
import { mapToVerdict, matchMasked, matchOne, matchSeveral } from "./match.ts";
import type { Learn } from "./match.ts";
import type { Selector } from "./selector.ts";
import { ctSelector, fibSelector, headerSelector, metaSelector } from "./selector.ts";
import type { NftKey } from "./set-element.ts";
import type { Compilation, Statement } from "./statement.ts";
import { dscpNames, protocolNames, valueNames } from "./value-names.ts";

/** A field to match: call it with what it is compared with, or give it to {@link concat} or {@link vmap}. */
export interface Field {
  (value: MatchValue): Statement;
  readonly selectors: readonly Selector[];
}
/** A field of a number whose bits may be compared under a mask. */
export interface MaskedField {
  (value: MatchValue | Masked | Not<Masked>): Statement;
  readonly selectors: readonly Selector[];
}
/** Several fields together: call it with a set of concatenated keys. */
export interface FieldList {
  (value: NamedSet | readonly NftKey[] | Not<NamedSet | readonly NftKey[]>): Statement;
  readonly selectors: readonly Selector[];
}

function field(selector: Selector, learn?: Learn): Field {
  return Object.assign((value: MatchValue) => matchOne(selector, value, learn), { selectors: [selector] });
}

function isMasked(value: MatchValue | Masked | Not<Masked>): value is Masked {
  return typeof value === "object" && "mask" in value;
}
function isNotMasked(value: MatchValue | Masked | Not<Masked>): value is Not<Masked> {
  return typeof value === "object" && "not" in value && typeof value.not === "object" && "mask" in value.not;
}
function maskedField(selector: Selector): MaskedField {
  const match = (value: MatchValue | Masked | Not<Masked>): Statement => {
    if (isMasked(value)) return matchMasked(selector, value, false);
    if (isNotMasked(value)) return matchMasked(selector, value.not, true);
    return matchOne(selector, value);
  };
  return Object.assign(match, { selectors: [selector] });
}

const { network_header: network, transport_header: transport, ll_header: link } = payloadBase.values;

const learnTransport: Learn = (rule, key) => {
  rule.hasTransport = true;
  if (key !== undefined) rule.transport ??= key[0];
};
const learnNetwork: Learn = (rule, key) => {
  if (rule.family === "inet" && key?.[0] === 2) rule.network ??= "ip";
  if (rule.family === "inet" && key?.[0] === 10) rule.network ??= "ip6";
};
/** In tables that see frames, the EtherType says what the network header is. */
const learnEtherType: Learn = (rule, key) => {
  if (rule.family !== "bridge" && rule.family !== "netdev") return;
  if (key?.[0] === 0x08 && key[1] === 0x00) rule.network ??= "ip";
  if (key?.[0] === 0x86 && key[1] === 0xdd) rule.network ??= "ip6";
};

// The numbers after each type are nft's own for the header (enum proto_desc_id) and the field within it.
function ipField(name: string, type: Selector["type"], offset: number, number: number, learn?: Learn): Field {
  return field(
    headerSelector(`ip ${name}`, type, { base: network, offset, descriptor: 12, field: number, network: "ip" }),
    learn,
  );
}
function ip6Field(name: string, type: Selector["type"], offset: number, number: number, learn?: Learn): Field {
  const header = { base: network, offset, descriptor: 13, field: number, network: "ip6" } as const;
  return field(headerSelector(`ip6 ${name}`, type, header), learn);
}

const byte = integerType("integer", 4, 1);
const short = integerType("integer", 4, 2);

function dscpType(length: 1 | 2, shift: number): Selector["type"] {
  const plain = dataTypes.dscp;
  const bytesOf = (value: number): Uint8Array =>
    length === 1 ? Uint8Array.of(value) : Uint8Array.of(value >> 8, value & 255);
  return {
    ...plain,
    length,
    parse: (value) => bytesOf(plain.parse(value)[0]! << shift),
    format: (bytes) => {
      const value = (length === 1 ? bytes[0]! : (bytes[0]! << 8) | bytes[1]!) >> shift;
      return dscpNames.nameOf(value) ?? `0x${value.toString(16).padStart(2, "0")}`;
    },
  };
}
function dscpSelector(family: "ip" | "ip6"): Selector {
  const [offset, length, shift] = family === "ip" ? ([1, 1, 2] as const) : ([0, 2, 6] as const);
  const type = dscpType(length, shift);
  const header = headerSelector(`${family} dscp`, type, {
    base: network,
    offset,
    descriptor: 0,
    field: 0,
    network: family,
  });
  const mask = type.parse(63);
  const xor = new Uint8Array(length);
  return {
    ...header,
    payload: undefined,
    typeOf: undefined,
    load: (register) => [
      ...header.load(register),
      {
        kind: "bitwise",
        data: { sreg: register, dreg: register, op: 0, len: length, mask: { value: mask }, xor: { value: xor } },
      },
    ],
  };
}

/** Fields of the IPv4 header. In tables that also see other packets the check for IPv4 is put in front. */
export const ip = {
  /** `ip saddr`: `"10.0.0.1"`, `"10.0.0.0/8"`, `"10.0.0.1-10.0.0.9"`, several of them in an array, `"@set"`. */
  saddr: ipField("saddr", dataTypes.ipv4_addr, 12, 11),
  /** `ip daddr`. */
  daddr: ipField("daddr", dataTypes.ipv4_addr, 16, 12),
  /** `ip protocol`: `"tcp"`, `47`. */
  protocol: ipField("protocol", dataTypes.inet_proto, 9, 9, learnTransport),
  /** `ip ttl`. */
  ttl: ipField("ttl", byte, 8, 8),
  /** `ip length`. */
  length: ipField("length", short, 2, 5),
  /** `ip dscp`: 0 to 63, or `"cs1"`, `"ef"`. */
  dscp: field(dscpSelector("ip")),
} as const;

/** Fields of the IPv6 header. In tables that also see other packets the check for IPv6 is put in front. */
export const ip6 = {
  /** `ip6 saddr`: `"fd00::1"`, `"fd00::/8"`, `"fd00::1-fd00::9"`, several of them in an array, `"@set"`. */
  saddr: ip6Field("saddr", dataTypes.ipv6_addr, 8, 8),
  /** `ip6 daddr`. */
  daddr: ip6Field("daddr", dataTypes.ipv6_addr, 24, 9),
  /** `ip6 nexthdr`: the first header behind IPv6's; `meta.l4proto` looks behind extension headers too. */
  nexthdr: ip6Field("nexthdr", dataTypes.inet_proto, 6, 6, learnTransport),
  /** `ip6 hoplimit`. */
  hoplimit: ip6Field("hoplimit", byte, 7, 7),
  /** `ip6 dscp`: 0 to 63, or `"cs1"`, `"ef"`. */
  dscp: field(dscpSelector("ip6")),
} as const;

function portField(protocol: "tcp" | "udp" | "th", name: "sport" | "dport"): Field {
  const number = name === "sport" ? 1 : 2;
  const offset = name === "sport" ? 0 : 2;
  const descriptor = { tcp: 8, udp: 6, th: 11 }[protocol];
  const header = { base: transport, offset, descriptor, field: number };
  const known = protocol === "th" ? header : { ...header, transport: protocolNames.values[protocol]! };
  return field(headerSelector(`${protocol} ${name}`, dataTypes.inet_service, known));
}

/** Fields of the TCP header; the check for TCP is put in front. */
export const tcp = {
  /** `tcp sport`: `80`, `"80-90"`, `[80, 443]`, `"@set"`. */
  sport: portField("tcp", "sport"),
  /** `tcp dport`: `80`, `"80-90"`, `[80, 443]`, `"@set"`. */
  dport: portField("tcp", "dport"),
  /** `tcp flags`: whether the named flag is set. */
  flags: field(
    headerSelector("tcp flags", dataTypes.tcp_flag, {
      base: transport,
      offset: 13,
      descriptor: 8,
      field: 7,
      transport: 6,
    }),
  ),
} as const;
/** Fields of the UDP header; the check for UDP is put in front. */
export const udp = {
  /** `udp sport`: `53`, `"80-90"`, `[80, 443]`, `"@set"`. */
  sport: portField("udp", "sport"),
  /** `udp dport`: `53`, `"80-90"`, `[80, 443]`, `"@set"`. */
  dport: portField("udp", "dport"),
} as const;
/** The ports of any transport protocol: check first which ones by `meta.l4proto(["tcp", "udp"])`. */
export const th = {
  /** `th sport`. */
  sport: portField("th", "sport"),
  /** `th dport`. */
  dport: portField("th", "dport"),
} as const;

function icmpField(version: 4 | 6, name: "type" | "code"): Field {
  const offset = name === "type" ? 0 : 1;
  const types =
    version === 4
      ? { type: dataTypes.icmp_type, code: dataTypes.icmp_code }
      : { type: dataTypes.icmpv6_type, code: dataTypes.icmpv6_code };
  const header = { base: transport, offset, field: offset + 1 };
  return version === 4
    ? field(headerSelector(`icmp ${name}`, types[name], { ...header, descriptor: 4, network: "ip", transport: 1 }))
    : field(
        headerSelector(`icmpv6 ${name}`, types[name], { ...header, descriptor: 14, network: "ip6", transport: 58 }),
      );
}
/** Fields of the ICMP header; the checks for IPv4 and ICMP are put in front. */
export const icmp = {
  /** `icmp type`: `"echo-request"`, `8`. */
  type: icmpField(4, "type"),
  /** `icmp code`. */
  code: icmpField(4, "code"),
} as const;
/** Fields of the ICMPv6 header; the checks for IPv6 and ICMPv6 are put in front. */
export const icmpv6 = {
  /** `icmpv6 type`: `"nd-neighbor-solicit"`, `135`. */
  type: icmpField(6, "type"),
  /** `icmpv6 code`. */
  code: icmpField(6, "code"),
} as const;

/** Outside of tables that see only frames, a check that the interface has Ethernet headers. */
function requireEthernet(rule: Compilation): void {
  if (rule.hasEthernet) return;
  addMatch(rule, [loadMeta(metaKey.values.iftype), compare("eq", Uint8Array.of(1, 0))]);
  rule.hasEthernet = true;
}
const ethernet = { base: link, descriptor: 15, require: requireEthernet };
/** Fields of the Ethernet header. */
export const ether = {
  /** `ether saddr`: `"02:00:00:00:00:01"`. */
  saddr: field(headerSelector("ether saddr", dataTypes.ether_addr, { ...ethernet, offset: 6, field: 2 })),
  /** `ether daddr`. */
  daddr: field(headerSelector("ether daddr", dataTypes.ether_addr, { ...ethernet, offset: 0, field: 1 })),
  /** `ether type`: `"ip"`, `"arp"`, `0x88cc`. */
  type: field(
    headerSelector("ether type", dataTypes.ether_type, { ...ethernet, offset: 12, field: 3 }),
    learnEtherType,
  ),
} as const;

const { values: metaKeys } = metaKey;
/** `iifname`: the interface the packet came in by, compared by name; `"veth*"` stands for all that begin so. */
export const iifname: Field = field(metaSelector("iifname", dataTypes.ifname, metaKeys.iifname));
/** `oifname`: the interface it goes out by, compared by name; `"veth*"` stands for all that begin so. */
export const oifname: Field = field(metaSelector("oifname", dataTypes.ifname, metaKeys.oifname));
/** `iif`: the index of the interface it came in by; cheaper than a name, but of an interface that exists. */
export const iif: Field = field(metaSelector("iif", dataTypes.iface_index, metaKeys.iif));
/** `oif`: the index of the interface it goes out by. */
export const oif: Field = field(metaSelector("oif", dataTypes.iface_index, metaKeys.oif));

/** What the kernel knows of a packet besides its bytes. */
export const meta = {
  /** `meta mark`: a number, or `{ value, mask }` for some of its bits. */
  mark: maskedField(metaSelector("meta mark", dataTypes.mark, metaKeys.mark)),
  /** `meta nfproto`: `"ipv4"` or `"ipv6"`, in `inet` tables. */
  nfproto: field(metaSelector("meta nfproto", dataTypes.nf_proto, metaKeys.nfproto), learnNetwork),
  /** `meta l4proto`: the transport protocol, behind any IPv6 extension headers: `"tcp"`, `["tcp", "udp"]`. */
  l4proto: field(metaSelector("meta l4proto", dataTypes.inet_proto, metaKeys.l4proto), learnTransport),
  /** `meta protocol`: the EtherType: `"ip"`, `"ip6"`, `"arp"`. */
  protocol: field(metaSelector("meta protocol", dataTypes.ether_type, metaKeys.protocol), learnEtherType),
  /** `meta pkttype`: `"host"`, `"broadcast"`, `"multicast"`, `"other"`. */
  pkttype: field(metaSelector("meta pkttype", dataTypes.pkt_type, metaKeys.pkttype)),
  /** `meta skuid`: the user id of the local sender. */
  skuid: field(metaSelector("meta skuid", dataTypes.uid, metaKeys.skuid)),
  /** `meta skgid`: the group id of the local sender. */
  skgid: field(metaSelector("meta skgid", dataTypes.gid, metaKeys.skgid)),
  /** `iifgroup`: the group of the interface it came in by. */
  iifgroup: field(metaSelector("iifgroup", dataTypes.devgroup, metaKeys.iifgroup)),
  /** `oifgroup`: the group of the interface it goes out by. */
  oifgroup: field(metaSelector("oifgroup", dataTypes.devgroup, metaKeys.oifgroup)),
  /** `meta ibrname`: the bridge of the port it came in by, in `bridge` tables. */
  ibrname: field(metaSelector("meta ibrname", dataTypes.ifname, metaKeys.bri_iifname)),
  /** `meta obrname`: the bridge of the port it goes out by, in `bridge` tables. */
  obrname: field(metaSelector("meta obrname", dataTypes.ifname, metaKeys.bri_oifname)),
} as const;

const { values: ctKeys } = ctKey;
/** What connection tracking knows of a packet. */
export const ct = {
  /** `ct state`: `"new"`, `"established"`, `"related"`, `"invalid"`, `"untracked"`; any of several: `"established,related"`. */
  state: field(ctSelector("ct state", dataTypes.ct_state, ctKeys.state)),
  /** `ct status`: whether the connection is `"dnat"`, `"snat"`, `"assured"` … */
  status: field(ctSelector("ct status", dataTypes.ct_status, ctKeys.status)),
  /** `ct mark`: a number, or `{ value, mask }` for some of its bits. */
  mark: maskedField(ctSelector("ct mark", dataTypes.mark, ctKeys.mark)),
  /** `ct direction`: `"original"` or `"reply"`. */
  direction: field(ctSelector("ct direction", dataTypes.ct_dir, ctKeys.direction)),
} as const;

const { values: fibBits } = fibFlags;
const routeInterface = integerType("iface_index", 20, 4, { order: "host", names: valueNames({ missing: 0 }) });
/** What a routing lookup starts from. */
export type FibKey = "saddr" | "daddr" | "mark" | "iif" | "oif";
/**
 * Asks the routing tables: `fib("daddr").type("local")` is `fib daddr type local`, `fib("saddr", "iif").oif("missing")` is
 * `fib saddr . iif oif missing`.
 */
export function fib(...keys: readonly FibKey[]): {
  readonly type: Field;
  readonly oif: Field;
  readonly oifname: Field;
} {
  const flags = keys.reduce((bits, key) => bits | fibBits[key], 0);
  const text = `fib ${keys.join(" . ")}`;
  const { addrtype, oif: index, oifname: name } = fibResult.values;
  return {
    type: field(fibSelector(`${text} type`, dataTypes.fib_addrtype, addrtype, flags)),
    oif: field(fibSelector(`${text} oif`, routeInterface, index, flags)),
    oifname: field(fibSelector(`${text} oifname`, dataTypes.ifname, name, flags)),
  };
}

/** Several fields as one key: `concat(ip.saddr, tcp.dport)("@allowed")`, or with `[["10.0.0.1", 80], …]`. */
export function concat(...fields: readonly { readonly selectors: readonly Selector[] }[]): FieldList {
  const selectors = fields.flatMap((one) => one.selectors);
  return Object.assign((value: Parameters<FieldList>[0]) => matchSeveral(selectors, value), { selectors });
}

/** The verdict that a field's value has in a map: `vmap(tcp.dport, [[80, accept()], ["81-90", drop()]])`, or `vmap(tcp.dport, "@map")`. */
export function vmap(fields: { readonly selectors: readonly Selector[] }, map: VerdictMap): Statement {
  return mapToVerdict(fields.selectors, map);
}
