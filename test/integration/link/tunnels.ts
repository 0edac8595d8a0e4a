import type { link } from "ts-netlink/ops";

/** A tunnel that is made, changed and read back. */
export interface TunnelCase {
  /** What is special about it, beside its kind. */
  readonly what: string;
  readonly info: link.LinkInfoOptions;
  /** What the kernel tells in other words than it was given. Where both families share an option, the one of its own. */
  readonly told?: Readonly<Record<string, unknown>>;
  /** What `ip -d link show` says of it (`-j`). */
  readonly shown: Readonly<Record<string, unknown>>;
  /** What is changed then, and what `ip` shows of it; the errno where the kernel changes nothing of this kind. */
  readonly change?: readonly [data: object, shown: Readonly<Record<string, unknown>>] | "EOPNOTSUPP";
  /** Why a link can't be made anew of what the kernel told of it. */
  readonly unrepeatable?: string;
}

const [here, there] = ["10.0.0.1", "192.0.2.1"];
const [here6, there6] = ["2001:db8::fe", "2001:db8::1"];
/** Of 8 bytes of the VXLAN header, the bits that are not looked at. */
const reservedBits = Uint8Array.of(0, 0, 0, 0, 0, 0, 0, 0xff);

const refusesItsOwn = "the kernel takes IFLA_VXLAN_TTL_INHERIT without payload only, and tells a byte";

const vxlans: readonly TunnelCase[] = [
  {
    what: "with everything over IPv4",
    info: {
      kind: "vxlan",
      data: {
        id: 1,
        link: "d0",
        group: "239.1.1.1",
        local: here,
        ttl: 5,
        tos: 1,
        learning: false,
        ageing: 50,
        limit: 10,
        portRange: { low: 1000, high: 2000 },
        proxy: true,
        rsc: true,
        l2miss: true,
        l3miss: true,
        port: 4789,
        udpCsum: false,
        remcsumTx: true,
        remcsumRx: true,
        gbp: true,
        remcsumNopartial: true,
        df: "inherit",
        localbypass: false,
        mcRoute: true,
      },
    },
    unrepeatable: refusesItsOwn,
    shown: {
      id: 1,
      link: "d0",
      group: "239.1.1.1",
      local: here,
      ttl: 5,
      tos: "0x1",
      learning: false,
      ageing: 50,
      limit: 10,
      port_range: { low: 1000, high: 2000 },
      proxy: true,
      rsc: true,
      l2miss: true,
      l3miss: true,
      port: 4789,
      udp_csum: false,
      remcsum_tx: true,
      remcsum_rx: true,
      gbp: true,
      df: "inherit",
    },
    change: [
      { ageing: 60, learning: true, group: "239.1.1.2" },
      { ageing: 60, learning: true, group: "239.1.1.2" },
    ],
  },
  {
    what: "with everything over IPv6",
    info: {
      kind: "vxlan",
      data: {
        id: 2,
        group: there6,
        local: here6,
        port: 4790,
        label: 0x12345,
        ttlInherit: true,
        udpZeroCsum6Tx: true,
        udpZeroCsum6Rx: true,
      },
    },
    told: { group6: there6, local6: here6, ttlInherit: 1 },
    unrepeatable: refusesItsOwn,
    shown: {
      id: 2,
      remote6: there6,
      local6: here6,
      port: 4790,
      label: "0x12345",
      udp_zero_csum6_tx: true,
      udp_zero_csum6_rx: true,
    },
    change: [{ group: "2001:db8::2" }, { remote6: "2001:db8::2" }],
  },
  {
    what: "whose flow label is inherited",
    info: { kind: "vxlan", data: { id: 3, group: there6, port: 4791, labelPolicy: "inherit" } },
    told: { group6: there6 },
    unrepeatable: refusesItsOwn,
    shown: { id: 3, remote6: there6 },
  },
  {
    what: "of any protocol, told by each packet",
    info: { kind: "vxlan", data: { collectMetadata: true, learning: false, gpe: true, port: 4790, reservedBits } },
    unrepeatable: refusesItsOwn,
    shown: { external: true, gpe: true, port: 4790, learning: false },
  },
  {
    what: "with a filter of VNIs",
    info: { kind: "vxlan", data: { collectMetadata: true, learning: false, vnifilter: true, port: 4789 } },
    unrepeatable: refusesItsOwn,
    shown: { external: true, vnifilter: true, port: 4789 },
  },
];

const udpTunnels: readonly TunnelCase[] = [
  {
    what: "over IPv4",
    info: {
      kind: "geneve",
      data: {
        id: 3,
        remote: there,
        local: here,
        ttl: 4,
        tos: 1,
        port: 6082,
        udpCsum: true,
        df: "set",
        portRange: { low: 1000, high: 2000 },
        groHint: true,
      },
    },
    unrepeatable: "where IFLA_GENEVE_TTL_INHERIT is told, as 0 too, the kernel does not look at the hop limit",
    shown: { id: 3, remote: there, ttl: 4, tos: "0x1", port: 6082, udp_csum: true, df: "set" },
    change: [
      { ttl: 9, remote: "192.0.2.2", df: "unset" },
      { ttl: 9, remote: "192.0.2.2", df: "unset" },
    ],
  },
  {
    what: "of IP alone over IPv6",
    info: {
      kind: "geneve",
      data: {
        id: 4,
        remote: there6,
        local: here6,
        label: 0x12345,
        ttlInherit: true,
        udpZeroCsum6Tx: true,
        udpZeroCsum6Rx: true,
        innerProtoInherit: true,
      },
    },
    told: { remote6: there6, local6: here6 },
    shown: {
      id: 4,
      remote6: there6,
      label: "0x12345",
      udp_zero_csum6_tx: true,
      udp_zero_csum6_rx: true,
      inner_proto_inherit: true,
      port: 6081,
    },
  },
  {
    what: "told by each packet",
    info: { kind: "geneve", data: { collectMetadata: true, port: 6083 } },
    shown: { external: true, port: 6083 },
  },
  {
    what: "of MPLS",
    info: { kind: "bareudp", data: { port: 6635, ethertype: "mpls_uc", srcportMin: 50000, multiprotoMode: true } },
    shown: { dstport: 6635, ethertype: "mpls_uc", srcportmin: 50000, multiproto: true },
    change: "EOPNOTSUPP",
  },
  {
    what: "whose sockets the kernel makes, on an IPv4 address",
    info: { kind: "gtp", data: { createSockets: true, role: "sgsn", pdpHashsize: 512, restartCount: 5, local: here } },
    shown: { role: "sgsn", hsize: 512, restart_count: 5 },
    change: "EOPNOTSUPP",
    unrepeatable: "the kernel does not tell of its sockets",
  },
  {
    what: "whose sockets the kernel makes, on an IPv6 address",
    info: { kind: "gtp", data: { createSockets: true, role: "ggsn", local: here6 } },
    shown: { role: "ggsn", hsize: 1024 },
    unrepeatable: "the kernel does not tell of its sockets",
  },
  {
    what: "as a gateway",
    info: {
      kind: "amt",
      data: {
        mode: "gateway",
        link: "d0",
        localIp: here,
        discoveryIp: "10.0.0.2",
        relayPort: 2269,
        gatewayPort: 2270,
      },
    },
    shown: { mode: "gateway", link: "d0", local: here, discovery: "10.0.0.2", relay_port: 2269, gateway_port: 2270 },
    change: "EOPNOTSUPP",
  },
  {
    what: "as a relay",
    info: { kind: "amt", data: { mode: "relay", link: "d0", localIp: here, relayPort: 2271, maxTunnels: 5 } },
    shown: { mode: "relay", link: "d0", local: here, relay_port: 2271, max_tunnels: 5 },
  },
];

const keyed = { iflags: ["key"], oflags: ["key"], ikey: 5, okey: 5 } as const;
const mirror = { iflags: ["key", "seq"], oflags: ["key", "seq"], ikey: 5, okey: 5 } as const;
const shownKeyed = { ikey: "0.0.0.5", okey: "0.0.0.5" };
const shownMirror = { ...shownKeyed, iseq: true, oseq: true };

const greTunnels: readonly TunnelCase[] = [
  {
    what: "with everything",
    info: {
      kind: "gre",
      data: {
        link: "d0",
        local: here,
        remote: there,
        iflags: ["key", "csum"],
        oflags: ["key", "seq"],
        ikey: 5,
        okey: 6,
        ttl: 7,
        tos: 0x10,
        pmtudisc: true,
        fwmark: 9,
        encapType: "gue",
        encapFlags: ["csum", "remcsum"],
        encapSport: 5555,
        encapDport: 5556,
      },
    },
    shown: {
      link: "d0",
      local: here,
      remote: there,
      ikey: "0.0.0.5",
      icsum: true,
      okey: "0.0.0.6",
      oseq: true,
      ttl: 7,
      tos: "0x10",
      pmtudisc: true,
      fwmark: "0x9",
      encap: { type: "gue", sport: 5555, dport: 5556, csum: true, csum6: false, remcsum: true },
    },
    change: [
      { local: here, remote: there, iflags: ["key"], oflags: ["key"], ikey: 5, okey: 7, ttl: 8, fwmark: 10 },
      { ikey: "0.0.0.5", okey: "0.0.0.7", ttl: 8, fwmark: "0xa" },
    ],
  },
  {
    what: "whose packets may be fragmented",
    info: { kind: "gre", data: { remote: there, pmtudisc: false, ignoreDf: true } },
    shown: { remote: there, local: "any", pmtudisc: false, ignore_df: true },
  },
  {
    what: "told by each packet",
    info: { kind: "gre", data: { collectMetadata: true } },
    shown: { external: true, remote: "any" },
  },
  {
    what: "with a key",
    info: { kind: "gretap", data: { link: "d0", local: here, remote: there, ...keyed } },
    shown: { link: "d0", local: here, remote: there, ...shownKeyed },
    change: [
      { link: "d0", local: here, remote: there, ...keyed, ttl: 3 },
      { ...shownKeyed, ttl: 3 },
    ],
  },
  {
    what: "told by each packet",
    info: { kind: "gretap", data: { collectMetadata: true } },
    shown: { external: true },
    unrepeatable: "of a tap the kernel tells that it has no other end, and does not take that",
  },
  {
    what: "of version 0",
    info: { kind: "erspan", data: { local: here, remote: there, ...mirror, erspanVer: 0 } },
    shown: { local: here, remote: there, ...shownMirror, erspan_ver: 0 },
  },
  {
    what: "of version 1",
    info: { kind: "erspan", data: { local: here, remote: there, ...mirror, erspanVer: 1, erspanIndex: 123 } },
    shown: { local: here, remote: there, ...shownMirror, erspan_ver: 1, erspan_index: 123 },
    change: [
      { local: here, remote: there, ...mirror, erspanVer: 1, erspanIndex: 124 },
      { ...shownMirror, erspan_ver: 1, erspan_index: 124 },
    ],
  },
  {
    what: "of version 2",
    info: {
      kind: "erspan",
      data: { local: here, remote: there, ...mirror, erspanVer: 2, erspanDir: 1, erspanHwid: 17 },
    },
    shown: { ...shownMirror, erspan_ver: 2, erspan_dir: "egress", erspan_hwid: "0x11" },
  },
  {
    what: "with everything",
    info: {
      kind: "ip6gre",
      data: {
        link: "d0",
        local: here6,
        remote: there6,
        iflags: ["key"],
        oflags: ["key", "csum"],
        ikey: 5,
        okey: 6,
        ttl: 7,
        encapLimit: 3,
        flowinfo: 0x01012345,
        flags: ["rcv_dscp_copy", "allow_local_remote"],
        fwmark: 9,
        encapType: "fou",
        encapFlags: ["csum6"],
        encapSport: 1,
        encapDport: 2,
      },
    },
    told: { flags: 0x30050 }, // with the kernel's own IP6_TNL_F_CAP_XMIT and IP6_TNL_F_CAP_RCV
    shown: {
      link: "d0",
      local: here6,
      remote: there6,
      ikey: "0.0.0.5",
      okey: "0.0.0.6",
      ocsum: true,
      ttl: 7,
      encap_limit: 3,
      tclass: "0x10",
      flowlabel: "0x12345",
      ip6_tnl_f_rcv_dscp_copy: true,
      ip6_tnl_f_allow_local_remote: true,
      fwmark: "0x9",
      encap: { type: "fou", sport: 1, dport: 2, csum: false, csum6: true, remcsum: false },
    },
    change: [
      { local: here6, remote: there6, iflags: ["key"], oflags: ["key"], ikey: 5, okey: 6, ttl: 8 },
      { ttl: 8, okey: "0.0.0.6" },
    ],
  },
  {
    what: "told by each packet",
    info: { kind: "ip6gre", data: { collectMetadata: true } },
    shown: { external: true },
  },
  {
    what: "that inherits",
    info: {
      kind: "ip6gretap",
      data: {
        local: here6,
        remote: there6,
        ...keyed,
        flags: ["ign_encap_limit", "use_orig_tclass", "use_orig_flowlabel"],
      },
    },
    told: { flags: 0x30007 },
    shown: {
      ...shownKeyed,
      ip6_tnl_f_ign_encap_limit: true,
      ip6_tnl_f_use_orig_tclass: true,
      ip6_tnl_f_use_orig_flowlabel: true,
    },
    change: [
      { local: here6, remote: there6, ...keyed, ttl: 4 },
      { ttl: 4, ...shownKeyed },
    ],
  },
  {
    what: "of version 1",
    info: { kind: "ip6erspan", data: { local: here6, remote: there6, ...mirror, erspanVer: 1, erspanIndex: 9 } },
    shown: { local: here6, remote: there6, ...shownMirror, erspan_ver: 1, erspan_index: 9 },
    change: [
      { local: here6, remote: there6, ...mirror, erspanVer: 1, erspanIndex: 10 },
      { erspan_ver: 1, erspan_index: 10 },
    ],
  },
  {
    what: "of version 2",
    info: {
      kind: "ip6erspan",
      data: { local: here6, remote: there6, ...mirror, erspanVer: 2, erspanDir: 0, erspanHwid: 17 },
    },
    shown: { ...shownMirror, erspan_ver: 2, erspan_dir: "ingress", erspan_hwid: "0x11" },
  },
];

const ipTunnels: readonly TunnelCase[] = [
  {
    what: "of MPLS, in UDP",
    info: {
      kind: "ipip",
      data: {
        link: "d0",
        local: here,
        remote: there,
        ttl: 5,
        tos: 1,
        proto: "mpls",
        pmtudisc: true,
        fwmark: 3,
        encapType: "fou",
        encapFlags: ["csum"],
        encapSport: 5,
        encapDport: 6,
      },
    },
    shown: {
      link: "d0",
      local: here,
      remote: there,
      ttl: 5,
      tos: "0x1",
      proto: "mplsip",
      pmtudisc: true,
      fwmark: "0x3",
      encap: { type: "fou", sport: 5, dport: 6, csum: true, csum6: false, remcsum: false },
    },
    change: [
      { local: here, remote: there, ttl: 6, fwmark: 4 },
      { ttl: 6, fwmark: "0x4" },
    ],
  },
  {
    what: "told by each packet",
    info: { kind: "ipip", data: { collectMetadata: true } },
    shown: { external: true },
  },
  {
    what: "with a prefix of 6rd",
    info: {
      kind: "sit",
      data: {
        local: here,
        remote: there,
        ttl: 5,
        proto: "ipv6",
        "6rdPrefix": "2001:db8::",
        "6rdPrefixlen": 32,
        "6rdRelayPrefix": "10.0.0.0",
        "6rdRelayPrefixlen": 8,
      },
    },
    shown: {
      local: here,
      remote: there,
      ttl: 5,
      proto: "ip6ip",
      prefix: "2001:db8::",
      prefixlen: 32,
      relay_prefix: "10.0.0.0",
      relay_prefixlen: 8,
    },
    change: [
      { local: here, remote: there, ttl: 6, "6rdPrefix": "2001:db8:1::", "6rdPrefixlen": 48, "6rdRelayPrefixlen": 16 },
      { ttl: 6, prefix: "2001:db8:1::", prefixlen: 48 },
    ],
  },
  {
    what: "of ISATAP",
    info: { kind: "sit", data: { local: here, flags: ["isatap"], ttl: 64 } },
    shown: { local: here, remote: "any", isatap: true },
  },
  {
    what: "of IPv4 in UDP",
    info: {
      kind: "ip6tnl",
      data: {
        link: "d0",
        local: here6,
        remote: there6,
        ttl: 9,
        encapLimit: 3,
        flowinfo: 0x01012345,
        flags: ["use_orig_fwmark", "mip6_dev"],
        proto: "ipip",
        fwmark: 4,
        encapType: "gue",
        encapFlags: ["csum6"],
        encapSport: 4,
        encapDport: 9,
      },
    },
    told: { flags: 0x30028 },
    shown: {
      link: "d0",
      local: here6,
      remote: there6,
      ttl: 9,
      encap_limit: 3,
      tclass: "0x10",
      flowlabel: "0x12345",
      ip6_tnl_f_use_orig_fwmark: true,
      ip6_tnl_f_mip6_dev: true,
      proto: "ipip6",
      encap: { type: "gue", sport: 4, dport: 9, csum: false, csum6: true, remcsum: false },
    },
    change: [
      { local: here6, remote: there6, ttl: 8, proto: "ipv6" },
      { ttl: 8, proto: "ip6ip6" },
    ],
  },
  {
    what: "told by each packet",
    info: { kind: "ip6tnl", data: { collectMetadata: true } },
    shown: { external: true },
  },
];

const ipsecDevices: readonly TunnelCase[] = [
  {
    what: "with its keys",
    info: { kind: "vti", data: { link: "d0", local: here, remote: there, ikey: 5, okey: 6, fwmark: 7 } },
    shown: { link: "d0", local: here, remote: there, ikey: "0.0.0.5", okey: "0.0.0.6", fwmark: "0x7" },
    change: [
      { local: here, remote: there, ikey: 5, okey: 8 },
      { ikey: "0.0.0.5", okey: "0.0.0.8" },
    ],
  },
  {
    what: "with its keys",
    info: { kind: "vti6", data: { link: "d0", local: here6, remote: there6, ikey: 5, okey: 6, fwmark: 7 } },
    shown: { link: "d0", local: here6, remote: there6, ikey: "0.0.0.5", okey: "0.0.0.6", fwmark: "0x7" },
    change: [
      { local: here6, remote: there6, ikey: 5, okey: 8 },
      { ikey: "0.0.0.5", okey: "0.0.0.8" },
    ],
  },
  {
    what: "with its number",
    info: { kind: "xfrm", data: { link: "d0", ifId: 42 } },
    shown: { if_id: "0x2a" },
  },
  {
    what: "told by each packet",
    info: { kind: "xfrm", data: { collectMetadata: true } },
    shown: { external: true },
  },
];

/** Tunnels of every kind, each option in one of them at least. */
export const tunnels: readonly TunnelCase[] = [...vxlans, ...udpTunnels, ...greTunnels, ...ipTunnels, ...ipsecDevices];
