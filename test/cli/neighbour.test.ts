import { onFirstKernel, tellTwice } from "./compare.ts";

onFirstKernel()("neighbour", () => {
  tellTwice(
    "adds, shows and deletes neighbours",
    `
    $REAL link add v0 address 02:00:00:00:00:01 type veth peer name v1 address 02:00:00:00:00:02
    for version in 4 6; do echo 3600000 >/proc/sys/net/ipv$version/neigh/v0/base_reachable_time_ms; done
    $REAL link set v0 up
    $REAL link set v1 up
    $REAL addr add 10.0.0.1/24 dev v0
    $REAL addr add fd00::1/64 dev v0
    ip neigh
    ip n
    ip neighbour show
    ip neighbor add 10.0.0.2 lladdr 02:00:00:00:00:aa dev v0
    ip neigh add 10.0.0.2 lladdr 02:00:00:00:00:ab dev v0
    ip n a 10.0.0.3 lladdr 02:00:00:00:00:ab nud reachable dev v0
    ip neigh add 10.0.0.4 lladdr 02:00:00:00:00:ac nud stale dev v0
    ip neigh add 10.0.0.5 dev v0 nud failed
    ip neigh add 10.0.0.6 dev v0 nud none
    ip neigh add 10.0.0.7 lladdr 02:00:00:00:00:ad nud noarp dev v0
    ip neigh add 10.0.0.8 lladdr 02:00:00:00:00:ae dev v0 router extern_learn
    ip neigh add 10.0.0.9 lladdr 02:00:00:00:00:af dev v0 protocol static
    ip neigh add fd00::2 lladdr 02:00:00:00:00:b0 dev v0
    ip neigh add fd00::3 lladdr 02:00:00:00:00:b1 dev v0 router
    ip neigh add proxy 10.0.0.50 dev v0
    ip neigh add proxy fd00::50 dev v0
    ip neigh
    ip neigh show dev v0
    ip -4 neigh
    ip -6 neigh
    ip -j neigh
    ip -j -p neigh show dev v0
    ip -s neigh show 10.0.0.2
    ip -s -j neigh show fd00::2
    ip -br neigh
    ip -br neigh show dev v0
    ip -br -j neigh
    ip -o neigh
    ip -c neigh
    ip -N neigh
    ip neigh show nud all
    ip neigh show nud permanent
    ip neigh show nud perm
    ip neigh show nud noarp
    ip neigh show nud none
    ip neigh show nud failed
    ip neigh show nud reachable nud stale
    ip neigh show nud 128
    ip neigh show nud 3
    ip neigh show nud frob
    ip neigh show proxy
    ip -6 neigh show proxy
    ip -j neigh show proxy
    ip neigh show to 10.0.0.0/29
    ip neigh show 10.0.0.3
    ip neigh show unused
    ip neigh show protocol static
    ip neigh show protocol frob
    ip neigh show nomaster
    ip neigh show master v1
    ip neigh show dev nope
    ip neigh show dev v0 dev v1
    ip neigh show frob
    ip neigh get 10.0.0.2 dev v0
    ip -j neigh get 10.0.0.2 dev v0
    ip neigh get fd00::2 dev v0
    ip neigh get proxy 10.0.0.50 dev v0
    ip neigh get 10.0.0.99 dev v0
    ip neigh get 10.0.0.2
    ip neigh get 10.0.0.2 dev nope
    ip neigh replace 10.0.0.2 lladdr 02:00:00:00:00:cc dev v0
    ip neigh change 10.0.0.3 lladdr 02:00:00:00:00:cd dev v0 nud permanent
    ip neigh chg 10.0.0.77 lladdr 02:00:00:00:00:ce dev v0
    ip neigh show dev v0 nud all
    ip neigh del 10.0.0.2 dev v0
    ip neigh del 10.0.0.2 dev v0
    ip neigh del proxy 10.0.0.50 dev v0
    ip neigh del fd00::2 dev v0
    ip neigh del 10.0.0.99 dev v0
    ip neigh add 10.0.0.10 dev nope
    ip neigh add 10.0.0.10
    ip neigh add dev v0
    ip neigh add frob dev v0
    ip neigh add 10.0.0.10 lladdr zz dev v0
    ip neigh add 10.0.0.10 lladdr 02:00 dev v0
    ip neigh add 10.0.0.10 nud frob dev v0
    ip neigh add 10.0.0.10 10.0.0.11 dev v0
    ip neigh frob
    ip neigh help
    ip neigh flush
    ip neigh flush dev nope
    ip -s neigh flush dev v0 to 10.0.0.4
    ip neigh flush nud permanent 10.0.0.3
    ip neigh show nud all
    ip -s -s neigh flush all
    ip -s neigh flush dev v1
    `,
    { unordered: /neigh|ip n\b/ },
  );
});
