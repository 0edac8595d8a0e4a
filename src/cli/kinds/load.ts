import type { LinkInfo, LinkInfoInput } from "../../protocol/route/link.ts";
import type { Cursor } from "../cursor.ts";
import { abbreviates } from "../cursor.ts";
import { CommandError, unsupported, UsageError } from "../failure.ts";
import type { KindPresenter } from "../present/link.ts";
import { usage } from "../usage.ts";
import type { KindContext } from "./kind.ts";

/** Reads what follows `type KIND`; called with the cursor behind the kind's name. */
export type KindReader = (cursor: Cursor, context: KindContext) => LinkInfoInput | Promise<LinkInfoInput>;

/** Kinds of `ip` that have options which this program can't read yet. */
const foreignKinds = new Set(
  (
    "amt bareudp batadv bond bond_slave can dsa dummy erspan geneve gre gretap gtp hsr ifb ip6erspan ip6gre ip6gretap " +
    "ip6tnl ipip ipoib ipvlan ipvtap macsec netdevsim nlmon rmnet sit team team_slave vcan virt_wifi vrf vti " +
    "vti6 vxcan wwan xfrm"
  ).split(" "),
);

/** Kinds without options, whatever stands behind their name: `ip` reads none of it. */
const plainKinds = new Set(["dummy", "ifb", "netdevsim", "nlmon", "team", "team_slave", "vcan", "virt_wifi"]);

/** Kinds whose options this program reads. */
const ownKinds = new Set(["bridge", "bridge_slave", "vlan", "vxlan", "macvlan", "macvtap", "veth"]);

/** Whether `ip` knows options of a kind, and so has help for it. */
export function isKnownKind(name: string): boolean {
  return ownKinds.has(name) || foreignKinds.has(name);
}

function noOptions(name: string, cursor: Cursor): LinkInfoInput {
  const { word } = cursor;
  if (word === undefined) return { kind: "unknown", name };
  if (plainKinds.has(name)) return { kind: "unknown", name, raw: new Uint8Array(0) };
  if (foreignKinds.has(name)) {
    if (word === "help") throw new UsageError(usage.link, 1);
    throw unsupported(`options of kind "${name}"`);
  }
  if (abbreviates(word, "help")) throw new UsageError(usage.link);
  throw new CommandError(`Garbage instead of arguments "${word} ...". Try "ip link help".\n`);
}

/** The reader of a kind's options. */
export async function kindReader(name: string): Promise<KindReader> {
  switch (name) {
    case "bridge": {
      const { readBridge } = await import("./bridge.ts");
      return (cursor) => (cursor.word === undefined ? { kind: "bridge" } : readBridge(cursor));
    }
    case "bridge_slave": {
      const { bridgeSlaveInfo, readBridgeSlave } = await import("./bridge-slave.ts");
      return (cursor, context) =>
        bridgeSlaveInfo(cursor.word === undefined ? undefined : readBridgeSlave(cursor, context));
    }
    case "vlan": {
      const { readVlan } = await import("./vlan.ts");
      return (cursor) => (cursor.word === undefined ? { kind: "vlan" } : readVlan(cursor));
    }
    case "vxlan": {
      const { readVxlan } = await import("./vxlan.ts");
      return (cursor, context) => (cursor.word === undefined ? { kind: "vxlan" } : readVxlan(cursor, context));
    }
    case "macvlan":
    case "macvtap": {
      const { readMacvlan } = await import("./macvlan.ts");
      return (cursor, context) =>
        cursor.word === undefined ? { kind: "unknown", name } : readMacvlan(cursor, context, name);
    }
    case "veth": {
      const { readVeth } = await import("./veth.ts");
      return (cursor, context) => (cursor.word === undefined ? { kind: "veth" } : readVeth(cursor, context));
    }
    default:
      return (cursor) => noOptions(name, cursor);
  }
}

/** Loads what shows the options of every kind: for `-details`, where any kind may come. */
export async function kindPresenter(): Promise<KindPresenter> {
  const [
    { presentBridge },
    { presentBridgeSlave },
    { presentVlan },
    { presentVxlan },
    { presentMacvlan },
    { presentTun },
  ] = await Promise.all([
    import("./bridge.ts"),
    import("./bridge-slave.ts"),
    import("./vlan.ts"),
    import("./vxlan.ts"),
    import("./macvlan.ts"),
    import("./tun.ts"),
  ]);
  return {
    data: (view, info, names, detail) => {
      const show: Readonly<Partial<Record<NonNullable<LinkInfo["kind"]>, () => void>>> = {
        bridge: () => presentBridge(view, info, detail),
        vlan: () => presentVlan(view, info, detail),
        vxlan: () => presentVxlan(view, info, names),
        macvlan: () => presentMacvlan(view, info),
        macvtap: () => presentMacvlan(view, info),
        tun: () => presentTun(view, info, names),
      };
      const present = info.kind === undefined ? undefined : show[info.kind];
      // Of the other kinds no option is shown, and no object for them either.
      if (present === undefined) return;
      view.open("info_data");
      present();
      view.close();
    },
    slaveData: (view, info, names) => {
      if (info.slaveKind !== "bridge") return;
      view.open("info_slave_data");
      presentBridgeSlave(view, info, names);
      view.close();
    },
  };
}
