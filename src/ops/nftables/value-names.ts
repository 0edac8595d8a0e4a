/** Numbers by the names that nft gives them. */
export interface ValueNames {
  readonly values: Readonly<Record<string, number>>;
  readonly nameOf: (value: number) => string | undefined;
}

/** Makes names of numbers; of two names of one number the first is the one that is printed. */
export function valueNames(values: Readonly<Record<string, number>>): ValueNames {
  const names = new Map<number, string>();
  for (const [name, value] of Object.entries(values)) if (!names.has(value)) names.set(value, name);
  return { values, nameOf: (value) => names.get(value) };
}

/** IP protocols, as `/etc/protocols` names those that rules speak of. */
export const protocolNames = valueNames({
  icmp: 1,
  igmp: 2,
  tcp: 6,
  udp: 17,
  dccp: 33,
  ipv6: 41,
  gre: 47,
  esp: 50,
  ah: 51,
  "ipv6-icmp": 58,
  icmpv6: 58,
  comp: 108,
  sctp: 132,
  udplite: 136,
});
/** NFPROTO_* of `meta nfproto`. */
export const networkNames = valueNames({ ipv4: 2, ipv6: 10 });
/** EtherTypes of `ether type` and `meta protocol`. */
export const etherTypeNames = valueNames({ ip: 0x0800, arp: 0x0806, vlan: 0x8100, ip6: 0x86dd });
/** ICMP types. */
export const icmpTypeNames = valueNames({
  "echo-reply": 0,
  "destination-unreachable": 3,
  "source-quench": 4,
  redirect: 5,
  "echo-request": 8,
  "router-advertisement": 9,
  "router-solicitation": 10,
  "time-exceeded": 11,
  "parameter-problem": 12,
  "timestamp-request": 13,
  "timestamp-reply": 14,
  "info-request": 15,
  "info-reply": 16,
  "address-mask-request": 17,
  "address-mask-reply": 18,
});
/** ICMPv6 types. */
export const icmpv6TypeNames = valueNames({
  "destination-unreachable": 1,
  "packet-too-big": 2,
  "time-exceeded": 3,
  "parameter-problem": 4,
  "echo-request": 128,
  "echo-reply": 129,
  "mld-listener-query": 130,
  "mld-listener-report": 131,
  "mld-listener-done": 132,
  "nd-router-solicit": 133,
  "nd-router-advert": 134,
  "nd-neighbor-solicit": 135,
  "nd-neighbor-advert": 136,
  "nd-redirect": 137,
  "mld2-listener-report": 143,
});
/** Bits of `tcp flags`. */
export const tcpFlagNames = valueNames({ fin: 1, syn: 2, rst: 4, psh: 8, ack: 16, urg: 32, ecn: 64, cwr: 128 });
/** Bits of `ct state`. */
export const ctStateNames = valueNames({ invalid: 1, established: 2, related: 4, new: 8, untracked: 64 });
/** Bits of `ct status`. */
export const ctStatusNames = valueNames({
  expected: 1,
  "seen-reply": 2,
  assured: 4,
  confirmed: 8,
  snat: 16,
  dnat: 32,
  dying: 512,
});
/** Values of `ct direction`. */
export const ctDirectionNames = valueNames({ original: 0, reply: 1 });
/** Values of `fib … type`: RTN_* of `linux/rtnetlink.h`. */
export const addressTypeNames = valueNames({
  unspec: 0,
  unicast: 1,
  local: 2,
  broadcast: 3,
  anycast: 4,
  multicast: 5,
  blackhole: 6,
  unreachable: 7,
  prohibit: 8,
});
/** Values of `meta pkttype`: PACKET_* of `linux/if_packet.h`. */
export const packetTypeNames = valueNames({ host: 0, broadcast: 1, multicast: 2, other: 3 });
/** Differentiated services code points. */
export const dscpNames = valueNames({
  cs0: 0x00,
  cs1: 0x08,
  cs2: 0x10,
  cs3: 0x18,
  cs4: 0x20,
  cs5: 0x28,
  cs6: 0x30,
  cs7: 0x38,
  df: 0x00,
  be: 0x00,
  lephb: 0x01,
  af11: 0x0a,
  af12: 0x0c,
  af13: 0x0e,
  af21: 0x12,
  af22: 0x14,
  af23: 0x16,
  af31: 0x1a,
  af32: 0x1c,
  af33: 0x1e,
  af41: 0x22,
  af42: 0x24,
  af43: 0x26,
  va: 0x2c,
  ef: 0x2e,
});
