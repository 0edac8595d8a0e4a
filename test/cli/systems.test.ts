import { requireTool } from "../support/tools.ts";
import { tellTwice } from "./compare.ts";

requireTool("ip", "unshare")("whole networks, typed by hand", () => {
  tellTwice(
    "a sandbox for a virtual machine",
    `
    ip netns add ns-1
    $REAL netns exec ns-1 sh -c 'cd /proc/sys/net/ipv6/conf; for n in all default; do echo 1 >$n/addr_gen_mode; echo 0 >$n/accept_dad; done'
    ip -n ns-1 link add veth-1 address 02:00:00:00:00:01 type veth peer name eth0 address 02:00:00:00:00:02
    ip -n ns-1 link set eth0 up
    ip -n ns-1 addr add 10.12.0.1/31 dev eth0
    ip -n ns-1 link set veth-1 netns $$
    ip link set veth-1 up
    ip addr add 10.12.0.0/31 dev veth-1
    ip -n ns-1 tuntap add dev tap0 mode tap
    ip -n ns-1 link set tap0 address 02:00:00:00:00:06
    ip -n ns-1 link set tap0 up
    ip -n ns-1 addr add 169.254.0.22/30 brd + dev tap0
    ip -n ns-1 link set lo up
    ip -n ns-1 route add default via 10.12.0.0
    ip route add 10.11.0.1/32 via 10.12.0.1
    settle
    ip netns
    ip addr
    ip -n ns-1 addr
    ip -n ns-1 -j -p addr
    ip route
    ip -n ns-1 route
    ip -n ns-1 route get 8.8.8.8
    ip route get 10.11.0.1
    ip netns exec ns-1 ip link show tap0
    ip route del 10.11.0.1/32
    ip link del veth-1
    ip netns del ns-1
    ip netns
    ip link
    `,
  );

  tellTwice(
    "containers on a bridge",
    `
    ip link add br0 address 02:00:00:00:01:00 type bridge
    ip addr add 172.10.0.1/24 broadcast 172.10.0.255 dev br0
    ip link set br0 up
    unshare -n sleep 30 & echo $! >pid; sleep 0.3
    ip link add veth0 address 02:00:00:00:00:01 type veth peer name veth1 address 02:00:00:00:00:02
    ip link set veth1 netns $(cat pid)
    ip link set veth0 master br0
    ip link set veth0 up
    ip netns attach c0 $(cat pid)
    $REAL netns exec c0 sh -c 'cd /proc/sys/net/ipv6/conf; for n in all default; do echo 1 >$n/addr_gen_mode; echo 0 >$n/accept_dad; done'
    ip -n c0 addr add 172.10.0.201/24 dev veth1
    ip -n c0 link set lo up
    ip -n c0 link set veth1 up
    ip -n c0 route add default via 172.10.0.1
    settle
    ip link
    ip -br addr
    ip -d link show veth0
    ip -n c0 addr
    ip -n c0 route
    ip neigh add 172.10.0.201 lladdr 02:00:00:00:00:02 dev br0
    ip neigh
    kill $(cat pid)
    ip netns del c0
    settle
    ip link del br0
    ip link
    `,
  );

  tellTwice(
    "the laboratory: three namespaces on one bridge, and a device that comes back",
    `
    ip netns add myns
    ip netns add ns2
    ip netns add ns3
    for each in myns ns2 ns3; do $REAL netns exec $each sh -c 'cd /proc/sys/net/ipv6/conf; for n in all default; do echo 1 >$n/addr_gen_mode; echo 0 >$n/accept_dad; done'; done
    ip link add vethA address 02:00:00:00:00:0a type veth peer name vethB address 02:00:00:00:00:0b
    ip link add vethC address 02:00:00:00:00:0c type veth peer name vethD address 02:00:00:00:00:0d
    ip link add vethE address 02:00:00:00:00:0e type veth peer name vethF address 02:00:00:00:00:0f
    ip link set vethB netns myns
    ip link set vethD netns ns2
    ip link set vethF netns ns3
    ip link add mybridge address 02:00:00:00:01:00 type bridge
    ip addr add 192.168.10.1/24 dev mybridge
    ip link set mybridge up
    for port in vethA vethC vethE; do ip link set $port master mybridge; ip link set $port up; done
    ip -n myns addr add 192.168.10.2/24 dev vethB
    ip -n ns2 addr add 192.168.10.3/24 dev vethD
    ip -n ns3 addr add 192.168.10.4/24 dev vethF
    ip -n myns link set vethB up
    ip -n ns2 link set vethD up
    ip -n ns3 link set vethF up
    ip -n myns route add default via 192.168.10.1
    ip -n ns2 route add 0.0.0.0/0 dev vethD
    ip -n ns3 ro a default via 192.168.10.1 dev vethF
    settle
    ip link show master mybridge
    ip -n myns link
    ip -n myns addr
    ip -n myns route
    ip -n ns2 route
    ip -n ns3 route
    ip netns exec myns ip -br a
    ip -n myns link set vethB netns $$
    settle
    ip link show vethB
    ip link show vethA
    ip -n myns link
    ip rule list
    ip route list table local
    ip -all netns delete
    settle
    ip -br link
    `,
  );

  tellTwice(
    "everything by its shortest spelling",
    `
    ip l a v0 addr 02:00:00:00:00:01 t veth peer name v1 addr 02:00:00:00:00:02
    ip l s v0 up
    ip l s v1 up
    ip a a 10.0.0.1/24 d v0
    ip a a 10.0.0.1/24 dev v0
    settle
    ip a
    ip a s v0
    ip a l v0
    ip a sh v0
    ip l l
    ip l ls v0
    ip l sh v0
    ip r a 192.168.0.0/16 via 10.0.0.2
    ip r
    ip r s
    ip r l
    ip r g 192.168.0.1
    ip r d 192.168.0.0/16
    ip ro ls ta all
    ip ru
    ip n a 10.0.0.5 ll 02:00:00:00:00:05 dev v0
    ip n s
    ip n d 10.0.0.5 dev v0
    ip ne
    ip nei
    ip add
    ip li
    ip o
    ip a d 10.0.0.1/24 dev v0
    ip a f dev v0
    ip a c 10.0.0.1/24 dev v0
    ip a r 10.0.0.1/24 dev v0
    ip l d v0
    ip l
    ip net
    ip netn
    `,
  );

  tellTwice(
    "what the kernel made of a change, by -echo",
    `
    ip -echo link add v0 address 02:00:00:00:00:01 type veth peer name v1 address 02:00:00:00:00:02
    ip -echo -j link add v2 address 02:00:00:00:00:03 type veth peer name v3 address 02:00:00:00:00:04
    ip link set v0 up
    ip link set v1 up
    settle
    ip -echo addr add 10.0.0.1/24 dev v0
    ip -echo -j -p addr add 10.0.1.1/24 brd + dev v0
    ip -echo addr del 10.0.1.1/24 dev v0
    ip -echo route add default via 10.0.0.2
    ip -echo route add 192.168.0.0/16 via 10.0.0.2
    ip -echo route replace 192.168.0.0/16 via 10.0.0.3
    ip -echo route del 192.168.0.0/16
    ip -echo rule add from 10.0.0.0/8 table 100 priority 5
    ip -echo rule del priority 5
    ip -echo addr add 10.0.0.1/24 dev v0
    ip -echo link del v2
    `,
  );
});
