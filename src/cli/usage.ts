import { readFileSync } from "node:fs";
import type { Cursor } from "./cursor.ts";
import { UsageError } from "./failure.ts";

function packageVersion(): string {
  const text = readFileSync(new URL("../../package.json", import.meta.url), "utf8");
  return /"version":\s*"([^"]+)"/.exec(text)?.[1] ?? "unknown";
}

/** What `-Version` prints. Scripts look for `iproute2-` and the version whose behaviour this is. */
export const version = `ts-ip utility, iproute2-6.1.0 compatible, ts-netlink ${packageVersion()}\n`;

/** Usage texts by object. */
export const usage = {
  main: `Usage: ts-ip [ OPTIONS ] OBJECT { COMMAND | help }
       ts-ip [ -force ] -batch FILE
OBJECT  := { address | link | neighbour | netns | route | rule | tuntap | network | sandbox | decode | help }
OPTIONS := { -V[ersion] | -s[tatistics] | -d[etails] | -h[uman-readable] | -iec | -j[son] | -p[retty] |
             -f[amily] { inet | inet6 | mpls | bridge | link } | -4 | -6 | -M | -B | -0 |
             -l[oops] ROUNDS | -br[ief] | -o[neline] | -b[atch] FILE | -rc[vbuf] BYTES |
             -n[etns] NAME | -N[umeric] | -a[ll] | -c[olor][=WHEN] | -echo }
`,
  sandbox: `Usage: ts-ip sandbox add NAME [ guest { tap | veth } ] [ slot N ] [ address IP ] [ redirect [ tcp | udp ] PORT to PORT ]...
                     [ guest-address PREFIX ] [ gateway-address PREFIX ] [ dev NAME ] [ mac LLADDR ]
                     [ user UID ] [ group GID ] [ host-dev NAME ]
       ts-ip sandbox delete NAME...
       ts-ip sandbox [ list [ NAME... ] ]
       ts-ip sandbox reclaim
`,
  network: `Usage: ts-ip network add NAME address PREFIX [ mtu BYTES ]
       ts-ip network delete NAME
       ts-ip network attach NETWORK { netns NAME | pid PID | path FILE } [ name NAME ] [ address IP ]
                     [ dev NAME ] [ mac LLADDR ] [ nodefault ]
       ts-ip network detach NETWORK NAME
       ts-ip network publish NETWORK [ tcp | udp ] [IP:]PORT to { NAME | IP }[:PORT]
       ts-ip network unpublish NETWORK [ tcp | udp ] [IP:]PORT
       ts-ip network [ list [ NAME... ] ]
       ts-ip network reclaim
`,
  link: `Usage: ts-ip link add [ link DEV ] [ name ] NAME [ LINK-OPTION... ] type KIND [ KIND-OPTION... ]
       ts-ip link set { DEV | group GROUP } [ LINK-OPTION... ] [ type KIND KIND-OPTION... ]
       ts-ip link delete { DEV | group GROUP } [ type KIND ]
       ts-ip link [ show [ DEV | group GROUP ] [ up ] [ master DEV ] [ nomaster ] [ vrf NAME ] [ type KIND ] ]
       ts-ip link property { add | del } dev DEV [ altname NAME ]...
       ts-ip link help [ KIND ]
LINK-OPTION := { up | down | arp BOOL | dynamic BOOL | multicast BOOL | allmulticast BOOL | promisc BOOL |
                 trailers BOOL | carrier BOOL | txqueuelen PACKETS | name NAME | address LLADDR |
                 broadcast LLADDR | mtu BYTES | index INDEX | netns { NAME | PID } | link-netns NAME |
                 link-netnsid ID | alias TEXT | master DEV | nomaster | vrf NAME | group GROUP |
                 addrgenmode { eui64 | none | stable_secret | random } | mode { default | dormant } |
                 state STATE | protodown BOOL | protodown_reason REASON BOOL | numtxqueues N | numrxqueues N |
                 gso_max_size BYTES | gso_max_segs PACKETS | gro_max_size BYTES | parentdev NAME }
KIND := { bridge | bridge_slave | dummy | ifb | macvlan | macvtap | veth | vlan | vxlan | ... }
BOOL := { on | off }
`,
  address: `Usage: ts-ip address { add | change | replace } ADDRESS dev DEV [ LIFETIME ] [ FLAG... ]
       ts-ip address delete ADDRESS dev DEV
       ts-ip address { show | flush } [ dev DEV ] [ scope SCOPE ] [ to PREFIX ] [ FLAG... ] [ label PATTERN ]
                     [ up ] [ master DEV ] [ nomaster ] [ vrf NAME ] [ type KIND ] [ group GROUP ]
ADDRESS  := { PREFIX | IP peer PREFIX } [ broadcast { IP | + | - } ] [ anycast IP ] [ label NAME ]
            [ scope SCOPE ] [ metric NUMBER ]
SCOPE    := { host | link | global | NUMBER }
FLAG     := { permanent | dynamic | secondary | primary | [-]tentative | [-]deprecated | [-]dadfailed |
              temporary | home | nodad | optimistic | mngtmpaddr | noprefixroute | autojoin }
LIFETIME := [ valid_lft SECONDS ] [ preferred_lft SECONDS ], or "forever"
`,
  route: `Usage: ts-ip route { show | flush } [ SELECTOR... ]
       ts-ip route get ADDRESS [ from ADDRESS iif DEV ] [ oif DEV ] [ tos TOS ] [ mark NUMBER ] [ uid NUMBER ]
                   [ ipproto PROTOCOL ] [ sport PORT ] [ dport PORT ] [ fibmatch ]
       ts-ip route { add | delete | change | append | prepend | replace | test } [ TYPE ] PREFIX [ OPTION... ]
SELECTOR := { [ to ] [ root | match | exact ] PREFIX | from PREFIX | table TABLE | vrf NAME | proto PROTOCOL |
              type TYPE | scope SCOPE | dev DEV | iif DEV | via IP | src IP | tos TOS | mark NUMBER |
              metric NUMBER | realms REALM }
OPTION   := { via [ FAMILY ] IP | dev DEV | src IP | table TABLE | vrf NAME | proto PROTOCOL | scope SCOPE |
              metric NUMBER | tos TOS | onlink | nhid ID | expires SECONDS | pref { low | medium | high } |
              realms REALM | METRIC | nexthop [ via [ FAMILY ] IP ] [ dev DEV ] [ weight NUMBER ] [ onlink ]... }
METRIC   := { mtu | advmss | rtt | rttvar | reordering | window | cwnd | initcwnd | initrwnd | ssthresh |
              hoplimit | rto_min | quickack | fastopen_no_cookie | congctl | features } [ lock ] VALUE
TYPE     := { unicast | local | broadcast | multicast | anycast | throw | unreachable | prohibit | blackhole | nat }
`,
  rule: `Usage: ts-ip rule [ show ] [ SELECTOR... ]
       ts-ip rule { add | delete } SELECTOR... ACTION
       ts-ip rule flush [ protocol PROTOCOL ]
SELECTOR := { not | from PREFIX | to PREFIX | tos TOS | fwmark MARK[/MASK] | iif DEV | oif DEV | priority NUMBER |
              l3mdev | uidrange FIRST-LAST | ipproto PROTOCOL | sport PORT[-PORT] | dport PORT[-PORT] | tun_id ID }
ACTION   := { table TABLE | protocol PROTOCOL | nat IP | realms REALM | goto NUMBER | nop | TYPE |
              suppress_prefixlength LENGTH | suppress_ifgroup GROUP }
`,
  neighbour: `Usage: ts-ip neighbour { add | change | replace | delete } { IP [ lladdr LLADDR ] [ nud STATE ] | proxy IP }
                        [ dev DEV ] [ router ] [ use ] [ managed ] [ extern_learn ] [ protocol PROTOCOL ]
       ts-ip neighbour { show | flush } [ proxy ] [ to PREFIX ] [ dev DEV ] [ nud STATE ] [ master DEV ]
                        [ vrf NAME ] [ nomaster ] [ unused ] [ protocol PROTOCOL ]
       ts-ip neighbour get { IP | proxy IP } dev DEV
STATE := { delay | failed | incomplete | noarp | none | permanent | probe | reachable | stale }
`,
  netns: `Usage: ts-ip netns [ list ]
       ts-ip netns add NAME
       ts-ip netns attach NAME PID
       ts-ip netns set NAME { NSID | auto }
       ts-ip [ -all ] netns delete [ NAME ]
       ts-ip netns identify [ PID ]
       ts-ip netns pids NAME
       ts-ip netns monitor
       ts-ip [ -all ] netns exec [ NAME ] PROGRAM [ ARGUMENT... ]
       ts-ip netns list-id [ target-nsid NSID ] [ nsid NSID ]
`,
  tuntap: `Usage: ts-ip tuntap { add | delete | show } [ dev NAME ] [ mode { tun | tap } ] [ user USER ] [ group GROUP ]
                    [ one_queue ] [ pi ] [ vnet_hdr ] [ multi_queue ] [ name NAME ]
`,
} as const;

/** `ts-ip help`. */
export function help(_cursor: Cursor): never {
  throw new UsageError(usage.main);
}
