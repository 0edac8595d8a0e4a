import type { TunnelMessage, VniEntry, VniEntryInput } from "../protocol/route/tunnel.ts";

/** A VNI of a VXLAN device's filter, or a range of them. */
export interface VniRange {
  /** The VNI, 1 to 16777215, or the first of a range. */
  readonly vni: number;
  /** The last of a range. */
  readonly end?: number;
  /** Multicast group or remote end, IPv4 or IPv6; the device's own when left out. */
  readonly group?: string;
}

/** Counters of a VNI. */
export interface VniCounters {
  readonly rxBytes: bigint;
  readonly rxPackets: bigint;
  readonly rxDrops: bigint;
  readonly rxErrors: bigint;
  readonly txBytes: bigint;
  readonly txPackets: bigint;
  readonly txDrops: bigint;
  readonly txErrors: bigint;
}

/** VNIs as the kernel tells them: neighbours with the same group as one range, unless counters were asked for. */
export interface Vni extends VniRange {
  /** Index of the VXLAN device. */
  readonly dev: number;
  /** When they were asked for. */
  readonly stats?: VniCounters;
}

/** The entry of a message that means these VNIs. */
export function vniEntryOf({ vni, end, group }: VniRange): VniEntryInput {
  return {
    start: vni,
    end,
    ...(group !== undefined && (group.includes(":") ? { group6: group } : { group })),
  };
}

function countersOf(stats: NonNullable<VniEntry["stats"]>): VniCounters {
  return {
    rxBytes: stats.rxBytes ?? 0n,
    rxPackets: stats.rxPkts ?? 0n,
    rxDrops: stats.rxDrops ?? 0n,
    rxErrors: stats.rxErrors ?? 0n,
    txBytes: stats.txBytes ?? 0n,
    txPackets: stats.txPkts ?? 0n,
    txDrops: stats.txDrops ?? 0n,
    txErrors: stats.txErrors ?? 0n,
  };
}

/** The VNIs that a message tells of. */
export function toVnis({ header, attributes }: TunnelMessage): Vni[] {
  return (attributes.entry ?? []).map((entry) => {
    const group = entry.group ?? entry.group6;
    return {
      dev: header.ifindex,
      vni: entry.start ?? 0,
      ...(entry.end !== undefined && { end: entry.end }),
      ...(group !== undefined && { group }),
      ...(entry.stats !== undefined && { stats: countersOf(entry.stats) }),
    };
  });
}
