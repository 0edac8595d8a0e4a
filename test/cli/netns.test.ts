import { requireTool } from "../support/tools.ts";
import { tellTwice } from "./compare.ts";

requireTool("ip", "unshare")("netns", () => {
  tellTwice(
    "watches the names come and go",
    `
    $REAL netns add old
    timeout -s INT 4 stdbuf -oL ip netns monitor >"$WORK/seen" & sleep 2; for n in 1 2 3; do $REAL netns add a$n; done; $REAL netns del a2; $REAL netns del old; $REAL netns add a2; $REAL netns del a2; wait $!; cat "$WORK/seen"
    ip netns monitor x/y
    `,
  );

  tellTwice(
    "adds, lists and deletes namespaces",
    `
    ip netns
    ip netns list
    ip netns ls
    ip netns add
    ip netns add ns0
    ip netns add ns0
    ip netns add a/b
    ip netns add .
    ip netns add ""
    ip netns add ns1
    ip netns a ns2
    ip netns list | sort
    ip netns l | sort
    ip netns li | sort
    ip netns show | sort
    ip -j netns list | tr '{' '\\n' | sort
    ip netns list-id
    ip netns set ns0 5
    ip netns set ns1 auto
    ip netns set ns1 7
    ip netns set ns2 5
    ip netns set ns2 -3
    ip netns set ns2 x
    ip netns set ns2
    ip netns set
    ip netns set nope 5
    ip netns list | sort
    ip -j netns | tr '{' '\\n' | sort
    ip netns list-id
    ip -j netns list-id
    ip -j -p netns list-id
    ip netns list-id nsid 5
    ip -j netns list-id nsid 5
    ip netns list-id nsid 99
    ip netns list-id target-nsid 5
    ip -j netns list-id target-nsid 77
    ip netns list-id target-nsid 5 nsid 0
    ip netns list-id nsid x
    ip netns list-id nsid 5 nsid 6
    ip netns list-id frob
    ip netns exec ns0 ip link
    ip -n ns0 link
    ip -n ns0 addr
    ip -netns ns0 -br link
    ip -n nope link
    ip -n ns0 link set lo up
    ip -n ns0 addr show lo
    ip -n ns0 -j addr
    ip -n ns0 route show table local
    ip netns exec ns0 sh -c 'ip link set lo down; exit 7'
    ip netns exec ns0 sh -c 'kill -TERM $$'
    ip netns exec ns0 false
    ip netns exec ns0 true
    ip netns exec ns0 echo one "two  three" ''
    ip netns exec ns0 no-such-program
    ip netns exec ns0 /no/such/program
    ip netns exec ns0 /etc/passwd
    ip netns exec ns0
    ip netns exec
    ip netns exec nope true
    echo hello | ip netns exec ns0 cat
    ip netns exec ns0 sh -c 'ls /sys/class/net'
    ip netns exec ns0 sh -c 'echo out; echo err >&2'
    ip netns exec ns0 sh -c 'trap "" PIPE; trap - PIPE; yes | head -n 1'
    ip netns exec ns0 env -i sh -c 'echo "$PATH"'
    ip -all netns exec true | sort
    ip -all netns exec ip -br link show lo | sort
    ip -all netns exec
    ip netns identify
    ip netns exec ns0 ip netns identify
    ip netns identify self
    ip netns identify 99999999
    ip netns identify 1 2
    ip netns pids
    ip netns pids ns0
    ip netns pids nope
    ip netns pids ns0 ns1
    ip netns exec ns0 sleep 20 & sleep 0.5; ip netns identify $!; ip netns pids ns0 | grep -cx $!; kill $!
    ip netns exec ns0 sleep 20 & sleep 0.5; ip netns attach ns3 $!; ip netns attach ns3 $!; kill $!
    ip -n ns3 -br link
    ip netns attach ns4
    ip netns attach ns4 x
    ip netns attach ns4 0
    ip netns attach ns4 99999999
    ip netns attach
    ip netns list | sort
    ip netns delete
    ip netns del nope
    ip netns del ns2
    ip netns del ns2
    ip netns list | sort
    ip netns frob
    ip netns help
    ip -a netns del
    ip netns list
    ip -all netns delete
    `,
  );

  tellTwice(
    "says of each name that is no namespace what the kernel says",
    `
    $REAL netns add ns0
    touch /run/netns/stale
    ip netns
    ip -j netns list
    ip netns list-id
    ip netns list-id nsid 3
    ip link add v0 address 02:00:00:00:00:01 type veth peer name v1 address 02:00:00:00:00:02 netns ns0
    ip link
    ip -j link
    ip addr show v0
    ip link add v9 link-netns stale type veth
    ip netns set stale 4
    ip -n stale link
    ip netns exec stale true
    ip netns del stale
    ip netns
    `,
  );

  tellTwice(
    "leaves no signal ignored in the program it becomes, and every descriptor open",
    `
    $REAL netns add ns0
    ip netns exec ns0 bash -c 'for fd in /proc/$$/fd/*; do readlink $fd; done' 3</dev/null 4>three 5<&0 8<>four 9>&1 | sed 's/[0-9]*]$/]/'
    ip netns exec ns0 bash -c 'read -u 7 line; echo $line >&12' 7</etc/hostname 12>&1
    sleep 0.1 | ip netns exec ns0 sh -c 'ls /proc/self/fd' 6<&0
    ip netns exec ns0 grep SigIgn /proc/self/status
    ip netns exec ns0 sh -c 'ulimit -f 1; yes >big'
    `,
  );

  tellTwice(
    "puts the files of /etc/netns over those of /etc",
    `
    mount -t tmpfs none /etc/netns 2>/dev/null || { mkdir -p /etc/netns && mount -t tmpfs none /etc/netns; }
    mkdir -p /etc/netns/ns0 && echo "nameserver 192.0.2.1" >/etc/netns/ns0/resolv.conf
    echo x >/etc/netns/ns0/a-file-that-etc-does-not-have
    ip netns add ns0
    ip netns exec ns0 cat /etc/resolv.conf
    ip netns exec ns0 true
    ip -n ns0 link
    umount /etc/netns
    `,
  );

  tellTwice(
    "moves links between namespaces and shows where their other ends are",
    `
    ip netns add ns0
    ip netns add ns1
    ip link add v0 address 02:00:00:00:00:01 type veth peer name v1 address 02:00:00:00:00:02
    ip link set v1 netns ns0
    ip link
    ip -d link show v0
    ip -j link show v0
    ip -br link
    ip -n ns0 link
    ip -n ns0 -j link
    ip netns list | sort
    ip link add v2 address 02:00:00:00:00:03 type veth peer name v3 address 02:00:00:00:00:04 netns ns1
    ip link show v2
    ip -n ns1 link show v3
    ip link add v4 netns ns1 address 02:00:00:00:00:05 type veth peer name v5 address 02:00:00:00:00:06
    ip link
    ip -n ns1 link
    ip -n ns0 link set v1 netns ns1
    ip -n ns1 link
    ip link set v0 netns nope
    ip link set v0 netns 0x
    ip link set v0 netns 99999999
    ip -n ns1 link set v3 netns $$
    ip link set v0 netns ns1 name w0 up
    ip -n ns1 link set v1 up
    sleep 0.5
    ip -n ns1 link show w0
    ip link
    ip link set v2 netns ns0 index 55
    ip -n ns0 link
    ip link add x0 link-netns ns0 type veth
    ip link add x0 link-netnsid 99 type veth peer name x1
    ip link add x1 link-netnsid x type veth
    ip netns del ns1
    sleep 0.5
    ip link
    ip -n ns0 link
    `,
  );
});
