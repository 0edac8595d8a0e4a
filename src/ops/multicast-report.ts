import type { CacheReportAttributes } from "../protocol/route/cache-report.ts";
import { multicastReason } from "../protocol/route/cache-report.ts";
import type { rtgenmsg } from "../protocol/route/nsid.ts";
import type { Output1 } from "../protocol/schema/codec.ts";
import type { AddressFamily } from "./family.ts";
import { familyName } from "./family.ts";

/** A multicast packet that the kernel asks the routing daemon about. */
export interface MulticastReport {
  /** `ipmr` or `ip6mr`. */
  readonly family: AddressFamily;
  /** There is no entry for it, it came by the wrong interface, or it goes to a rendezvous point whole. */
  readonly reason: keyof typeof multicastReason.values | number;
  /** Number of the interface among those of multicast routing: not its index. */
  readonly vif: number;
  readonly source?: string;
  readonly group?: string;
  /** The multicast routing table (IPv4, 5.5). */
  readonly table?: number;
  /** The packet, where it is reported whole. */
  readonly packet?: Uint8Array;
}

/** Makes the friendly object of a decoded message. */
export function toMulticastReport(
  header: Output1<typeof rtgenmsg>,
  attributes: CacheReportAttributes,
): MulticastReport {
  const { msgtype = 0, vifId = 0, srcAddr, dstAddr, pkt, table } = attributes;
  return {
    family: familyName(header.family),
    reason: multicastReason.nameOf(msgtype) ?? msgtype,
    vif: vifId,
    ...(srcAddr !== undefined && { source: srcAddr }),
    ...(dstAddr !== undefined && { group: dstAddr }),
    ...(table !== undefined && { table }),
    ...(pkt !== undefined && { packet: pkt }),
  };
}
