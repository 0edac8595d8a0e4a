import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { scratchNamespace } from "../support/namespace.ts";
import { hex, mask, sentBy } from "../support/oracle.ts";
import { requireTool } from "../support/tools.ts";
import { commandsOf } from "./compare.ts";

const main = process.env["TS_IP"] ?? fileURLToPath(new URL("../../dist/cli/main.js", import.meta.url));

/** Each changes the namespace for those behind it: the real `ip` goes first in one, ts-ip in another that is like it. */
const commands = commandsOf(`
  link add e0 type veth peer name e1
  link add name e2 mtu 1300 address 02:00:00:00:00:05 txqueuelen 5 numtxqueues 2 type veth peer name e3 mtu 1200
  link add br0 address 02:00:00:00:01:00 type bridge forward_delay 400
  link set e0 mtu 1400 txqueuelen 7 alias hello group 5
  link set e0 master br0
  link set e0 type bridge_slave hairpin on isolated on
  link set br0 type bridge stp_state 1 mcast_snooping 0 mcast_query_interval 500 no_linklocal_learn 1
  link add link e2 name m0 address 02:00:00:00:02:01 type macvlan mode source macaddr set 02:00:00:00:03:01
  link add x0 type vxlan id 42 remote 10.0.0.2 local 10.0.0.1 dstport 4789 nolearning
  link add i0 type ifb
  link set e2 promisc on arp off up
  link set e3 addrgenmode eui64
  link property add dev e2 altname first altname second
  link property del dev e2 altname first
  link del i0
  addr add 10.0.0.1/24 dev e2
  addr add 10.0.1.1/24 brd + dev e2 label e2:1 scope link metric 5
  addr add 10.0.2.1 peer 10.0.2.2/32 dev e2 valid_lft 100 preferred_lft 50 noprefixroute
  addr add fd00::1/64 dev e2 nodad
  addr del 10.0.1.1/24 dev e2
  addr replace 10.0.3.1/24 dev e2
  route add 192.168.1.0/24 via 10.0.0.2 dev e2 src 10.0.0.1 metric 5 mtu lock 1400 advmss 1300
  route add default via 10.0.0.3
  route add 192.168.2.0/24 nexthop via 10.0.0.5 weight 2 nexthop dev e3 weight 3 onlink
  route add 192.168.3.0/24 dev e3 table 1000 proto static realms 3/4 congctl reno
  route add blackhole 192.168.4.0/24
  route add 192.168.5.0/24 via inet6 fd00::5 dev e2
  route add fd01::/64 via fd00::2 pref high expires 100
  route replace 192.168.1.0/24 dev e3
  route del 192.168.1.0/24
  neigh add 10.0.0.9 lladdr 02:00:00:00:00:09 dev e2 nud stale router protocol static
  neigh add proxy 10.0.0.10 dev e2
  neigh del 10.0.0.9 dev e2
  rule add from 10.0.0.0/8 fwmark 5/0xff table 300 priority 100 iif lo ipproto tcp dport 80-90
  rule del priority 100
`);

requireTool("ip", "strace")("requests", () => {
  test("asks the kernel for changes in the bytes of ip", () => {
    const [first, second] = [scratchNamespace(), scratchNamespace()];
    for (const command of commands) {
      const words = command.split(/\s+/);
      const bytes = (namespace: string, program: readonly string[]): string[] =>
        sentBy(namespace, [...program, ...words], { changes: true, mayFail: true }).map((sent) =>
          hex(mask(sent.bytes)),
        );
      const expected = bytes(first.name, ["ip"]);
      expect(expected.length, command).toBeGreaterThan(0);
      expect.soft(bytes(second.name, [process.execPath, main]), command).toEqual(expected);
    }
  });
});
