import { hardwareAddress } from "../../schema/addresses.ts";
import type { Input, Output, Space } from "../../schema/attributes.ts";
import { attributeSet } from "../../schema/attributes.ts";
import { choice } from "../../schema/choice.ts";
import { enumeration } from "../../schema/enumeration.ts";
import type { Family } from "../../schema/registry.ts";
import { u16, u32, u8 } from "../../schema/scalars.ts";

/** HSR_PROTOCOL_*: a ring (High-availability Seamless Redundancy) or two networks (Parallel Redundancy Protocol). */
export const hsrProtocol = enumeration("HSR_PROTOCOL_", { hsr: 0, prp: 1 });

const hsrAttributes = {
  /** IFLA_HSR_SLAVE1: index of the first port. */
  slave1: [1, u32],
  /** IFLA_HSR_SLAVE2: index of the second port. */
  slave2: [2, u32],
  /** IFLA_HSR_MULTICAST_SPEC: last byte of the supervision address. */
  multicastSpec: [3, u8],
  /** IFLA_HSR_SUPERVISION_ADDR: the supervision address; only told. */
  supervisionAddr: [4, hardwareAddress(6)],
  /** IFLA_HSR_SEQ_NR: the next sequence number; only told. */
  seqNr: [5, u16],
  /** IFLA_HSR_VERSION: version of HSR, 0 or 1; PRP has none. */
  version: [6, u8],
  /** IFLA_HSR_PROTOCOL: ring or two networks. */
  protocol: [7, choice(u8, hsrProtocol)],
  /** IFLA_HSR_INTERLINK: index of a port towards devices that know no HSR (Linux 6.10). */
  interlink: [8, u32],
} as const;

/** An HSR or PRP device (`ip link add type hsr slave1 … slave2 …`); its options are fixed when it is made. */
export interface Hsr extends Output<typeof hsrAttributes> {}
/** Input of {@link hsr}. */
export interface HsrInput extends Input<typeof hsrAttributes> {}
/** IFLA_HSR_* (`linux/if_link.h`). */
export const hsr: Space<Hsr, HsrInput> = attributeSet("IFLA_HSR_", hsrAttributes);

/** HSR and PRP devices, as data. */
export const hsrFamily: Family = {
  name: "hsr",
  protocol: 0,
  messages: [],
  spaces: [{ header: "linux/if_link.h", space: hsr }],
  structs: [],
  names: [{ header: "linux/if_link.h", names: hsrProtocol }],
};
