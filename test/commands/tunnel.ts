import { link } from "../../src/ops/index.ts";
import type { CommandTable } from "./golden.ts";

/** `ip link` on tunnels over UDP, and on devices in front of IPsec. */
export const tunnels: CommandTable = {
  name: "tunnel",
  setup: "ip link add d0 type dummy; ip link set d0 up; ip address add 10.0.0.1/24 dev d0",
  needs: {
    feature: "geneve, bareudp, vti, xfrm, gtp and amt",
    probe:
      "ip link add u0 type geneve id 1 remote 192.0.2.1 && ip link add u1 type bareudp dstport 9 ethertype ipv4 && ip link add u2 type vti key 1 && ip link add u3 type xfrm if_id 1 && ip link add u4 type gtp role sgsn && ip link add d0 type dummy && ip link add u5 type amt mode relay local 10.0.0.1 dev d0",
  },
  rows: [
    {
      command: "ip link add ge0 type geneve id 1 remote 192.0.2.1",
      ours: () =>
        link.create({
          name: "ge0",
          info: { kind: "geneve", data: { id: 1, remote: "192.0.2.1", label: 0, ttl: 0, tos: 0 } },
        }),
    },
    {
      command:
        "ip link add ge1 type geneve id 2 remote 2001:db8::1 ttl 64 tos 0x10 dstport 6082 udp6zerocsumtx udp6zerocsumrx flowlabel 0x12345",
      ours: () =>
        link.create({
          name: "ge1",
          info: {
            kind: "geneve",
            data: {
              id: 2,
              remote: "2001:db8::1",
              label: 0x12345,
              ttl: 64,
              tos: 16,
              port: 6082,
              udpZeroCsum6Tx: true,
              udpZeroCsum6Rx: true,
            },
          },
        }),
    },
    {
      command: "ip link add ge2 type geneve id 0xfffffe remote 192.0.2.2 ttl inherit tos inherit df set udpcsum",
      ours: () =>
        link.create({
          name: "ge2",
          info: {
            kind: "geneve",
            data: {
              ttlInherit: true,
              df: "set",
              id: 0xfffffe,
              remote: "192.0.2.2",
              label: 0,
              ttl: 0,
              tos: 1,
              udpCsum: true,
            },
          },
        }),
    },
    {
      command: "ip link add ge3 type geneve id 4 remote 192.0.2.3 ttl auto df inherit noudpcsum",
      ours: () =>
        link.create({
          name: "ge3",
          info: {
            kind: "geneve",
            data: { df: "inherit", id: 4, remote: "192.0.2.3", label: 0, ttl: 0, tos: 0, udpCsum: false },
          },
        }),
    },
    {
      command:
        "ip link add ge4 type geneve id 5 remote 2001:db8::2 df unset noudp6zerocsumtx noudp6zerocsumrx noexternal",
      ours: () =>
        link.create({
          name: "ge4",
          info: {
            kind: "geneve",
            data: {
              df: "unset",
              id: 5,
              remote: "2001:db8::2",
              label: 0,
              ttl: 0,
              tos: 0,
              udpZeroCsum6Tx: false,
              udpZeroCsum6Rx: false,
            },
          },
        }),
    },
    {
      command: "ip link add ge5 type geneve external dstport 6090",
      ours: () =>
        link.create({
          name: "ge5",
          info: { kind: "geneve", data: { id: 0, label: 0, ttl: 0, tos: 0, port: 6090, collectMetadata: true } },
        }),
    },
    {
      command: "ip link add ge6 type geneve id 7 remote 192.0.2.4 dstport 6083 innerprotoinherit",
      ours: () =>
        link.create({
          name: "ge6",
          info: {
            kind: "geneve",
            data: { id: 7, remote: "192.0.2.4", label: 0, ttl: 0, tos: 0, port: 6083, innerProtoInherit: true },
          },
        }),
    },
    {
      command: "ip link set ge0 type geneve id 1 remote 192.0.2.1 ttl 9",
      ours: ({ index }) =>
        link.set(index("ge0"), { info: { kind: "geneve", data: { id: 1, remote: "192.0.2.1", ttl: 9 } } }),
    },
    {
      command: "ip link set ge2 type geneve id 0xfffffe remote 192.0.2.2 tos 4 df unset",
      ours: ({ index }) =>
        link.set(index("ge2"), {
          info: { kind: "geneve", data: { df: "unset", id: 0xfffffe, remote: "192.0.2.2", tos: 4 } },
        }),
    },
    {
      command: "ip link add bu0 type bareudp dstport 6635 ethertype mpls_uc",
      ours: () => link.create({ name: "bu0", info: { kind: "bareudp", data: { port: 6635, ethertype: "mpls_uc" } } }),
    },
    {
      command: "ip link add bu1 type bareudp dstport 6636 ethertype ipv4 srcportmin 49152",
      ours: () =>
        link.create({
          name: "bu1",
          info: { kind: "bareudp", data: { port: 6636, ethertype: "ip", srcportMin: 49152 } },
        }),
    },
    {
      command: "ip link add bu2 type bareudp dstport 6637 ethertype ipv6",
      ours: () => link.create({ name: "bu2", info: { kind: "bareudp", data: { port: 6637, ethertype: "ipv6" } } }),
    },
    {
      command: "ip link add bu3 type bareudp dstport 6638 ethertype 0x8847 multiproto",
      ours: () =>
        link.create({
          name: "bu3",
          info: { kind: "bareudp", data: { port: 6638, ethertype: "mpls_uc", multiprotoMode: true } },
        }),
    },
    {
      command: "ip link add bu4 type bareudp dstport 6639 ethertype mpls_mc nomultiproto",
      ours: () => link.create({ name: "bu4", info: { kind: "bareudp", data: { port: 6639, ethertype: "mpls_mc" } } }),
    },
    {
      command: "ip link add vt0 type vti remote 192.0.2.1 local 192.0.2.254 key 42",
      ours: () =>
        link.create({
          name: "vt0",
          info: { kind: "vti", data: { ikey: 42, okey: 42, local: "192.0.2.254", remote: "192.0.2.1", fwmark: 0 } },
        }),
    },
    {
      command: "ip link add vt1 type vti remote 192.0.2.2 ikey 1 okey 1.2.3.4 dev d0 fwmark 7",
      ours: ({ index }) =>
        link.create({
          name: "vt1",
          info: { kind: "vti", data: { ikey: 1, okey: 0x1020304, remote: "192.0.2.2", fwmark: 7, link: index("d0") } },
        }),
    },
    {
      command: "ip link set vt1 type vti fwmark 9",
      ours: ({ index }) =>
        link.set(index("vt1"), {
          info: { kind: "vti", data: { ikey: 1, okey: 0x01020304, remote: "192.0.2.2", fwmark: 9, link: index("d0") } },
        }),
    },
    {
      command: "ip link set vt0 type vti key 43",
      ours: ({ index }) =>
        link.set(index("vt0"), {
          info: { kind: "vti", data: { ikey: 43, okey: 43, local: "192.0.2.254", remote: "192.0.2.1", fwmark: 0 } },
        }),
    },
    {
      command: "ip link add v60 type vti6 remote 2001:db8::1 local 2001:db8::fe key 42",
      ours: () =>
        link.create({
          name: "v60",
          info: { kind: "vti6", data: { ikey: 42, okey: 42, local: "2001:db8::fe", remote: "2001:db8::1", fwmark: 0 } },
        }),
    },
    {
      command: "ip link add v61 type vti6 remote 2001:db8::2 ikey 1 okey 2 dev d0 fwmark 7",
      ours: ({ index }) =>
        link.create({
          name: "v61",
          info: { kind: "vti6", data: { ikey: 1, okey: 2, remote: "2001:db8::2", fwmark: 7, link: index("d0") } },
        }),
    },
    {
      command: "ip link set v60 type vti6 key 44",
      ours: ({ index }) =>
        link.set(index("v60"), {
          info: { kind: "vti6", data: { ikey: 44, okey: 44, local: "2001:db8::fe", remote: "2001:db8::1", fwmark: 0 } },
        }),
    },
    {
      command: "ip link add xf0 type xfrm dev d0 if_id 42",
      ours: ({ index }) => link.create({ name: "xf0", info: { kind: "xfrm", data: { ifId: 42, link: index("d0") } } }),
    },
    {
      command: "ip link add xf1 type xfrm if_id 0xffffffff",
      ours: () => link.create({ name: "xf1", info: { kind: "xfrm", data: { ifId: 0xffffffff } } }),
    },
    {
      command: "ip link add xf2 type xfrm external",
      ours: () => link.create({ name: "xf2", info: { kind: "xfrm", data: { collectMetadata: true } } }),
    },
    {
      command: "ip link set xf0 type xfrm dev d0 if_id 42",
      ours: ({ index }) => link.set(index("xf0"), { info: { kind: "xfrm", data: { ifId: 42, link: index("d0") } } }),
    },
    {
      command: "ip link add gtp0 type gtp role sgsn",
      ours: () =>
        link.create({
          name: "gtp0",
          info: { kind: "gtp", data: { createSockets: true, role: "sgsn", pdpHashsize: 1024 } },
        }),
    },
    {
      command: "ip link add gtp1 type gtp role ggsn hsize 512 restart_count 5",
      before: "ip link delete gtp0", // its sockets have the ports
      ours: () =>
        link.create({
          name: "gtp1",
          info: { kind: "gtp", data: { createSockets: true, role: "ggsn", pdpHashsize: 512, restartCount: 5 } },
        }),
    },
    {
      command:
        "ip link add am0 type amt mode gateway local 10.0.0.1 discovery 10.0.0.2 dev d0 gateway_port 2269 relay_port 2270",
      ours: ({ index }) =>
        link.create({
          name: "am0",
          info: {
            kind: "amt",
            data: {
              mode: "gateway",
              localIp: "10.0.0.1",
              discoveryIp: "10.0.0.2",
              link: index("d0"),
              gatewayPort: 2269,
              relayPort: 2270,
            },
          },
        }),
    },
    {
      command: "ip link add am1 type amt mode relay local 10.0.0.1 dev d0 relay_port 2271 max_tunnels 10",
      ours: ({ index }) =>
        link.create({
          name: "am1",
          info: {
            kind: "amt",
            data: { mode: "relay", localIp: "10.0.0.1", link: index("d0"), relayPort: 2271, maxTunnels: 10 },
          },
        }),
    },
  ],
};
