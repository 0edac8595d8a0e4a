import { addresses, addressLabels, namespaceIds, netconfs } from "./address.ts";
import { bonds } from "./bond.ts";
import { bridgeFdb } from "./bridge-fdb.ts";
import { bridgeLinks } from "./bridge-link.ts";
import { bridgeMdb } from "./bridge-mdb.ts";
import { bridgeVlans } from "./bridge-vlan.ts";
import type { CommandTable } from "./golden.ts";
import { greTunnels, ip6greTunnels } from "./gre.ts";
import { ipTunnels } from "./ip-tunnel.ts";
import { dummiesAndVlans, links } from "./link.ts";
import { linkSettings, vrfMembers } from "./link-settings.ts";
import { neighbours } from "./neighbour.ts";
import { neighbourTables } from "./neighbour-table.ts";
import { statistics } from "./stats.ts";
import { virtualFunctions } from "./virtual-function.ts";
import { multicastRules, rules } from "./rule.ts";
import { macvlanCommands, stackedCommands, virtualCommands } from "./virtual.ts";
import { tunnels } from "./tunnel.ts";
import { vnis } from "./vni.ts";
import { vxlans } from "./vxlan.ts";
import { nexthops } from "./nexthop.ts";
import { mplsRoutes } from "./route-mpls.ts";
import { routeEncaps } from "./route-encap.ts";
import { routes } from "./route.ts";
import { routeSegments } from "./route-segments.ts";

/** Every command of the real tools whose request is compared with ours. */
export const tables: readonly CommandTable[] = [
  links,
  linkSettings,
  vrfMembers,
  dummiesAndVlans,
  neighbours,
  neighbourTables,
  rules,
  multicastRules,
  bonds,
  macvlanCommands,
  stackedCommands,
  virtualCommands,
  addresses,
  addressLabels,
  netconfs,
  namespaceIds,
  bridgeLinks,
  bridgeFdb,
  bridgeMdb,
  bridgeVlans,
  virtualFunctions,
  greTunnels,
  ip6greTunnels,
  ipTunnels,
  tunnels,
  vxlans,
  vnis,
  nexthops,
  routes,
  routeEncaps,
  routeSegments,
  mplsRoutes,
  statistics,
];
