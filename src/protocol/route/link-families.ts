import type { Family } from "../schema/registry.ts";
import { afSpecFamily } from "./af-spec.ts";
import { bridgeAfSpecFamily } from "./bridge-af-spec.ts";
import { bridgeCfmFamily } from "./bridge-cfm.ts";
import { bridgeMrpFamily } from "./bridge-mrp.ts";
import { linkNamesFamily } from "./link-constants.ts";
import { batadvFamily } from "./link-kinds/batadv.ts";
import { bondFamily } from "./link-kinds/bond.ts";
import { bondSlaveFamily } from "./link-kinds/bond-slave.ts";
import { inetSettingsFamily } from "./inet-settings.ts";
import { bridgeFamily } from "./link-kinds/bridge.ts";
import { bridgePortFamily } from "./link-kinds/bridge-port.ts";
import { canFamily } from "./link-kinds/can.ts";
import { dsaFamily } from "./link-kinds/dsa.ts";
import { hsrFamily } from "./link-kinds/hsr.ts";
import { ipoibFamily } from "./link-kinds/ipoib.ts";
import { ipvlanFamily } from "./link-kinds/ipvlan.ts";
import { macsecFamily } from "./link-kinds/macsec.ts";
import { macvlanFamily } from "./link-kinds/macvlan.ts";
import { ovpnFamily } from "./link-kinds/ovpn.ts";
import { pppFamily } from "./link-kinds/ppp.ts";
import { rmnetFamily } from "./link-kinds/rmnet.ts";
import { tunFamily } from "./link-kinds/tun.ts";
import { vlanFamily } from "./link-kinds/vlan.ts";
import { vrfFamily } from "./link-kinds/vrf.ts";
import { vxlanFamily } from "./link-kinds/vxlan.ts";
import { amtFamily } from "./link-kinds/amt.ts";
import { bareudpFamily } from "./link-kinds/bareudp.ts";
import { geneveFamily } from "./link-kinds/geneve.ts";
import { greFamily } from "./link-kinds/gre.ts";
import { gtpFamily } from "./link-kinds/gtp.ts";
import { ipTunnelFamily } from "./link-kinds/ip-tunnel.ts";
import { tunnelNamesFamily } from "./link-kinds/tunnel-names.ts";
import { vtiFamily } from "./link-kinds/vti.ts";
import { xfrmLinkFamily } from "./link-kinds/xfrm.ts";
import { linkFamily } from "./link.ts";
import { statisticsFamily } from "./link-statistics.ts";
import { virtualFunctionFamily } from "./virtual-function.ts";

/** Everything declared of links, as data. */
export const linkFamilies: readonly Family[] = [
  linkFamily,
  linkNamesFamily,
  statisticsFamily,
  virtualFunctionFamily,
  afSpecFamily,
  inetSettingsFamily,
  bridgeAfSpecFamily,
  bridgeMrpFamily,
  bridgeCfmFamily,
  batadvFamily,
  bondFamily,
  bondSlaveFamily,
  bridgeFamily,
  bridgePortFamily,
  canFamily,
  dsaFamily,
  hsrFamily,
  ipoibFamily,
  ipvlanFamily,
  macsecFamily,
  macvlanFamily,
  ovpnFamily,
  pppFamily,
  rmnetFamily,
  tunFamily,
  vlanFamily,
  vrfFamily,
  vxlanFamily,
  amtFamily,
  bareudpFamily,
  geneveFamily,
  greFamily,
  gtpFamily,
  ipTunnelFamily,
  tunnelNamesFamily,
  vtiFamily,
  xfrmLinkFamily,
];
