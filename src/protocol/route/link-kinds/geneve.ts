import { ipv4, ipv6 } from "../../schema/addresses.ts";
import type { Input, Output, Space } from "../../schema/attributes.ts";
import { attributeSet } from "../../schema/attributes.ts";
import { choice, onOff } from "../../schema/choice.ts";
import { enumeration } from "../../schema/enumeration.ts";
import type { Family } from "../../schema/registry.ts";
import { be16, be32, flag, u32, u8 } from "../../schema/scalars.ts";
import type { Struct, StructInput, StructOutput } from "../../schema/struct.ts";
import { struct } from "../../schema/struct.ts";

/** GENEVE_DF_*: "don't fragment" of the outer header. */
export const geneveDf = enumeration("GENEVE_DF_", { unset: 0, set: 1, inherit: 2 });

const genevePortRangeFields = {
  low: be16,
  high: be16,
} as const;
/** `struct ifla_geneve_port_range`: source ports. */
export interface GenevePortRange extends StructOutput<typeof genevePortRangeFields> {}
/** Input of {@link genevePortRange}. */
export interface GenevePortRangeInput extends StructInput<typeof genevePortRangeFields> {}
/** `struct ifla_geneve_port_range` (`linux/if_link.h`). */
export const genevePortRange: Struct<GenevePortRange, GenevePortRangeInput> = struct(
  "ifla_geneve_port_range",
  genevePortRangeFields,
);

const geneveAttributes = {
  /** IFLA_GENEVE_ID: VNI, 24 bits. */
  id: [1, u32],
  /** IFLA_GENEVE_REMOTE: other end. */
  remote: [2, ipv4],
  /** IFLA_GENEVE_TTL: hop limit, 0 for the default. */
  ttl: [3, u8],
  /** IFLA_GENEVE_TOS: type of service, 1 to inherit. */
  tos: [4, u8],
  /** IFLA_GENEVE_PORT: destination port. */
  port: [5, be16],
  /** IFLA_GENEVE_COLLECT_METADATA: whether each packet says its tunnel. */
  collectMetadata: [6, flag],
  /** IFLA_GENEVE_REMOTE6: other end. */
  remote6: [7, ipv6],
  /** IFLA_GENEVE_UDP_CSUM: whether checksums are sent over IPv4. */
  udpCsum: [8, onOff],
  /** IFLA_GENEVE_UDP_ZERO_CSUM6_TX: whether checksums are left out over IPv6. */
  udpZeroCsum6Tx: [9, onOff],
  /** IFLA_GENEVE_UDP_ZERO_CSUM6_RX: whether packets without checksum are taken over IPv6. */
  udpZeroCsum6Rx: [10, onOff],
  /** IFLA_GENEVE_LABEL: flow label. */
  label: [11, be32],
  /** IFLA_GENEVE_TTL_INHERIT: whether the inner hop limit is taken. */
  ttlInherit: [12, onOff],
  /** IFLA_GENEVE_DF: "don't fragment". */
  df: [13, choice(u8, geneveDf)],
  /** IFLA_GENEVE_INNER_PROTO_INHERIT: whether it carries IP without Ethernet (Linux 5.18). */
  innerProtoInherit: [14, flag],
  /** IFLA_GENEVE_PORT_RANGE: source ports (Linux 6.15). */
  portRange: [15, genevePortRange],
  /** IFLA_GENEVE_GRO_HINT: whether packets carry a hint for joining them (Linux 7.0). */
  groHint: [16, flag],
  /** IFLA_GENEVE_LOCAL: source address (Linux 7.x). */
  local: [17, ipv4],
  /** IFLA_GENEVE_LOCAL6: source address (Linux 7.x). */
  local6: [18, ipv6],
} as const;

/** A Geneve device (`ip link add type geneve id … remote …`). */
export interface Geneve extends Output<typeof geneveAttributes> {}
/** Input of {@link geneve}. */
export interface GeneveInput extends Input<typeof geneveAttributes> {}
/** IFLA_GENEVE_* (`linux/if_link.h`). */
export const geneve: Space<Geneve, GeneveInput> = attributeSet("IFLA_GENEVE_", geneveAttributes);

/** Geneve devices, as data. */
export const geneveFamily: Family = {
  name: "geneve",
  protocol: 0,
  messages: [],
  spaces: [{ header: "linux/if_link.h", space: geneve }],
  structs: [{ header: "linux/if_link.h", struct: genevePortRange }],
  names: [{ header: "linux/if_link.h", names: geneveDf }],
};
