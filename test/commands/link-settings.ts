import { link } from "../../src/ops/index.ts";
import type { CommandRow, CommandTable } from "./golden.ts";

/** `ip` asks for AF_PACKET where it lists links: the kernel then tells the same. */
const family: CommandRow["differs"] = {
  why: "ip asks of AF_PACKET, which the kernel takes for AF_UNSPEC",
  adjust: (theirs) => {
    theirs[16] = 0;
    return theirs;
  },
};

const order =
  "ip asks twice: to look the name up, with the mask first as we do, and to show the link, with the name first";

const change = (command: string, options: link.SetOptions, name = "v0"): CommandRow => ({
  command: `ip link set ${name} ${command}`,
  ours: ({ index }) => link.set(index(name), options),
});

const changes: readonly CommandRow[] = [
  change("gso_max_size 30000", { gsoMaxSize: 30_000 }),
  change("gso_max_segs 100", { gsoMaxSegs: 100 }),
  change("gro_max_size 20000", { groMaxSize: 20_000 }),
  change("gro_max_size 21000 gso_max_segs 90 gso_max_size 31000", {
    groMaxSize: 21_000,
    gsoMaxSegs: 90,
    gsoMaxSize: 31_000,
  }),
  change("protodown on", { protoDown: true }, "vx0"),
  change("protodown_reason 3 on", { protoDownReasons: { 3: true } }, "vx0"),
  change("protodown_reason 31 on", { protoDownReasons: { 31: true } }, "vx0"),
  change("protodown_reason 3 off", { protoDownReasons: { 3: false } }, "vx0"),
  change("protodown on protodown_reason 0 on", { protoDown: true, protoDownReasons: { 0: true } }, "vx0"),
  change("mode default", { linkMode: "default" }),
  change("mode dormant", { linkMode: "dormant" }),
  change("state dormant", { operstate: "dormant" }),
  change("state up", { operstate: "up" }),
  change("addrgenmode eui64", { addressGenerationMode: "eui64" }),
  change("addrgenmode random", { addressGenerationMode: "random" }),
  change("addrgenmode none", { addressGenerationMode: "none" }),
  { ...change("link-netnsid 3", { linkNetnsid: 3 }), refused: "no namespace has this id" },
  change("mtu 1400 txqueuelen 20 alias one", { mtu: 1400, txQueueLength: 20, alias: "one" }),
  change("alias two mtu 1401", { alias: "two", mtu: 1401 }),
  change("multicast on allmulticast on trailers on", { multicast: true, allMulticast: true, trailers: true }),
  change("multicast off arp off dynamic on", { multicast: false, arp: false, dynamic: true }),
  change("multicast on arp on dynamic off promisc on", {
    multicast: true,
    arp: true,
    dynamic: false,
    promiscuous: true,
  }),
  {
    command: "ip link set v0 master b0 mtu 1402",
    ours: ({ index }) => link.set(index("v0"), { master: index("b0"), mtu: 1402 }),
  },
  change("nomaster", { master: null }),
  { command: "ip -force link set v0 xdp off", ours: ({ index }) => link.set(index("v0"), { xdp: { program: null } }) },
  {
    command: "ip link set v0 xdp off",
    ours: ({ index }) => link.set(index("v0"), { xdp: { program: null, ifNone: true } }),
  },
  {
    command: "ip -force link set v0 xdpgeneric off",
    ours: ({ index }) => link.set(index("v0"), { xdp: { program: null, mode: "generic" } }),
  },
  {
    command: "ip -force link set v0 xdpdrv off",
    ours: ({ index }) => link.set(index("v0"), { xdp: { program: null, mode: "driver" } }),
  },
  {
    command: "ip -force link set v0 xdpoffload off",
    ours: ({ index }) => link.set(index("v0"), { xdp: { program: null, mode: "offload" } }),
    refused: "a veth has no hardware that runs programs",
  },
  { command: "ip token set ::5 dev v1", ours: ({ index }) => link.setIpv6Token(index("v1"), "::5") },
  { command: "ip token set ::1:2:3:4 dev v1", ours: ({ index }) => link.setIpv6Token(index("v1"), "::1:2:3:4") },
  { command: "ip token del dev v1", ours: ({ index }) => link.setIpv6Token(index("v1"), "::") },
  {
    command: "ip link property add dev v0 altname first altname the-second-of-the-names-of-this-link",
    ours: ({ index }) => link.addAltName(index("v0"), "first", "the-second-of-the-names-of-this-link"),
  },
  {
    command: "ip link property del dev v0 altname first",
    ours: ({ index }) => link.deleteAltName(index("v0"), "first"),
  },
];

/** The descriptor that the tool opened of a namespace: the last attribute of its message. */
const descriptor = (bytes: Uint8Array): number =>
  new DataView(bytes.buffer, bytes.byteOffset).getInt32(bytes.length - 4, true);

const additions: readonly CommandRow[] = [
  {
    command: "ip link add b1 mtu 1400 gso_max_size 30000 gso_max_segs 50 gro_max_size 20000 type bridge",
    ours: () =>
      link.create({
        name: "b1",
        mtu: 1400,
        gsoMaxSize: 30_000,
        gsoMaxSegs: 50,
        groMaxSize: 20_000,
        info: { kind: "bridge" },
      }),
  },
  {
    command: "ip link add b2 arp off multicast off promisc on type bridge",
    ours: () => link.create({ name: "b2", arp: false, multicast: false, promiscuous: true, info: { kind: "bridge" } }),
  },
  {
    command: "ip link add b3 mode dormant type bridge",
    ours: () => link.create({ name: "b3", linkMode: "dormant", info: { kind: "bridge" } }),
  },
  {
    command: "ip link add v4 allmulticast on up type veth",
    ours: () => link.create({ name: "v4", allMulticast: true, up: true, info: { kind: "veth" } }),
  },
];

const groups: readonly CommandRow[] = [
  {
    command: "ip link set group 50 up",
    before:
      "ip link add b50 type bridge; ip link set b50 group 50; ip link add b51 type bridge; ip link set b51 group 50",
    ours: () => link.setGroup(50, { up: true }),
  },
  { command: "ip link set group 50 mtu 1380", ours: () => link.setGroup(50, { mtu: 1380 }) },
  {
    command: "ip link set group 50 down txqueuelen 30",
    ours: () => link.setGroup(50, { up: false, txQueueLength: 30 }),
  },
  { command: "ip link show group 50", ours: () => link.list({ detail: ["vf"], group: 50 }), differs: family },
  { command: "ip link delete group 50", ours: () => link.deleteGroup(50) },
];

/** Links that stand on others of another namespace, which has the id 7. */
const elsewhere: readonly CommandRow[] = [
  {
    command: "ip link add vx7 link-netnsid 7 type vxlan id 70 dstport 4790",
    before: "ip netns set blue 7",
    ours: () =>
      link.create({
        name: "vx7",
        linkNetnsid: 7,
        info: { kind: "vxlan", data: { id: 70, learning: true, port: 4790 } },
      }),
  },
  {
    command: "ip link add vx8 link-netns blue type vxlan id 71 dstport 4790",
    ours: () =>
      link.create({
        name: "vx8",
        linkNetnsid: 7,
        info: { kind: "vxlan", data: { id: 71, learning: true, port: 4790 } },
      }),
  },
  change("link-netns blue", { linkNetnsid: 7 }, "vx7"),
  change("link-netnsid 7 mtu 1300", { linkNetnsid: 7, mtu: 1300 }, "vx7"),
  {
    command: "ip link set vx8 netns blue",
    ours: ({ index, bytes }) => link.set(index("vx8"), { namespace: { fd: descriptor(bytes) } }),
  },
];

const questions: readonly CommandRow[] = [
  { command: "ip link show", ours: () => link.list({ detail: ["vf"] }), differs: family },
  {
    command: "ip link show nomaster",
    ours: () => link.list({ detail: ["vf"], master: null }),
    differs: {
      why: "the kernel filters by an index of -1 since Linux 5.15, and older ones then tell nothing: we filter ourselves",
      adjust: (theirs) => {
        theirs[16] = 0;
        const shorter = theirs.slice(0, theirs.length - 8); // IFLA_MASTER
        shorter[0] = shorter.length;
        return shorter;
      },
    },
  },
  { command: "ip link show up", ours: () => link.list({ detail: ["vf"], up: true }), differs: family },
  { command: "ip link show group 5", ours: () => link.list({ detail: ["vf"], group: 5 }), differs: family },
  { command: "ip link show type bridge", ours: () => link.list({ detail: ["vf"], kind: "bridge" }), differs: family },
  { command: "ip link show type vxlan", ours: () => link.list({ detail: ["vf"], kind: "vxlan" }), differs: family },
  {
    command: "ip link show type bridge_slave",
    ours: () => link.list({ detail: ["vf"], slaveKind: "bridge" }),
    differs: family,
  },
  {
    command: "ip link show master b0",
    ours: ({ index }) => link.list({ detail: ["vf"], master: index("b0") }),
    differs: family,
    nth: 1,
  },
  {
    command: "ip link show master b0 type veth",
    ours: ({ index }) => link.list({ detail: ["vf"], master: index("b0"), kind: "veth" }),
    differs: family,
    nth: 1,
  },
  {
    command: "ip link show dev v0",
    ours: () => link.get("v0", { detail: ["vf"] }),
    differs: family,
    order,
    nth: 1,
  },
  {
    command: "ip link show dev the-second-of-the-names-of-this-link",
    ours: () => link.get("the-second-of-the-names-of-this-link", { detail: ["vf"] }),
    differs: family,
    order,
    nth: 1,
  },
];

/** `ip link` on limits, reasons, programs and filters, on kinds that every kernel here has; `ip token`. */
export const linkSettings: CommandTable = {
  name: "link-settings",
  setup: `
    ip link add v0 type veth peer name v1
    ip link add b0 type bridge
    ip link add vx0 type vxlan id 7 dstport 4789 group 239.1.1.1 dev v0
    ip link set v1 up
    echo 2 >/proc/sys/net/ipv6/conf/v1/accept_ra
  `,
  namespaces: ["blue"],
  rows: [...changes, ...additions, ...groups, ...questions, ...elsewhere],
};

const ofVrf = (command: string, filter: link.IndexedListFilter): CommandRow => ({
  command,
  ours: () => link.list({ detail: ["vf"], ...filter }),
  differs: family,
});

/** `ip link` on virtual routers, which not every kernel has. */
export const vrfMembers: CommandTable = {
  name: "link-vrf",
  needs: { feature: "VRF", probe: "ip link add red type vrf table 10 && ip link add d0 type dummy" },
  setup: "ip link add red type vrf table 10; ip link add d0 type dummy",
  rows: [
    {
      command: "ip link set d0 vrf red",
      ours: ({ index }) => link.set(index("d0"), { master: index("red") }),
    },
    {
      command: "ip link show vrf red",
      ours: ({ index }) => link.list({ detail: ["vf"], master: index("red") }),
      differs: family,
      nth: 2,
    },
    ofVrf("ip link show type vrf", { kind: "vrf" }),
    ofVrf("ip link show type vrf_slave", { slaveKind: "vrf" }),
    { command: "ip link set d0 nomaster", ours: ({ index }) => link.set(index("d0"), { master: null }) },
    {
      command: "ip link set d0 master red up",
      ours: ({ index }) => link.set(index("d0"), { master: index("red"), up: true }),
    },
  ],
};
