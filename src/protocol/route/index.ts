/** NETLINK_ROUTE: links, addresses, routes, neighbours, rules and network namespace ids (`linux/rtnetlink.h`). */
import type { Family } from "../schema/registry.ts";
import { linkFamilies } from "./link-families.ts";
import { addressLabelFamily } from "./address-label.ts";
import { addressMessages } from "./address.ts";
import { netconfFamily } from "./netconf.ts";
import { bridgeMdbFamily } from "./bridge-mdb.ts";
import { bridgeVlanFamily } from "./bridge-vlan.ts";
import { groupFamily } from "./groups.ts";
import { neighbourTableFamily } from "./neighbour-table.ts";
import { neighbourFamily } from "./neighbour.ts";
import { cacheReportFamily } from "./cache-report.ts";
import { nexthopFamily } from "./nexthop.ts";
import { nsidFamily } from "./nsid.ts";
import { prefixFamily } from "./prefix.ts";
import { routeFamily } from "./route.ts";
import { ruleFamily } from "./rule.ts";
import { tunnelFamily } from "./tunnel.ts";

export * from "./address-family.ts";
export * from "./address-label.ts";
export * from "./address.ts";
export * from "./cache-report.ts";
export * from "./encap.ts";
export * from "./groups.ts";
export * from "./mpls.ts";
export * from "./neighbour-table.ts";
export * from "./neighbour.ts";
export * from "./netconf.ts";
export * from "./nexthop.ts";
export * from "./nsid.ts";
export * from "./prefix.ts";
export * from "./route-names.ts";
export * from "./route.ts";
export * from "./rule.ts";
export * from "./tunnel.ts";

export * from "./af-spec.ts";
export * from "./bridge-af-spec.ts";
export * from "./bridge-cfm.ts";
export * from "./bridge-mdb.ts";
export * from "./bridge-mrp.ts";
export * from "./inet-settings.ts";
export * from "./bridge-vlan.ts";
export * from "./link-constants.ts";
export * from "./link-kinds/batadv.ts";
export * from "./link-kinds/bond.ts";
export * from "./link-kinds/bond-slave.ts";
export * from "./link-kinds/bridge.ts";
export * from "./link-kinds/bridge-port.ts";
export * from "./link-kinds/can.ts";
export * from "./link-kinds/can-structs.ts";
export * from "./link-kinds/dsa.ts";
export * from "./link-kinds/hsr.ts";
export * from "./link-kinds/ipoib.ts";
export * from "./link-kinds/ipvlan.ts";
export * from "./link-kinds/kinds.ts";
export * from "./link-kinds/macsec.ts";
export * from "./link-kinds/macvlan.ts";
export * from "./link-kinds/macvtap.ts";
export * from "./link-kinds/netkit.ts";
export * from "./link-kinds/no-options.ts";
export * from "./link-kinds/ovpn.ts";
export * from "./link-kinds/pair.ts";
export * from "./link-kinds/ppp.ts";
export * from "./link-kinds/rmnet.ts";
export * from "./link-kinds/tun.ts";
export * from "./link-kinds/vlan.ts";
export * from "./link-kinds/vrf.ts";
export * from "./link-kinds/vxlan.ts";
export * from "./link-kinds/amt.ts";
export * from "./link-kinds/bareudp.ts";
export * from "./link-kinds/geneve.ts";
export * from "./link-kinds/gre.ts";
export * from "./link-kinds/gtp.ts";
export * from "./link-kinds/ip-tunnel.ts";
export * from "./link-kinds/tunnel-names.ts";
export * from "./link-kinds/vti.ts";
export * from "./link-kinds/xfrm.ts";
export * from "./link.ts";
export * from "./link-statistics.ts";
export * from "./virtual-function.ts";

/** Every rtnetlink family, as data. */
export const families: readonly Family[] = [
  ...linkFamilies,
  addressMessages,
  addressLabelFamily,
  netconfFamily,
  prefixFamily,
  routeFamily,
  cacheReportFamily,
  neighbourFamily,
  bridgeMdbFamily,
  bridgeVlanFamily,
  neighbourTableFamily,
  ruleFamily,
  nsidFamily,
  nexthopFamily,
  groupFamily,
  tunnelFamily,
];
