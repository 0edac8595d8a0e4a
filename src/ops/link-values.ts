import { addressGenerationMode } from "../protocol/route/af-spec.ts";
import { interfaceFlags, linkMode } from "../protocol/route/link-constants.ts";
import type { LinkAttributesInput, LinkInfoInput, LinkMessageInput } from "../protocol/route/link.ts";
import { EncodeError } from "../protocol/schema/errors.ts";
import { birthAttributes, birthHeader, namespaceAttributes } from "./link-birth.ts";
import { infoOf } from "./link-kind-options.ts";
import { checkName } from "./link-name.ts";
import type { AddOptions, SetOptions } from "./link-options.ts";
import type { Resolving } from "./link-resolution.ts";
import { indexOf } from "./link-resolution.ts";

/** The message that makes a link. */
export function* additionOf(options: AddOptions): Resolving<LinkMessageInput> {
  const attributes: LinkAttributesInput = {
    ...birthAttributes(options, options.info.kind, []),
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
  const { bridgePort, bondSlave } = options;
  if (bridgePort !== undefined && bondSlave !== undefined) {
    throw new EncodeError("a link is a port of a bridge or a slave of a bond, not both", ["bondSlave"]);
  }
  if (bridgePort !== undefined) return { ...info, slaveKind: "bridge", slaveData: bridgePort };
  return bondSlave === undefined ? info : { ...info, slaveKind: "bond", slaveData: bondSlave };
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
