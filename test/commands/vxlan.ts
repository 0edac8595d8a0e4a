import { link } from "../../src/ops/index.ts";
import type { CommandTable } from "./golden.ts";

/** `ip link` on VXLAN devices. */
export const vxlans: CommandTable = {
  name: "vxlan",
  setup: "ip link add d0 type veth peer name d1; ip link set d0 up; ip link set d1 up",
  rows: [
    {
      command: "ip link add vx0 type vxlan id 1 dstport 4789",
      ours: () => link.create({ name: "vx0", info: { kind: "vxlan", data: { id: 1, learning: true, port: 4789 } } }),
    },
    {
      command: "ip link add vx1 type vxlan id 2 remote 192.0.2.1 local 192.0.2.254 ttl 7 tos 0x10 dstport 4790",
      ours: () =>
        link.create({
          name: "vx1",
          info: {
            kind: "vxlan",
            data: { ttl: 7, tos: 16, id: 2, local: "192.0.2.254", group: "192.0.2.1", learning: true, port: 4790 },
          },
        }),
    },
    {
      command:
        "ip link add vx2 type vxlan id 3 group 239.1.1.1 dev d0 dstport 4791 srcport 1000 2000 ageing 30 maxaddress 99",
      ours: ({ index }) =>
        link.create({
          name: "vx2",
          info: {
            kind: "vxlan",
            data: {
              link: index("d0"),
              portRange: { low: 1000, high: 2000 },
              ageing: 30,
              limit: 99,
              id: 3,
              group: "239.1.1.1",
              learning: true,
              port: 4791,
            },
          },
        }),
    },
    {
      command:
        "ip link add vx3 type vxlan id 4 remote 2001:db8::1 local 2001:db8::fe udp6zerocsumtx udp6zerocsumrx flowlabel 0x12345 dstport 4792",
      ours: () =>
        link.create({
          name: "vx3",
          info: {
            kind: "vxlan",
            data: {
              udpZeroCsum6Tx: true,
              udpZeroCsum6Rx: true,
              label: 0x12345,
              id: 4,
              local: "2001:db8::fe",
              group: "2001:db8::1",
              learning: true,
              port: 4792,
            },
          },
        }),
    },
    {
      command: "ip link add vx4 type vxlan id 5 dstport 4793 nolearning proxy rsc l2miss l3miss",
      ours: () =>
        link.create({
          name: "vx4",
          info: {
            kind: "vxlan",
            data: { proxy: true, rsc: true, l2miss: true, l3miss: true, id: 5, learning: false, port: 4793 },
          },
        }),
    },
    {
      command:
        "ip link add vx5 type vxlan id 6 dstport 4794 learning noproxy norsc nol2miss nol3miss noudpcsum remcsumtx remcsumrx",
      ours: () =>
        link.create({
          name: "vx5",
          info: {
            kind: "vxlan",
            data: {
              proxy: false,
              rsc: false,
              l2miss: false,
              l3miss: false,
              udpCsum: false,
              remcsumTx: true,
              remcsumRx: true,
              id: 6,
              learning: true,
              port: 4794,
            },
          },
        }),
    },
    {
      command:
        "ip link add vx6 type vxlan id 7 dstport 4795 udpcsum noremcsumtx noremcsumrx noudp6zerocsumtx noudp6zerocsumrx",
      ours: () =>
        link.create({
          name: "vx6",
          info: {
            kind: "vxlan",
            data: {
              udpCsum: true,
              remcsumTx: false,
              remcsumRx: false,
              udpZeroCsum6Tx: false,
              udpZeroCsum6Rx: false,
              id: 7,
              learning: true,
              port: 4795,
            },
          },
        }),
    },
    {
      command: "ip link add vx7 type vxlan id 8 dstport 4796 gbp ttl inherit tos inherit df inherit",
      ours: () =>
        link.create({
          name: "vx7",
          info: {
            kind: "vxlan",
            data: { gbp: true, ttlInherit: true, tos: 1, df: "inherit", id: 8, learning: true, port: 4796 },
          },
        }),
    },
    {
      command: "ip link add vx8 type vxlan external gpe dstport 4797",
      ours: () =>
        link.create({
          name: "vx8",
          info: { kind: "vxlan", data: { collectMetadata: true, gpe: true, learning: false, port: 4797 } },
        }),
    },
    {
      command: "ip link add vx9 type vxlan external vnifilter dstport 4798",
      ours: () =>
        link.create({
          name: "vx9",
          info: { kind: "vxlan", data: { collectMetadata: true, vnifilter: true, learning: false, port: 4798 } },
        }),
    },
    {
      command: "ip link add vx10 type vxlan id 11 noexternal dstport 4799 ttl auto df unset",
      ours: () =>
        link.create({
          name: "vx10",
          info: {
            kind: "vxlan",
            data: { collectMetadata: false, ttl: 0, df: "unset", id: 11, learning: true, port: 4799 },
          },
        }),
    },
    {
      command: "ip link add vx11 type vxlan external vnifilter dstport 4800 local 2001:db8::fe",
      ours: () =>
        link.create({
          name: "vx11",
          info: {
            kind: "vxlan",
            data: { collectMetadata: true, vnifilter: true, local: "2001:db8::fe", learning: false, port: 4800 },
          },
        }),
    },
    {
      command: "ip link add vx12 type vxlan id 13 dstport 4801 df set group ff05::1 dev d0",
      ours: ({ index }) =>
        link.create({
          name: "vx12",
          info: {
            kind: "vxlan",
            data: { df: "set", link: index("d0"), id: 13, group: "ff05::1", learning: true, port: 4801 },
          },
        }),
    },
    {
      command: "ip link set vx1 type vxlan id 2 remote 192.0.2.2",
      ours: ({ index }) => link.set(index("vx1"), { info: { kind: "vxlan", data: { id: 2, group: "192.0.2.2" } } }),
    },
    {
      command: "ip link set vx2 type vxlan id 3 ageing 60 nolearning",
      ours: ({ index }) =>
        link.set(index("vx2"), { info: { kind: "vxlan", data: { ageing: 60, id: 3, learning: false } } }),
    },
    {
      command: "ip link set vx4 type vxlan id 5 ageing 20",
      ours: ({ index }) => link.set(index("vx4"), { info: { kind: "vxlan", data: { ageing: 20, id: 5 } } }),
    },
  ],
};
