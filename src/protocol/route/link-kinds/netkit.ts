import type { Input, Output, Space } from "../../schema/attributes.ts";
import { attributeSet } from "../../schema/attributes.ts";
import { choice, onOff } from "../../schema/choice.ts";
import type { Codec } from "../../schema/codec.ts";
import { enumeration } from "../../schema/enumeration.ts";
import { deferred } from "../../schema/nests.ts";
import { u16, u32 } from "../../schema/scalars.ts";
import type { LinkMessage, LinkMessageInput } from "../link.ts";

/** NETKIT_L2 and NETKIT_L3: with link-layer addresses and ARP, or without. */
export const netkitMode = enumeration("NETKIT_", { l2: 0, l3: 1 });

/** NETKIT_*: what becomes of packets for which no program decides. */
export const netkitPolicy = enumeration("NETKIT_", { pass: 0, drop: 2 });

/** NETKIT_SCRUB_*: whether priority and mark are lost on the way. */
export const netkitScrub = enumeration("NETKIT_SCRUB_", { none: 0, default: 1 });

/** NETKIT_DEVICE_*: a pair, or one device alone. */
export const netkitPairing = enumeration("NETKIT_DEVICE_", { pair: 0, single: 1 });

/** IFLA_NETKIT_* of a link message that may hold a netkit in turn. */
function netkitAttributesOf(peer: () => Codec<LinkMessage, LinkMessageInput>) {
  return {
    /** IFLA_NETKIT_PEER_INFO: header and attributes of the other end, which may be born in another namespace; not told back. */
    peerInfo: [1, deferred(peer)],
    /** IFLA_NETKIT_PRIMARY: whether it is the end that manages the pair's programs; only told. */
    primary: [2, onOff],
    /** IFLA_NETKIT_POLICY: what becomes of packets for which no program decides. */
    policy: [3, choice(u32, netkitPolicy)],
    /** IFLA_NETKIT_PEER_POLICY: the same at the other end. */
    peerPolicy: [4, choice(u32, netkitPolicy)],
    /** IFLA_NETKIT_MODE: with link-layer addresses or without; fixed when the pair is made. */
    mode: [5, choice(u32, netkitMode)],
    /** IFLA_NETKIT_SCRUB: whether priority and mark are lost (Linux 6.13); fixed when the pair is made. */
    scrub: [6, choice(u32, netkitScrub)],
    /** IFLA_NETKIT_PEER_SCRUB: the same at the other end (Linux 6.13). */
    peerScrub: [7, choice(u32, netkitScrub)],
    /** IFLA_NETKIT_HEADROOM: bytes kept free before a packet (Linux 6.14); fixed when the pair is made. */
    headroom: [8, u16],
    /** IFLA_NETKIT_TAILROOM: bytes kept free behind a packet (Linux 6.14); fixed when the pair is made. */
    tailroom: [9, u16],
    /** IFLA_NETKIT_PAIRING: a pair, or one device alone (after Linux 6.18). */
    pairing: [10, choice(u32, netkitPairing)],
  } as const;
}
/** A netkit pair (Linux 6.7), the veth whose packets BPF programs steer (`ip link add type netkit …`). */
export interface Netkit extends Output<ReturnType<typeof netkitAttributesOf>> {}
/** Input of {@link netkitOf}. */
export interface NetkitInput extends Input<ReturnType<typeof netkitAttributesOf>> {}
/** IFLA_NETKIT_* (`linux/if_link.h`), given the schema of link messages, of which it is a part. */
export function netkitOf(peer: () => Codec<LinkMessage, LinkMessageInput>): Space<Netkit, NetkitInput> {
  return attributeSet("IFLA_NETKIT_", netkitAttributesOf(peer));
}
