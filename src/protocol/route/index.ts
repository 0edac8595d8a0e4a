/** NETLINK_ROUTE: links, addresses, routes, neighbours, rules and network namespace ids (`linux/rtnetlink.h`). */
import type { Family } from "../schema/registry.ts";

/** Every rtnetlink family, as data. */
export const families: readonly Family[] = [
  // one line a family file
];
