import type { BondSlaveInput } from "../protocol/route/link-kinds/bond-slave.ts";
import type { BridgePortInput } from "../protocol/route/link-kinds/bridge-port.ts";
import type { addressGenerationMode } from "../protocol/route/af-spec.ts";
import type { LinkInfoOptions } from "./link-kind-options.ts";
import type { LinkMode } from "./link-object.ts";
import type { LinkTarget } from "./link-target.ts";
import type { NamespaceTarget } from "./namespace-target.ts";

/** How link-local IPv6 addresses are made: IN6_ADDR_GEN_MODE_* in lower case. */
export type AddressGenerationMode = NonNullable<ReturnType<typeof addressGenerationMode.nameOf>>;

/** What a new link and the peer of a new pair have in common. */
export interface BirthOptions {
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

/** A link to be made. */
export interface AddOptions extends BirthOptions {
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
}

/** What to change about a link; what is left out stays as it is. */
export interface SetOptions {
  readonly up?: boolean;
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
  /** Whether there is a carrier, for devices that let it be set. */
  readonly carrier?: boolean;
  /** Whether a protocol holds it down, for devices that know this. */
  readonly protoDown?: boolean;
  /** What it becomes when its carrier comes. */
  readonly linkMode?: LinkMode;
  /** How link-local IPv6 addresses are made. */
  readonly addressGenerationMode?: AddressGenerationMode;
  /** Options of its kind to change. */
  readonly info?: LinkInfoOptions;
  /** Options as a port of a bridge to change: `mode` is the hairpin mode. */
  readonly bridgePort?: BridgePortInput;
  /** Options as a slave of a bond to change: `queueId`, `prio`, `actorPortPrio`. Not together with `bridgePort`. */
  readonly bondSlave?: BondSlaveInput;
}
