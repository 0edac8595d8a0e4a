import { closeSync, constants, openSync, readSync, writeSync } from "node:fs";
import { AF_INET, ioctl, O_NONBLOCK, SOCK_DGRAM, socket } from "../socket/ffi/libc.ts";
import { systemError } from "../socket/ffi/library.ts";
import { ifreq } from "../socket/ffi/structs.ts";
import { ClosedError } from "../socket/errors.ts";
import { interfaceNameBytes } from "./interface-name.ts";
import { attempt, errorCode } from "./system-error.ts";

/** Flags of TUNSETIFF (`linux/if_tun.h`). */
const IFF_TUN = 0x0001;
const IFF_TAP = 0x0002;
const IFF_MULTI_QUEUE = 0x0100;
const IFF_PERSIST = 0x0800;
const IFF_NO_PI = 0x1000;
const IFF_ONE_QUEUE = 0x2000;
const IFF_VNET_HDR = 0x4000;
const IFF_TUN_EXCL = 0x8000;

/** ioctl(2) requests (`linux/if_tun.h`, `linux/sockios.h`), as `asm-generic/ioctl.h` builds them. */
const TUNSETIFF = 0x400454ca;
const TUNSETPERSIST = 0x400454cb;
const TUNSETOWNER = 0x400454cc;
const TUNSETGROUP = 0x400454ce;
const TUNGETIFF = 0x800454d2;
const TUNSETVNETHDRSZ = 0x400454d8;
const SIOCGIFINDEX = 0x8933;

const DEVICE = "/dev/net/tun";
const ENODEV = 19;

/** What a tun or tap device shall be. */
export interface TunTapOptions {
  /** Up to 15 bytes; a `%d` in it is replaced by the first free number. The kernel chooses `tun0`, `tap0` … where it is left out. */
  readonly name?: string;
  /** User id that may open the device beside root (`ip tuntap add … user`). */
  readonly owner?: number;
  /** Group id that may open it (`ip tuntap add … group`). */
  readonly group?: number;
  /** Keeps the device when its last descriptor is closed; then no descriptor is kept, unless `keep` says so. */
  readonly persist?: boolean;
  /** Keeps the descriptor open: the default for a device that is not persistent. */
  readonly keep?: boolean;
  /** Lets several descriptors be opened, one a queue (IFF_MULTI_QUEUE). */
  readonly multiQueue?: boolean;
  /** Puts a virtio_net_hdr before each packet (IFF_VNET_HDR). */
  readonly vnetHdr?: boolean;
  /** Size of that header in bytes (TUNSETVNETHDRSZ), such as 12 with mergeable buffers; the kernel begins with 10. */
  readonly vnetHdrSize?: number;
  /** IFF_ONE_QUEUE; without effect since Linux 3.8, and still shown. */
  readonly oneQueue?: boolean;
  /** Puts four bytes of flags and protocol before each packet (leaves out IFF_NO_PI). */
  readonly packetInfo?: boolean;
  /** Opens a queue of a device that exists instead of making one: what a program does that was given a persistent device. */
  readonly attach?: boolean;
}

/** The same with the layer: `tun` carries IP packets, `tap` Ethernet frames. */
export interface TunTapRequest extends TunTapOptions {
  readonly mode: "tun" | "tap";
}

/** A tun or tap device as it was made. */
export interface TunTapOpened {
  readonly name: string;
  readonly index: number;
  /** Its descriptor, non-blocking and close-on-exec, where it was kept. */
  readonly fd?: number;
}

function requestFlags({ mode, multiQueue, vnetHdr, oneQueue, packetInfo }: TunTapRequest): number {
  return (
    (mode === "tun" ? IFF_TUN : IFF_TAP) |
    (multiQueue === true ? IFF_MULTI_QUEUE : 0) |
    (vnetHdr === true ? IFF_VNET_HDR : 0) |
    (oneQueue === true ? IFF_ONE_QUEUE : 0) |
    (packetInfo === true ? 0 : IFF_NO_PI)
  );
}

function encodeRequest(name: string, flags: number): Buffer {
  return ifreq.encode({ name: interfaceNameBytes(name), flags });
}

function decodeName(request: Uint8Array): string {
  const { name } = ifreq.decode(request);
  return Buffer.from(name.subarray(0, name.indexOf(0))).toString();
}

function openDevice(): number {
  return attempt(DEVICE, () => openSync(DEVICE, constants.O_RDWR | O_NONBLOCK));
}

/** Index of a link of the calling thread's namespace. @throws SystemError (ENODEV) where there is none of that name */
function linkIndex(name: string): number {
  const asked = encodeRequest(name, 0);
  const fd = socket(AF_INET, SOCK_DGRAM, 0);
  try {
    ioctl(fd, SIOCGIFINDEX, asked, name);
  } finally {
    closeSync(fd);
  }
  return new Int32Array(Uint8Array.from(asked.subarray(16, 20)).buffer)[0]!;
}

/**
 * Makes a tun or tap device in the calling thread's namespace, at once. See `Namespace.tap` for other namespaces.
 *
 * Equivalent to `ip tuntap add dev NAME mode MODE` with `persist`, and to what a VPN or a virtual machine does without.
 * @throws RangeError for a name over 15 bytes, SystemError EBUSY when the device exists, EPERM, EACCES
 */
export function createTunTap(request: TunTapRequest): TunTapOpened {
  const { name = "", owner, group, persist = false, keep = !persist, attach = false, vnetHdrSize } = request;
  const what = `${request.mode} device ${name}`.trimEnd();
  const wanted = encodeRequest(name, requestFlags(request) | (attach ? 0 : IFF_TUN_EXCL));
  if (attach) linkIndex(name);
  const fd = openDevice();
  let made = false;
  try {
    ioctl(fd, TUNSETIFF, wanted, what);
    if (owner !== undefined) ioctl(fd, TUNSETOWNER, owner, `owner ${owner} of ${what}`);
    if (group !== undefined) ioctl(fd, TUNSETGROUP, group, `group ${group} of ${what}`);
    if (vnetHdrSize !== undefined) {
      const size = new Uint8Array(new Int32Array([vnetHdrSize]).buffer);
      ioctl(fd, TUNSETVNETHDRSZ, size, `header of ${vnetHdrSize} bytes for ${what}`);
    }
    const actual = decodeName(wanted);
    const index = linkIndex(actual);
    if (persist) ioctl(fd, TUNSETPERSIST, 1, what);
    made = true;
    return keep ? { name: actual, index, fd } : { name: actual, index };
  } finally {
    // What is not persistent yet ends with its descriptor.
    if (!keep || !made) closeSync(fd);
  }
}

/**
 * Ends a persistent tun or tap device of the calling thread's namespace: it goes when nobody has it open any more.
 *
 * Equivalent to `ip tuntap del dev NAME mode MODE`, which succeeds where there is no such device; this does not.
 * @throws SystemError ENODEV when there is none, EBUSY while someone has it open, EINVAL when `multiQueue` differs from the device's
 */
export function deleteTunTap(mode: "tun" | "tap", name: string, multiQueue = false): void {
  const what = `${mode} device ${name}`;
  const wanted = encodeRequest(name, requestFlags({ mode, multiQueue }));
  linkIndex(name);
  const fd = openDevice();
  try {
    ioctl(fd, TUNSETIFF, wanted, what);
    const actual = Buffer.alloc(wanted.length);
    ioctl(fd, TUNGETIFF, actual, what);
    // A device that was not persistent has been made by TUNSETIFF just now: the one meant vanished meanwhile.
    if ((ifreq.decode(actual).flags & IFF_PERSIST) === 0) throw systemError("ioctl", ENODEV, what);
    ioctl(fd, TUNSETPERSIST, 0, what);
  } finally {
    closeSync(fd);
  }
}

/** Largest packet or frame that the kernel hands over: 64 KiB, its headers included. */
const LARGEST = 65536 + 64;

/** A tun or tap device and its open queue, where one was kept. */
export class TunTap {
  readonly mode: "tun" | "tap";
  /** Name of the device in its namespace. */
  readonly name: string;
  /** Index of the device in its namespace. */
  readonly index: number;
  #fd: number | undefined;
  #closed = false;

  /** Takes over the descriptor. Use `Namespace.tap`, `Namespace.tun`, or wrap what `createTunTap` returned. */
  constructor(mode: "tun" | "tap", opened: TunTapOpened) {
    this.mode = mode;
    this.name = opened.name;
    this.index = opened.index;
    this.#fd = opened.fd;
  }

  /**
   * The queue's descriptor, non-blocking; one packet or frame a read(2) and write(2).
   * @throws ClosedError where none was kept, or after `close`
   */
  get fd(): number {
    if (this.#fd === undefined) throw new ClosedError(`descriptor of ${this.mode} device ${this.name}`);
    return this.#fd;
  }

  /** Whether a descriptor is open. */
  get isOpen(): boolean {
    return this.#fd !== undefined;
  }

  /** Reads one packet that has come, its optional headers included; `undefined` when there is none. The bytes are the caller's. */
  readSync(): Buffer | undefined {
    const bytes = Buffer.allocUnsafe(LARGEST);
    try {
      return bytes.subarray(0, readSync(this.fd, bytes));
    } catch (error) {
      if (errorCode(error) === "EAGAIN") return undefined;
      throw error;
    }
  }

  /**
   * Waits for a packet. Looks every two milliseconds: fit for tests and small tools, not for a data path, which gives `fd` to
   * a program of its own.
   * @returns `undefined` when the device was closed or the signal came first
   */
  async read(options: { readonly signal?: AbortSignal } = {}): Promise<Buffer | undefined> {
    while (!this.#closed && options.signal?.aborted !== true) {
      const packet = this.readSync();
      if (packet !== undefined) return packet;
      await new Promise((resolve) => setTimeout(resolve, 2));
    }
    return undefined;
  }

  /** Sends one packet, with its optional headers, into the device: to the kernel it has arrived there. */
  writeSync(packet: Uint8Array): void {
    attempt(`${this.mode} device ${this.name}`, () => writeSync(this.fd, packet));
  }

  /** Closes the descriptor, which ends a device that is not persistent. Harmless when done before. */
  close(): void {
    this.#closed = true;
    if (this.#fd === undefined) return;
    closeSync(this.#fd);
    this.#fd = undefined;
  }

  [Symbol.dispose](): void {
    this.close();
  }
}
