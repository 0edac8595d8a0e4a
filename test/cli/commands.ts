/** A generator of pseudo-random numbers below a limit, the same for the same seed. */
export function randomBelow(seed: number): (limit: number) => number {
  let state = seed >>> 0;
  return (limit) => {
    // xorshift32
    state ^= state << 13;
    state >>>= 0;
    state ^= state >>> 17;
    state ^= state << 5;
    state >>>= 0;
    return state % limit;
  };
}

/** Values that fit somewhere, and some that fit nowhere. */
const values = (
  "v0 v1 lo nope br0 10.0.0.1/24 10.0.0.2 10.1.0.0/16 10.0.0.300 fd00::1/64 fd00::2 fd00::x default any all 0 1 5 -1 255 256 " +
  "65536 4294967296 0x10 08 x on off up down 02:00:00:00:00:07 02:00 zz kernel static boot frob main local 100 1000 global link host " +
  "permanent stale none eui64 random + - forever 1s"
).split(" ");

/** The keywords of each object's commands. */
const grammars: Readonly<Record<string, readonly (readonly [commands: string, words: string])[]>> = {
  link: [
    [
      "add replace",
      "name v9 link address broadcast txqueuelen mtu index numtxqueues type veth bridge ifb macvlan vxlan peer id mode dev alias group up",
    ],
    [
      "set change",
      "v0 dev up down name address mtu txqueuelen alias group master nomaster promisc arp multicast allmulticast dynamic type bridge_slave hairpin state mode addrgenmode netns carrier",
    ],
    ["show list lst", "dev up type veth bridge group master nomaster"],
    ["delete", "dev type v9 group"],
    ["property", "add del dev altname v0"],
  ],
  address: [
    [
      "add change replace delete",
      "dev v0 local peer broadcast brd label scope metric valid_lft preferred_lft nodad home noprefixroute anycast secondary",
    ],
    [
      "show list",
      "dev up to scope label group master nomaster type permanent dynamic secondary primary -tentative deprecated",
    ],
    ["flush", "dev v0 to scope label"],
  ],
  route: [
    [
      "add change replace append prepend test delete",
      "to via dev v0 src table proto scope metric tos mtu lock advmss rtt hoplimit onlink nexthop weight realms blackhole unreachable features ecn quickack pref inet inet6",
    ],
    ["show list", "to root match exact table proto scope type dev via src tos metric realms from cache"],
    ["get", "to from oif iif mark tos uid ipproto tcp sport dport fibmatch"],
  ],
  neighbour: [
    ["add change replace delete", "dev v0 lladdr nud proxy router use extern_learn protocol to"],
    ["show list", "dev nud to proxy unused protocol nomaster reachable"],
    ["get", "dev v0 to proxy"],
  ],
  rule: [
    [
      "add delete",
      "not from to priority tos fwmark iif oif table lookup uidrange ipproto sport dport goto nop blackhole prohibit suppress_prefixlength suppress_ifgroup protocol realms",
    ],
    ["show list", "from to priority table iif oif not tos fwmark ipproto protocol"],
  ],
  tuntap: [["add delete", "dev t0 mode tun tap user root group pi one_queue vnet_hdr multi_queue name"]],
  netns: [["add delete set attach identify pids list-id", "n0 n1 nsid target-nsid auto 5"]],
};

const options = "-4 -6 -j -o -d -s -br -N -0 -p".split(" ");

/** A command made of an object's words in any order, right ones more often than wrong ones. */
export function randomCommand(random: (limit: number) => number): string {
  const pick = <T>(list: readonly T[]): T => list[random(list.length)]!;
  const shorten = (word: string): string => (random(8) === 0 ? word.slice(0, 1 + random(word.length)) : word);
  const object = pick(Object.keys(grammars));
  const [commands, words] = pick(grammars[object]!);
  const keywords = words.split(" ");
  const list: string[] = [];
  while (random(3) === 0) list.push(pick(options));
  // Shorter ones mean the object "tunnel".
  list.push(object === "tuntap" ? object : shorten(object), shorten(pick(commands.split(" "))));
  for (let left = random(8); left > 0; left--) list.push(shorten(random(2) === 0 ? pick(keywords) : pick(values)));
  return `ip ${list.join(" ")}`;
}
