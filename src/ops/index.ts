/** Operations as values: pure functions that build requests, which a connection runs. One namespace of functions an object. */
export * from "./namespace-target.ts";
export * as link from "./link.ts";
export * as address from "./address.ts";
export * as addressLabel from "./address-label.ts";
export * as multicastAddress from "./multicast-address.ts";
export * as anycastAddress from "./anycast-address.ts";
export * as netconf from "./netconf.ts";
export type { AdvertisedPrefix } from "./advertised-prefix.ts";
export * as route from "./route.ts";
export * as neighbour from "./neighbour.ts";
export * as neighbourTable from "./neighbour-table.ts";
export * as rule from "./rule.ts";
export * as nsid from "./nsid.ts";
export * as conntrack from "./conntrack.ts";
export type { LinkTarget } from "./link-target.ts";
export type { AddressFamily } from "./family.ts";
export type { RouteProtocol, RouteTable, RouteType, Scope } from "./route-value.ts";
export * from "./prefix.ts";
