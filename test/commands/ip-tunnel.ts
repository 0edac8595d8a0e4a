import { link } from "../../src/ops/index.ts";
import type { CommandTable } from "./golden.ts";

/** Not in UDP, as the tool says it. */
const noEncap = { encapType: "none", encapFlags: [], encapSport: 0, encapDport: 0 } as const;
/** The same over IPv6, where the checksum of UDP is on unless told. */
const noEncap6 = { ...noEncap, encapFlags: ["csum6"] } as const;
/** IP6_TNL_F_CAP_XMIT and IP6_TNL_F_CAP_RCV, which the kernel tells of its tunnels and the tool sends back: no header has them. */
const capable = 0x30000;

/** `ip link` on tunnels of IP in IP. */
export const ipTunnels: CommandTable = {
  name: "ip-tunnel",
  setup: "ip link add d0 type dummy; ip link set d0 up; ip address add 10.0.0.1/24 dev d0",
  needs: {
    feature: "ipip, sit and ip6tnl",
    probe:
      "ip link add i0 type ipip remote 192.0.2.1 && ip link add i1 type sit remote 192.0.2.1 && ip link add i2 type ip6tnl remote 2001:db8::1",
  },
  rows: [
    {
      command: "ip link add ii0 type ipip remote 192.0.2.1 local 192.0.2.254",
      ours: () =>
        link.create({
          name: "ii0",
          info: {
            kind: "ipip",
            data: {
              proto: "ip",
              local: "192.0.2.254",
              remote: "192.0.2.1",
              pmtudisc: true,
              tos: 0,
              ttl: 0,
              link: 0,
              fwmark: 0,
              ...noEncap,
            },
          },
        }),
    },
    {
      command: "ip link add ii1 type ipip remote 192.0.2.2 ttl 9 tos 0x10 dev d0 mode mplsip",
      ours: ({ index }) =>
        link.create({
          name: "ii1",
          info: {
            kind: "ipip",
            data: {
              proto: "mpls",
              remote: "192.0.2.2",
              pmtudisc: true,
              tos: 16,
              ttl: 9,
              link: index("d0"),
              fwmark: 0,
              ...noEncap,
            },
          },
        }),
    },
    {
      command: "ip link add ii2 type ipip remote 192.0.2.3 ttl inherit tos inherit nopmtudisc mode any fwmark 5",
      ours: () =>
        link.create({
          name: "ii2",
          info: {
            kind: "ipip",
            data: { proto: "ip", remote: "192.0.2.3", pmtudisc: false, tos: 1, ttl: 0, link: 0, fwmark: 5, ...noEncap },
          },
        }),
    },
    {
      command: "ip link add ii3 type ipip remote 192.0.2.4 encap fou encap-sport 5555 encap-dport 5556 encap-csum",
      ours: () =>
        link.create({
          name: "ii3",
          info: {
            kind: "ipip",
            data: {
              proto: "ip",
              remote: "192.0.2.4",
              pmtudisc: true,
              tos: 0,
              ttl: 0,
              link: 0,
              fwmark: 0,
              encapType: "fou",
              encapFlags: ["csum"],
              encapSport: 5555,
              encapDport: 5556,
            },
          },
        }),
    },
    {
      command: "ip link add ii4 type ipip external",
      ours: () => link.create({ name: "ii4", info: { kind: "ipip", data: { proto: "ip", collectMetadata: true } } }),
    },
    {
      command:
        "ip link add ii5 type ipip remote 192.0.2.5 pmtudisc mode ipip encap gue encap-sport auto encap-dport 5557 encap-udp6-csum encap-remcsum",
      ours: () =>
        link.create({
          name: "ii5",
          info: {
            kind: "ipip",
            data: {
              proto: "ipip",
              remote: "192.0.2.5",
              pmtudisc: true,
              tos: 0,
              ttl: 0,
              link: 0,
              fwmark: 0,
              encapType: "gue",
              encapFlags: ["csum6", "remcsum"],
              encapSport: 0,
              encapDport: 5557,
            },
          },
        }),
    },
    {
      command: "ip link set ii0 type ipip ttl 5",
      ours: ({ index }) =>
        link.set(index("ii0"), {
          info: {
            kind: "ipip",
            data: {
              proto: "ip",
              local: "192.0.2.254",
              remote: "192.0.2.1",
              pmtudisc: true,
              tos: 0,
              ttl: 5,
              link: 0,
              fwmark: 0,
              ...noEncap,
            },
          },
        }),
    },
    {
      command: "ip link set ii2 type ipip tos 0 fwmark 6",
      ours: ({ index }) =>
        link.set(index("ii2"), {
          info: {
            kind: "ipip",
            data: { proto: "ip", remote: "192.0.2.3", pmtudisc: false, tos: 0, ttl: 0, link: 0, fwmark: 6, ...noEncap },
          },
        }),
    },
    {
      command: "ip link add si0 type sit remote 192.0.2.1 local 192.0.2.254",
      ours: () =>
        link.create({
          name: "si0",
          info: {
            kind: "sit",
            data: {
              proto: "ip",
              local: "192.0.2.254",
              remote: "192.0.2.1",
              pmtudisc: true,
              tos: 0,
              ttl: 0,
              link: 0,
              fwmark: 0,
              ...noEncap,
              flags: [],
            },
          },
        }),
    },
    {
      command: "ip link add si1 type sit local 192.0.2.253 6rd-prefix 2001:db8::/32 6rd-relay_prefix 10.0.0.0/8",
      ours: () =>
        link.create({
          name: "si1",
          info: {
            kind: "sit",
            data: {
              proto: "ip",
              local: "192.0.2.253",
              pmtudisc: true,
              tos: 0,
              ttl: 0,
              link: 0,
              fwmark: 0,
              ...noEncap,
              flags: [],
              "6rdPrefix": "2001:db8::",
              "6rdPrefixlen": 32,
              "6rdRelayPrefix": "10.0.0.0",
              "6rdRelayPrefixlen": 8,
            },
          },
        }),
    },
    {
      command: "ip link add si2 type sit local 192.0.2.252 isatap mode ip6ip",
      ours: () =>
        link.create({
          name: "si2",
          info: {
            kind: "sit",
            data: {
              proto: "ipv6",
              local: "192.0.2.252",
              pmtudisc: true,
              tos: 0,
              ttl: 0,
              link: 0,
              fwmark: 0,
              ...noEncap,
              flags: ["isatap"],
            },
          },
        }),
    },
    {
      command: "ip link add si3 type sit remote 192.0.2.4 mode any ttl 5 tos 7 dev d0",
      ours: ({ index }) =>
        link.create({
          name: "si3",
          info: {
            kind: "sit",
            data: {
              proto: "ip",
              remote: "192.0.2.4",
              pmtudisc: true,
              tos: 7,
              ttl: 5,
              link: index("d0"),
              fwmark: 0,
              ...noEncap,
              flags: [],
            },
          },
        }),
    },
    {
      command: "ip link add si4 type sit remote 192.0.2.5 mode ipip nopmtudisc fwmark 6",
      ours: () =>
        link.create({
          name: "si4",
          info: {
            kind: "sit",
            data: {
              proto: "ipip",
              remote: "192.0.2.5",
              pmtudisc: false,
              tos: 0,
              ttl: 0,
              link: 0,
              fwmark: 6,
              ...noEncap,
              flags: [],
            },
          },
        }),
    },
    {
      command: "ip link add si5 type sit remote 192.0.2.6 mode mplsip encap gue encap-sport auto encap-dport 6080",
      ours: () =>
        link.create({
          name: "si5",
          info: {
            kind: "sit",
            data: {
              proto: "mpls",
              remote: "192.0.2.6",
              pmtudisc: true,
              tos: 0,
              ttl: 0,
              link: 0,
              fwmark: 0,
              encapType: "gue",
              encapFlags: [],
              encapSport: 0,
              encapDport: 6080,
              flags: [],
            },
          },
        }),
    },
    {
      command: "ip link add si6 type sit external",
      ours: () => link.create({ name: "si6", info: { kind: "sit", data: { proto: "ip", collectMetadata: true } } }),
    },
    {
      command: "ip link set si0 type sit ttl 3",
      ours: ({ index }) =>
        link.set(index("si0"), {
          info: {
            kind: "sit",
            data: {
              proto: "ip",
              local: "192.0.2.254",
              remote: "192.0.2.1",
              pmtudisc: true,
              tos: 0,
              ttl: 3,
              link: 0,
              fwmark: 0,
              ...noEncap,
              flags: [],
              "6rdPrefix": "2002::",
              "6rdPrefixlen": 16,
              "6rdRelayPrefix": "0.0.0.0",
              "6rdRelayPrefixlen": 0,
            },
          },
        }),
    },
    {
      command: "ip link set si1 type sit 6rd-prefix 2001:db8:1::/48 6rd-relay_prefix 10.1.0.0/16",
      ours: ({ index }) =>
        link.set(index("si1"), {
          info: {
            kind: "sit",
            data: {
              proto: "ip",
              local: "192.0.2.253",
              pmtudisc: true,
              tos: 0,
              ttl: 0,
              link: 0,
              fwmark: 0,
              ...noEncap,
              flags: [],
              "6rdPrefix": "2001:db8:1::",
              "6rdPrefixlen": 48,
              "6rdRelayPrefix": "10.1.0.0",
              "6rdRelayPrefixlen": 16,
            },
          },
        }),
    },
    {
      command: "ip link add t60 type ip6tnl remote 2001:db8::1 local 2001:db8::fe",
      ours: () =>
        link.create({
          name: "t60",
          info: {
            kind: "ip6tnl",
            data: {
              proto: "ip",
              local: "2001:db8::fe",
              remote: "2001:db8::1",
              ttl: 64,
              encapLimit: 4,
              flowinfo: 0,
              flags: [],
              link: 0,
              fwmark: 0,
              ...noEncap6,
            },
          },
        }),
    },
    {
      command:
        "ip link add t61 type ip6tnl remote 2001:db8::2 mode ip6ip6 hoplimit 10 encaplimit none tclass 0x10 flowlabel 0x12345 dev d0",
      ours: ({ index }) =>
        link.create({
          name: "t61",
          info: {
            kind: "ip6tnl",
            data: {
              proto: "ipv6",
              remote: "2001:db8::2",
              ttl: 10,
              encapLimit: 4,
              flowinfo: { trafficClass: 0x10, flowLabel: 0x12345 },
              flags: ["ign_encap_limit"],
              link: index("d0"),
              fwmark: 0,
              ...noEncap6,
            },
          },
        }),
    },
    {
      command:
        "ip link add t62 type ip6tnl remote 2001:db8::3 mode ipip6 encaplimit 5 tclass inherit flowlabel inherit dscp inherit",
      ours: () =>
        link.create({
          name: "t62",
          info: {
            kind: "ip6tnl",
            data: {
              proto: "ipip",
              remote: "2001:db8::3",
              ttl: 64,
              encapLimit: 5,
              flowinfo: 0,
              flags: ["use_orig_tclass", "use_orig_flowlabel", "rcv_dscp_copy"],
              link: 0,
              fwmark: 0,
              ...noEncap6,
            },
          },
        }),
    },
    {
      command: "ip link add t63 type ip6tnl remote 2001:db8::4 mode any allow-localremote fwmark 9",
      ours: () =>
        link.create({
          name: "t63",
          info: {
            kind: "ip6tnl",
            data: {
              proto: "ip",
              remote: "2001:db8::4",
              ttl: 64,
              encapLimit: 4,
              flowinfo: 0,
              flags: ["allow_local_remote"],
              link: 0,
              fwmark: 9,
              ...noEncap6,
            },
          },
        }),
    },
    {
      command: "ip link add t64 type ip6tnl remote 2001:db8::5 fwmark inherit noallow-localremote",
      ours: () =>
        link.create({
          name: "t64",
          info: {
            kind: "ip6tnl",
            data: {
              proto: "ip",
              remote: "2001:db8::5",
              ttl: 64,
              encapLimit: 4,
              flowinfo: 0,
              flags: ["use_orig_fwmark"],
              link: 0,
              fwmark: 0,
              ...noEncap6,
            },
          },
        }),
    },
    {
      command: "ip link add t65 type ip6tnl external",
      ours: () => link.create({ name: "t65", info: { kind: "ip6tnl", data: { proto: "ip", collectMetadata: true } } }),
    },
    {
      command:
        "ip link add t66 type ip6tnl remote 2001:db8::6 encap fou encap-sport 5555 encap-dport 5556 encap-udp6-csum",
      ours: () =>
        link.create({
          name: "t66",
          info: {
            kind: "ip6tnl",
            data: {
              proto: "ip",
              remote: "2001:db8::6",
              ttl: 64,
              encapLimit: 4,
              flowinfo: 0,
              flags: [],
              link: 0,
              fwmark: 0,
              encapType: "fou",
              encapFlags: ["csum6"],
              encapSport: 5555,
              encapDport: 5556,
            },
          },
        }),
    },
    {
      command: "ip link set t62 type ip6tnl encaplimit 6 tclass 0x20 flowlabel 0x1 hoplimit 7",
      ours: ({ index }) =>
        link.set(index("t62"), {
          info: {
            kind: "ip6tnl",
            data: {
              proto: "ipip",
              remote: "2001:db8::3",
              ttl: 7,
              encapLimit: 6,
              flowinfo: { trafficClass: 0x20, flowLabel: 1 },
              flags: 0x40010, // rcv_dscp_copy, and IP6_TNL_F_CAP_PER_PACKET of the kernel
              link: 0,
              fwmark: 0,
              ...noEncap6,
            },
          },
        }),
    },
    {
      command: "ip link set t60 type ip6tnl hoplimit 4",
      ours: ({ index }) =>
        link.set(index("t60"), {
          info: {
            kind: "ip6tnl",
            data: {
              proto: "ip",
              local: "2001:db8::fe",
              remote: "2001:db8::1",
              ttl: 4,
              encapLimit: 4,
              flowinfo: 0,
              flags: capable,
              link: 0,
              fwmark: 0,
              ...noEncap6,
            },
          },
        }),
    },
  ],
};
