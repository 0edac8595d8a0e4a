import { vni } from "../../src/ops/index.ts";
import type { CommandTable } from "./golden.ts";

/** `bridge vni`. */
export const vnis: CommandTable = {
  name: "vni",
  setup:
    "ip link add d0 type veth peer name d1; ip link set d0 up; ip link set d1 up; ip link add vx0 type vxlan external vnifilter dstport 4798 dev d0; " +
    "ip link add vx1 type vxlan external vnifilter dstport 4799 dev d0 local 2001:db8::fe",
  rows: [
    { command: "bridge vni add vni 100 dev vx0", ours: ({ index }) => vni.add(index("vx0"), { vni: 100 }) },
    {
      command: "bridge vni add vni 200-210 dev vx0",
      ours: ({ index }) => vni.add(index("vx0"), { vni: 200, end: 210 }),
    },
    {
      command: "bridge vni add vni 300 group 239.1.1.1 dev vx0",
      ours: ({ index }) => vni.add(index("vx0"), { vni: 300, group: "239.1.1.1" }),
    },
    {
      command: "bridge vni add vni 301-305,400 remote 192.0.2.1 dev vx0",
      ours: ({ index }) =>
        vni.add(index("vx0"), { vni: 301, end: 305, group: "192.0.2.1" }, { vni: 400, group: "192.0.2.1" }),
    },
    {
      command: "bridge vni add vni 500 remote 2001:db8::1 dev vx1",
      ours: ({ index }) => vni.add(index("vx1"), { vni: 500, group: "2001:db8::1" }),
    },
    {
      command: "bridge vni add vni 501-505 group ff05::2 dev vx1",
      ours: ({ index }) => vni.add(index("vx1"), { vni: 501, end: 505, group: "ff05::2" }),
    },
    {
      command: "bridge vni add vni 600,602-604,16777215 dev vx1",
      ours: ({ index }) => vni.add(index("vx1"), { vni: 600 }, { vni: 602, end: 604 }, { vni: 0xffffff }),
    },
    { command: "bridge vni show", ours: () => vni.list() },
    { command: "bridge vni show dev vx0", ours: ({ index }) => vni.list({ dev: index("vx0") }) },
    { command: "bridge -s vni show", ours: () => vni.list({ stats: true }) },
    { command: "bridge -s vni show dev vx0", ours: ({ index }) => vni.list({ dev: index("vx0"), stats: true }) },
    { command: "bridge vni delete vni 100 dev vx0", ours: ({ index }) => vni.delete(index("vx0"), { vni: 100 }) },
    {
      command: "bridge vni delete vni 200-205,400 dev vx0",
      ours: ({ index }) => vni.delete(index("vx0"), { vni: 200, end: 205 }, { vni: 400 }),
    },
    {
      command: "bridge vni delete vni 300 group 239.1.1.1 dev vx0",
      ours: ({ index }) => vni.delete(index("vx0"), { vni: 300, group: "239.1.1.1" }),
    },
    { command: "bridge vni delete vni 500 dev vx1", ours: ({ index }) => vni.delete(index("vx1"), { vni: 500 }) },
  ],
};
