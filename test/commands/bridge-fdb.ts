import type { FdbInput } from "../../src/ops/fdb.ts";
import { fdb } from "../../src/ops/index.ts";
import type { CommandRow, CommandTable } from "./golden.ts";

type Entry = Omit<FdbInput, "dev">;

const verbs = { add: fdb.add, append: fdb.append, replace: fdb.replace, del: fdb.delete } as const;

/** A row of `bridge fdb add|append|replace|del`, with links by name in `via`. */
const row = (
  verb: keyof typeof verbs,
  dev: string,
  words: string,
  entry: Entry,
  more: Partial<CommandRow> = {},
): CommandRow => ({
  command: `bridge fdb ${verb} ${entry.lladdr} dev ${dev} ${words}`.trim(),
  ours: ({ index }) => {
    const via = typeof entry.via === "string" ? index(entry.via) : undefined;
    return verbs[verb]({ ...entry, dev: index(dev), via });
  },
  ...more,
});
const mac = (last: number): string => `02:00:00:00:00:${last.toString(16).padStart(2, "0")}`;

const additions: readonly CommandRow[] = [
  row("add", "v0", "", { lladdr: mac(1) }),
  row("add", "v0", "self", { lladdr: mac(2), flags: ["self"] }),
  row("add", "v0", "master", { lladdr: mac(3), flags: ["master"] }),
  row("add", "v0", "self master", { lladdr: mac(4), flags: ["self", "master"] }),
  row("add", "v0", "master permanent", { lladdr: mac(5), flags: ["master"] }),
  row("add", "v0", "master local", { lladdr: mac(6), kind: "permanent", flags: ["master"] }),
  row("add", "v0", "master static", { lladdr: mac(7), kind: "static", flags: ["master"] }),
  row("add", "v0", "master temp", { lladdr: mac(8), kind: "static", flags: ["master"] }),
  row("add", "v0", "master dynamic", { lladdr: mac(9), kind: "dynamic", flags: ["master"] }),
  row("add", "v0", "master static sticky", { lladdr: mac(10), kind: "static", flags: ["master", "sticky"] }),
  row("add", "v0", "master dynamic extern_learn", {
    lladdr: mac(11),
    kind: "dynamic",
    flags: ["master", "ext_learned"],
  }),
  row("add", "v0", "master dynamic use", { lladdr: mac(12), kind: "dynamic", flags: ["master", "use"] }),
  row("add", "br0", "self", { lladdr: mac(13), flags: ["self"] }),
  row("add", "vx0", "dst 10.0.0.1", { lladdr: mac(14), dst: "10.0.0.1" }),
  row("add", "vx0", "dst 10.0.0.1 port 4790 vni 7", { lladdr: mac(15), dst: "10.0.0.1", port: 4790, vni: 7 }),
  row("add", "vx0", "dst 10.0.0.1 via p0 self permanent", { lladdr: mac(16), dst: "10.0.0.1", via: "p0" }),
  row("add", "vx0", "dst 10.0.0.1 static router", {
    lladdr: mac(17),
    dst: "10.0.0.1",
    kind: "static",
    flags: ["router"],
  }),
  row("add", "vx0", "dst 10.0.0.1 extern_learn dynamic", {
    lladdr: mac(18),
    dst: "10.0.0.1",
    kind: "dynamic",
    flags: ["ext_learned"],
  }),
  row("add", "vx6", "dst 2001:db8::1 vni 9", { lladdr: mac(19), dst: "2001:db8::1", vni: 9 }),
  row("add", "vxe", "dst 10.0.0.1 src_vni 7 vni 8", { lladdr: mac(20), dst: "10.0.0.1", sourceVni: 7, vni: 8 }),
  row("add", "vxe", "src_vni 7 dst 10.0.0.2 port 4791 via p0", {
    lladdr: mac(21),
    dst: "10.0.0.2",
    sourceVni: 7,
    port: 4791,
    via: "p0",
  }),
  row(
    "add",
    "vx0",
    "nhid 10",
    { lladdr: mac(22), nexthopId: 10 },
    { before: "ip nexthop add id 9 via 10.0.0.9 fdb; ip nexthop add id 10 group 9 fdb" },
  ),
  row("append", "vx0", "dst 10.0.0.2", { lladdr: "00:00:00:00:00:00", dst: "10.0.0.2" }),
  row("append", "vx0", "dst 10.0.0.3 vni 12", { lladdr: "00:00:00:00:00:00", dst: "10.0.0.3", vni: 12 }),
  row("append", "vx0", "dst 10.0.0.4 port 4792", { lladdr: "01:00:5e:01:01:01", dst: "10.0.0.4", port: 4792 }),
  row("replace", "v2", "master static", { lladdr: mac(7), kind: "static", flags: ["master"] }),
  row("replace", "v0", "master dynamic", { lladdr: mac(30), kind: "dynamic", flags: ["master"] }),
  row("replace", "vx0", "dst 10.0.0.5", { lladdr: mac(14), dst: "10.0.0.5" }),
];

const questions: readonly CommandRow[] = [
  {
    command: `bridge fdb get ${mac(3)} br br0`,
    ours: ({ index }) => fdb.get({ lladdr: mac(3), bridge: index("br0") }),
  },
  {
    command: `bridge fdb get ${mac(3)} dev v0 master`,
    ours: ({ index }) => fdb.get({ lladdr: mac(3), dev: index("v0"), flags: ["master"] }),
  },
  {
    command: `bridge fdb get to ${mac(14)} dev vx0 self`,
    ours: ({ index }) => fdb.get({ lladdr: mac(14), dev: index("vx0"), flags: ["self"] }),
  },
  {
    command: `bridge fdb get ${mac(20)} dev vxe vni 7 self`,
    ours: ({ index }) => fdb.get({ lladdr: mac(20), dev: index("vxe"), vni: 7, flags: ["self"] }),
  },
  { command: "bridge fdb show", ours: () => fdb.list() },
  { command: "bridge fdb show br br0", ours: ({ index }) => fdb.list({ bridge: index("br0") }) },
  {
    command: "bridge fdb show br br0 brport v0",
    ours: ({ index }) => fdb.list({ bridge: index("br0"), dev: index("v0") }),
  },
  { command: "bridge fdb show brport v0", ours: ({ index }) => fdb.list({ dev: index("v0") }) },
  { command: "bridge fdb show dev vx0", ours: ({ index }) => fdb.list({ dev: index("vx0") }) },
  { command: "bridge fdb show dynamic", ours: () => fdb.list({ kind: "dynamic" }) },
  {
    command: "bridge fdb show br br0 state static",
    ours: ({ index }) => fdb.list({ bridge: index("br0"), kind: "static" }),
  },
];

const flush = (words: string, conditions: Omit<fdb.FdbFlushFilter, "dev">): CommandRow => ({
  command: `bridge fdb flush dev br0 ${words}`.trim(),
  ours: ({ index }) => fdb.flush({ ...conditions, dev: index("br0") }),
});

const deletions: readonly CommandRow[] = [
  row("del", "v0", "", { lladdr: mac(1) }),
  row("del", "v0", "master", { lladdr: mac(3), flags: ["master"] }),
  row("del", "v2", "master static", { lladdr: mac(7), kind: "static", flags: ["master"] }),
  row("del", "v0", "master dynamic", { lladdr: mac(9), kind: "dynamic", flags: ["master"] }),
  row("del", "vx0", "dst 10.0.0.1 port 4790 vni 7", { lladdr: mac(15), dst: "10.0.0.1", port: 4790, vni: 7 }),
  row("del", "vxe", "dst 10.0.0.1 src_vni 7 vni 8", { lladdr: mac(20), dst: "10.0.0.1", sourceVni: 7, vni: 8 }),
  row("del", "vx0", "nhid 10", { lladdr: mac(22), nexthopId: 10 }),
  flush("nodynamic nosticky noadded_by_user noextern_learn nooffloaded", {
    dynamic: false,
    sticky: false,
    addedByUser: false,
    externLearn: false,
    offloaded: false,
  }),
  flush("nopermanent nostatic", { permanent: false, static: false }),
  flush("permanent", { permanent: true }),
  flush("nopermanent", { permanent: false }),
  flush("static", { static: true }),
  flush("nostatic", { static: false }),
  flush("dynamic", { dynamic: true }),
  flush("sticky added_by_user", { sticky: true, addedByUser: true }),
  flush("extern_learn", { externLearn: true }),
  flush("self", { flags: ["self"] }),
  {
    command: "bridge fdb flush dev br0 brport v0",
    ours: ({ index }) => fdb.flush({ dev: index("br0"), brport: index("v0") }),
  },
  {
    command: "bridge fdb flush dev v0 master",
    ours: ({ index }) => fdb.flush({ dev: index("v0"), flags: ["master"] }),
  },
  flush("", {}),
];

/** `bridge fdb` on a bridge and on VXLAN devices. */
export const bridgeFdb: CommandTable = {
  name: "bridge-fdb",
  setup: `ip link add br0 type bridge
    for i in 0 2; do
      ip link add v$i type veth peer name p$i
      ip link set v$i master br0
      ip link set p$i up
      ip link set v$i up
    done
    ip link set br0 up
    ip link add vx0 type vxlan id 5 dstport 4789
    ip link add vx6 type vxlan id 6 dstport 4788 local 2001:db8::6
    ip link add vxe type vxlan external dstport 4787
    ip link set vx0 up`,
  rows: [...additions, ...questions, ...deletions],
};
