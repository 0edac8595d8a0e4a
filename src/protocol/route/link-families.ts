import type { Family } from "../schema/registry.ts";
import { afSpecFamily } from "./af-spec.ts";
import { bridgeAfSpecFamily } from "./bridge-af-spec.ts";
import { bridgeCfmFamily } from "./bridge-cfm.ts";
import { bridgeMrpFamily } from "./bridge-mrp.ts";
import { linkNamesFamily } from "./link-constants.ts";
import { bridgeFamily } from "./link-kinds/bridge.ts";
import { bridgePortFamily } from "./link-kinds/bridge-port.ts";
import { macvlanFamily } from "./link-kinds/macvlan.ts";
import { tunFamily } from "./link-kinds/tun.ts";
import { vlanFamily } from "./link-kinds/vlan.ts";
import { vxlanFamily } from "./link-kinds/vxlan.ts";
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
  bridgeAfSpecFamily,
  bridgeMrpFamily,
  bridgeCfmFamily,
  bridgeFamily,
  bridgePortFamily,
  macvlanFamily,
  tunFamily,
  vlanFamily,
  vxlanFamily,
];
