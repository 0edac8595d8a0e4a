import type { View } from "../output/view.ts";
import { prefixedHex } from "./link.ts";

/** A process that holds a descriptor of a device. */
export interface TunProcess {
  readonly pid: number;
  readonly name: string;
}

/** A tun or tap device as the kernel shows it below /sys. */
export interface TunTapDevice {
  readonly name: string;
  readonly flags: number;
  /** User and group ids; -1 is none. */
  readonly owner: number;
  readonly group: number;
  /** Who holds it, where that is to be shown. */
  readonly processes?: readonly TunProcess[];
}

/** IFF_* (`linux/if_tun.h`) and the words for them. Two share a bit, IFF_NO_PI and IFF_NOFILTER, and are shown where it is missing. */
const words: readonly (readonly [bit: number, word: string, inverted?: true])[] = [
  [0x0001, "tun"],
  [0x0002, "tap"],
  [0x1000, "pi", true],
  [0x2000, "one_queue"],
  [0x0100, "multi_queue"],
  [0x4000, "vnet_hdr"],
  [0x0800, "persist"],
  [0x1000, "filter", true],
];

/** Writes the view model of a tun or tap device as an object. */
export function presentTunTap(view: View, { name, flags, owner, group, processes }: TunTapDevice): void {
  view.open();
  view.field("ifname", name, `${name}:`, "ifname");
  view.openList("flags");
  let rest = flags;
  for (const [bit, word, inverted] of words) {
    if (((flags & bit) !== 0) !== (inverted === true)) view.field(undefined, word, ` ${word}`);
    rest &= ~bit;
  }
  if (rest !== 0) view.field(undefined, prefixedHex(rest), ` ${prefixedHex(rest)}`);
  view.closeList();
  if (owner !== -1) view.field("user", owner, ` user ${owner}`);
  if (group !== -1) view.field("group", group, ` group ${group}`);
  if (processes !== undefined) {
    view.line();
    view.text("\tAttached to processes:");
    if (processes.length > 0 || view.json) view.openList("processes");
    for (const { pid, name: program } of processes) {
      view.field("name", program, program);
      view.field("pid", pid, `(${pid})`);
    }
    if (processes.length > 0 || view.json) view.closeList();
  }
  view.close();
  view.text("\n");
}
