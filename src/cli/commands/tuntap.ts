import { closeSync, constants, openSync, readdirSync, readFileSync, readlinkSync } from "node:fs";
import { linkMessage } from "../../protocol/route/link.ts";
import { hardwareType, RTM_GETLINK } from "../../protocol/route/link-constants.ts";
import type { Cursor, Keyword } from "../cursor.ts";
import { abbreviates, keyword, readKeywords } from "../cursor.ts";
import { CommandError, duplicateOrGarbage, UsageError, wrongArgument } from "../failure.ts";
import { isInterfaceName } from "../link-cache.ts";
import { numberOfAccount } from "../names.ts";
import { parseInteger } from "../numbers.ts";
import type { Command } from "../objects.ts";
import { presentTunTap } from "../present/tuntap.ts";
import type { TunProcess } from "../present/tuntap.ts";
import { listing } from "../requests.ts";
import type { Session } from "../session.ts";
import { systemText } from "../session.ts";
import { usage } from "../usage.ts";
import type { Verb } from "./verbs.ts";
import { runVerb, verb } from "./verbs.ts";

/** Flags of TUNSETIFF (`linux/if_tun.h`). */
const IFF_TUN = 0x0001;
const IFF_TAP = 0x0002;
const IFF_MULTI_QUEUE = 0x0100;
const IFF_NO_PI = 0x1000;
const IFF_ONE_QUEUE = 0x2000;
const IFF_VNET_HDR = 0x4000;
const IFF_TUN_EXCL = 0x8000;
/** ioctl(2) requests (`linux/if_tun.h`). */
const requests = {
  TUNSETIFF: 0x400454ca,
  TUNSETPERSIST: 0x400454cb,
  TUNSETOWNER: 0x400454cc,
  TUNSETGROUP: 0x400454ce,
} as const;
const DEVICE = "/dev/net/tun";

interface Device {
  flags: number;
  name: string;
  owner: number | undefined;
  group: number | undefined;
}

function readName(device: Device, word: string, option: string): void {
  if (!isInterfaceName(word)) throw wrongArgument(`"${option}" not a valid ifname`, word);
  device.name = word;
}

/** A number, or an account's name. */
function readAccount(cursor: Cursor, kind: "user" | "group", path: "/etc/passwd" | "/etc/group"): number {
  const word = cursor.next();
  const number = word === "" ? undefined : parseInteger(word, 10);
  if (number !== undefined) return Number(BigInt.asUintN(32, number));
  const found = numberOfAccount(path, word);
  if (found === undefined) throw new UsageError(`invalid ${kind} "${word}"\n`);
  return found;
}

const setFlag = (spelling: string, bit: number): Keyword<Device> =>
  keyword(spelling, (device) => {
    device.flags |= bit;
  });

const modeOption = keyword<Device>("mode*", (device, cursor) => {
  const word = cursor.next();
  const [bit, other] = abbreviates(word, "tun") ? [IFF_TUN, IFF_TAP] : [IFF_TAP, IFF_TUN];
  if (bit === IFF_TAP && !abbreviates(word, "tap")) throw new UsageError(`Unknown tunnel mode "${word}"\n`);
  if ((device.flags & other) !== 0) throw new UsageError("You managed to ask for more than one tunnel mode.\n");
  device.flags |= bit;
});
const accountOptions: readonly Keyword<Device>[] = [
  keyword("user*", (device, cursor) => {
    device.owner = readAccount(cursor, "user", "/etc/passwd");
  }),
  keyword("group*", (device, cursor) => {
    device.group = readAccount(cursor, "group", "/etc/group");
  }),
];
const otherOptions: readonly Keyword<Device>[] = [
  keyword("pi*", (device) => {
    device.flags &= ~IFF_NO_PI;
  }),
  setFlag("one_queue*", IFF_ONE_QUEUE),
  setFlag("vnet_hdr*", IFF_VNET_HDR),
  setFlag("multi_queue*", IFF_MULTI_QUEUE),
  keyword("dev*", (device, cursor) => readName(device, cursor.next(), "dev")),
];
const addOptions = [modeOption, ...accountOptions, ...otherOptions];
const deleteOptions = [modeOption, ...otherOptions];

function readDevice(cursor: Cursor, options: readonly Keyword<Device>[]): Device {
  const device: Device = { flags: IFF_NO_PI, name: "", owner: undefined, group: undefined };
  readKeywords(cursor, options, device, () => {
    let word = cursor.word ?? "";
    if (abbreviates(word, "name")) word = cursor.next();
    else if (abbreviates(word, "help")) throw new UsageError(usage.tuntap);
    if (device.name !== "") throw duplicateOrGarbage("name", word);
    readName(device, word, "name");
  });
  if ((device.flags & (IFF_TUN | IFF_TAP)) === 0) throw new CommandError("You failed to specify a tunnel mode\n");
  return device;
}

/** Opens the device by TUNSETIFF and does the rest with it. */
async function control(
  { name, flags }: Device,
  steps: readonly (readonly [request: keyof typeof requests, argument: number])[],
): Promise<void> {
  const { ioctl } = await import("../../socket/ffi/libc.ts");
  // struct ifreq: the name in 16 bytes, the flags behind it.
  const request = Buffer.alloc(40);
  request.write(name);
  new Uint16Array(request.buffer, request.byteOffset + 16, 1)[0] = flags;
  let fd: number;
  try {
    fd = openSync(DEVICE, constants.O_RDWR);
  } catch (error) {
    throw new CommandError(`open: ${systemText(error)}\n`);
  }
  try {
    for (const [what, argument] of [["TUNSETIFF", request], ...steps] as const) {
      try {
        ioctl(fd, requests[what], argument);
      } catch (error) {
        throw new CommandError(`ioctl(${what}): ${systemText(error)}\n`);
      }
    }
  } finally {
    closeSync(fd);
  }
}

/** `tuntap add`. */
async function add(cursor: Cursor): Promise<void> {
  const device = readDevice(cursor, addOptions);
  await control({ ...device, flags: device.flags | IFF_TUN_EXCL }, [
    ...(device.owner === undefined ? [] : [["TUNSETOWNER", device.owner] as const]),
    ...(device.group === undefined ? [] : [["TUNSETGROUP", device.group] as const]),
    ["TUNSETPERSIST", 1],
  ]);
}

/** `tuntap delete`. */
async function remove(cursor: Cursor): Promise<void> {
  await control(readDevice(cursor, deleteOptions), [["TUNSETPERSIST", 0]]);
}

/** A number that the kernel shows of a device below /sys; with a message where it can't be read. */
function readProperty(name: string, property: string, session: Session): number | undefined {
  const path = `/sys/class/net/${name}/${property}`;
  let text: string;
  try {
    [text = ""] = readFileSync(path, "utf8").split("\n");
  } catch (error) {
    session.warn(`fopen ${path}: ${systemText(error)}\n`);
    return undefined;
  }
  const value = parseInteger(text);
  if (value !== undefined) return Number(value);
  session.warn(`value "${text}" in file ${path} is not a number\nFailed to parse ${path}\n`);
  return undefined;
}

function entriesOf(folder: string): string[] {
  try {
    return readdirSync(folder).filter((name) => /^[0-9]/.test(name));
  } catch {
    return [];
  }
}

/** The target of a descriptor's link; with a message where it can't be read. */
function targetOf(path: string, session: Session): string | undefined {
  try {
    return readlinkSync(path);
  } catch (error) {
    session.warn(`readlink: ${systemText(error)}\n`);
    return undefined;
  }
}

/** The processes that hold a descriptor of the device. */
function processesOf(device: string, session: Session): TunProcess[] {
  const found: TunProcess[] = [];
  for (const pid of entriesOf("/proc")) {
    if (Number(pid) === process.pid) continue;
    for (const fd of entriesOf(`/proc/${pid}/fd`)) {
      if (targetOf(`/proc/${pid}/fd/${fd}`, session) !== DEVICE) continue;
      try {
        const info = readFileSync(`/proc/${pid}/fdinfo/${fd}`, "utf8");
        if (!info.split("\n").some((line) => line.replace(/\s+/g, "") === `iff:${device}`)) continue;
        found.push({ pid: Number(pid), name: readFileSync(`/proc/${pid}/comm`, "utf8").trimEnd() });
      } catch (error) {
        session.warn(`fopen: ${systemText(error)}\n`);
      }
    }
  }
  return found;
}

/** `tuntap show`. */
const show: Command = (_cursor, session) => {
  const view = session.view();
  const request = listing(
    RTM_GETLINK,
    linkMessage,
    { attributes: { linkinfo: { kind: "tun" } } },
    "list tun and tap devices",
  );
  view.begin();
  for (const { header, attributes } of session.list(request)) {
    const name = attributes.ifname;
    if (header.type !== hardwareType.values.none && header.type !== hardwareType.values.ether) continue;
    if (name === undefined || attributes.linkinfo?.kind !== "tun") continue;
    // The first that can't be read is all that is told of a device.
    const flags = readProperty(name, "tun_flags", session);
    if (flags === undefined) continue;
    const owner = readProperty(name, "owner", session);
    if (owner === undefined) continue;
    const group = readProperty(name, "group", session);
    if (group === undefined) continue;
    const processes = session.options.details ? processesOf(name, session) : undefined;
    presentTunTap(view, { name, flags, owner, group, processes });
  }
  view.end();
};

const verbs: readonly Verb[] = [
  verb("add*", add),
  verb("delete*", remove),
  verb("show*|lst*|list*", show),
  verb("help*", () => {
    throw new UsageError(usage.tuntap);
  }),
];

/** `ts-ip tuntap`. */
export const tuntap: Command = (cursor, session) => runVerb("tuntap", verbs, cursor, session, show);
