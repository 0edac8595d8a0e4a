import { NETLINK_NETFILTER, NLM_F_DUMP } from "../protocol/core/constants.ts";
import type { Conntrack, ConntrackInput, CtTuple, CtTupleInput } from "../protocol/netfilter/conntrack.ts";
import { conntrackMessage, ctStatus, ctType } from "../protocol/netfilter/conntrack.ts";
import { nfProto } from "../protocol/netfilter/nfnetlink.ts";
import { Writer } from "../protocol/schema/writer.ts";
import type { DumpRequest, Operation, Reply, Request } from "../socket/request.ts";
import { dumpRequest, operation, request } from "../socket/request.ts";
import { ignoring } from "./missing.ts";

/** One direction of a connection: ports only where its protocol has some. */
export interface Flow {
  readonly source: string;
  readonly destination: string;
  readonly sourcePort?: number | undefined;
  readonly destinationPort?: number | undefined;
}

/** A tracked connection. */
export interface ConntrackEntry {
  readonly family: "inet" | "inet6";
  /** IP protocol by name, or its number where it has none here. */
  readonly protocol: string | number;
  /** As the first packet had it. */
  readonly original: Flow;
  /** As answers come back: translated addresses and ports are those that differ from {@link original}. */
  readonly reply: Flow;
  readonly id: number;
  readonly zone?: number | undefined;
  readonly mark?: number | undefined;
  /** Seconds that are left. */
  readonly timeout?: number | undefined;
  /** Such as `seen_reply`, `assured`, `dst_nat` (IPS_* in lower case). */
  readonly status: readonly (keyof typeof ctStatus.values)[];
  /** The original direction as the kernel listed it: by this it is deleted, ICMP ids included. */
  readonly tuple: CtTuple;
}

/** Which connections; what is left out matches everything. */
export interface ConntrackFilter {
  readonly family?: "inet" | "inet6" | undefined;
  readonly protocol?: string | number | undefined;
  readonly originalSource?: string | undefined;
  readonly originalDestination?: string | undefined;
  readonly originalSourcePort?: number | undefined;
  readonly originalDestinationPort?: number | undefined;
  /** Where answers come from: the target of a translated destination. */
  readonly replySource?: string | undefined;
}

const protocolNumbers: Readonly<Record<string, number>> = {
  icmp: 1,
  tcp: 6,
  udp: 17,
  dccp: 33,
  gre: 47,
  "ipv6-icmp": 58,
  sctp: 132,
  udplite: 136,
};
const protocolNames = new Map(Object.entries(protocolNumbers).map(([name, number]) => [number, name]));

function protocolNumber(protocol: string | number): number {
  if (typeof protocol === "number") return protocol;
  const number = Object.hasOwn(protocolNumbers, protocol) ? protocolNumbers[protocol] : undefined;
  if (number === undefined)
    throw new Error(`${JSON.stringify(protocol)} is none of ${Object.keys(protocolNumbers).join(", ")}`);
  return number;
}

function body(family: number, attributes: ConntrackInput): Uint8Array {
  const writer = new Writer(128);
  conntrackMessage.encode(writer, { header: { family }, attributes });
  writer.align();
  return writer.copy();
}

const familyNumbers = { inet: nfProto.values.ipv4, inet6: nfProto.values.ipv6 } as const;

function flowOf({ ip = {}, proto = {} }: CtTuple): Flow {
  const { srcPort, dstPort } = proto;
  return {
    source: ip.v4Src ?? ip.v6Src ?? "",
    destination: ip.v4Dst ?? ip.v6Dst ?? "",
    ...(srcPort !== undefined && { sourcePort: srcPort }),
    ...(dstPort !== undefined && { destinationPort: dstPort }),
  };
}

function entryOf(family: number, entry: Conntrack): ConntrackEntry {
  const { tupleOrig = {}, tupleReply = {}, id = 0, zone, mark, timeout, status = 0 } = entry;
  const number = tupleOrig.proto?.num ?? 0;
  return {
    family: family === nfProto.values.ipv6 ? "inet6" : "inet",
    protocol: protocolNames.get(number) ?? number,
    original: flowOf(tupleOrig),
    reply: flowOf(tupleReply),
    id,
    ...(zone !== undefined && { zone }),
    ...(mark !== undefined && { mark }),
    ...(timeout !== undefined && { timeout }),
    status: ctStatus.namesOf(status),
    tuple: tupleOrig,
  };
}

function matches(entry: ConntrackEntry, filter: ConntrackFilter): boolean {
  const { original, reply } = entry;
  const same = <T>(wanted: T | undefined, found: T): boolean => wanted === undefined || wanted === found;
  return (
    same(filter.family, entry.family) &&
    (filter.protocol === undefined || protocolNumber(filter.protocol) === entry.tuple.proto?.num) &&
    same(filter.originalSource, original.source) &&
    same(filter.originalDestination, original.destination) &&
    same(filter.originalSourcePort, original.sourcePort) &&
    same(filter.originalDestinationPort, original.destinationPort) &&
    same(filter.replySource, reply.source)
  );
}

/** CTA_FILTER_F_* of the kernel's nf_conntrack_netlink: which parts of CTA_TUPLE_ORIG a dump compares. */
const FILTER_PROTO_NUM = 1 << 3;
const FILTER_PROTO_SRC_PORT = 1 << 4;
const FILTER_PROTO_DST_PORT = 1 << 5;

/** What the kernel can be asked to compare, so that a busy machine's whole table need not be read; kernels before 5.8 ignore it. */
function kernelFilter(filter: ConntrackFilter): ConntrackInput {
  const { family, protocol, originalSourcePort, originalDestinationPort } = filter;
  if (family === undefined || protocol === undefined) return {};
  const proto: NonNullable<CtTupleInput["proto"]> = {
    num: protocolNumber(protocol),
    srcPort: originalSourcePort,
    dstPort: originalDestinationPort,
  };
  const origFlags =
    FILTER_PROTO_NUM |
    (originalSourcePort === undefined ? 0 : FILTER_PROTO_SRC_PORT) |
    (originalDestinationPort === undefined ? 0 : FILTER_PROTO_DST_PORT);
  return { tupleOrig: { proto }, filter: { origFlags, replyFlags: 0 } };
}

/** `conntrack -L`: the tracked connections. With family and protocol, the kernel leaves out what does not match; else all are read. */
export function list(filter: ConntrackFilter = {}): DumpRequest<ConntrackEntry> {
  const { family } = filter;
  return dumpRequest({
    protocol: NETLINK_NETFILTER,
    type: ctType("get"),
    flags: NLM_F_DUMP,
    body: body(family === undefined ? 0 : familyNumbers[family], kernelFilter(filter)),
    what: "list conntrack entries",
    schema: conntrackMessage,
    item: ({ source, start, end }: Reply) => {
      const { header, attributes } = conntrackMessage.decode(source, start, end);
      const entry = entryOf(header.family, attributes);
      return matches(entry, filter) ? entry : undefined;
    },
  });
}

const flowText = ({ protocol, original }: ConntrackEntry): string =>
  `${protocol} ${original.source}:${original.sourcePort ?? 0} to ${original.destination}:${original.destinationPort ?? 0}`;

/** `conntrack -D`: forgets one connection, as it was listed. Fails with ENOENT where it is gone. */
function remove(entry: ConntrackEntry): Request<void> {
  const { family, tuple, zone, id } = entry;
  return request<void>({
    protocol: NETLINK_NETFILTER,
    type: ctType("delete"),
    flags: 0,
    body: body(familyNumbers[family], { tupleOrig: tuple, zone, id }),
    what: `delete conntrack entry ${flowText(entry)}`,
    schema: conntrackMessage,
    result: () => {},
  });
}
export { remove as delete };

/**
 * `conntrack -D` with conditions: forgets every connection that matches, so that its next packet is translated by the rules that
 * are there now. For UDP after a published port changed: its flows have no end and would keep the old target.
 * @returns how many were forgotten
 */
export function flush(filter: ConntrackFilter): Operation<number> {
  return operation(function* () {
    let count = 0;
    for (const entry of yield* list(filter)) if (yield* ignoring(["ENOENT"], remove(entry))) count++;
    return count;
  });
}
