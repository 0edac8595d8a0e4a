import { NETLINK_ROUTE } from "../core/constants.ts";
import { ipv6 } from "../schema/addresses.ts";
import type { Input, Output, Space } from "../schema/attributes.ts";
import { attributeSet } from "../schema/attributes.ts";
import { message } from "../schema/message.ts";
import type { Family } from "../schema/registry.ts";
import { named, u32, u8 } from "../schema/scalars.ts";
import { struct } from "../schema/struct.ts";
import { addressFamily } from "./address-family.ts";

/** RTM_NEWADDRLABEL and its relatives (`linux/rtnetlink.h`). */
export const RTM_NEWADDRLABEL = 72;
export const RTM_DELADDRLABEL = 73;
export const RTM_GETADDRLABEL = 74;

/** `struct ifaddrlblmsg` (`linux/if_addrlabel.h`): header of address label messages; `seq` counts the changes of the whole table. */
export const ifaddrlblmsg = struct("ifaddrlblmsg", {
  family: named(u8, addressFamily),
  reserved: u8,
  prefixlen: u8,
  flags: u8,
  /** Interface that the label is for; 0 for all. */
  index: u32,
  seq: u32,
});

const addressLabelAttributes = {
  /** IFAL_ADDRESS: the prefix; in a question the address. */
  address: [1, ipv6],
  /** IFAL_LABEL: the label. */
  label: [2, u32],
} as const;
/** IFAL_*: a label of IPv6 addresses. */
export interface AddressLabelAttributes extends Output<typeof addressLabelAttributes> {}
/** Input of {@link addressLabel}. */
export interface AddressLabelAttributesInput extends Input<typeof addressLabelAttributes> {}
/** IFAL_* (`linux/if_addrlabel.h`). */
export const addressLabel: Space<AddressLabelAttributes, AddressLabelAttributesInput> = attributeSet(
  "IFAL_",
  addressLabelAttributes,
);

/** Body of RTM_NEWADDRLABEL, RTM_DELADDRLABEL and RTM_GETADDRLABEL. */
export const addressLabelMessage = message(ifaddrlblmsg, addressLabel);

/** Address label messages of rtnetlink. */
export const addressLabelFamily: Family = {
  name: "address-label",
  protocol: NETLINK_ROUTE,
  messages: [
    { name: "RTM_NEWADDRLABEL", type: RTM_NEWADDRLABEL, schema: addressLabelMessage },
    { name: "RTM_DELADDRLABEL", type: RTM_DELADDRLABEL, schema: addressLabelMessage },
    { name: "RTM_GETADDRLABEL", type: RTM_GETADDRLABEL, schema: addressLabelMessage },
  ],
  spaces: [{ header: "linux/if_addrlabel.h", space: addressLabel }],
  structs: [{ header: "linux/if_addrlabel.h", struct: ifaddrlblmsg }],
  names: [],
};
