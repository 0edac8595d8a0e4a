import { readFileSync } from "node:fs";
import { endianness } from "node:os";
import { formatIpv4, formatIpv6, formatLinkAddress, parseLinkAddress } from "../protocol/schema/addresses.ts";
import { fromHex } from "../protocol/schema/binary.ts";
import { ifreqAddress } from "../socket/ffi/structs.ts";
import { interfaceNameBytes } from "./interface-name.ts";
import { attempt } from "./system-error.ts";
import type { IoctlAction } from "./visit.ts";

/** ioctl(2) requests (`linux/sockios.h`). */
const SIOCADDMULTI = 0x8931;
const SIOCDELMULTI = 0x8932;

/** A group that an interface has joined. */
export interface GroupMembership {
  readonly family: "link" | "inet" | "inet6";
  /** Index and name of the interface. */
  readonly index: number;
  readonly name: string;
  /** A link-layer or IP address. */
  readonly address: string;
  /** How many joined it. */
  readonly users: number;
  /** Whether a link-layer group was added by hand: `multicast.add`. */
  readonly static?: boolean;
}

/** The groups of a namespace's interfaces, which are filters of what they receive. */
export interface Multicast {
  /** Lists link-layer, IPv4 and IPv6 groups. Equivalent to `ip maddr show` (/proc/net/dev_mcast, igmp and igmp6). */
  list(): Promise<GroupMembership[]>;
  /**
   * Adds a link-layer group to an interface. Equivalent to `ip maddr add 33:33:00:00:00:99 dev v0` (SIOCADDMULTI, netdevice(7)).
   * One that was added before stays as it is.
   * @throws SystemError ENODEV; RangeError for what is no link-layer address
   */
  add(name: string, address: string): Promise<void>;
  /** Takes one that was added. Equivalent to `ip maddr del`. @throws SystemError ENOENT when it was not */
  delete(name: string, address: string): Promise<void>;
  /** `list` while the thread sleeps. */
  listSync(): GroupMembership[];
  /** `add` while the thread sleeps. */
  addSync(name: string, address: string): void;
  /** `delete` while the thread sleeps. */
  deleteSync(name: string, address: string): void;
}

/** What adds or deletes a link-layer group. */
export function groupAction(verb: "add" | "delete", name: string, address: string): IoctlAction {
  const bytes = parseLinkAddress(address);
  if (bytes === undefined || bytes.length === 0 || bytes.length > 14) {
    throw new RangeError(`${JSON.stringify(address)} is not a link-layer address`);
  }
  const data = Buffer.alloc(14);
  data.set(bytes);
  return {
    do: "ioctl",
    request: verb === "add" ? SIOCADDMULTI : SIOCDELMULTI,
    argument: ifreqAddress.encode({ name: interfaceNameBytes(name), family: 0, address: data }),
    what: `${verb} group ${address} on ${name}`,
  };
}

/** Lists the groups in the calling thread's namespace. */
export function readGroups(): GroupMembership[] {
  // /proc/net is of the process's first thread.
  const read = (file: string): string =>
    attempt(`/proc/net/${file}`, () => readFileSync(`/proc/thread-self/net/${file}`, "utf8"));
  return [...parseLinkGroups(read("dev_mcast")), ...parseIpv4Groups(read("igmp")), ...parseIpv6Groups(read("igmp6"))];
}

function rowsOf(text: string): string[][] {
  return text.split("\n").flatMap((line) => (line.trim() === "" ? [] : [line.trim().split(/\s+/)]));
}

/** Rows of index, name, users, how often added by hand, and address. */
function parseLinkGroups(text: string): GroupMembership[] {
  return rowsOf(text).map(([index, name = "", users, byHand, address = ""]) => ({
    family: "link",
    index: Number(index),
    name,
    address: formatLinkAddress(fromHex(address)),
    users: Number(users),
    static: byHand !== "0",
  }));
}

/** A header, then for each interface a row of index and name, and rows of its groups: the address as a number of 32 bits, and users. */
function parseIpv4Groups(text: string): GroupMembership[] {
  const groups: GroupMembership[] = [];
  let index = 0;
  let name = "";
  for (const line of text.split("\n").slice(1)) {
    const [first = "", second = ""] = line.trim().split(/\s+/);
    if (first === "") continue;
    if (!/^\s/.test(line)) {
      index = Number(first);
      name = second.replace(/:$/, "");
      continue;
    }
    const bytes = fromHex(first);
    const address = formatIpv4(endianness() === "LE" ? bytes.reverse() : bytes);
    groups.push({ family: "inet", index, name, address, users: Number(second) });
  }
  return groups;
}

/** Rows of index, name, address, users, and what else the kernel knows. */
function parseIpv6Groups(text: string): GroupMembership[] {
  return rowsOf(text).map(([index, name = "", address = "", users]) => ({
    family: "inet6",
    index: Number(index),
    name,
    address: formatIpv6(fromHex(address)),
    users: Number(users),
  }));
}
