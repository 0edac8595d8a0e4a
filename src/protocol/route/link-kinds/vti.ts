import { ipv4, ipv6 } from "../../schema/addresses.ts";
import type { Input, Output, Space } from "../../schema/attributes.ts";
import { attributeSet } from "../../schema/attributes.ts";
import type { Family } from "../../schema/registry.ts";
import { be32, u32 } from "../../schema/scalars.ts";

const sharedAttributes = {
  /** IFLA_VTI_LINK: device of the tunnel's packets. */
  link: [1, u32],
  /** IFLA_VTI_IKEY: mark by which received packets find their policy. */
  ikey: [2, be32],
  /** IFLA_VTI_OKEY: mark by which sent packets find theirs. */
  okey: [3, be32],
  /** IFLA_VTI_FWMARK: mark of sent packets. */
  fwmark: [6, u32],
} as const;

const vtiAttributes = {
  ...sharedAttributes,
  /** IFLA_VTI_LOCAL: source address. */
  local: [4, ipv4],
  /** IFLA_VTI_REMOTE: other end. */
  remote: [5, ipv4],
} as const;

/** A device in front of IPsec over IPv4 (`ip link add type vti remote … key …`). */
export interface Vti extends Output<typeof vtiAttributes> {}
/** Input of {@link vti}. */
export interface VtiInput extends Input<typeof vtiAttributes> {}
/** IFLA_VTI_* of kind `vti` (`linux/if_tunnel.h`). */
export const vti: Space<Vti, VtiInput> = attributeSet("IFLA_VTI_", vtiAttributes);

const vti6Attributes = {
  ...sharedAttributes,
  /** IFLA_VTI_LOCAL: source address. */
  local: [4, ipv6],
  /** IFLA_VTI_REMOTE: other end. */
  remote: [5, ipv6],
} as const;

/** A device in front of IPsec over IPv6 (`ip link add type vti6 remote … key …`). */
export interface Vti6 extends Output<typeof vti6Attributes> {}
/** Input of {@link vti6}. */
export interface Vti6Input extends Input<typeof vti6Attributes> {}
/** IFLA_VTI_* of kind `vti6` (`linux/if_tunnel.h`). */
export const vti6: Space<Vti6, Vti6Input> = attributeSet("IFLA_VTI_", vti6Attributes);

/** Devices in front of IPsec by its marks, as data. */
export const vtiFamily: Family = {
  name: "vti",
  protocol: 0,
  messages: [],
  spaces: [
    { header: "linux/if_tunnel.h", space: vti },
    { header: "linux/if_tunnel.h", space: vti6 },
  ],
  structs: [],
  names: [],
};
