import { interfaceFlags } from "../protocol/route/link-constants.ts";
import type { LinkSwitches } from "./link-options.ts";

/** Flags with the bit of each, and whether the option's sense is the opposite of the bit's. */
const switches = [
  ["up", interfaceFlags.values.up, false],
  ["promiscuous", interfaceFlags.values.promisc, false],
  ["arp", interfaceFlags.values.noarp, true],
  ["allMulticast", interfaceFlags.values.allmulti, false],
  ["multicast", interfaceFlags.values.multicast, false],
  ["dynamic", interfaceFlags.values.dynamic, false],
  ["trailers", interfaceFlags.values.notrailers, true],
] as const;

/** `ifi_flags` and `ifi_change` of a change. */
export function flagChange(options: LinkSwitches): { flags: number; change: number } {
  let flags = 0;
  let change = 0;
  for (const [key, bit, inverted] of switches) {
    const wanted = options[key];
    if (wanted === undefined) continue;
    change |= bit;
    if (wanted !== inverted) flags |= bit;
  }
  return { flags, change };
}
