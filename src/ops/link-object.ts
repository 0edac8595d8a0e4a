import { hardwareType, interfaceFlags, linkMode, operationalState } from "../protocol/route/link-constants.ts";
import type { Ifinfomsg, LinkAttributes, LinkInfo, LinkMessage } from "../protocol/route/link.ts";
import { linkMessage, RTM_NEWLINK } from "../protocol/route/link.ts";
import type { LinkStats64 } from "../protocol/route/link-statistics.ts";
import { toHex } from "../protocol/schema/binary.ts";
import type { Reply } from "../socket/request.ts";
import { addressLength } from "./link-address.ts";
import type { LinkXdp } from "./link-xdp.ts";
import { xdpOf } from "./link-xdp.ts";
import type { VirtualFunctionState } from "./virtual-function-state.ts";
import { virtualFunctionOf } from "./virtual-function-state.ts";

/** A flag of a link, such as `up` or `lower_up`: IFF_* in lower case. */
export type LinkFlag = ReturnType<typeof interfaceFlags.namesOf>[number];
/** Operational state of a link: IF_OPER_* in lower case. */
export type OperationalState = NonNullable<ReturnType<typeof operationalState.nameOf>>;
/** Kind of link layer: ARPHRD_* in lower case. */
export type HardwareType = NonNullable<ReturnType<typeof hardwareType.nameOf>>;
/** What a link becomes when its carrier comes: IF_LINK_MODE_* in lower case. */
export type LinkMode = NonNullable<ReturnType<typeof linkMode.nameOf>>;

/** A link as the kernel tells it. Any function that takes a link takes one of these. */
export interface Link {
  readonly index: number;
  readonly name: string;
  /** Other names, which work wherever the name does (`ip link property add … altname`). */
  readonly altNames: readonly string[];
  /** ARPHRD_* as a number. */
  readonly type: number;
  /** ARPHRD_* by name, when the header names it: `ether`, `loopback`, `none`. */
  readonly typeName: HardwareType | undefined;
  /** IFF_* that are set, lowest bit first. */
  readonly flags: readonly LinkFlag[];
  /** `ifi_flags` as a number. */
  readonly flagBits: number;
  /** Whether IFF_UP is set. */
  readonly up: boolean;
  readonly mtu: number | undefined;
  /** Link-layer address in lower case. */
  readonly address: string | undefined;
  /** Broadcast address; the other end's of a point-to-point link. */
  readonly broadcast: string | undefined;
  /** Queueing discipline, such as `noqueue`. */
  readonly qdisc: string | undefined;
  readonly operstate: OperationalState | undefined;
  readonly linkMode: LinkMode | undefined;
  readonly carrier: boolean | undefined;
  /** Index of the bridge, bond or VRF that it belongs to. */
  readonly master: number | undefined;
  /** Index of the device that it stands on, or of a pair's other end; in the namespace `linkNetnsid` where that is there. */
  readonly link: number | undefined;
  /** Namespace of `link` by the id that this namespace gave it. */
  readonly linkNetnsid: number | undefined;
  readonly group: number | undefined;
  /** Length of the transmit queue in packets. */
  readonly txQueueLength: number | undefined;
  readonly numTxQueues: number | undefined;
  readonly numRxQueues: number | undefined;
  /** How many users want all packets. */
  readonly promiscuity: number | undefined;
  readonly alias: string | undefined;
  /** Counts of the carrier's changes, its comings and its goings. */
  readonly carrierChanges: number | undefined;
  readonly carrierUpCount: number | undefined;
  readonly carrierDownCount: number | undefined;
  /** Whether a protocol holds it down. */
  readonly protoDown: boolean | undefined;
  /** Numbers of the bits that say why, lowest first. */
  readonly protoDownReasons: readonly number[];
  /** Limits of packets that are cut late or put together early, in bytes and pieces: see {@link OffloadLimits}. */
  readonly gsoMaxSize: number | undefined;
  readonly gsoMaxSegs: number | undefined;
  readonly groMaxSize: number | undefined;
  readonly gsoIpv4MaxSize: number | undefined;
  readonly groIpv4MaxSize: number | undefined;
  /** What the device itself can cut (Linux 5.19). */
  readonly tsoMaxSize: number | undefined;
  readonly tsoMaxSegs: number | undefined;
  /** XDP programs; `undefined` where there is none. */
  readonly xdp: LinkXdp | undefined;
  /** Virtual functions of an SR-IOV device, where `detail: ["vf"]` asked for them. */
  readonly virtualFunctions: readonly VirtualFunctionState[];
  /** Identifier of the physical port in hexadecimal digits, and its name, such as `p1`. */
  readonly physicalPortId: string | undefined;
  readonly physicalPortName: string | undefined;
  /** Identifier of the switch chip in hexadecimal digits. */
  readonly physicalSwitchId: string | undefined;
  /** Device that it belongs to on its bus, such as `0000:01:00.0` on `pci` (Linux 5.14). */
  readonly parentDevice: string | undefined;
  readonly parentBus: string | undefined;
  /** Kind of the link with its options, and of the port it is of its master. */
  readonly info: LinkInfo | undefined;
  /** Counters of 64 bits. */
  readonly stats: LinkStats64 | undefined;
  /** The message's header as received. */
  readonly header: Ifinfomsg;
  /** Everything the kernel told, as received. */
  readonly attributes: LinkAttributes;
}

/** Numbers of the bits that are set. */
function bitNumbers(bits: number): number[] {
  const numbers: number[] = [];
  for (let bit = 0; bits >>> bit !== 0 && bit < 32; bit++) if (((bits >>> bit) & 1) !== 0) numbers.push(bit);
  return numbers;
}

/** What a link message says. */
export function linkOf({ header, attributes }: LinkMessage): Link {
  return {
    index: header.index,
    name: attributes.ifname ?? "",
    altNames: attributes.propList?.altIfname ?? [],
    type: header.type,
    typeName: hardwareType.nameOf(header.type),
    flags: interfaceFlags.namesOf(header.flags),
    flagBits: header.flags,
    up: (header.flags & interfaceFlags.values.up) !== 0,
    mtu: attributes.mtu,
    address: attributes.address,
    broadcast: attributes.broadcast,
    qdisc: attributes.qdisc,
    operstate: attributes.operstate === undefined ? undefined : operationalState.nameOf(attributes.operstate),
    linkMode: attributes.linkmode === undefined ? undefined : linkMode.nameOf(attributes.linkmode),
    carrier: attributes.carrier === undefined ? undefined : attributes.carrier !== 0,
    master: attributes.master,
    link: attributes.link,
    linkNetnsid: attributes.linkNetnsid,
    group: attributes.group,
    txQueueLength: attributes.txqlen,
    numTxQueues: attributes.numTxQueues,
    numRxQueues: attributes.numRxQueues,
    promiscuity: attributes.promiscuity,
    alias: attributes.ifalias,
    carrierChanges: attributes.carrierChanges,
    carrierUpCount: attributes.carrierUpCount,
    carrierDownCount: attributes.carrierDownCount,
    protoDown: attributes.protoDown === undefined ? undefined : attributes.protoDown !== 0,
    protoDownReasons: bitNumbers(attributes.protoDownReason?.value ?? 0),
    gsoMaxSize: attributes.gsoMaxSize,
    gsoMaxSegs: attributes.gsoMaxSegs,
    groMaxSize: attributes.groMaxSize,
    gsoIpv4MaxSize: attributes.gsoIpv4MaxSize,
    groIpv4MaxSize: attributes.groIpv4MaxSize,
    tsoMaxSize: attributes.tsoMaxSize,
    tsoMaxSegs: attributes.tsoMaxSegs,
    xdp: xdpOf(attributes),
    virtualFunctions: (attributes.vfinfoList?.info ?? []).map((one) =>
      virtualFunctionOf(one, addressLength(attributes.address)),
    ),
    physicalPortId: attributes.physPortId && toHex(attributes.physPortId),
    physicalPortName: attributes.physPortName,
    physicalSwitchId: attributes.physSwitchId && toHex(attributes.physSwitchId),
    parentDevice: attributes.parentDevName,
    parentBus: attributes.parentDevBusName,
    info: attributes.linkinfo,
    stats: attributes.stats64,
    header,
    attributes,
  };
}

/** The link that a received message tells of; `undefined` for any message but RTM_NEWLINK. */
export function linkOfReply({ type, source, start, end }: Reply): Link | undefined {
  return type === RTM_NEWLINK ? linkOf(linkMessage.decode(source, start, end)) : undefined;
}
