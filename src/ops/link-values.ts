import { addressGenerationMode } from "../protocol/route/af-spec.ts";
import { interfaceFlags, linkMode } from "../protocol/route/link-constants.ts";
import type { VxlanInput } from "../protocol/route/link-kinds/vxlan.ts";
import type { IfinfomsgInput, LinkAttributesInput, LinkInfoInput, LinkMessageInput } from "../protocol/route/link.ts";
import { EncodeError } from "../protocol/schema/errors.ts";
import type { Operation, Step } from "../socket/request.ts";
import { operation } from "../socket/request.ts";
import { checkAddresses, ETHERNET_BYTES } from "./link-address.ts";
import { checkName } from "./link-name.ts";
import type { AddOptions, BirthOptions, LinkInfoOptions, SetOptions, VxlanOptions } from "./link-options.ts";
import type { LinkTarget } from "./link-target.ts";
import { withLink } from "./link-target.ts";
import type { NamespaceTarget } from "./namespace-target.ts";

/** Steps that may have to ask the kernel for an index, and end with a `T`. */
export type Resolving<T> = Generator<Step, T, unknown>;

/**
 * What `make` returns for the value that `resolve` ends with: at once when it needs to ask nothing, so that the result is a
 * plain request that can be pipelined, and otherwise after its questions.
 */
export function resolved<T, R>(resolve: () => Resolving<T>, make: (value: T) => Operation<R>): Operation<R> {
  const first = resolve().next();
  if (first.done === true) return make(first.value);
  return operation(function* () {
    return yield* make(yield* resolve());
  });
}

/** The index of a link, asked for only when a name was given. */
export function* indexOf(target: LinkTarget): Resolving<number> {
  return yield* withLink(target, (index) => ({
    // eslint-disable-next-line require-yield -- the value is there already
    *[Symbol.iterator]() {
      return index;
    },
  }));
}

/** Attributes that say to which namespace a link goes. */
export function namespaceAttributes(target: NamespaceTarget | undefined): LinkAttributesInput {
  if (target === undefined) return {};
  if ("fd" in target) return { netNsFd: target.fd };
  return "pid" in target ? { netNsPid: target.pid } : { targetNetnsid: target.nsid };
}

function birthAttributes(options: BirthOptions, info: LinkInfoOptions, path: readonly string[]): LinkAttributesInput {
  // Of a kind that is not known here, the length is not either.
  if (info.kind !== "unknown") checkAddresses(options, ETHERNET_BYTES, "Ethernet addresses", path);
  return {
    txqlen: options.txQueueLength,
    address: options.address,
    broadcast: options.broadcast,
    mtu: options.mtu,
    numTxQueues: options.numTxQueues,
    numRxQueues: options.numRxQueues,
    group: options.group,
    ...namespaceAttributes(options.namespace),
  };
}

function birthHeader(options: BirthOptions & { readonly up?: boolean }): IfinfomsgInput {
  const up = interfaceFlags.values.up;
  return {
    index: options.index,
    ...(options.up !== undefined && { flags: options.up ? up : 0, change: up }),
  };
}

function peerOf(options: BirthOptions): LinkMessageInput {
  if (options.namespace !== undefined && "nsid" in options.namespace) {
    // The kernel ignores IFLA_TARGET_NETNSID there: the peer would silently be born here.
    throw new EncodeError("the peer of a veth takes a descriptor or a pid, not an nsid", [
      "info",
      "data",
      "peer",
      "namespace",
    ]);
  }
  const name = options.name === undefined ? undefined : checkName(options.name, "info.data.peer.name");
  return {
    header: birthHeader(options),
    attributes: { ...birthAttributes(options, { kind: "veth" }, ["info", "data", "peer"]), ifname: name },
  };
}

function* vxlanOf(options: VxlanOptions): Resolving<VxlanInput> {
  const data: VxlanInput = {};
  // In the order of the caller's keys, as the encoder writes them in this order.
  for (const key of Object.keys(options)) {
    if (key === "group" && options.group !== undefined) {
      Object.assign(data, options.group.includes(":") ? { group6: options.group } : { group: options.group });
    } else if (key === "local" && options.local !== undefined) {
      Object.assign(data, options.local.includes(":") ? { local6: options.local } : { local: options.local });
    } else if (key === "link" && options.link !== undefined) {
      Object.assign(data, { link: yield* indexOf(options.link) });
    } else Object.assign(data, Object.fromEntries(Object.entries(options).filter(([name]) => name === key)));
  }
  return data;
}

/** IFLA_LINKINFO of a kind and its options. */
export function* infoOf(info: LinkInfoOptions): Resolving<LinkInfoInput> {
  switch (info.kind) {
    case "veth": {
      const peer = info.data?.peer;
      return peer === undefined ? { kind: "veth" } : { kind: "veth", data: { peer: peerOf(peer) } };
    }
    case "vxlan":
      return info.data === undefined ? { kind: "vxlan" } : { kind: "vxlan", data: yield* vxlanOf(info.data) };
    default:
      return info;
  }
}

/** The message that makes a link. */
export function* additionOf(options: AddOptions): Resolving<LinkMessageInput> {
  const attributes: LinkAttributesInput = {
    ...birthAttributes(options, options.info, []),
    master: options.master === undefined ? undefined : yield* indexOf(options.master),
    linkNetnsid: options.linkNetnsid,
    link: options.link === undefined ? undefined : yield* indexOf(options.link),
    ifname: options.name === undefined ? undefined : checkName(options.name, "name"),
    linkinfo: yield* infoOf(options.info),
  };
  return { header: birthHeader(options), attributes };
}

/** Flags with the bit of each, and whether the option's sense is the opposite of the bit's. */
const switches = [
  ["up", interfaceFlags.values.up, false],
  ["promiscuous", interfaceFlags.values.promisc, false],
  ["arp", interfaceFlags.values.noarp, true],
  ["allMulticast", interfaceFlags.values.allmulti, false],
  ["multicast", interfaceFlags.values.multicast, false],
  ["dynamic", interfaceFlags.values.dynamic, false],
  ["trailers", interfaceFlags.values.notrailers, true],
] as const;

/** `ifi_flags` and `ifi_change` of a change. */
export function flagChange(options: SetOptions): { flags: number; change: number } {
  let flags = 0;
  let change = 0;
  for (const [key, bit, inverted] of switches) {
    const wanted = options[key];
    if (wanted === undefined) continue;
    change |= bit;
    if (wanted !== inverted) flags |= bit;
  }
  return { flags, change };
}

const onOffOf = (value: boolean | undefined): number | undefined => (value === undefined ? undefined : Number(value));

function* changedInfo(options: SetOptions): Resolving<LinkInfoInput | undefined> {
  const info = options.info === undefined ? undefined : yield* infoOf(options.info);
  if (options.bridgePort === undefined) return info;
  return { ...info, slaveKind: "bridge", slaveData: options.bridgePort };
}

/** The attributes that change a link. */
export function* changeOf(options: SetOptions): Resolving<LinkAttributesInput> {
  const mode = options.addressGenerationMode;
  const { master } = options;
  return {
    txqlen: options.txQueueLength,
    address: options.address,
    broadcast: options.broadcast,
    mtu: options.mtu,
    group: options.group,
    ...namespaceAttributes(options.namespace),
    master: master === undefined ? undefined : master === null ? 0 : yield* indexOf(master),
    ifalias: options.alias,
    carrier: onOffOf(options.carrier),
    protoDown: onOffOf(options.protoDown),
    linkmode: options.linkMode === undefined ? undefined : linkMode.values[options.linkMode],
    afSpec: mode === undefined ? undefined : { inet6: { addrGenMode: addressGenerationMode.values[mode] } },
    ifname: options.name === undefined ? undefined : checkName(options.name, "name"),
    linkinfo: yield* changedInfo(options),
  };
}
