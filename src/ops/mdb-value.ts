import { AF_BRIDGE } from "../protocol/route/address-family.ts";
import type {
  BrMdbEntryInput,
  BrPortMsgInput,
  MdbAttributes,
  MdbEntryInfo,
  MdbGroup,
  MdbGroupInput,
  MdbRequestEntryInput,
  RouterPort as RouterPortMessage,
} from "../protocol/route/bridge-mdb.ts";
import { mdbFlags, mdbState, multicastFilterMode } from "../protocol/route/bridge-mdb.ts";
import { multicastRouter } from "../protocol/route/link-kinds/bridge.ts";
import { formatIpv4, formatIpv6, formatLinkAddress, parseIp, parseLinkAddress } from "../protocol/schema/addresses.ts";
import { EncodeError } from "../protocol/schema/errors.ts";
import { ETHERNET_BYTES } from "./link-address.ts";
import type { Resolving } from "./link-resolution.ts";
import { indexOf } from "./link-resolution.ts";
import type { LinkTarget } from "./link-target.ts";
import type { RouteProtocol } from "./route-value.ts";
import { protocolNumber } from "./route-value.ts";

/** MDB_FLAGS_*: what the kernel says of an entry. */
export type MdbFlag = ReturnType<typeof mdbFlags.namesOf>[number];
/** MCAST_*: whether a group's sources are those that are wanted, or those that are not. */
export type MdbFilterMode = NonNullable<ReturnType<typeof multicastFilterMode.nameOf>>;
/** MDB_RTR_TYPE_*: why a port counts as one with a multicast router behind it. */
export type MulticastRouter = NonNullable<ReturnType<typeof multicastRouter.nameOf>>;

/** A source of a group, as listed. */
export interface MdbSource {
  readonly address: string;
  /** 1/100 s that are left; 0 for one that is blocked. */
  readonly timer?: number;
}

/** A port that wants a multicast group, as listed; it is valid input for `delete`. */
export interface MdbEntry {
  /** Index of the bridge or VXLAN. */
  readonly dev: number;
  /** Index of the port; that of the bridge for the host itself. */
  readonly port: number;
  /** IPv4, IPv6 or link-layer address; `0.0.0.0` or `::` of a VXLAN is what no other entry matches. */
  readonly group: string;
  readonly vid?: number;
  /** The only source that the entry is about. */
  readonly source?: string;
  readonly permanent: boolean;
  readonly flags: readonly MdbFlag[];
  /** Who made it, RTPROT_*: `static` are those of users. */
  readonly protocol?: number;
  /** 1/100 s that are left of a temporary entry. */
  readonly timer?: number;
  readonly filterMode?: MdbFilterMode;
  readonly sources?: readonly MdbSource[];
  /** Remote end of a VXLAN entry. */
  readonly dst?: string;
  /** Its UDP port, where it is not the device's. */
  readonly dstPort?: number;
  /** Its VXLAN network, where it is not the device's. */
  readonly vni?: number;
  /** Index of the link that it is sent by. */
  readonly via?: number;
  /** VXLAN network of the entry itself (a device with `external`). */
  readonly sourceVni?: number;
}

/** An entry to be. */
export interface MdbInput {
  /** The bridge or VXLAN. */
  readonly dev: LinkTarget;
  /** The port; the bridge for the host itself, and `dev` for a VXLAN. */
  readonly port: LinkTarget;
  /** IPv4, IPv6 or link-layer address. */
  readonly group: string;
  /** Left out of a bridge with VLANs: every VLAN of the port. */
  readonly vid?: number | undefined;
  readonly source?: string | undefined;
  /** Left out: temporary. A VXLAN has permanent entries only. */
  readonly permanent?: boolean | undefined;
  readonly protocol?: RouteProtocol | undefined;
  /** Sources of an entry that names none itself (Linux 6.3). */
  readonly sources?: readonly (string | MdbSource)[] | undefined;
  /** Whether those are the ones that are wanted; `exclude` when left out (Linux 6.3). */
  readonly filterMode?: MdbFilterMode | undefined;
  readonly dst?: string | undefined;
  readonly dstPort?: number | undefined;
  readonly vni?: number | undefined;
  /** The link that it is sent by. */
  readonly via?: LinkTarget | undefined;
  readonly sourceVni?: number | undefined;
}

const ETH_P_IP = 0x0800;
const ETH_P_IPV6 = 0x86dd;

function groupText({ u, proto }: MdbGroup): string {
  if (proto === ETH_P_IP) return formatIpv4(u);
  return proto === ETH_P_IPV6 ? formatIpv6(u) : formatLinkAddress(u, 0, ETHERNET_BYTES);
}

/** `addr` of an entry: the address and which kind it is of. */
export function groupOf(group: string): MdbGroupInput {
  const ip = parseIp(group);
  const bytes = ip ?? parseLinkAddress(group);
  if (bytes === undefined || (ip === undefined && bytes.length !== ETHERNET_BYTES)) {
    throw new EncodeError(`${JSON.stringify(group)} is neither an IP nor an Ethernet address`, ["group"]);
  }
  const u = new Uint8Array(16);
  u.set(bytes);
  return { u, proto: ip === undefined ? 0 : ip.length === 4 ? ETH_P_IP : ETH_P_IPV6 };
}

/** What MDBA_MDB_ENTRY_INFO says. */
function toMdbEntry(dev: number, { header, attributes }: MdbEntryInfo): MdbEntry {
  const { timer, srcList, groupMode, source, rtprot, dst, dstPort, vni, ifindex, srcVni } = attributes;
  const filterMode = groupMode === undefined ? undefined : multicastFilterMode.nameOf(groupMode);
  return {
    dev,
    port: header.ifindex,
    group: groupText(header.addr),
    ...(header.vid !== 0 && { vid: header.vid }),
    ...(source !== undefined && { source }),
    permanent: header.state === mdbState.values.permanent,
    flags: mdbFlags.namesOf(header.flags),
    ...(rtprot !== undefined && { protocol: rtprot }),
    ...(timer !== undefined && timer !== 0 && { timer }),
    ...(filterMode !== undefined && { filterMode }),
    ...(srcList?.entry !== undefined && {
      sources: srcList.entry.flatMap(({ address, timer: left }) =>
        address === undefined ? [] : [{ address, ...(left !== undefined && { timer: left }) }],
      ),
    }),
    ...(dst !== undefined && { dst }),
    ...(dstPort !== undefined && { dstPort }),
    ...(vni !== undefined && { vni }),
    ...(ifindex !== undefined && { via: ifindex }),
    ...(srcVni !== undefined && { sourceVni: srcVni }),
  };
}

/** The entries that a message tells. */
export function mdbEntriesOf(dev: number, { mdb }: MdbAttributes): MdbEntry[] {
  return (mdb?.entry ?? []).flatMap(({ info = [] }) => info.map((entry) => toMdbEntry(dev, entry)));
}

/** A port with a multicast router behind it. */
export interface RouterPort {
  /** Index of the bridge. */
  readonly dev: number;
  /** Index of the port; 0 where the bridge itself is meant. */
  readonly port: number;
  readonly type?: MulticastRouter;
  /** 1/100 s that are left, the longer of both. */
  readonly timer?: number;
  /** 1/100 s left for IPv4 (Linux 5.14). */
  readonly inetTimer?: number;
  /** 1/100 s left for IPv6 (Linux 5.14). */
  readonly inet6Timer?: number;
  /** The VLAN, where each VLAN is snooped. */
  readonly vid?: number;
}

/** What MDBA_ROUTER_PORT says. */
export function toRouterPort(dev: number, { header, attributes }: RouterPortMessage): RouterPort {
  const { type, timer, inetTimer, inet6Timer, vid } = attributes;
  const name = type === undefined ? undefined : multicastRouter.nameOf(type);
  return {
    dev,
    port: header.ifindex,
    ...(name !== undefined && { type: name }),
    ...(timer !== undefined && { timer }),
    ...(inetTimer !== undefined && { inetTimer }),
    ...(inet6Timer !== undefined && { inet6Timer }),
    ...(vid !== undefined && { vid }),
  };
}

/** Header and attributes of a request about one entry. */
export interface MdbBody {
  readonly header: BrPortMsgInput;
  readonly attributes: { readonly entry: BrMdbEntryInput; readonly entryAttrs?: MdbRequestEntryInput | undefined };
}

/** Body of a request, its attributes left out where it needs none. */
export function mdbBody(ifindex: number, entry: BrMdbEntryInput, more: MdbRequestEntryInput): MdbBody {
  const isNeeded = Object.values(more).some((value) => value !== undefined);
  return {
    header: { family: AF_BRIDGE, ifindex },
    attributes: { entry, entryAttrs: isNeeded ? more : undefined },
  };
}

const sourceOf = (source: string | MdbSource): { address: string } => ({
  address: typeof source === "string" ? source : source.address,
});

/** The message that makes an entry, or with `isKey` names one: then what does not identify it is left out. */
export function* entryBody(input: MdbInput, isKey: boolean): Resolving<MdbBody> {
  const entry: BrMdbEntryInput = {
    ifindex: yield* indexOf(input.port),
    state: input.permanent === true && !isKey ? "permanent" : "temporary",
    vid: input.vid,
    addr: groupOf(input.group),
  };
  const content: MdbRequestEntryInput = isKey
    ? {}
    : {
        srcList:
          input.sources === undefined || input.sources.length === 0
            ? undefined
            : { entry: input.sources.map(sourceOf) },
        // What names its source can't but include it, and the kernel takes no mode there.
        groupMode: input.source !== undefined && input.filterMode === "include" ? undefined : input.filterMode,
        rtprot: input.protocol === undefined ? undefined : protocolNumber(input.protocol),
      };
  const dev = yield* indexOf(input.dev);
  return mdbBody(dev, entry, {
    source: input.source,
    ...content,
    dst: input.dst,
    dstPort: input.dstPort,
    vni: input.vni,
    srcVni: input.sourceVni,
    ifindex: input.via === undefined ? undefined : yield* indexOf(input.via),
  });
}
