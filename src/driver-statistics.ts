import type { LinkTarget } from "./ops/link.ts";
import * as link from "./ops/link.ts";
import type { Connection } from "./socket/connection.ts";
import type { AsyncCallLimits, CallLimits } from "./socket/limits.ts";

/** What drivers count. */
export interface DriverStatistics {
  /**
   * What a link's driver counts, by the driver's own names, in its order: a veth's `peer_ifindex` is the index of its other end.
   * Nothing for a driver that counts nothing. Equivalent to `ethtool -S DEV`.
   * @throws NetlinkError ENODEV when there is no such link, SystemError EOPNOTSUPP for a driver without ethtool
   */
  driverStatistics(target: LinkTarget): Promise<Record<string, bigint>>;
}

/** {@link DriverStatistics}, blocking. */
export interface SyncDriverStatistics {
  /** What a link's driver counts. Equivalent to `ethtool -S DEV`. */
  driverStatistics(target: LinkTarget): Record<string, bigint>;
}

/** What drivers count, asked through a connection, in its namespace. */
export function driverStatistics(connection: Connection, limits: AsyncCallLimits): DriverStatistics {
  return {
    // The ioctl takes the link's name alone.
    driverStatistics: async (target) => {
      const { name } = await connection.run(link.get(target), limits);
      return Object.fromEntries(await connection.driverStatistics(name));
    },
  };
}

/** The same, blocking. */
export function syncDriverStatistics(connection: Connection, limits: CallLimits): SyncDriverStatistics {
  return {
    driverStatistics: (target) => {
      const { name } = connection.runSync(link.get(target), limits);
      return Object.fromEntries(connection.driverStatisticsSync(name));
    },
  };
}
