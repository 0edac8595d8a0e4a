import type { Datagram, Input } from "./datagram.ts";
import { InputError } from "./datagram.ts";

/** LINKTYPE_NETLINK. */
const linkType = 253;
/** The cooked header before each message: packet type, ARPHRD_NETLINK, unused bytes, and in its last u16 the netlink protocol. */
const cookedLength = 16;

const magics = [
  { magic: 0xa1b2c3d4, perSecond: 1e6 },
  { magic: 0xa1b23c4d, perSecond: 1e9 },
];

/** Byte order and clock of a capture file, from its magic number; `undefined` when the bytes are no capture file. */
function headerOf(bytes: Uint8Array): { view: DataView; littleEndian: boolean; perSecond: number } | undefined {
  if (bytes.length < 4) return undefined;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (const littleEndian of [true, false]) {
    const found = magics.find(({ magic }) => magic === view.getUint32(0, littleEndian));
    if (found !== undefined) return { view, littleEndian, perSecond: found.perSecond };
  }
  return undefined;
}

/** Whether the bytes begin like a capture file, of either format. */
export function isCapture(bytes: Uint8Array): boolean {
  return headerOf(bytes) !== undefined || isPcapng(bytes);
}

const isPcapng = (bytes: Uint8Array): boolean => [0x0a, 0x0d, 0x0d, 0x0a].every((byte, index) => bytes[index] === byte);

/**
 * Reads a capture of an nlmon device (`tcpdump -i nlmon0 -w FILE`), in either byte order and with either clock.
 * @throws InputError when it is a capture of something else, or damaged
 */
export function readCapture(bytes: Uint8Array): Input {
  if (isPcapng(bytes)) throw new InputError("a pcapng file; convert it with `editcap -F pcap`");
  const header = headerOf(bytes);
  if (header === undefined || bytes.length < 24) throw new InputError("not a pcap file");
  const { view, littleEndian, perSecond } = header;
  const found = view.getUint32(20, littleEndian) & 0xffff;
  if (found !== linkType) throw new InputError(`a capture of link type ${found}, not of netlink (${linkType})`);
  const datagrams: Datagram[] = [];
  const problems: string[] = [];
  for (let offset = 24, packet = 1; offset < bytes.length; packet++) {
    const where = `packet ${packet}`;
    if (bytes.length - offset < 16) {
      problems.push(`${where}: the file ends in its header`);
      break;
    }
    const seconds = view.getUint32(offset, littleEndian) + view.getUint32(offset + 4, littleEndian) / perSecond;
    const length = view.getUint32(offset + 8, littleEndian);
    const original = view.getUint32(offset + 12, littleEndian);
    const start = offset + 16;
    if (length > bytes.length - start) {
      problems.push(`${where}: the file ends in it`);
      break;
    }
    offset = start + length;
    if (length < cookedLength) {
      problems.push(`${where}: ${length} bytes are too few for a netlink capture`);
      continue;
    }
    if (length < original) problems.push(`${where}: only ${length} of ${original} bytes were captured`);
    datagrams.push({
      bytes: bytes.slice(start + cookedLength, offset),
      protocol: view.getUint16(start + cookedLength - 2, false),
      littleEndian,
      where,
      note: new Date(seconds * 1000).toISOString(),
    });
  }
  return { datagrams, problems };
}
