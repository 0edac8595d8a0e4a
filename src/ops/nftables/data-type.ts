import {
  formatIpv4,
  formatIpv6,
  formatLinkAddress,
  ip,
  parseIp,
  parseLinkAddress,
} from "../../protocol/schema/addresses.ts";
import { EncodeError } from "../../protocol/schema/errors.ts";
import { hostIsLittleEndian, sourceOf } from "../../protocol/schema/source.ts";
import { bareString } from "../../protocol/schema/text.ts";
import { Writer } from "../../protocol/schema/writer.ts";
import type { ValueNames } from "./value-names.ts";
import {
  addressTypeNames,
  ctDirectionNames,
  ctStateNames,
  ctStatusNames,
  dscpNames,
  etherTypeNames,
  icmpTypeNames,
  icmpv6TypeNames,
  networkNames,
  packetTypeNames,
  protocolNames,
  tcpFlagNames,
} from "./value-names.ts";

/** A single value of a rule or a set: an address, a number, a name. */
export type NftScalar = string | number;

/** What a set's keys or a packet's field are: their size, how their values are written, and the number nft knows them by. */
export interface DataType {
  readonly name: string;
  /** nft's own number: NFTA_SET_KEY_TYPE, which the kernel only keeps. */
  readonly number: number;
  /** Bytes. */
  readonly length: number;
  /**
   * How nft compares it: `"host"` integers are turned to network order before intervals are compared, `"text"` is compared
   * as it is but counts as host order in a set's user data.
   */
  readonly order: "network" | "host" | "text";
  /** Bytes of a value; throws `EncodeError` for one that is none. */
  readonly parse: (value: NftScalar) => Uint8Array;
  /** Appends the bytes of a value that is a single key without making an array of them; false, with nothing appended, for any other. */
  readonly append?: (writer: Writer, value: NftScalar) => boolean;
  /** The value of bytes, as nft prints it. */
  readonly format: (bytes: Uint8Array) => NftScalar;
  /** nft notes no byte order in the user data of such sets. */
  readonly unordered?: boolean;
  /** Whether several values combine as bits. */
  readonly flags?: ValueNames;
}

function integerBytes(value: number, length: number, littleEndian: boolean): Uint8Array {
  const bytes = new Uint8Array(length);
  for (let index = 0, rest = value; index < length; index++, rest = Math.floor(rest / 256)) {
    bytes[littleEndian ? index : length - 1 - index] = rest % 256;
  }
  return bytes;
}

function integerOf(bytes: Uint8Array, littleEndian: boolean): number {
  let value = 0;
  for (let index = 0; index < bytes.length; index++) {
    value = value * 256 + bytes[littleEndian ? bytes.length - 1 - index : index]!;
  }
  return value;
}

interface IntegerOptions {
  readonly names?: ValueNames;
  readonly order?: "network" | "host";
  readonly flags?: boolean;
  readonly format?: (value: number) => NftScalar;
  readonly unordered?: boolean;
  /** The largest value, where that is less than the bytes can hold. */
  readonly max?: number;
}

/** A type whose values are integers, with names for some. */
export function integerType(name: string, number: number, length: number, options: IntegerOptions = {}): DataType {
  const { names, order = "network" } = options;
  const littleEndian = order === "host" && hostIsLittleEndian;
  const bits = options.flags === true ? names : undefined;
  const max = options.max ?? 256 ** length - 1;
  const nameBits = (value: number): NftScalar | undefined => {
    if (bits === undefined || value === 0) return undefined;
    const set = Object.entries(bits.values).filter(([, bit]) => (value & bit) !== 0);
    if (set.reduce((sum, [, bit]) => sum | bit, 0) !== value) return undefined;
    return set
      .toSorted((a, b) => a[1] - b[1])
      .map(([bit]) => bit)
      .join(",");
  };
  const format = options.format ?? ((value: number): NftScalar => nameBits(value) ?? names?.nameOf(value) ?? value);
  return {
    name,
    number,
    length,
    order,
    parse: (value) => {
      let integer = value;
      if (typeof integer === "string" && bits !== undefined && integer.includes(",")) {
        integer = integer.split(",").reduce((sum, part) => {
          const bit = Object.hasOwn(bits.values, part.trim()) ? bits.values[part.trim()] : undefined;
          if (bit === undefined) throw new EncodeError(`${JSON.stringify(part)} is not a value of type ${name}`);
          return sum | bit;
        }, 0);
      }
      if (typeof integer === "string") {
        if (names !== undefined && Object.hasOwn(names.values, integer)) integer = names.values[integer]!;
        else if (/^(\d+|0x[0-9a-f]+)$/i.test(integer)) integer = Number(integer);
        else throw new EncodeError(`${JSON.stringify(value)} is not a value of type ${name}`);
      }
      if (!Number.isInteger(integer) || integer < 0 || integer > max) {
        throw new EncodeError(`${value} is not a value of type ${name} (0 to ${max})`);
      }
      return integerBytes(integer, length, littleEndian);
    },
    format: (bytes) => format(integerOf(bytes, littleEndian)),
    ...(options.unordered === true && { unordered: true }),
    ...(bits !== undefined && { flags: bits }),
  };
}

/** The bytes the other way round: between the order of the host and that of the network. */
export function reversed(bytes: Uint8Array): Uint8Array {
  return bytes.slice().reverse();
}

function addressType(name: string, number: number, length: 4 | 16): DataType {
  return {
    name,
    number,
    length,
    order: "network",
    parse: (value) => {
      const bytes = parseIp(String(value));
      if (bytes?.length !== length)
        throw new EncodeError(`${JSON.stringify(value)} is not an ${length === 4 ? "IPv4" : "IPv6"} address`);
      return bytes;
    },
    append: (writer, value) => {
      if (typeof value !== "string" || value.includes("/") || value.includes("-")) return false;
      const start = writer.position;
      ip.encode(writer, value);
      if (writer.position - start === length) return true;
      writer.position = start;
      return false;
    },
    format: length === 4 ? (bytes) => formatIpv4(bytes) : (bytes) => formatIpv6(bytes),
  };
}

const text = bareString(15);
const ifname: DataType = {
  name: "ifname",
  number: 41,
  length: 16,
  order: "text",
  parse: (value) => {
    const writer = new Writer(16);
    if (value === "") throw new EncodeError("an interface name is not empty");
    text.encode(writer, String(value));
    writer.reserve(16 - writer.position);
    return writer.copy();
  },
  append: (writer, value) => {
    if (typeof value !== "string" || value === "" || value.endsWith("*")) return false;
    const start = writer.position;
    text.encode(writer, value);
    writer.reserve(16 - (writer.position - start));
    return true;
  },
  format: (bytes) => {
    const stop = bytes.indexOf(0);
    return text.decode(sourceOf(bytes), 0, stop < 0 ? bytes.length : stop) ?? "";
  },
};
const etherAddress: DataType = {
  name: "ether_addr",
  number: 9,
  length: 6,
  order: "network",
  parse: (value) => {
    const bytes = parseLinkAddress(String(value));
    if (bytes?.length !== 6) throw new EncodeError(`${JSON.stringify(value)} is not a link-layer address of six bytes`);
    return bytes;
  },
  format: (bytes) => formatLinkAddress(bytes),
};

const hexadecimal = (value: number): string => `0x${value.toString(16).padStart(8, "0")}`;

/** The types by nft's names. */
export const dataTypes = {
  nf_proto: integerType("nf_proto", 2, 1, { names: networkNames, order: "host", unordered: true }),
  ipv4_addr: addressType("ipv4_addr", 7, 4),
  ipv6_addr: addressType("ipv6_addr", 8, 16),
  ether_addr: etherAddress,
  ether_type: integerType("ether_type", 10, 2, { names: etherTypeNames }),
  inet_proto: integerType("inet_proto", 12, 1, { names: protocolNames, unordered: true }),
  inet_service: integerType("inet_service", 13, 2),
  icmp_type: integerType("icmp_type", 14, 1, { names: icmpTypeNames }),
  tcp_flag: integerType("tcp_flag", 15, 1, { names: tcpFlagNames, flags: true }),
  mark: integerType("mark", 19, 4, { order: "host", format: hexadecimal }),
  iface_index: integerType("iface_index", 20, 4, { order: "host" }),
  uid: integerType("uid", 24, 4, { order: "host" }),
  gid: integerType("gid", 25, 4, { order: "host" }),
  ct_state: integerType("ct_state", 26, 4, { names: ctStateNames, order: "host", flags: true }),
  ct_dir: integerType("ct_dir", 27, 1, { names: ctDirectionNames, order: "host", unordered: true }),
  ct_status: integerType("ct_status", 28, 4, { names: ctStatusNames, order: "host", flags: true }),
  icmpv6_type: integerType("icmpv6_type", 29, 1, { names: icmpv6TypeNames }),
  pkt_type: integerType("pkt_type", 31, 1, { names: packetTypeNames, order: "host" }),
  icmp_code: integerType("icmp_code", 32, 1),
  icmpv6_code: integerType("icmpv6_code", 33, 1),
  devgroup: integerType("devgroup", 35, 4, { order: "host" }),
  dscp: integerType("dscp", 36, 1, { names: dscpNames, max: 63 }),
  fib_addrtype: integerType("fib_addrtype", 38, 4, { names: addressTypeNames, order: "host" }),
  ifname,
} as const satisfies Readonly<Record<string, DataType>>;

/** Name of a type of keys or values, as nft writes it. */
export type NftTypeName = keyof typeof dataTypes;

const byName: ReadonlyMap<string, DataType> = new Map(Object.entries(dataTypes));

function numbersOf<T extends Readonly<Record<string, DataType>>>(
  types: T,
): ReadonlyMap<number, Extract<keyof T, string>> {
  const names = new Map<number, Extract<keyof T, string>>();
  for (const name in types) names.set(types[name]!.number, name);
  return names;
}
const byNumber = numbersOf(dataTypes);

/** Name of the type whose number nft wrote in NFTA_SET_KEY_TYPE; `undefined` for one that is not known here. */
export function typeNameOf(number: number): NftTypeName | undefined {
  return byNumber.get(number);
}

/** The type of that name. */
export function typeNamed(name: string): DataType {
  const type = byName.get(name);
  if (type === undefined) {
    throw new EncodeError(`${JSON.stringify(name)} is none of ${[...byName.keys()].join(", ")}`, ["type"]);
  }
  return type;
}
