import { checked, declare, systemError } from "./library.ts";
import { pollfd, sockaddrNl, sockaddrUn, WORD_SIZE } from "./structs.ts";

/*
 * The system calls that Node has no function for. Each throws a SystemError that names the call; each loads the native library
 * when it is the first. What `node:fs` can do on any descriptor (read, write, close, statfs) is left to it: it is cheaper.
 */

export { loadLibrary } from "./library.ts";
export { WORD_SIZE } from "./structs.ts";

/** Address families (`bits/socket.h`). */
export const AF_UNIX = 1;
export const AF_INET = 2;
export const AF_INET6 = 10;
export const AF_NETLINK = 16;
/** Socket types and flags (`bits/socket_type.h`). */
export const SOCK_STREAM = 1;
export const SOCK_DGRAM = 2;
export const SOCK_RAW = 3;
export const SOCK_NONBLOCK = 0o4000;
export const SOCK_CLOEXEC = 0o2000000;
/** Socket options (`asm-generic/socket.h`, `linux/netlink.h`). */
export const SOL_SOCKET = 1;
export const SO_REUSEADDR = 2;
export const SO_SNDBUF = 7;
export const SO_RCVBUF = 8;
export const SO_REUSEPORT = 15;
export const SO_SNDBUFFORCE = 32;
export const SO_RCVBUFFORCE = 33;
export const SO_NETNS_COOKIE = 71;
export const IPPROTO_IPV6 = 41;
export const IPV6_V6ONLY = 26;
export const SOL_NETLINK = 270;
export const NETLINK_ADD_MEMBERSHIP = 1;
export const NETLINK_LISTEN_ALL_NSID = 8;
export const NETLINK_CAP_ACK = 10;
export const NETLINK_EXT_ACK = 11;
export const NETLINK_GET_STRICT_CHK = 12;
/** poll(2) and epoll(7) events. */
export const POLLIN = 1;
export const POLLOUT = 4;
/** Message flags (`bits/socket.h`). */
export const MSG_DONTWAIT = 0x40;
export const MSG_TRUNC = 0x20;
/** epoll_ctl(2). */
export const EPOLL_CTL_ADD = 1;
export const EPOLL_CTL_DEL = 2;
/** clone(2), setns(2), unshare(2). */
export const CLONE_NEWNS = 0x00020000;
export const CLONE_NEWNET = 0x40000000;
/** mount(2), umount2(2). */
export const MS_REC = 0x4000;
export const MS_BIND = 0x1000;
export const MS_SLAVE = 0x80000;
export const MS_SHARED = 0x100000;
export const MNT_DETACH = 2;
/** flock(2). */
export const LOCK_EX = 2;
export const LOCK_NB = 4;
export const LOCK_UN = 8;
/** fcntl(2). */
export const F_GETFD = 1;
export const F_SETFD = 2;
export const F_GETFL = 3;
export const F_SETFL = 4;
export const FD_CLOEXEC = 1;
export const O_NONBLOCK = 0o4000;
/** signal(2): the default disposition. */
export const SIG_DFL = 0;

const cSocket = declare("socket", "int", ["int", "int", "int"]);
const cSocketpair = declare("socketpair", "int", ["int", "int", "int", "bytes"]);
const cBind = declare("bind", "int", ["int", "bytes", "int"]);
const cConnect = declare("connect", "int", ["int", "bytes", "int"]);
const cListen = declare("listen", "int", ["int", "int"]);
const cSetsockopt = declare("setsockopt", "int", ["int", "int", "int", "bytes", "int"]);
const cGetsockopt = declare("getsockopt", "int", ["int", "int", "int", "bytes", "bytes"]);
const cPoll = declare("poll", "int", ["bytes", "word", "int"]);
const cRecvmmsg = declare("recvmmsg", "int", ["int", "bytes", "int", "int", "word"]);
const cEpollCreate1 = declare("epoll_create1", "int", ["int"]);
const cEpollCtl = declare("epoll_ctl", "int", ["int", "int", "int", "bytes"]);
const cEpollWait = declare("epoll_wait", "int", ["int", "bytes", "int", "int"]);
const cEventfd = declare("eventfd", "int", ["int", "int"]);
const cSetns = declare("setns", "int", ["int", "int"]);
const cUnshare = declare("unshare", "int", ["int"]);
const cMount = declare("mount", "int", ["bytes", "bytes", "bytes", "word", "bytes"]);
const cUmount2 = declare("umount2", "int", ["bytes", "int"]);
const cIoctlBytes = declare("ioctl", "int", ["int", "word", "bytes"]);
const cIoctlNumber = declare("ioctl", "int", ["int", "word", "word"]);
const cFcntl = declare("fcntl", "int", ["int", "int", "word"]);
const cFlock = declare("flock", "int", ["int", "int"]);
const cExecve = declare("execve", "int", ["bytes", "bytes", "bytes"]);
const cSignal = declare("signal", "ssize", ["int", "word"]);
const cMemmove = declare("memmove", "word", ["bytes", "bytes", "word"]);

/** Bytes of a C string. */
function cString(text: string): Buffer {
  if (text.includes("\0")) throw new RangeError(`${JSON.stringify(text)} holds a NUL character`);
  return Buffer.from(`${text}\0`);
}

/** A C int in the machine's byte order. */
function cInt(value: number): Uint8Array {
  return new Uint8Array(new Int32Array([value]).buffer);
}

/** socket(2). SOCK_CLOEXEC and SOCK_NONBLOCK are always added: a descriptor never leaks into a child, a call never blocks. */
export function socket(family: number, type: number, protocol: number): number {
  return checked("socket", cSocket(family, type | SOCK_CLOEXEC | SOCK_NONBLOCK, protocol));
}

/** socketpair(2) of AF_UNIX streams: both ends close-on-exec and blocking, as a child's standard streams are. */
export function socketpair(): [number, number] {
  const ends = new Int32Array(2);
  checked("socketpair", cSocketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, new Uint8Array(ends.buffer)));
  return [ends[0]!, ends[1]!];
}

/** bind(2) to an encoded address. */
export function bind(fd: number, address: Uint8Array, detail?: string): void {
  checked("bind", cBind(fd, address, address.length), detail);
}

/** connect(2) to an encoded address. */
export function connect(fd: number, address: Uint8Array, detail?: string): void {
  checked("connect", cConnect(fd, address, address.length), detail);
}

/** listen(2). */
export function listen(fd: number, backlog: number): void {
  checked("listen", cListen(fd, backlog));
}

/** Encoded `struct sockaddr_nl`; port 0 is the kernel, or for bind(2) a free port. */
export function netlinkAddress(port = 0, groups = 0): Buffer {
  return sockaddrNl.encode({ family: AF_NETLINK, pid: port, groups });
}

/** Encoded `struct sockaddr_un`. @throws RangeError for a path over 107 bytes */
export function unixAddress(path: string): Buffer {
  const bytes = Buffer.alloc(108);
  if (cString(path).length > bytes.length) throw new RangeError(`socket path ${path} is longer than 107 bytes`);
  bytes.write(path);
  return sockaddrUn.encode({ family: AF_UNIX, path: bytes });
}

/** setsockopt(2) with an int. */
export function setsockopt(fd: number, level: number, option: number, value: number): void {
  checked("setsockopt", cSetsockopt(fd, level, option, cInt(value), 4));
}

/** setsockopt(2) with an int; false where the kernel refuses it. */
export function trySetsockopt(fd: number, level: number, option: number, value: number): boolean {
  return cSetsockopt(fd, level, option, cInt(value), 4).value === 0;
}

/** getsockopt(2) of an int. */
export function getsockopt(fd: number, level: number, option: number): number {
  const value = new Int32Array(1);
  checked("getsockopt", cGetsockopt(fd, level, option, new Uint8Array(value.buffer), cInt(4)));
  return value[0]!;
}

/** getsockopt(2) of 64 bits; `undefined` where the kernel does not know the option. */
export function tryGetsockopt64(fd: number, level: number, option: number): bigint | undefined {
  const value = new BigUint64Array(1);
  const known = cGetsockopt(fd, level, option, new Uint8Array(value.buffer), cInt(8)).value === 0;
  return known ? value[0] : undefined;
}

/**
 * poll(2) of one descriptor.
 * @returns the events that came, 0 when the time passed or a signal interrupted (then the caller looks at its clock)
 */
export function poll(fd: number, events: number, milliseconds: number): number {
  const entry = pollfd.encode({ fd, events });
  const result = cPoll(entry, 1, Math.max(0, Math.ceil(milliseconds)));
  if (result.value < 0 && result.errno !== 4) throw systemError("poll", result.errno);
  return result.value <= 0 ? 0 : pollfd.decode(entry).revents;
}

/** recvmmsg(2) without a time limit. @returns messages received, or the negative errno */
export function recvmmsg(fd: number, headers: Uint8Array, count: number, flags: number): number {
  const { value, errno } = cRecvmmsg(fd, headers, count, flags, 0);
  return value < 0 ? -errno : value;
}

/** epoll_create1(2), close-on-exec. */
export function epollCreate(): number {
  return checked("epoll_create1", cEpollCreate1(SOCK_CLOEXEC));
}

/** epoll_ctl(2). */
export function epollControl(epoll: number, operation: number, fd: number, event: Uint8Array): void {
  checked("epoll_ctl", cEpollCtl(epoll, operation, fd, event));
}

/** epoll_wait(2). @returns number of events in `events`; 0 when the time passed or a signal interrupted */
export function epollWait(epoll: number, events: Uint8Array, count: number, milliseconds: number): number {
  const { value, errno } = cEpollWait(epoll, events, count, milliseconds);
  if (value < 0 && errno !== 4) throw systemError("epoll_wait", errno);
  return Math.max(value, 0);
}

/** eventfd(2): close-on-exec, non-blocking, count 0. */
export function eventfd(): number {
  return checked("eventfd", cEventfd(0, SOCK_CLOEXEC | SOCK_NONBLOCK));
}

/** setns(2): moves the calling thread into the namespace that `fd` refers to. */
export function setns(fd: number, type: number, detail?: string): void {
  checked("setns", cSetns(fd, type), detail);
}

/** unshare(2): gives the calling thread a new namespace of its own. */
export function unshare(flags: number, detail?: string): void {
  checked("unshare", cUnshare(flags), detail);
}

/** mount(2); `type` and `data` may be empty. */
export function mount(source: string, target: string, type: string, flags: number, data = ""): void {
  checked(
    "mount",
    cMount(cString(source), cString(target), cString(type), flags, cString(data)),
    source === "" ? target : `${source} on ${target}`,
  );
}

/** umount2(2). */
export function umount(target: string, flags: number): void {
  checked("umount2", cUmount2(cString(target), flags), target);
}

/** ioctl(2) with a number or with bytes, which the kernel may change. @returns what it returned, not negative */
export function ioctl(fd: number, request: number, argument: number | Uint8Array, detail?: string): number {
  const result =
    typeof argument === "number" ? cIoctlNumber(fd, request, argument) : cIoctlBytes(fd, request, argument);
  return checked("ioctl", result, detail);
}

/** fcntl(2) with a number. */
export function fcntl(fd: number, command: number, argument = 0): number {
  return checked("fcntl", cFcntl(fd, command, argument));
}

/**
 * flock(2); blocks the thread unless LOCK_NB is among the bits, and waits on when a signal interrupts.
 * @returns false when LOCK_NB was given and someone else holds it
 */
export function flock(fd: number, operation: number, detail?: string): boolean {
  for (;;) {
    const result = cFlock(fd, operation);
    if (result.value === 0) return true;
    if (result.errno === 11 && (operation & LOCK_NB) !== 0) return false;
    if (result.errno !== 4) throw systemError("flock", result.errno, detail);
  }
}

/** Address of a buffer's first byte; it holds as long as the buffer is kept. Empty buffers have none. */
export function addressOf(bytes: Uint8Array): number {
  if (bytes.length === 0) throw new RangeError("an empty buffer has no address");
  return cMemmove(bytes, bytes, 0).value;
}

/** `char *[]`: addresses of the strings, closed by NULL; the strings must be kept as long as it is used. */
function pointerArray(strings: readonly Buffer[]): Uint8Array {
  const addresses = strings.map((text) => addressOf(text));
  const array =
    WORD_SIZE === 8 ? new BigUint64Array([...addresses, 0].map(BigInt)) : new Uint32Array([...addresses, 0]);
  return new Uint8Array(array.buffer);
}

/**
 * execve(2): replaces the whole process by another program, which keeps the calling thread's namespaces. Returns only by throwing.
 *
 * Descriptors 0-2 were marked close-on-exec by Node: clear FD_CLOEXEC first. Node ignores SIGPIPE and SIGXFSZ: restore SIG_DFL.
 */
export function execve(path: string, argv: readonly string[], environment: readonly string[]): never {
  const argumentBytes = argv.map(cString);
  const environmentBytes = environment.map(cString);
  const { errno } = cExecve(cString(path), pointerArray(argumentBytes), pointerArray(environmentBytes));
  throw systemError("execve", errno, path);
}

/** signal(2) with SIG_DFL (0) or SIG_IGN (1). */
export function signal(number: number, disposition: number): void {
  if (cSignal(number, disposition).value === -1) throw systemError("signal", 22);
}
