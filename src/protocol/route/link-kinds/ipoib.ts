import type { Input, Output, Space } from "../../schema/attributes.ts";
import { attributeSet } from "../../schema/attributes.ts";
import { choice } from "../../schema/choice.ts";
import { enumeration } from "../../schema/enumeration.ts";
import type { Family } from "../../schema/registry.ts";
import { u16 } from "../../schema/scalars.ts";

/** IPOIB_MODE_*: kind of InfiniBand connection. */
export const ipoibMode = enumeration("IPOIB_MODE_", { datagram: 0, connected: 1 });

const ipoibAttributes = {
  /** IFLA_IPOIB_PKEY: partition, 0x8001 to 0xffff; fixed when the link is made. */
  pkey: [1, u16],
  /** IFLA_IPOIB_MODE: kind of connection. */
  mode: [2, choice(u16, ipoibMode)],
  /** IFLA_IPOIB_UMCAST: 1 where programs join multicast groups themselves. */
  umcast: [3, u16],
} as const;

/** A partition of an IP over InfiniBand device (`ip link add link DEV type ipoib …`). */
export interface Ipoib extends Output<typeof ipoibAttributes> {}
/** Input of {@link ipoib}. */
export interface IpoibInput extends Input<typeof ipoibAttributes> {}
/** IFLA_IPOIB_* (`linux/if_link.h`). */
export const ipoib: Space<Ipoib, IpoibInput> = attributeSet("IFLA_IPOIB_", ipoibAttributes);

/** IP over InfiniBand, as data. */
export const ipoibFamily: Family = {
  name: "ipoib",
  protocol: 0,
  messages: [],
  spaces: [{ header: "linux/if_link.h", space: ipoib }],
  structs: [],
  names: [{ header: "linux/if_link.h", names: ipoibMode }],
};
