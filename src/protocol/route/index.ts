/** NETLINK_ROUTE: links, addresses, routes, neighbours, rules and network namespace ids (`linux/rtnetlink.h`). */
import type { Family } from "../schema/registry.ts";
import { addressMessages } from "./address.ts";
import { neighbourTableFamily } from "./neighbour-table.ts";
import { neighbourFamily } from "./neighbour.ts";
import { nexthopFamily } from "./nexthop.ts";
import { nsidFamily } from "./nsid.ts";
import { routeFamily } from "./route.ts";
import { ruleFamily } from "./rule.ts";

export * from "./address-family.ts";
export * from "./address.ts";
export * from "./encap.ts";
export * from "./mpls.ts";
export * from "./neighbour-table.ts";
export * from "./neighbour.ts";
export * from "./nexthop.ts";
export * from "./nsid.ts";
export * from "./route-names.ts";
export * from "./route.ts";
export * from "./rule.ts";

/** Every rtnetlink family, as data. */
export const families: readonly Family[] = [
  // one line a family file
  addressMessages,
  routeFamily,
  neighbourFamily,
  neighbourTableFamily,
  ruleFamily,
  nsidFamily,
  nexthopFamily,
];
