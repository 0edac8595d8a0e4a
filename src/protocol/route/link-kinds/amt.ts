import { ipv4 } from "../../schema/addresses.ts";
import type { Input, Output, Space } from "../../schema/attributes.ts";
import { attributeSet } from "../../schema/attributes.ts";
import { choice } from "../../schema/choice.ts";
import { enumeration } from "../../schema/enumeration.ts";
import type { Family } from "../../schema/registry.ts";
import { be16, u32 } from "../../schema/scalars.ts";

/** AMT_MODE_*: on which side of the multicast tunnel it stands. */
export const amtMode = enumeration("AMT_MODE_", { gateway: 0, relay: 1 });

const amtAttributes = {
  /** IFLA_AMT_MODE: side. */
  mode: [1, choice(u32, amtMode)],
  /** IFLA_AMT_RELAY_PORT: port of the relay. */
  relayPort: [2, be16],
  /** IFLA_AMT_GATEWAY_PORT: port of the gateway. */
  gatewayPort: [3, be16],
  /** IFLA_AMT_LINK: device of the tunnel's packets. */
  link: [4, u32],
  /** IFLA_AMT_LOCAL_IP: source address. */
  localIp: [5, ipv4],
  /** IFLA_AMT_REMOTE_IP: the relay that a gateway found; told only. */
  remoteIp: [6, ipv4],
  /** IFLA_AMT_DISCOVERY_IP: where a gateway asks for a relay. */
  discoveryIp: [7, ipv4],
  /** IFLA_AMT_MAX_TUNNELS: most tunnels of a relay. */
  maxTunnels: [8, u32],
} as const;

/** Automatic multicast tunnelling (`ip link add type amt mode …`, Linux 5.16). */
export interface Amt extends Output<typeof amtAttributes> {}
/** Input of {@link amt}. */
export interface AmtInput extends Input<typeof amtAttributes> {}
/** IFLA_AMT_* (`linux/amt.h`). */
export const amt: Space<Amt, AmtInput> = attributeSet("IFLA_AMT_", amtAttributes);

/** Multicast tunnels, as data. */
export const amtFamily: Family = {
  name: "amt",
  protocol: 0,
  messages: [],
  spaces: [{ header: "linux/amt.h", space: amt }],
  structs: [],
  names: [{ header: "linux/amt.h", names: amtMode }],
};
