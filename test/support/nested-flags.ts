const NESTED = 0x8000;

/** Lengths of the family header after nlmsghdr, by the first message type of each group of four in rtnetlink. */
const routeHeaders: Readonly<Record<number, number>> = {
  16: 16, // ifinfomsg
  20: 8, // ifaddrmsg
  24: 12, // rtmsg
  28: 12, // ndmsg
  32: 12, // fib_rule_hdr
  36: 20, // tcmsg
  40: 20,
  44: 20,
  64: 4, // ndtmsg
  72: 12, // prefixmsg
  80: 4, // netconfmsg
  84: 8, // br_port_msg
  88: 4, // rtgenmsg, padded
  92: 12, // if_stats_msg
  96: 12, // cachereport
  100: 20, // chain: tcmsg
  104: 8, // nhmsg
  108: 16, // linkprop: ifinfomsg
  112: 8, // vlan: br_vlan_msg
  116: 8, // nexthop bucket: nhmsg
  120: 8, // tunnel
};

/** Structs that may stand before the attributes of a nest: none, rtnexthop's rest (rtnh_ifindex), ifinfomsg (veth peer). */
const prefixes = [0, 4, 16];

/**
 * Clears NLA_F_NESTED in place in every attribute of a message. What is a nest is told from the bytes alone, not from
 * the flag: a payload that divides into well-formed attributes to its last byte. A binary value that happens to look
 * like one may lose bits, but the same bits in both of the messages that are compared.
 */
export function clearNestedFlags(message: Uint8Array): void {
  const view = new DataView(message.buffer, message.byteOffset, message.byteLength);
  if (message.length < 20) return;
  const type = view.getUint16(4, true);
  const header = type >= 256 ? 4 : type >= 16 ? routeHeaders[type & ~3] : undefined;
  if (header === undefined) return;
  clear(view, 16 + header, message.length);
}

function clear(view: DataView, start: number, end: number): void {
  for (let offset = start; offset + 4 <= end;) {
    const length = view.getUint16(offset, true);
    if (length < 4 || offset + length > end) return;
    view.setUint16(offset + 2, view.getUint16(offset + 2, true) & ~NESTED, true);
    const from = offset + 4;
    const to = offset + length;
    const prefix = prefixes.find((size) => isAttributes(view, from + size, to));
    if (prefix !== undefined) clear(view, from + prefix, to);
    offset += (length + 3) & ~3;
  }
}

/** Whether the range is attributes to the last byte, at least one. */
function isAttributes(view: DataView, start: number, end: number): boolean {
  if (start + 4 > end) return false;
  let offset = start;
  while (offset < end) {
    if (offset + 4 > end) return false;
    const length = view.getUint16(offset, true);
    if (length < 4 || offset + length > end) return false;
    offset += (length + 3) & ~3;
  }
  return true;
}
