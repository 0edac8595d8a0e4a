import { addressGenerationMode } from "../protocol/route/af-spec.ts";
import type { LinkCacheinfo } from "../protocol/route/af-spec.ts";
import type { Ipv4Setting, Ipv6Setting } from "../protocol/route/inet-settings.ts";
import {
  icmp6Statistic,
  ipStatistic,
  ipv4Setting,
  ipv6Setting,
  olderIpStatistics,
} from "../protocol/route/inet-settings.ts";
import type { LinkAttributes } from "../protocol/route/link.ts";
import type { Enumeration } from "../protocol/schema/enumeration.ts";
import type { AddressGenerationMode } from "./link-options.ts";
import type { Link } from "./link-object.ts";

/** Values by the names of their places; a place that the kernel does not have is absent. */
export type Named<Name extends string, Value> = { readonly [K in Name]?: Value };

/** IPv4 of a link. */
export interface InetSettings {
  /** Its sysctls, `net.ipv4.conf.LINK.*`: IPV4_DEVCONF_* in lower case. */
  readonly conf: Named<Ipv4Setting, number>;
}

/** IPv6 of a link. */
export interface Inet6Settings {
  /** IF_RA_OTHERCONF (0x80), IF_RA_MANAGED (0x40), IF_RA_RCVD (0x20), IF_RS_SENT (0x10), IF_READY (0x80000000). */
  readonly flags: number | undefined;
  /** Its sysctls, `net.ipv6.conf.LINK.*`: DEVCONF_* in lower case. They can't be changed by netlink. */
  readonly conf: Named<Ipv6Setting, number>;
  /** Counters of IPv6: IPSTATS_MIB_* in lower case. */
  readonly statistics: Named<keyof typeof ipStatistic.values, bigint>;
  /** Counters of ICMPv6: ICMP6_MIB_* in lower case. */
  readonly icmp6Statistics: Named<keyof typeof icmp6Statistic.values, bigint>;
  /** Largest datagram to be put together, in bytes; neighbour timers in ms. */
  readonly cacheinfo: LinkCacheinfo | undefined;
  /** Interface part of addresses made from router advertisements; `::` for none. */
  readonly token: string | undefined;
  readonly addressGenerationMode: AddressGenerationMode | undefined;
  /** MTU that a router advertised (Linux 5.15). */
  readonly raMtu: number | undefined;
}

/** MCTP of a link (Linux 5.15). */
export interface MctpSettings {
  readonly network: number | undefined;
  /** MCTP_PHYS_BINDING_* (Linux 6.15). */
  readonly physicalBinding: number | undefined;
}

/** Settings of a link by address family; absent for a family that it has nothing to do with. */
export interface LinkSettings {
  readonly inet: InetSettings | undefined;
  readonly inet6: Inet6Settings | undefined;
  readonly mctp: MctpSettings | undefined;
}

/** Values under the names of their places. What has no name yet stays in the link's `attributes`. */
function named<Name extends string, Value>(
  names: Enumeration<Name>,
  values: readonly Value[],
  base: number,
): Named<Name, Value> {
  const result: { [K in Name]?: Value } = {};
  for (const [place, value] of values.entries()) {
    const name = names.nameOf(place + base);
    if (name !== undefined) result[name] = value;
  }
  return result;
}

/** Counters of IPv6 by name. Linux 6.15 put them into another order, and tells IFLA_NETNS_IMMUTABLE with every link. */
function ipStatistics({ netnsImmutable }: LinkAttributes, values: readonly bigint[]): Inet6Settings["statistics"] {
  if (netnsImmutable !== undefined) return named(ipStatistic, values, 0);
  return Object.fromEntries(
    values.map((value, place) => [olderIpStatistics[place], value] as const).filter(([name]) => name),
  );
}

/** Settings of a link that was told before, by name: IFLA_AF_SPEC. */
export function settingsOf({ attributes }: Pick<Link, "attributes">): LinkSettings {
  const { afSpec } = attributes;
  const { inet, inet6, mctp } = afSpec ?? {};
  return {
    inet: inet && { conf: Array.isArray(inet.conf) ? named(ipv4Setting, inet.conf, 1) : (inet.conf ?? {}) },
    inet6: inet6 && {
      flags: inet6.flags,
      conf: named(ipv6Setting, inet6.conf ?? [], 0),
      statistics: ipStatistics(attributes, inet6.stats ?? []),
      icmp6Statistics: named(icmp6Statistic, inet6.icmp6stats ?? [], 0),
      cacheinfo: inet6.cacheinfo,
      token: inet6.token,
      addressGenerationMode:
        inet6.addrGenMode === undefined ? undefined : addressGenerationMode.nameOf(inet6.addrGenMode),
      raMtu: inet6.raMtu,
    },
    mctp: mctp && { network: mctp.net, physicalBinding: mctp.physBinding },
  };
}
