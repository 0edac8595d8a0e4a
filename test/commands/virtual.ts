import { link } from "../../src/ops/index.ts";
import { linkMessage } from "../../src/protocol/route/index.ts";
import { sourceOf } from "../../src/protocol/schema/index.ts";
import type { CommandRow, CommandTable } from "./golden.ts";

type LinkInfo = link.LinkInfoOptions;

/** `ip link add NAME type …`, of a link that stands on no other. */
const added = (words: string, name: string, info: LinkInfo): CommandRow => ({
  command: `ip link add ${name} type ${words}`,
  ours: () => link.create({ name, info }),
});

/** `ip link add link DEV name NAME type …`. */
const upon = (device: string, words: string, name: string, info: LinkInfo): CommandRow => ({
  command: `ip link add link ${device} name ${name} type ${words}`,
  ours: ({ index }) => link.create({ name, link: index(device), info }),
});

/** `ip link set NAME type …`. */
const changed = (words: string, name: string, info: LinkInfo): CommandRow => ({
  command: `ip link set ${name} type ${words}`,
  ours: ({ index }) => link.set(index(name), { info }),
});

/** What a message says of a link; which descriptor the tool got is its own affair. */
const linkOf = (bytes: Uint8Array) => linkMessage.decode(sourceOf(bytes, true), 16, bytes.length).attributes;

const macvlans: readonly CommandRow[] = [
  upon("v0", "macvlan mode private", "mv0", { kind: "macvlan", data: { mode: "private" } }),
  upon("v0", "macvlan mode vepa", "mv1", { kind: "macvlan", data: { mode: "vepa" } }),
  upon("v0", "macvlan mode bridge bcqueuelen 2000", "mv2", {
    kind: "macvlan",
    data: { bcQueueLen: 2000, mode: "bridge" },
  }),
  upon("v1", "macvlan mode passthru flag nopromisc", "mv3", {
    kind: "macvlan",
    data: { mode: "passthru", flags: ["nopromisc"] },
  }),
  upon("v2", "macvlan mode source flag nodst", "mv4", { kind: "macvlan", data: { mode: "source", flags: ["nodst"] } }),
  upon("v2", "macvlan mode source macaddr add 02:00:00:00:00:09", "mv5", {
    kind: "macvlan",
    data: { macaddrMode: "add", macaddr: "02:00:00:00:00:09", mode: "source" },
  }),
  upon("v2", "macvlan mode source macaddr set 02:00:00:00:00:07 02:00:00:00:00:08", "mv6", {
    kind: "macvlan",
    data: {
      macaddrMode: "set",
      macaddrData: { macaddr: ["02:00:00:00:00:07", "02:00:00:00:00:08"] },
      mode: "source",
    },
  }),
  changed("macvlan mode vepa", "mv0", { kind: "macvlan", data: { mode: "vepa" } }),
  changed("macvlan mode bridge bcqueuelen 0", "mv0", { kind: "macvlan", data: { bcQueueLen: 0, mode: "bridge" } }),
  changed("macvlan bcqueuelen 4294967295", "mv2", { kind: "macvlan", data: { bcQueueLen: 0xffffffff } }),
  changed("macvlan mode passthru flag nopromisc", "mv3", {
    kind: "macvlan",
    data: { mode: "passthru", flags: ["nopromisc"] },
  }),
  changed("macvlan flag null", "mv3", { kind: "macvlan", data: { flags: [] } }),
  changed("macvlan macaddr add 02:00:00:00:00:0a", "mv5", {
    kind: "macvlan",
    data: { macaddrMode: "add", macaddr: "02:00:00:00:00:0a" },
  }),
  changed("macvlan macaddr del 02:00:00:00:00:09", "mv5", {
    kind: "macvlan",
    data: { macaddrMode: "del", macaddr: "02:00:00:00:00:09" },
  }),
  changed("macvlan macaddr set 02:00:00:00:00:0b 02:00:00:00:00:0c", "mv5", {
    kind: "macvlan",
    data: { macaddrMode: "set", macaddrData: { macaddr: ["02:00:00:00:00:0b", "02:00:00:00:00:0c"] } },
  }),
  changed("macvlan macaddr set", "mv5", { kind: "macvlan", data: { macaddrMode: "set", macaddrData: {} } }),
  changed("macvlan macaddr flush", "mv5", { kind: "macvlan", data: { macaddrMode: "flush" } }),
  upon("v0", "macvtap mode private", "mt0", { kind: "macvtap", data: { mode: "private" } }),
  upon("v0", "macvtap mode bridge bcqueuelen 500", "mt1", {
    kind: "macvtap",
    data: { bcQueueLen: 500, mode: "bridge" },
  }),
  upon("v3", "macvtap mode passthru flag nopromisc", "mt2", {
    kind: "macvtap",
    data: { mode: "passthru", flags: ["nopromisc"] },
  }),
  changed("macvtap mode vepa", "mt0", { kind: "macvtap", data: { mode: "vepa" } }),
];

/** `ip link` on macvlans and macvtaps, which every kernel here has. */
export const macvlanCommands: CommandTable = {
  name: "macvlan",
  setup: "ip link add v0 type veth peer name v1; ip link add v2 type veth peer name v3",
  rows: macvlans,
};

const vlans: readonly CommandRow[] = [
  upon("d0", "vlan protocol 802.1Q id 1", "vl1", { kind: "vlan", data: { protocol: "8021q", id: 1 } }),
  upon("d0", "vlan protocol 802.1ad id 4094", "vl2", { kind: "vlan", data: { protocol: "8021ad", id: 4094 } }),
  ...(["reorder_hdr", "gvrp", "mvrp", "loose_binding", "bridge_binding"] as const).flatMap((flag, at) => [
    upon("d0", `vlan id ${10 + at} ${flag} on`, `vl${10 + at}`, {
      kind: "vlan",
      data: { id: 10 + at, flags: { [flag]: true } },
    }),
    changed(`vlan ${flag} off`, `vl${10 + at}`, { kind: "vlan", data: { flags: { [flag]: false } } }),
  ]),
  upon("d0", "vlan id 20 ingress-qos-map 1:7 2:6 egress-qos-map 0:1", "vl20", {
    kind: "vlan",
    data: {
      id: 20,
      ingressQos: {
        mapping: [
          { from: 1, to: 7 },
          { from: 2, to: 6 },
        ],
      },
      egressQos: { mapping: [{ from: 0, to: 1 }] },
    },
  }),
  changed("vlan ingress-qos-map 1:5", "vl20", {
    kind: "vlan",
    data: { ingressQos: { mapping: [{ from: 1, to: 5 }] } },
  }),
  changed("vlan egress-qos-map 0:2 7:3", "vl20", {
    kind: "vlan",
    data: {
      egressQos: {
        mapping: [
          { from: 0, to: 2 },
          { from: 7, to: 3 },
        ],
      },
    },
  }),
];

const ipvlans: readonly CommandRow[] = [
  upon("d1", "ipvlan", "iv0", { kind: "ipvlan" }),
  upon("d1", "ipvlan mode l3", "iv1", { kind: "ipvlan", data: { mode: "l3", flags: [] } }),
  changed("ipvlan mode l2", "iv1", { kind: "ipvlan", data: { mode: "l2", flags: [] } }),
  changed("ipvlan mode l3s", "iv1", { kind: "ipvlan", data: { mode: "l3s", flags: [] } }),
  changed("ipvlan private", "iv1", { kind: "ipvlan", data: { flags: ["private"] } }),
  changed("ipvlan vepa", "iv1", { kind: "ipvlan", data: { flags: ["vepa"] } }),
  changed("ipvlan bridge", "iv1", { kind: "ipvlan", data: { flags: [] } }),
  upon("d2", "ipvlan mode l3s private", "iv2", { kind: "ipvlan", data: { mode: "l3s", flags: ["private"] } }),
  upon("d3", "ipvtap mode l2 vepa", "it0", { kind: "ipvtap", data: { mode: "l2", flags: ["vepa"] } }),
  changed("ipvtap mode l3 bridge", "it0", { kind: "ipvtap", data: { mode: "l3", flags: [] } }),
];

const vrfs: readonly CommandRow[] = [
  added("vrf table 10", "red", { kind: "vrf", data: { table: 10 } }),
  added("vrf table 4294967295", "blue", { kind: "vrf", data: { table: 0xffffffff } }),
  { command: "ip link set d4 master red", ours: ({ index }) => link.set(index("d4"), { master: index("red") }) },
  { command: "ip link set d4 vrf blue", ours: ({ index }) => link.set(index("d4"), { master: index("blue") }) },
  { command: "ip link set d4 nomaster", ours: ({ index }) => link.set(index("d4"), { master: null }) },
];

const macsecs: readonly CommandRow[] = [
  upon("d5", "macsec", "ms0", { kind: "macsec" }),
  upon("d5", "macsec port 11 encrypt on", "ms1", { kind: "macsec", data: { port: 11, encrypt: true } }),
  upon("d5", "macsec sci 0200000000000001", "ms2", { kind: "macsec", data: { sci: 0x0200000000000001n } }),
  upon("d5", "macsec address 02:00:00:00:00:05 port 1", "ms3", {
    kind: "macsec",
    data: { sci: 0x0200000000050001n },
  }),
  upon("d6", "macsec cipher gcm-aes-128 icvlen 16", "ms4", {
    kind: "macsec",
    data: { cipherSuite: "gcm_aes_128", icvLen: 16 },
  }),
  upon("d7", "macsec cipher gcm-aes-256", "ms5", { kind: "macsec", data: { cipherSuite: "gcm_aes_256" } }),
  upon("d8", "macsec cipher gcm-aes-xpn-128", "ms6", { kind: "macsec", data: { cipherSuite: "gcm_aes_xpn_128" } }),
  upon("d9", "macsec cipher gcm-aes-xpn-256", "ms7", { kind: "macsec", data: { cipherSuite: "gcm_aes_xpn_256" } }),
  upon(
    "d5",
    "macsec port 12 cipher default icvlen 8 send_sci off end_station on protect off replay off validate check",
    "ms8",
    {
      kind: "macsec",
      data: {
        port: 12,
        incSci: false,
        es: true,
        protect: false,
        validation: "check",
        cipherSuite: "default",
        icvLen: 8,
        window: 0xffffffff,
        replayProtect: false,
      },
    },
  ),
  upon("d5", "macsec port 13 replay on window 64 encodingsa 3 validate disabled offload off", "ms9", {
    kind: "macsec",
    data: { port: 13, validation: "disabled", offload: "off", window: 64, replayProtect: true, encodingSa: 3 },
  }),
  upon("d5", "macsec port 14 send_sci off scb on", "ms10", {
    kind: "macsec",
    data: { port: 14, incSci: false, scb: true },
  }),
  changed("macsec encrypt on", "ms0", { kind: "macsec", data: { encrypt: true } }),
  changed("macsec encodingsa 2 protect on", "ms0", { kind: "macsec", data: { protect: true, encodingSa: 2 } }),
  changed("macsec validate strict", "ms0", { kind: "macsec", data: { validation: "strict" } }),
  changed("macsec replay on window 128", "ms0", { kind: "macsec", data: { window: 128, replayProtect: true } }),
  {
    ...changed("macsec offload mac", "ms0", { kind: "macsec", data: { offload: "mac" } }),
    refused: "a dummy offloads nothing",
  },
  {
    ...changed("macsec offload phy", "ms0", { kind: "macsec", data: { offload: "phy" } }),
    refused: "a dummy offloads nothing",
  },
];

/** `ip link` on links that stand on others, and on VRFs. */
export const stackedCommands: CommandTable = {
  name: "stacked",
  setup: "for n in 0 1 2 3 4 5 6 7 8 9; do ip link add d$n type dummy; done",
  needs: {
    feature: "dummy, vlan, ipvlan, ipvtap, vrf and macsec",
    probe: "ip link add d0 type dummy; ip link add link d0 m0 type macsec; ip link add v0 type vrf table 5",
  },
  rows: [...vlans, ...ipvlans, ...vrfs, ...macsecs],
};

const rings: readonly CommandRow[] = [
  {
    command: "ip link add h0 type hsr slave1 d0 slave2 d1",
    ours: ({ index }) =>
      link.create({ name: "h0", info: { kind: "hsr", data: { slave1: index("d0"), slave2: index("d1") } } }),
  },
  {
    command: "ip link add h1 type hsr slave1 d2 slave2 d3 supervision 45 version 1",
    ours: ({ index }) =>
      link.create({
        name: "h1",
        info: {
          kind: "hsr",
          data: { slave1: index("d2"), slave2: index("d3"), multicastSpec: 45, version: 1 },
        },
      }),
  },
  {
    command: "ip link add prp0 type hsr slave1 d4 slave2 d5 supervision 0 proto 1",
    ours: ({ index }) =>
      link.create({
        name: "prp0",
        info: {
          kind: "hsr",
          data: { slave1: index("d4"), slave2: index("d5"), multicastSpec: 0, protocol: "prp" },
        },
      }),
  },
];

const pairs: readonly CommandRow[] = [
  added("vxcan", "xc0", { kind: "vxcan" }),
  added("vxcan peer name xc2", "xc1", { kind: "vxcan", data: { peer: { name: "xc2" } } }),
  {
    command: "ip link add xc3 mtu 72 up type vxcan peer name xc4 txqueuelen 50 mtu 16 index 70",
    ours: () =>
      link.create({
        name: "xc3",
        mtu: 72,
        up: true,
        info: { kind: "vxcan", data: { peer: { name: "xc4", mtu: 16, txQueueLength: 50, index: 70 } } },
      }),
  },
  {
    command: "ip link add xc5 type vxcan peer name xc6 netns blue",
    ours: ({ bytes }) => {
      const { linkinfo } = linkOf(bytes);
      const fd = linkinfo?.kind === "vxcan" ? linkinfo.data?.peer?.attributes.netNsFd : undefined;
      return link.create({
        name: "xc5",
        info: { kind: "vxcan", data: { peer: { name: "xc6", namespace: { fd: fd! } } } },
      });
    },
  },
  added("netkit", "nk9", { kind: "netkit" }),
];

const others: readonly CommandRow[] = [
  added("vcan", "vc0", { kind: "vcan" }),
  {
    command: "ip link add vc1 txqueuelen 1000 mtu 72 type vcan",
    ours: () => link.create({ name: "vc1", txQueueLength: 1000, mtu: 72, info: { kind: "vcan" } }),
  },
  {
    command: "ip link add vc2 netns blue type vcan",
    ours: ({ bytes }) =>
      link.create({ name: "vc2", namespace: { fd: linkOf(bytes).netNsFd! }, info: { kind: "vcan" } }),
  },
  added("team", "t0", { kind: "team" }),
  {
    command: "ip link add t1 address 02:00:00:00:00:11 numtxqueues 4 type team",
    ours: () => link.create({ name: "t1", address: "02:00:00:00:00:11", numTxQueues: 4, info: { kind: "team" } }),
  },
  { command: "ip link set d6 master t0", ours: ({ index }) => link.set(index("d6"), { master: index("t0") }) },
  added("nlmon", "nl0", { kind: "nlmon" }),
  { command: "ip link set nl0 up mtu 65535", ours: ({ index }) => link.set(index("nl0"), { up: true, mtu: 65535 }) },
  added("wireguard", "wg0", { kind: "wireguard" }),
  { command: "ip link set wg0 mtu 1380 up", ours: ({ index }) => link.set(index("wg0"), { mtu: 1380, up: true }) },
  added("batadv", "bat0", { kind: "batadv" }),
  added("batadv ra BATMAN_IV", "bat1", { kind: "batadv", data: { algoName: "BATMAN_IV" } }),
  { command: "ip link set d7 master bat0", ours: ({ index }) => link.set(index("d7"), { master: index("bat0") }) },
  added("ovpn", "ov0", { kind: "ovpn" }),
  added("ifb", "ifb8", { kind: "ifb" }),
  {
    command: "ip link add ifb9 numtxqueues 3 numrxqueues 3 type ifb",
    ours: () => link.create({ name: "ifb9", numTxQueues: 3, numRxQueues: 3, info: { kind: "ifb" } }),
  },
  added("dummy", "du0", { kind: "dummy" }),
  {
    command: "ip link add du1 address 02:00:00:00:00:12 mtu 9000 numtxqueues 2 up type dummy",
    ours: () =>
      link.create({
        name: "du1",
        address: "02:00:00:00:00:12",
        mtu: 9000,
        numTxQueues: 2,
        up: true,
        info: { kind: "dummy" },
      }),
  },
];

const withoutHardware: readonly CommandRow[] = [
  changed(
    "can bitrate 125000 sample-point 0.875 restart-ms 100 loopback on listen-only off triple-sampling on one-shot off berr-reporting on",
    "vc0",
    {
      kind: "can",
      data: {
        restartMs: 100,
        bittiming: { bitrate: 125000, samplePoint: 875 },
        ctrlmode: { loopback: true, listenonly: false, "3_samples": true, one_shot: false, berr_reporting: true },
      },
    },
  ),
  changed(
    "can tq 125 prop-seg 6 phase-seg1 7 phase-seg2 2 sjw 1 dtq 50 dprop-seg 3 dphase-seg1 4 dphase-seg2 1 dsjw 1 fd on fd-non-iso off presume-ack off cc-len8-dlc on",
    "vc0",
    {
      kind: "can",
      data: {
        bittiming: { tq: 125, propSeg: 6, phaseSeg1: 7, phaseSeg2: 2, sjw: 1 },
        dataBittiming: { tq: 50, propSeg: 3, phaseSeg1: 4, phaseSeg2: 1, sjw: 1 },
        ctrlmode: { fd: true, fd_non_iso: false, presume_ack: false, cc_len8_dlc: true },
      },
    },
  ),
  changed("can dbitrate 2000000 dsample-point 0.750 tdcv 10 tdco 20 tdcf 5 tdc-mode manual", "vc0", {
    kind: "can",
    data: {
      dataBittiming: { bitrate: 2000000, samplePoint: 750 },
      ctrlmode: { tdc_manual: true },
      tdc: { tdcv: 10, tdco: 20, tdcf: 5 },
    },
  }),
  changed("can tdc-mode auto", "vc0", {
    kind: "can",
    data: { ctrlmode: { tdc_auto: true } },
  }),
  changed("can termination 120", "vc0", { kind: "can", data: { termination: 120 } }),
  changed("can restart", "vc0", { kind: "can", data: { restart: 1 } }),
  upon("d8", "ipoib pkey 0x8001 mode datagram umcast 1", "ib0", {
    kind: "ipoib",
    data: { pkey: 0x8001, mode: "datagram", umcast: 1 },
  }),
  upon("d8", "ipoib pkey 0xffff mode connected umcast 0", "ib1", {
    kind: "ipoib",
    data: { pkey: 0xffff, mode: "connected", umcast: 0 },
  }),
  upon("d8", "rmnet mux_id 5", "rm0", { kind: "rmnet", data: { muxId: 5 } }),
  {
    command: "ip link set d8 type dsa conduit d9",
    ours: ({ index }: { index: (name: string) => number }) =>
      link.set(index("d8"), { info: { kind: "dsa", data: { conduit: index("d9") } } }),
  },
].map((row) => ({ ...row, refused: "its driver needs hardware" }));

/** `ip link` on kinds that stand on no link and on rings; those whose drivers need hardware are refused. */
export const virtualCommands: CommandTable = {
  name: "virtual",
  namespaces: ["blue"],
  setup: "for n in 0 1 2 3 4 5 6 7 8 9; do ip link add d$n type dummy; done",
  needs: {
    feature: "dummy, hsr, vxcan, netkit, vcan, team, nlmon, wireguard, batadv and ovpn",
    probe: "for k in dummy vxcan netkit vcan team nlmon wireguard batadv ovpn; do ip link add type $k; done",
  },
  rows: [...rings, ...pairs, ...others, ...withoutHardware],
};
