import { nexthop, route } from "../../src/ops/index.ts";
import type { CommandRow, CommandTable } from "./golden.ts";
import { strayPadding } from "./golden.ts";

const tunnels: readonly CommandRow[] = [
  {
    command: "ip route add 10.30.0.0/24 encap mpls 100 via 10.9.0.2",
    ours: () => route.add({ to: "10.30.0.0/24", encap: { kind: "mpls", data: { dst: "100" } }, via: "10.9.0.2" }),
  },
  {
    command: "ip route add 10.30.1.0/24 encap mpls 100/200/300 ttl 5 via 10.9.0.2 dev v0",
    ours: ({ index }) =>
      route.add({
        to: "10.30.1.0/24",
        encap: { kind: "mpls", data: { dst: "100/200/300", ttl: 5 } },
        via: "10.9.0.2",
        dev: index("v0"),
      }),
    differs: strayPadding,
  },
  {
    command: "ip -6 route add 2001:db8:30::/48 encap mpls 1048575 via 2001:db8:9::2",
    ours: () =>
      route.add({ to: "2001:db8:30::/48", encap: { kind: "mpls", data: { dst: "1048575" } }, via: "2001:db8:9::2" }),
  },
  {
    command: "ip route add 10.30.2.0/24 encap ip id 7 dst 10.9.0.9 src 10.9.0.1 tos 8 ttl 64 dev v0",
    ours: ({ index }) =>
      route.add({
        to: "10.30.2.0/24",
        encap: { kind: "ip", data: { id: 7n, dst: "10.9.0.9", src: "10.9.0.1", tos: 8, ttl: 64 } },
        dev: index("v0"),
      }),
    differs: strayPadding,
  },
  {
    command: "ip route add 10.30.3.0/24 encap ip id 7 dst 10.9.0.9 key csum seq dev v0",
    ours: ({ index }) =>
      route.add({
        to: "10.30.3.0/24",
        encap: { kind: "ip", data: { id: 7n, dst: "10.9.0.9", flags: ["key", "csum", "seq"] } },
        dev: index("v0"),
      }),
    differs: strayPadding,
  },
  {
    command:
      "ip route add 10.30.4.0/24 encap ip id 7 dst 10.9.0.9 geneve_opts 1:2:00112233,3:132:4455667788990011 dev v0",
    ours: ({ index }) =>
      route.add({
        to: "10.30.4.0/24",
        encap: {
          kind: "ip",
          data: {
            id: 7n,
            dst: "10.9.0.9",
            opts: {
              geneve: [
                { class: 1, type: 2, data: Uint8Array.of(0x00, 0x11, 0x22, 0x33) },
                { class: 3, type: 132, data: Uint8Array.of(0x44, 0x55, 0x66, 0x77, 0x88, 0x99, 0x00, 0x11) },
              ],
            },
          },
        },
        dev: index("v0"),
      }),
    differs: strayPadding,
  },
  {
    command: "ip route add 10.30.5.0/24 encap ip id 7 dst 10.9.0.9 vxlan_opts 5 dev v0",
    ours: ({ index }) =>
      route.add({
        to: "10.30.5.0/24",
        encap: { kind: "ip", data: { id: 7n, dst: "10.9.0.9", opts: { vxlan: { gbp: 5 } } } },
        dev: index("v0"),
      }),
    differs: strayPadding,
  },
  {
    command: "ip route add 10.30.6.0/24 encap ip id 7 dst 10.9.0.9 erspan_opts 1:9:0:0 dev v0",
    ours: ({ index }) =>
      route.add({
        to: "10.30.6.0/24",
        encap: {
          kind: "ip",
          data: { id: 7n, dst: "10.9.0.9", opts: { erspan: { ver: 1, index: 9, dir: 0, hwid: 0 } } },
        },
        dev: index("v0"),
      }),
    differs: strayPadding,
  },
  {
    command: "ip route add 10.30.7.0/24 encap ip id 7 dst 10.9.0.9 erspan_opts 2:0:1:3 dev v0",
    ours: ({ index }) =>
      route.add({
        to: "10.30.7.0/24",
        encap: {
          kind: "ip",
          data: { id: 7n, dst: "10.9.0.9", opts: { erspan: { ver: 2, index: 0, dir: 1, hwid: 3 } } },
        },
        dev: index("v0"),
      }),
    differs: strayPadding,
  },
  {
    command:
      "ip -6 route add 2001:db8:31::/48 encap ip6 id 9 dst 2001:db8:9::9 src 2001:db8:9::1 tc 4 hoplimit 9 dev v0",
    ours: ({ index }) =>
      route.add({
        to: "2001:db8:31::/48",
        encap: {
          kind: "ip6",
          data: { id: 9n, dst: "2001:db8:9::9", src: "2001:db8:9::1", tc: 4, hoplimit: 9 },
        },
        dev: index("v0"),
      }),
    differs: strayPadding,
  },
  {
    command: "ip route add 10.30.8.0/24 encap ip6 id 9 dst 2001:db8:9::9 key vxlan_opts 1 dev v0",
    ours: ({ index }) =>
      route.add({
        to: "10.30.8.0/24",
        encap: {
          kind: "ip6",
          data: { id: 9n, dst: "2001:db8:9::9", opts: { vxlan: { gbp: 1 } }, flags: ["key"] },
        },
        dev: index("v0"),
      }),
    differs: strayPadding,
  },
  {
    command: "ip route add 10.30.9.0/24 dev v0 encap xfrm if_id 5 link_dev v0",
    ours: ({ index }) =>
      route.add({
        to: "10.30.9.0/24",
        encap: { kind: "xfrm", data: { ifId: 5, link: index("v0") } },
        dev: index("v0"),
      }),
    differs: strayPadding,
  },
  {
    command:
      "ip -6 route add 2001:db8:32:0:1::/80 encap ila 2001:db8:0:1 csum-mode neutral-map-auto ident-type luid dev v0",
    ours: ({ index }) =>
      route.add({
        to: "2001:db8:32:0:1::/80",
        encap: {
          kind: "ila",
          data: { locator: "2001:db8:0:1", csumMode: "neutral_map_auto", identType: "luid" },
        },
        dev: index("v0"),
      }),
    differs: strayPadding,
  },
  {
    command:
      "ip -6 route add 2001:db8:33:0:1::/80 encap ila 2001:db8:0:2 csum-mode adj-transport ident-type luid hook-type input via 2001:db8:9::2",
    ours: () =>
      route.add({
        to: "2001:db8:33:0:1::/80",
        encap: {
          kind: "ila",
          data: { locator: "2001:db8:0:2", csumMode: "adjust_transport", identType: "luid", hookType: "input" },
        },
        via: "2001:db8:9::2",
      }),
    differs: strayPadding,
  },
  {
    command:
      "ip route add 10.30.10.0/24 nexthop encap mpls 100 via 10.9.0.2 nexthop encap ip id 1 dst 10.9.0.3 dev v0 weight 2",
    ours: ({ index }) =>
      route.add({
        to: "10.30.10.0/24",
        nexthops: [
          { encap: { kind: "mpls", data: { dst: "100" } }, via: "10.9.0.2" },
          { encap: { kind: "ip", data: { id: 1n, dst: "10.9.0.3" } }, dev: index("v0"), weight: 2 },
        ],
      }),
    differs: strayPadding,
  },
  {
    command: "ip nexthop add id 1 encap mpls 16/17 via 10.9.0.2 dev v0",
    ours: ({ index }) =>
      nexthop.add({ id: 1, encap: { kind: "mpls", data: { dst: "16/17" } }, via: "10.9.0.2", dev: index("v0") }),
    differs: strayPadding,
  },
  {
    command: "ip nexthop add id 2 dev v0 encap ip id 7 dst 10.9.0.9",
    ours: ({ index }) =>
      nexthop.add({ id: 2, dev: index("v0"), encap: { kind: "ip", data: { id: 7n, dst: "10.9.0.9" } } }),
    differs: strayPadding,
  },
  {
    command: "ip -6 nexthop add id 3 encap seg6 mode encap segs 2001:db8::5 dev v0",
    ours: ({ index }) =>
      nexthop.add({
        family: "inet6",
        id: 3,
        encap: { kind: "seg6", data: { mode: "encap", segments: ["2001:db8::5"] } },
        dev: index("v0"),
      }),
    differs: strayPadding,
  },
];

const setup =
  "ip link set lo up; ip link add v0 index 103 type veth peer name v1 index 102; ip link set v0 up; ip link set v1 up; " +
  "ip address add 10.9.0.1/24 dev v0; ip -6 address add 2001:db8:9::1/64 dev v0 nodad";

/** Routes whose packets are wrapped for a tunnel or in MPLS. */
export const routeEncaps: CommandTable = {
  name: "route-encap",
  setup,
  needs: {
    feature: "MPLS, tunnel and ILA encapsulation",
    probe:
      `${setup}; ip route add 10.0.0.0/24 encap mpls 100 via 10.9.0.2; ip route add 10.1.0.0/24 encap ip id 1 dst 10.2.0.1 dev v0; ` +
      "ip -6 route add 2001:db8:0:0:1::/80 encap ila 2001:db8:0:1 csum-mode no-action ident-type luid dev v0; ip route add 10.3.0.0/24 dev v0 encap xfrm if_id 1",
  },
  rows: tunnels,
};
