import type { Input, Output, Space } from "../../schema/attributes.ts";
import { attributeSet } from "../../schema/attributes.ts";
import type { Family } from "../../schema/registry.ts";
import { flag, u32 } from "../../schema/scalars.ts";

const xfrmLinkAttributes = {
  /** IFLA_XFRM_LINK: device of the tunnel's packets. */
  link: [1, u32],
  /** IFLA_XFRM_IF_ID: number by which policies and states belong to it. */
  ifId: [2, u32],
  /** IFLA_XFRM_COLLECT_METADATA: whether each packet says its number (Linux 6.1). */
  collectMetadata: [3, flag],
} as const;

/** A device in front of IPsec (`ip link add type xfrm if_id …`). */
export interface XfrmLink extends Output<typeof xfrmLinkAttributes> {}
/** Input of {@link xfrmLink}. */
export interface XfrmLinkInput extends Input<typeof xfrmLinkAttributes> {}
/** IFLA_XFRM_* (`linux/if_link.h`). */
export const xfrmLink: Space<XfrmLink, XfrmLinkInput> = attributeSet("IFLA_XFRM_", xfrmLinkAttributes);

/** Devices in front of IPsec by their number, as data. */
export const xfrmLinkFamily: Family = {
  name: "xfrm link",
  protocol: 0,
  messages: [],
  spaces: [{ header: "linux/if_link.h", space: xfrmLink }],
  structs: [],
  names: [],
};
