import type { BondSlaveInput } from "../protocol/route/link-kinds/bond-slave.ts";
import type { addressGenerationMode } from "../protocol/route/af-spec.ts";
import type { Ipv4Setting } from "../protocol/route/inet-settings.ts";
import type { LinkInfoOptions } from "./link-kind-options.ts";
import type { LinkMode, OperationalState } from "./link-object.ts";
import type { BridgePortOptions } from "./bridge-port-options.ts";
import type { LinkTarget } from "./link-target.ts";
import type { XdpOptions } from "./link-xdp.ts";
import type { NamespaceTarget } from "./namespace-target.ts";

/** How link-local IPv6 addresses are made: IN6_ADDR_GEN_MODE_* in lower case. */
export type AddressGenerationMode = NonNullable<ReturnType<typeof addressGenerationMode.nameOf>>;

/** Limits of packets that hardware or the kernel cuts late or puts together early; 0 is refused by most. */
export interface OffloadLimits {
  /** Largest packet in bytes that may be cut late. */
  readonly gsoMaxSize?: number;
  /** Most pieces of such a packet. */
  readonly gsoMaxSegs?: number;
  /** Largest packet in bytes that may be made of received ones (Linux 5.18). */
  readonly groMaxSize?: number;
  /** `gsoMaxSize` of IPv4 (Linux 6.3). */
  readonly gsoIpv4MaxSize?: number;
  /** `groMaxSize` of IPv4 (Linux 6.3). */
  readonly groIpv4MaxSize?: number;
}

/** What a new link and the peer of a new pair have in common. */
export interface BirthOptions extends OffloadLimits {
  /** At most 15 bytes without white space, `/` and `:`. The kernel chooses one when it is left out, and replaces a `%d`. */
  readonly name?: string;
  /** Index to get; the kernel chooses one when it is left out. */
  readonly index?: number;
  /** Link-layer address, such as `02:00:00:00:00:01`. */
  readonly address?: string;
  /** Broadcast address of the link layer. */
  readonly broadcast?: string;
  /** Largest packet in bytes. */
  readonly mtu?: number;
  /** Length of the transmit queue in packets. */
  readonly txQueueLength?: number;
  readonly numTxQueues?: number;
  readonly numRxQueues?: number;
  /** Device group. That of a pair does not reach the peer. */
  readonly group?: number;
  /** Namespace to be born in; a handle is kept open until the request ran. The peer of a pair can't be given an nsid. */
  readonly namespace?: NamespaceTarget;
}

/** Flags of a link that may be switched. */
export interface LinkSwitches {
  readonly up?: boolean;
  /** Whether all packets are taken. */
  readonly promiscuous?: boolean;
  /** Whether ARP is used. */
  readonly arp?: boolean;
  /** Whether all multicast packets are taken. */
  readonly allMulticast?: boolean;
  /** Whether multicast is possible. */
  readonly multicast?: boolean;
  /** Whether the address is lost when it goes down. */
  readonly dynamic?: boolean;
  /** Whether trailers are used. */
  readonly trailers?: boolean;
}

/** A link to be made. */
export interface AddOptions extends BirthOptions, LinkSwitches {
  /** Whether it is to be up at once. The peer of a pair can't be: it is made before it has a peer. */
  readonly up?: boolean;
  /** Kind and its options. */
  readonly info: LinkInfoOptions;
  /** Description, up to 255 bytes. The kernel takes it in a second message only. */
  readonly alias?: string;
  /** Bridge, bond or VRF to join. */
  readonly master?: LinkTarget;
  /** Device that it stands on (vlan, macvlan, ipvlan, macsec and the like). */
  readonly link?: LinkTarget;
  /** Namespace of `link` by the id that this namespace gave it, when it is another one. `link` is then an index. */
  readonly linkNetnsid?: number;
  /** The same namespace by a handle, which is given an id where it has none. Equivalent to `link-netns NAME`. */
  readonly linkNamespace?: NamespaceTarget;
  /** What it becomes when its carrier comes. */
  readonly linkMode?: LinkMode;
  /** Device on a bus that it belongs to, such as a modem of a wwan link (Linux 5.14). */
  readonly parentDevice?: string;
}

/** What to change about a link; what is left out stays as it is. */
export interface SetOptions extends LinkSwitches, OffloadLimits {
  readonly mtu?: number;
  /** Link-layer address. */
  readonly address?: string;
  /** Broadcast address of the link layer. */
  readonly broadcast?: string;
  /** New name. Most kernels want the link to be down. */
  readonly name?: string;
  /** Description, up to 255 bytes; `""` removes it. */
  readonly alias?: string;
  /** Length of the transmit queue in packets. */
  readonly txQueueLength?: number;
  /** Bridge, bond or VRF to join; `null` to leave it. */
  readonly master?: LinkTarget | null;
  /** Namespace to move to; a handle is kept open until the request ran. */
  readonly namespace?: NamespaceTarget;
  /** Device group. */
  readonly group?: number;
  /** Whether there is a carrier, for devices that let it be set. */
  readonly carrier?: boolean;
  /** Whether a protocol holds it down, for devices that know this. */
  readonly protoDown?: boolean;
  /**
   * Why it is held down, bits by number: `{ 3: true, 4: false }` sets one and clears another. What they mean is the user's; while one
   * is set the kernel refuses `protoDown: false`.
   */
  readonly protoDownReasons?: Readonly<Record<number, boolean>>;
  /** Operational state, as a supplicant sets it: the kernel takes `up`, `dormant` and `testing`. */
  readonly operstate?: OperationalState;
  /** What it becomes when its carrier comes. */
  readonly linkMode?: LinkMode;
  /** How link-local IPv6 addresses are made. */
  readonly addressGenerationMode?: AddressGenerationMode;
  /** Sysctls `net.ipv4.conf.LINK.*` to change, by the names of IPV4_DEVCONF_* in lower case. Those of IPv6 can't be set so. */
  readonly ipv4Settings?: Readonly<Partial<Record<Ipv4Setting, number | boolean>>>;
  /** MCTP network that it is in (Linux 5.15). Equivalent to `mctp link set DEV network NET`. */
  readonly mctpNetwork?: number;
  /** XDP program to attach or detach. */
  readonly xdp?: XdpOptions;
  /** Namespace of the device that it stands on, by the id that this namespace gave it. */
  readonly linkNetnsid?: number;
  /** Options of its kind to change. */
  readonly info?: LinkInfoOptions;
  /** Options as a port of a bridge to change: `mode` is the hairpin mode. */
  readonly bridgePort?: BridgePortOptions;
  /** Options as a slave of a bond to change: `queueId`, `prio`, `actorPortPrio`. Not together with `bridgePort`. */
  readonly bondSlave?: BondSlaveInput;
}
