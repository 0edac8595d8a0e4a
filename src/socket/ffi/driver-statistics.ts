import { endianness } from "node:os";
import { addressOf, ioctl, WORD_SIZE } from "./libc.ts";

/** `linux/sockios.h`. */
const SIOCETHTOOL = 0x8946;
/** Commands, a set of strings and the length of each (`linux/ethtool.h`). */
const ETHTOOL_GSTRINGS = 0x1b;
const ETHTOOL_GSTATS = 0x1d;
const ETHTOOL_GSSET_INFO = 0x37;
const ETH_SS_STATS = 1;
const ETH_GSTRING_LEN = 32;

const IFNAMSIZ = 16;
const littleEndian = endianness() === "LE";

/** `struct ifreq` of a link's name and the address of a command, which the kernel reads and writes. */
function ethtool(fd: number, name: string, command: DataView): void {
  const bytes = new Uint8Array(command.buffer);
  const request = Buffer.alloc(IFNAMSIZ + (WORD_SIZE === 8 ? 24 : 16));
  request.write(name, 0, IFNAMSIZ - 1);
  const view = new DataView(request.buffer, request.byteOffset);
  if (WORD_SIZE === 8) view.setBigUint64(IFNAMSIZ, BigInt(addressOf(bytes)), littleEndian);
  else view.setUint32(IFNAMSIZ, addressOf(bytes), littleEndian);
  ioctl(fd, SIOCETHTOOL, request, name);
}

function command(number: number, bytes: number): DataView {
  const view = new DataView(new ArrayBuffer(bytes));
  view.setUint32(0, number, littleEndian);
  return view;
}

/** How many counters the driver has: `struct ethtool_sset_info`, whose mask the kernel clears where it has none. */
function countersOf(fd: number, name: string): number {
  const info = command(ETHTOOL_GSSET_INFO, 20);
  info.setBigUint64(8, 1n << BigInt(ETH_SS_STATS), littleEndian);
  ethtool(fd, name, info);
  return info.getBigUint64(8, littleEndian) === 0n ? 0 : info.getUint32(16, littleEndian);
}

/**
 * What a link's driver counts, by the driver's names, as `ethtool -S` shows it: SIOCETHTOOL, ethtool(8).
 * @param fd any socket of the link's namespace
 * @param name the link's name, not an alternative one
 * @throws SystemError ENODEV when there is no such link, EOPNOTSUPP for a driver that knows nothing of ethtool
 */
export function driverStatistics(fd: number, name: string): [name: string, value: bigint][] {
  const count = countersOf(fd, name);
  if (count === 0) return [];
  // The kernel writes as many as there are by then: there may be more, when queues come meanwhile.
  const room = count * 2 + 256;
  const strings = command(ETHTOOL_GSTRINGS, 12 + room * ETH_GSTRING_LEN);
  strings.setUint32(4, ETH_SS_STATS, littleEndian);
  ethtool(fd, name, strings);
  const values = command(ETHTOOL_GSTATS, 8 + room * 8);
  ethtool(fd, name, values);
  const told = Math.min(strings.getUint32(8, littleEndian), values.getUint32(4, littleEndian));
  const text = Buffer.from(strings.buffer, 12);
  return Array.from({ length: told }, (_, index) => {
    const string = text.subarray(index * ETH_GSTRING_LEN, (index + 1) * ETH_GSTRING_LEN);
    const end = string.indexOf(0);
    return [
      string.toString("latin1", 0, end < 0 ? ETH_GSTRING_LEN : end),
      values.getBigUint64(8 + index * 8, littleEndian),
    ];
  });
}
