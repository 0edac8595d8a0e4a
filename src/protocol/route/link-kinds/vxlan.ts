import { ipv4, ipv6 } from "../../schema/addresses.ts";
import type { Input, Output, Space } from "../../schema/attributes.ts";
import { attributeSet } from "../../schema/attributes.ts";
import { fixedBinary } from "../../schema/binary.ts";
import type { Codec } from "../../schema/codec.ts";
import { choice, onOff } from "../../schema/choice.ts";
import { enumeration } from "../../schema/enumeration.ts";
import type { Family } from "../../schema/registry.ts";
import { be16, be32, flag, u32, u8 } from "../../schema/scalars.ts";
import type { Struct, StructInput, StructOutput } from "../../schema/struct.ts";
import { struct } from "../../schema/struct.ts";

/** VXLAN_DF_*: "don't fragment" of the outer header. */
export const vxlanDf = enumeration("VXLAN_DF_", {
  unset: 0,
  set: 1,
  inherit: 2,
});

/** VXLAN_LABEL_*: flow label of the outer header. */
export const vxlanLabelPolicy = enumeration("VXLAN_LABEL_", {
  fixed: 0,
  inherit: 1,
});

const vxlanPortRangeFields = {
  low: be16,
  high: be16,
} as const;
/** `struct ifla_vxlan_port_range`: source ports. */
export interface VxlanPortRange extends StructOutput<typeof vxlanPortRangeFields> {}
/** Input of {@link vxlanPortRange}. */
export interface VxlanPortRangeInput extends StructInput<typeof vxlanPortRangeFields> {}
/** `struct ifla_vxlan_port_range` (`linux/if_link.h`). */
export const vxlanPortRange: Struct<VxlanPortRange, VxlanPortRangeInput> = struct(
  "ifla_vxlan_port_range",
  vxlanPortRangeFields,
);

/** IFLA_VXLAN_TTL_INHERIT: a request says it without payload (`true`), the kernel tells it as one byte (0 or 1). */
const flagOrByte: Codec<true | number, boolean | number> = {
  shape: { kind: "flag" },
  decode: (source, start, end) => (start === end ? true : u8.decode(source, start, end)),
  encode: (writer, value) => {
    if (typeof value === "number") u8.encode(writer, value);
  },
};

const vxlanAttributes = {
  /** IFLA_VXLAN_ID: VNI, 24 bits. */
  id: [1, u32],
  /** IFLA_VXLAN_GROUP: multicast group or remote end. */
  group: [2, ipv4],
  /** IFLA_VXLAN_LINK: device of the tunnel's packets. */
  link: [3, u32],
  /** IFLA_VXLAN_LOCAL: source address. */
  local: [4, ipv4],
  /** IFLA_VXLAN_TTL: hop limit, 0 for the default. */
  ttl: [5, u8],
  /** IFLA_VXLAN_TOS: type of service, 1 to inherit. */
  tos: [6, u8],
  /** IFLA_VXLAN_LEARNING: whether addresses are learnt. */
  learning: [7, onOff],
  /** IFLA_VXLAN_AGEING: s that a learnt address is kept. */
  ageing: [8, u32],
  /** IFLA_VXLAN_LIMIT: most learnt addresses. */
  limit: [9, u32],
  /** IFLA_VXLAN_PORT_RANGE: source ports. */
  portRange: [10, vxlanPortRange],
  /** IFLA_VXLAN_PROXY: whether ARP is answered for others. */
  proxy: [11, onOff],
  /** IFLA_VXLAN_RSC: whether routes are short-circuited. */
  rsc: [12, onOff],
  /** IFLA_VXLAN_L2MISS: whether unknown addresses are reported. */
  l2miss: [13, onOff],
  /** IFLA_VXLAN_L3MISS: whether unknown neighbours are reported. */
  l3miss: [14, onOff],
  /** IFLA_VXLAN_PORT: destination port. */
  port: [15, be16],
  /** IFLA_VXLAN_GROUP6: multicast group or remote end. */
  group6: [16, ipv6],
  /** IFLA_VXLAN_LOCAL6: source address. */
  local6: [17, ipv6],
  /** IFLA_VXLAN_UDP_CSUM: whether checksums are sent over IPv4. */
  udpCsum: [18, onOff],
  /** IFLA_VXLAN_UDP_ZERO_CSUM6_TX: whether checksums are left out over IPv6. */
  udpZeroCsum6Tx: [19, onOff],
  /** IFLA_VXLAN_UDP_ZERO_CSUM6_RX: whether packets without checksum are taken over IPv6. */
  udpZeroCsum6Rx: [20, onOff],
  /** IFLA_VXLAN_REMCSUM_TX: whether remote checksum offload is sent. */
  remcsumTx: [21, onOff],
  /** IFLA_VXLAN_REMCSUM_RX: whether it is taken. */
  remcsumRx: [22, onOff],
  /** IFLA_VXLAN_GBP: group policy extension. */
  gbp: [23, flag],
  /** IFLA_VXLAN_REMCSUM_NOPARTIAL: remote checksum offload without partial checksums. */
  remcsumNopartial: [24, flag],
  /** IFLA_VXLAN_COLLECT_METADATA: whether each packet says its tunnel. */
  collectMetadata: [25, onOff],
  /** IFLA_VXLAN_LABEL: flow label. */
  label: [26, be32],
  /** IFLA_VXLAN_GPE: generic protocol extension. */
  gpe: [27, flag],
  /** IFLA_VXLAN_TTL_INHERIT: whether the inner hop limit is taken. */
  ttlInherit: [28, flagOrByte],
  /** IFLA_VXLAN_DF: "don't fragment". */
  df: [29, choice(u8, vxlanDf)],
  /** IFLA_VXLAN_VNIFILTER: whether VNIs are filtered (Linux 5.18). */
  vnifilter: [30, onOff],
  /** IFLA_VXLAN_LOCALBYPASS: whether packets to a local VNI skip the network (Linux 6.5). */
  localbypass: [31, onOff],
  /** IFLA_VXLAN_LABEL_POLICY: how the flow label is made (Linux 6.7). */
  labelPolicy: [32, choice(u32, vxlanLabelPolicy)],
  /** IFLA_VXLAN_RESERVED_BITS: bits of the VXLAN header that are not checked (Linux 6.14). */
  reservedBits: [33, fixedBinary(8)],
  /** IFLA_VXLAN_MC_ROUTE: whether multicast is routed (Linux 6.17). */
  mcRoute: [34, onOff],
} as const;

/** A VXLAN device (`ip link add type vxlan id …`). */
export interface Vxlan extends Output<typeof vxlanAttributes> {}
/** Input of {@link vxlan}. */
export interface VxlanInput extends Input<typeof vxlanAttributes> {}
/** IFLA_VXLAN_* (`linux/if_link.h`). */
export const vxlan: Space<Vxlan, VxlanInput> = attributeSet("IFLA_VXLAN_", vxlanAttributes);

/** VXLAN devices, as data. */
export const vxlanFamily: Family = {
  name: "vxlan",
  protocol: 0,
  messages: [],
  spaces: [{ header: "linux/if_link.h", space: vxlan }],
  structs: [{ header: "linux/if_link.h", struct: vxlanPortRange }],
  names: [
    { header: "linux/if_link.h", names: vxlanDf },
    { header: "linux/if_link.h", names: vxlanLabelPolicy },
  ],
};
