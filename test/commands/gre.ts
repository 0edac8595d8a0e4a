import { link } from "../../src/ops/index.ts";
import type { CommandTable } from "./golden.ts";

/** Without key, sequence number and checksum, as the tool says it. */
const keyless = { ikey: 0, okey: 0, iflags: [], oflags: [] } as const;
/** Not in UDP, as the tool says it. */
const noEncap = { encapType: "none", encapFlags: [], encapSport: 0, encapDport: 0 } as const;
/** The same over IPv6, where the checksum of UDP is on unless told. */
const noEncap6 = { ...noEncap, encapFlags: ["csum6"] } as const;
/** IP6_TNL_F_CAP_XMIT and IP6_TNL_F_CAP_RCV, which the kernel tells of its tunnels and the tool sends back: no header has them. */
const capable = 0x30000;

/** `ip link` on GRE over IPv4. */
export const greTunnels: CommandTable = {
  name: "gre",
  setup: "ip link add d0 type dummy; ip link set d0 up; ip address add 10.0.0.1/24 dev d0",
  needs: {
    feature: "gre, gretap and erspan",
    probe: "ip link add g0 type gre key 1 && ip link add g1 type gretap key 2 && ip link add g2 type erspan key 3 seq",
  },
  rows: [
    {
      command: "ip link add gr0 type gre remote 192.0.2.1 local 192.0.2.254",
      ours: () =>
        link.create({
          name: "gr0",
          info: {
            kind: "gre",
            data: {
              ...keyless,
              local: "192.0.2.254",
              remote: "192.0.2.1",
              pmtudisc: true,
              tos: 0,
              ttl: 0,
              fwmark: 0,
              ...noEncap,
            },
          },
        }),
    },
    {
      command: "ip link add gr1 type gre remote 192.0.2.2 local any ttl 64 tos inherit key 42 seq csum",
      ours: () =>
        link.create({
          name: "gr1",
          info: {
            kind: "gre",
            data: {
              ikey: 42,
              okey: 42,
              iflags: ["seq", "key", "csum"],
              oflags: ["seq", "key", "csum"],
              remote: "192.0.2.2",
              pmtudisc: true,
              tos: 1,
              ttl: 64,
              fwmark: 0,
              ...noEncap,
            },
          },
        }),
    },
    {
      command:
        "ip link add gr2 type gre remote 192.0.2.3 ikey 1.2.3.4 okey 5 iseq oseq icsum ocsum ttl inherit tos 0x10",
      ours: () =>
        link.create({
          name: "gr2",
          info: {
            kind: "gre",
            data: {
              ikey: 0x1020304,
              okey: 5,
              iflags: ["seq", "key", "csum"],
              oflags: ["seq", "key", "csum"],
              remote: "192.0.2.3",
              pmtudisc: true,
              tos: 16,
              ttl: 0,
              fwmark: 0,
              ...noEncap,
            },
          },
        }),
    },
    {
      command: "ip link add gr3 type gre remote 192.0.2.4 nopmtudisc ignore-df dev d0 fwmark 0x64",
      ours: ({ index }) =>
        link.create({
          name: "gr3",
          info: {
            kind: "gre",
            data: {
              ...keyless,
              remote: "192.0.2.4",
              pmtudisc: false,
              ignoreDf: true,
              tos: 0,
              link: index("d0"),
              ttl: 0,
              fwmark: 100,
              ...noEncap,
            },
          },
        }),
    },
    {
      command: "ip link add gr4 type gre local 192.0.2.253 noignore-df pmtudisc nokey noseq nocsum",
      ours: () =>
        link.create({
          name: "gr4",
          info: {
            kind: "gre",
            data: {
              ...keyless,
              local: "192.0.2.253",
              pmtudisc: true,
              ignoreDf: false,
              tos: 0,
              ttl: 0,
              fwmark: 0,
              ...noEncap,
            },
          },
        }),
    },
    {
      command:
        "ip link add gr5 type gre remote 192.0.2.5 encap fou encap-sport 5555 encap-dport 5556 encap-csum encap-udp6-csum encap-remcsum",
      ours: () =>
        link.create({
          name: "gr5",
          info: {
            kind: "gre",
            data: {
              ...keyless,
              remote: "192.0.2.5",
              pmtudisc: true,
              tos: 0,
              ttl: 0,
              fwmark: 0,
              encapType: "fou",
              encapFlags: ["csum", "csum6", "remcsum"],
              encapSport: 5555,
              encapDport: 5556,
            },
          },
        }),
    },
    {
      command:
        "ip link add gr6 type gre remote 192.0.2.6 encap gue encap-sport auto encap-dport 5557 noencap-csum noencap-udp6-csum noencap-remcsum",
      ours: () =>
        link.create({
          name: "gr6",
          info: {
            kind: "gre",
            data: {
              ...keyless,
              remote: "192.0.2.6",
              pmtudisc: true,
              tos: 0,
              ttl: 0,
              fwmark: 0,
              encapType: "gue",
              encapFlags: [],
              encapSport: 0,
              encapDport: 5557,
            },
          },
        }),
    },
    {
      command: "ip link add gr7 type gre remote 192.0.2.7 encap none",
      ours: () =>
        link.create({
          name: "gr7",
          info: {
            kind: "gre",
            data: { ...keyless, remote: "192.0.2.7", pmtudisc: true, tos: 0, ttl: 0, fwmark: 0, ...noEncap },
          },
        }),
    },
    {
      command: "ip link add gr8 type gre external",
      ours: () => link.create({ name: "gr8", info: { kind: "gre", data: { collectMetadata: true } } }),
    },
    {
      command: "ip link add gr9 type gre remote 239.0.0.1 local 192.0.2.254 key 9 noencap",
      ours: () =>
        link.create({
          name: "gr9",
          info: {
            kind: "gre",
            data: {
              ikey: 9,
              okey: 9,
              iflags: ["key"],
              oflags: ["key"],
              local: "192.0.2.254",
              remote: "239.0.0.1",
              pmtudisc: true,
              tos: 0,
              ttl: 0,
              fwmark: 0,
              ...noEncap,
            },
          },
        }),
    },
    {
      command: "ip link set gr0 type gre ttl 9 pmtudisc",
      ours: ({ index }) =>
        link.set(index("gr0"), {
          info: {
            kind: "gre",
            data: {
              ...keyless,
              local: "192.0.2.254",
              remote: "192.0.2.1",
              pmtudisc: true,
              tos: 0,
              ttl: 9,
              fwmark: 0,
              ...noEncap,
            },
          },
        }),
    },
    {
      command: "ip link set gr2 type gre nokey noseq nocsum tos 0",
      ours: ({ index }) =>
        link.set(index("gr2"), {
          info: {
            kind: "gre",
            data: { ...keyless, remote: "192.0.2.3", pmtudisc: true, tos: 0, ttl: 0, fwmark: 0, ...noEncap },
          },
        }),
    },
    {
      command: "ip link set gr3 type gre fwmark 7 ttl 3",
      ours: ({ index }) =>
        link.set(index("gr3"), {
          info: {
            kind: "gre",
            data: {
              ...keyless,
              remote: "192.0.2.4",
              pmtudisc: false,
              ignoreDf: true,
              tos: 0,
              link: index("d0"),
              ttl: 3,
              fwmark: 7,
              ...noEncap,
            },
          },
        }),
    },
    {
      command: "ip link add gr10 type gre remote 192.0.2.10 noikey nookey noiseq nooseq noicsum noocsum ttl 255 tos 1",
      ours: () =>
        link.create({
          name: "gr10",
          info: {
            kind: "gre",
            data: { ...keyless, remote: "192.0.2.10", pmtudisc: true, tos: 1, ttl: 255, fwmark: 0, ...noEncap },
          },
        }),
    },
    {
      command: "ip link add gt0 type gretap remote 192.0.2.1 local 192.0.2.254",
      ours: () =>
        link.create({
          name: "gt0",
          info: {
            kind: "gretap",
            data: {
              ...keyless,
              local: "192.0.2.254",
              remote: "192.0.2.1",
              pmtudisc: true,
              tos: 0,
              ttl: 0,
              fwmark: 0,
              ...noEncap,
            },
          },
        }),
    },
    {
      command: "ip link add gt1 type gretap remote 192.0.2.2 key 7 ttl 10 tos 0x20 nopmtudisc dev d0",
      ours: ({ index }) =>
        link.create({
          name: "gt1",
          info: {
            kind: "gretap",
            data: {
              ikey: 7,
              okey: 7,
              iflags: ["key"],
              oflags: ["key"],
              remote: "192.0.2.2",
              pmtudisc: false,
              tos: 32,
              link: index("d0"),
              ttl: 10,
              fwmark: 0,
              ...noEncap,
            },
          },
        }),
    },
    {
      command: "ip link add gt2 type gretap external",
      ours: () => link.create({ name: "gt2", info: { kind: "gretap", data: { collectMetadata: true } } }),
    },
    {
      command:
        "ip link add gt3 type gretap remote 192.0.2.3 nopmtudisc ignore-df encap fou encap-sport auto encap-dport 5555",
      ours: () =>
        link.create({
          name: "gt3",
          info: {
            kind: "gretap",
            data: {
              ...keyless,
              remote: "192.0.2.3",
              pmtudisc: false,
              ignoreDf: true,
              tos: 0,
              ttl: 0,
              fwmark: 0,
              encapType: "fou",
              encapFlags: [],
              encapSport: 0,
              encapDport: 5555,
            },
          },
        }),
    },
    {
      command: "ip link set gt1 type gretap okey 8 ikey 9 fwmark 3",
      ours: ({ index }) =>
        link.set(index("gt1"), {
          info: {
            kind: "gretap",
            data: {
              ikey: 9,
              okey: 8,
              iflags: ["key"],
              oflags: ["key"],
              remote: "192.0.2.2",
              pmtudisc: false,
              tos: 32,
              link: index("d0"),
              ttl: 10,
              fwmark: 3,
              ...noEncap,
            },
          },
        }),
    },
    {
      command: "ip link add es0 type erspan remote 192.0.2.1 local 192.0.2.254 seq key 100 erspan_ver 1 erspan 123",
      ours: () =>
        link.create({
          name: "es0",
          info: {
            kind: "erspan",
            data: {
              ikey: 100,
              okey: 100,
              iflags: ["seq", "key"],
              oflags: ["seq", "key"],
              local: "192.0.2.254",
              remote: "192.0.2.1",
              pmtudisc: true,
              tos: 0,
              ttl: 0,
              fwmark: 0,
              erspanVer: 1,
              erspanIndex: 123,
              ...noEncap,
            },
          },
        }),
    },
    {
      command:
        "ip link add es1 type erspan remote 192.0.2.2 seq key 101 erspan_ver 2 erspan_dir egress erspan_hwid 0x1f",
      ours: () =>
        link.create({
          name: "es1",
          info: {
            kind: "erspan",
            data: {
              ikey: 101,
              okey: 101,
              iflags: ["seq", "key"],
              oflags: ["seq", "key"],
              remote: "192.0.2.2",
              pmtudisc: true,
              tos: 0,
              ttl: 0,
              fwmark: 0,
              erspanVer: 2,
              erspanDir: 1,
              erspanHwid: 31,
              ...noEncap,
            },
          },
        }),
    },
    {
      command: "ip link add es2 type erspan remote 192.0.2.3 seq key 102 erspan_ver 0",
      ours: () =>
        link.create({
          name: "es2",
          info: {
            kind: "erspan",
            data: {
              ikey: 102,
              okey: 102,
              iflags: ["seq", "key"],
              oflags: ["seq", "key"],
              remote: "192.0.2.3",
              pmtudisc: true,
              tos: 0,
              ttl: 0,
              fwmark: 0,
              erspanVer: 0,
              ...noEncap,
            },
          },
        }),
    },
    {
      command: "ip link add es3 type erspan external",
      ours: () => link.create({ name: "es3", info: { kind: "erspan", data: { collectMetadata: true } } }),
    },
    {
      command:
        "ip link add es4 type erspan remote 192.0.2.4 seq key 103 erspan_ver 2 erspan_dir ingress erspan_hwid 3 ttl 9",
      ours: () =>
        link.create({
          name: "es4",
          info: {
            kind: "erspan",
            data: {
              ikey: 103,
              okey: 103,
              iflags: ["seq", "key"],
              oflags: ["seq", "key"],
              remote: "192.0.2.4",
              pmtudisc: true,
              tos: 0,
              ttl: 9,
              fwmark: 0,
              erspanVer: 2,
              erspanDir: 0,
              erspanHwid: 3,
              ...noEncap,
            },
          },
        }),
    },
    {
      command: "ip link set es0 type erspan erspan 124",
      ours: ({ index }) =>
        link.set(index("es0"), {
          info: {
            kind: "erspan",
            data: {
              ikey: 100,
              okey: 100,
              iflags: ["seq", "key"],
              oflags: ["seq", "key"],
              local: "192.0.2.254",
              remote: "192.0.2.1",
              pmtudisc: true,
              tos: 0,
              ttl: 0,
              fwmark: 0,
              erspanVer: 1,
              erspanIndex: 124,
              ...noEncap,
            },
          },
        }),
    },
  ],
};

/** `ip link` on GRE over IPv6. */
export const ip6greTunnels: CommandTable = {
  name: "ip6gre",
  setup: "ip link add d0 type dummy; ip link set d0 up; ip address add 10.0.0.1/24 dev d0",
  needs: {
    feature: "ip6gre, ip6gretap and ip6erspan",
    probe:
      "ip link add g0 type ip6gre key 1 && ip link add g1 type ip6gretap key 2 && ip link add g2 type ip6erspan key 3 seq",
  },
  rows: [
    {
      command: "ip link add i60 type ip6gre remote 2001:db8::1 local 2001:db8::fe",
      ours: () =>
        link.create({
          name: "i60",
          info: {
            kind: "ip6gre",
            data: {
              ...keyless,
              local: "2001:db8::fe",
              remote: "2001:db8::1",
              ttl: 64,
              encapLimit: 4,
              flowinfo: 0,
              flags: [],
              fwmark: 0,
              erspanVer: 1,
              ...noEncap6,
            },
          },
        }),
    },
    {
      command:
        "ip link add i61 type ip6gre remote 2001:db8::2 key 42 seq csum hoplimit 10 encaplimit none tclass 0x10 flowlabel 0x12345",
      ours: () =>
        link.create({
          name: "i61",
          info: {
            kind: "ip6gre",
            data: {
              ikey: 42,
              okey: 42,
              iflags: ["seq", "key", "csum"],
              oflags: ["seq", "key", "csum"],
              remote: "2001:db8::2",
              ttl: 10,
              encapLimit: 4,
              flowinfo: { trafficClass: 0x10, flowLabel: 0x12345 },
              flags: ["ign_encap_limit"],
              fwmark: 0,
              erspanVer: 1,
              ...noEncap6,
            },
          },
        }),
    },
    {
      command:
        "ip link add i62 type ip6gre remote 2001:db8::3 ikey 1 okey 2 iseq ocsum tclass inherit flowlabel inherit encaplimit 5 dscp inherit dev d0",
      ours: ({ index }) =>
        link.create({
          name: "i62",
          info: {
            kind: "ip6gre",
            data: {
              ikey: 1,
              okey: 2,
              iflags: ["seq", "key"],
              oflags: ["key", "csum"],
              remote: "2001:db8::3",
              link: index("d0"),
              ttl: 64,
              encapLimit: 5,
              flowinfo: 0,
              flags: ["use_orig_tclass", "use_orig_flowlabel", "rcv_dscp_copy"],
              fwmark: 0,
              erspanVer: 1,
              ...noEncap6,
            },
          },
        }),
    },
    {
      command: "ip link add i63 type ip6gre remote 2001:db8::4 fwmark 9 allow-localremote",
      ours: () =>
        link.create({
          name: "i63",
          info: {
            kind: "ip6gre",
            data: {
              ...keyless,
              remote: "2001:db8::4",
              ttl: 64,
              encapLimit: 4,
              flowinfo: 0,
              flags: ["allow_local_remote"],
              fwmark: 9,
              erspanVer: 1,
              ...noEncap6,
            },
          },
        }),
    },
    {
      command: "ip link add i64 type ip6gre remote 2001:db8::5 fwmark inherit noallow-localremote",
      ours: () =>
        link.create({
          name: "i64",
          info: {
            kind: "ip6gre",
            data: {
              ...keyless,
              remote: "2001:db8::5",
              ttl: 64,
              encapLimit: 4,
              flowinfo: 0,
              flags: ["use_orig_fwmark"],
              fwmark: 0,
              erspanVer: 1,
              ...noEncap6,
            },
          },
        }),
    },
    {
      command: "ip link add i65 type ip6gre external",
      ours: () => link.create({ name: "i65", info: { kind: "ip6gre", data: { collectMetadata: true } } }),
    },
    {
      command: "ip link add i66 type ip6gre remote 2001:db8::6 encap gue encap-sport 5555 encap-dport 5556 encap-csum",
      ours: () =>
        link.create({
          name: "i66",
          info: {
            kind: "ip6gre",
            data: {
              ...keyless,
              remote: "2001:db8::6",
              ttl: 64,
              encapLimit: 4,
              flowinfo: 0,
              flags: [],
              fwmark: 0,
              erspanVer: 1,
              encapType: "gue",
              encapFlags: ["csum", "csum6"],
              encapSport: 5555,
              encapDport: 5556,
            },
          },
        }),
    },
    {
      command: "ip link set i60 type ip6gre hoplimit 5 tclass 4",
      ours: ({ index }) =>
        link.set(index("i60"), {
          info: {
            kind: "ip6gre",
            data: {
              ...keyless,
              local: "2001:db8::fe",
              remote: "2001:db8::1",
              ttl: 5,
              encapLimit: 4,
              flowinfo: { trafficClass: 4 },
              flags: capable,
              fwmark: 0,
              erspanVer: 1,
              ...noEncap6,
            },
          },
        }),
    },
    {
      command: "ip link add i67 type ip6gre remote 2001:db8::7 noencap nokey noseq nocsum hoplimit 255 encaplimit 0",
      ours: () =>
        link.create({
          name: "i67",
          info: {
            kind: "ip6gre",
            data: {
              ...keyless,
              remote: "2001:db8::7",
              ttl: 255,
              encapLimit: 0,
              flowinfo: 0,
              flags: [],
              fwmark: 0,
              erspanVer: 1,
              ...noEncap6,
            },
          },
        }),
    },
    {
      command: "ip link add it0 type ip6gretap remote 2001:db8::1 local 2001:db8::fe",
      ours: () =>
        link.create({
          name: "it0",
          info: {
            kind: "ip6gretap",
            data: {
              ...keyless,
              local: "2001:db8::fe",
              remote: "2001:db8::1",
              ttl: 64,
              encapLimit: 4,
              flowinfo: 0,
              flags: [],
              fwmark: 0,
              erspanVer: 1,
              ...noEncap6,
            },
          },
        }),
    },
    {
      command: "ip link add it1 type ip6gretap remote 2001:db8::2 key 1.2.3.4 csum hoplimit 3 dev d0",
      ours: ({ index }) =>
        link.create({
          name: "it1",
          info: {
            kind: "ip6gretap",
            data: {
              ikey: 0x1020304,
              okey: 0x1020304,
              iflags: ["key", "csum"],
              oflags: ["key", "csum"],
              remote: "2001:db8::2",
              link: index("d0"),
              ttl: 3,
              encapLimit: 4,
              flowinfo: 0,
              flags: [],
              fwmark: 0,
              erspanVer: 1,
              ...noEncap6,
            },
          },
        }),
    },
    {
      command:
        "ip link add it2 type ip6gretap remote 2001:db8::3 encap gue encap-sport auto encap-dport 5557 noencap-csum noencap-udp6-csum noencap-remcsum",
      ours: () =>
        link.create({
          name: "it2",
          info: {
            kind: "ip6gretap",
            data: {
              ...keyless,
              remote: "2001:db8::3",
              ttl: 64,
              encapLimit: 4,
              flowinfo: 0,
              flags: [],
              fwmark: 0,
              erspanVer: 1,
              encapType: "gue",
              encapFlags: [],
              encapSport: 0,
              encapDport: 5557,
            },
          },
        }),
    },
    {
      command: "ip link set it1 type ip6gretap encaplimit 2",
      ours: ({ index }) =>
        link.set(index("it1"), {
          info: {
            kind: "ip6gretap",
            data: {
              ikey: 0x1020304,
              okey: 0x1020304,
              iflags: ["key", "csum"],
              oflags: ["key", "csum"],
              remote: "2001:db8::2",
              link: index("d0"),
              ttl: 3,
              encapLimit: 2,
              flowinfo: 0,
              flags: 0x40000,
              fwmark: 0,
              erspanVer: 1,
              ...noEncap6,
            },
          },
        }),
    },
    {
      command: "ip link add ie0 type ip6erspan remote 2001:db8::1 local 2001:db8::fe seq key 1 erspan_ver 1 erspan 9",
      ours: () =>
        link.create({
          name: "ie0",
          info: {
            kind: "ip6erspan",
            data: {
              ikey: 1,
              okey: 1,
              iflags: ["seq", "key"],
              oflags: ["seq", "key"],
              local: "2001:db8::fe",
              remote: "2001:db8::1",
              ttl: 64,
              encapLimit: 4,
              flowinfo: 0,
              flags: [],
              fwmark: 0,
              erspanVer: 1,
              erspanIndex: 9,
              ...noEncap6,
            },
          },
        }),
    },
    {
      command:
        "ip link add ie1 type ip6erspan remote 2001:db8::2 seq key 2 erspan_ver 2 erspan_dir ingress erspan_hwid 7",
      ours: () =>
        link.create({
          name: "ie1",
          info: {
            kind: "ip6erspan",
            data: {
              ikey: 2,
              okey: 2,
              iflags: ["seq", "key"],
              oflags: ["seq", "key"],
              remote: "2001:db8::2",
              ttl: 64,
              encapLimit: 4,
              flowinfo: 0,
              flags: [],
              fwmark: 0,
              erspanVer: 2,
              erspanDir: 0,
              erspanHwid: 7,
              ...noEncap6,
            },
          },
        }),
    },
    {
      command: "ip link add ie2 type ip6erspan external",
      ours: () => link.create({ name: "ie2", info: { kind: "ip6erspan", data: { collectMetadata: true } } }),
    },
    {
      command: "ip link set ie0 type ip6erspan erspan 10",
      ours: ({ index }) =>
        link.set(index("ie0"), {
          info: {
            kind: "ip6erspan",
            data: {
              ikey: 1,
              okey: 1,
              iflags: ["seq", "key"],
              oflags: ["seq", "key"],
              local: "2001:db8::fe",
              remote: "2001:db8::1",
              ttl: 64,
              encapLimit: 4,
              flowinfo: 0,
              flags: capable,
              fwmark: 0,
              erspanVer: 1,
              erspanIndex: 10,
              ...noEncap6,
            },
          },
        }),
    },
  ],
};
