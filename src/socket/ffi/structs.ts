import { createRequire } from "node:module";
import { endianness } from "node:os";
import type * as bufferLayout from "buffer-layout";
import type { Layout, Structure } from "buffer-layout";

type BufferLayout = typeof bufferLayout;

/** A C struct that crosses the border to the C library. */
export interface CStruct<T> {
  /** sizeof. */
  readonly size: number;
  /** Bytes of the struct. Fields left out are zero. */
  encode(value: Partial<T>): Buffer;
  /** Writes the struct into bytes that exist. Fields left out keep what was there. */
  write(value: Partial<T>, bytes: Uint8Array, offset?: number): void;
  /** Offset of a field, for reading one out of many structs without decoding all of them. */
  offsetOf(field: keyof T & string): number;
  /** Reads the struct; blobs are views of `bytes`. */
  decode(bytes: Uint8Array, offset?: number): T;
}

const littleEndian = endianness() === "LE";
const wordSize = ["arm", "ia32", "mips", "mipsel", "ppc"].includes(process.arch) ? 4 : 8;
let required: BufferLayout | undefined;

/** Scalars in the machine's byte order, under their C names. `buffer-layout` is loaded when the first struct is used. */
interface Scalars {
  u8(name: string): Layout<unknown>;
  u16(name: string): Layout<unknown>;
  s16(name: string): Layout<unknown>;
  u32(name: string): Layout<unknown>;
  s32(name: string): Layout<unknown>;
  /** size_t, long or an address; exact up to 2^53. */
  word(name: string): Layout<unknown>;
  /** Fixed 64 bits; exact up to 2^53. */
  u64(name: string): Layout<unknown>;
  bytes(length: number, name: string): Layout<unknown>;
  /** C's alignment gap. */
  gap(length: number): Layout<unknown>[];
}

function scalars(layout: BufferLayout): Scalars {
  const u32 = littleEndian ? layout.u32 : layout.u32be;
  const u64 = littleEndian ? layout.nu64 : layout.nu64be;
  return {
    u8: layout.u8,
    u16: littleEndian ? layout.u16 : layout.u16be,
    s16: littleEndian ? layout.s16 : layout.s16be,
    u32,
    s32: littleEndian ? layout.s32 : layout.s32be,
    word: wordSize === 8 ? u64 : u32,
    u64,
    bytes: layout.blob,
    gap: (length) => (length === 0 ? [] : [layout.blob(length)]),
  };
}

function cStruct<T extends object>(fields: (c: Scalars) => Layout<unknown>[]): CStruct<T> {
  let made: Structure<Partial<T>> | undefined;
  const layout = (): Structure<Partial<T>> => {
    if (made !== undefined) return made;
    required ??= createRequire(import.meta.url)("buffer-layout") as BufferLayout;
    return (made = required.struct<Partial<T>>(fields(scalars(required))));
  };
  return {
    get size() {
      return layout().span;
    },
    encode: (value) => {
      const bytes = Buffer.alloc(layout().span);
      layout().encode(value, bytes);
      return bytes;
    },
    write: (value, bytes, offset = 0) => void layout().encode(value, asBuffer(bytes), offset),
    offsetOf: (field) => layout().offsetOf(field),
    // Every field is read: the layout names them all.
    decode: (bytes, offset = 0) => layout().decode(asBuffer(bytes), offset) as T,
  };
}

const asBuffer = (bytes: Uint8Array): Buffer =>
  Buffer.isBuffer(bytes) ? bytes : Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);

/** Size of an address, size_t and long in bytes. */
export const WORD_SIZE: number = wordSize;

/** `struct sockaddr_nl` (`linux/netlink.h`). */
export interface SockaddrNl {
  readonly family: number;
  readonly pid: number;
  readonly groups: number;
}
/** Address of a netlink socket; `pid` 0 is the kernel. */
export const sockaddrNl: CStruct<SockaddrNl> = cStruct((c) => [
  c.u16("family"),
  ...c.gap(2),
  c.u32("pid"),
  c.u32("groups"),
]);

/** `struct sockaddr_un` (`linux/un.h`), unix(7). */
export interface SockaddrUn {
  readonly family: number;
  readonly path: Uint8Array;
}
/** Address of a local socket; `path` is 108 bytes. */
export const sockaddrUn: CStruct<SockaddrUn> = cStruct((c) => [c.u16("family"), c.bytes(108, "path")]);

/** `struct iovec`, readv(2). */
export interface Iovec {
  readonly base: number;
  readonly len: number;
}
/** One piece of memory. */
export const iovec: CStruct<Iovec> = cStruct((c) => [c.word("base"), c.word("len")]);

/** `struct msghdr`, recvmsg(2); addresses are numbers. */
export interface Msghdr {
  readonly name: number;
  readonly namelen: number;
  readonly iov: number;
  readonly iovlen: number;
  readonly control: number;
  readonly controllen: number;
  readonly flags: number;
}
const msghdrFields = (c: Scalars): Layout<unknown>[] => [
  c.word("name"),
  c.u32("namelen"),
  ...c.gap(wordSize - 4),
  c.word("iov"),
  c.word("iovlen"),
  c.word("control"),
  c.word("controllen"),
  c.s32("flags"),
  ...c.gap(wordSize - 4),
];
/** `struct mmsghdr`, recvmmsg(2). */
export interface Mmsghdr extends Msghdr {
  /** Bytes received into this message. */
  readonly len: number;
}
/** One of the messages that recvmmsg(2) fills. */
export const mmsghdr: CStruct<Mmsghdr> = cStruct((c) => [...msghdrFields(c), c.u32("len"), ...c.gap(wordSize - 4)]);

/** `struct cmsghdr`, cmsg(3). */
export interface Cmsghdr {
  readonly len: number;
  readonly level: number;
  readonly type: number;
}
/** Header of a control message. */
export const cmsghdr: CStruct<Cmsghdr> = cStruct((c) => [c.word("len"), c.s32("level"), c.s32("type")]);

/** `struct pollfd`, poll(2). */
export interface Pollfd {
  readonly fd: number;
  readonly events: number;
  readonly revents: number;
}
/** What poll(2) waits for. */
export const pollfd: CStruct<Pollfd> = cStruct((c) => [c.s32("fd"), c.s16("events"), c.s16("revents")]);

/** `struct epoll_event`, epoll_ctl(2); the data union is used as its fd. */
export interface EpollEvent {
  readonly events: number;
  readonly fd: number;
}
/** An epoll event: packed on x86-64 only. */
export const epollEvent: CStruct<EpollEvent> = cStruct((c) => [
  c.u32("events"),
  ...c.gap(process.arch === "x64" || process.arch === "ia32" ? 0 : 4),
  c.s32("fd"),
  ...c.gap(4),
]);

/** `struct ifreq` (`linux/if.h`), netdevice(7): a name and a union of 24 bytes (16 on 32-bit machines). */
export interface Ifreq {
  /** 16 bytes, NUL-terminated. */
  readonly name: Uint8Array;
  readonly flags: number;
}
/** Argument of the SIOC… and TUN… ioctls. */
export const ifreq: CStruct<Ifreq> = cStruct((c) => [
  c.bytes(16, "name"),
  c.u16("flags"),
  ...c.gap(wordSize === 8 ? 22 : 14),
]);

/** `struct ifreq` with a `struct sockaddr` in its union: ioctls about link-layer addresses. */
export interface IfreqAddress {
  /** 16 bytes, NUL-terminated. */
  readonly name: Uint8Array;
  readonly family: number;
  /** 14 bytes. */
  readonly address: Uint8Array;
}
/** Argument of SIOCADDMULTI and its like. */
export const ifreqAddress: CStruct<IfreqAddress> = cStruct((c) => [
  c.bytes(16, "name"),
  c.u16("family"),
  c.bytes(14, "address"),
  ...c.gap(wordSize === 8 ? 8 : 0),
]);
