import { hardwareType } from "../../protocol/route/link-constants.ts";
import { formatIpv4, formatIpv6, parseLinkAddress } from "../../protocol/schema/addresses.ts";

/** ARPHRD_* whose name on the command line is not the header's. */
const typeNames: Readonly<Record<number, string>> = {
  8: "atalk",
  768: "ipip",
  773: "ltalk",
  777: "ip/ddp",
  778: "gre",
  787: "fcfb0",
  800: "tr",
  801: "ieee802.11",
  802: "ieee802.11/prism",
  803: "ieee802.11/radiotap",
  804: "ieee802.15.4",
  805: "ieee802.15.4/monitor",
  823: "gre6",
};

/** The word for an ARPHRD_*, `[519]` where there is none. */
export function linkTypeName(type: number, numeric: boolean): string {
  return (numeric ? undefined : (typeNames[type] ?? hardwareType.nameOf(type))) ?? `[${type}]`;
}

const ipv4Tunnels = new Set([768, 776, 778]);
const ipv6Tunnels = new Set([769, 823]);

/** A link-layer address as it is shown: of a tunnel the IP address that it is. */
export function linkLayerAddress(address: string, type: number | undefined): string {
  if (type === undefined || !(ipv4Tunnels.has(type) || ipv6Tunnels.has(type))) return address;
  const bytes = parseLinkAddress(address);
  if (bytes?.length === 4 && ipv4Tunnels.has(type)) return formatIpv4(bytes);
  return bytes?.length === 16 && ipv6Tunnels.has(type) ? formatIpv6(bytes) : address;
}

/** ETH_P_* by number (`linux/if_ether.h`), as the command line calls them. */
const etherTypes: readonly (readonly [value: number, name: string])[] = [
  [0x0060, "loop"],
  [0x0200, "pup"],
  [0x0201, "pupat"],
  [0x0800, "ip"],
  [0x0805, "x25"],
  [0x0806, "arp"],
  [0x08ff, "bpq"],
  [0x8035, "rarp"],
  [0x809b, "atalk"],
  [0x80f3, "aarp"],
  [0x8137, "ipx"],
  [0x86dd, "ipv6"],
  [0x8863, "ppp_disc"],
  [0x8864, "ppp_ses"],
  [0x884c, "atmmpoa"],
  [0x8884, "atmfate"],
  [0x0001, "802_3"],
  [0x0002, "ax25"],
  [0x0003, "all"],
  [0x0004, "802_2"],
  [0x0005, "snap"],
  [0x88ca, "tipc"],
  [0x8892, "profinet"],
  [0x88a2, "aoe"],
  [0x88a4, "ethercat"],
  [0x8100, "802.1Q"],
  [0x88a8, "802.1ad"],
  [0x8847, "mpls_uc"],
  [0x8848, "mpls_mc"],
  [0x6558, "teb"],
  [0x88cc, "LLDP"],
  [0x0800, "ipv4"],
];

/** The word for an ETH_P_*, `[1234]` where there is none. */
export function etherTypeName(value: number, numeric: boolean): string {
  return (numeric ? undefined : etherTypes.find(([known]) => known === value)?.[1]) ?? `[${value}]`;
}

/** The ETH_P_* that a word names, in any case of letters. */
export function etherTypeOf(name: string): number | undefined {
  return etherTypes.find(([, known]) => known.toLowerCase() === name.toLowerCase())?.[0];
}
