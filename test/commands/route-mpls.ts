import { route } from "../../src/ops/index.ts";
import type { CommandTable } from "./golden.ts";

/** Routes of the family that switches labels. */
export const mplsRoutes: CommandTable = {
  name: "route-mpls",
  setup:
    "ip link set lo up; ip link add v0 index 103 type veth peer name v1 index 102; ip link set v0 up; ip link set v1 up; " +
    "ip address add 10.9.0.1/24 dev v0; ip -6 address add 2001:db8:9::1/64 dev v0 nodad; " +
    "echo 1000 > /proc/sys/net/mpls/platform_labels",
  needs: { feature: "MPLS", probe: "echo 1000 > /proc/sys/net/mpls/platform_labels" },
  rows: [
    {
      command: "ip -f mpls route add 100 via inet 10.9.0.2 dev v0",
      ours: ({ index }) => route.add({ family: "mpls", to: "100", via: "10.9.0.2", dev: index("v0") }),
    },
    {
      command: "ip -f mpls route add 101 as 200/300 via inet6 2001:db8:9::2 dev v0",
      ours: ({ index }) =>
        route.add({
          family: "mpls",
          to: "101",
          newDestination: "200/300",
          via: "2001:db8:9::2",
          dev: index("v0"),
        }),
    },
    {
      command: "ip -f mpls route add 102 dev lo",
      ours: ({ index }) => route.add({ family: "mpls", to: "102", dev: index("lo") }),
    },
    {
      command: "ip -f mpls route add 103 ttl-propagate disabled as 400 via inet 10.9.0.2 dev v0",
      ours: ({ index }) =>
        route.add({
          family: "mpls",
          to: "103",
          ttlPropagate: false,
          newDestination: "400",
          via: "10.9.0.2",
          dev: index("v0"),
        }),
    },
    {
      command:
        "ip -f mpls route add 104 nexthop as 500 via inet 10.9.0.2 dev v0 nexthop via inet6 2001:db8:9::2 dev v0",
      ours: ({ index }) =>
        route.add({
          family: "mpls",
          to: "104",
          nexthops: [
            { newDestination: "500", via: "10.9.0.2", dev: index("v0") },
            { via: "2001:db8:9::2", dev: index("v0") },
          ],
        }),
    },
    {
      command: "ip -f mpls route replace 100 as 600 via inet 10.9.0.3 dev v0",
      ours: ({ index }) =>
        route.replace({ family: "mpls", to: "100", newDestination: "600", via: "10.9.0.3", dev: index("v0") }),
    },
    { command: "ip -f mpls route get 101", ours: () => route.get("101", { family: "mpls" }) },
    { command: "ip -f mpls route show", ours: () => route.list({ family: "mpls", table: "main" }) },
    { command: "ip -f mpls route del 102", ours: () => route.delete({ family: "mpls", to: "102" }) },
  ],
};
