import { closeSync, read, readSync, unlinkSync, write, writeSync } from "node:fs";
import { EAGAIN, EINTR, ENOBUFS, errnoEntry } from "../errno.ts";
import { ClosedError, SystemError } from "../errors.ts";
import { whenReadable } from "../epoll.ts";
import { inPool } from "../thread-pool.ts";
import type { Transport, TransportSource, Waiting } from "../transport.ts";
import { NOTHING, OVERRUN } from "../transport.ts";
import { driverStatistics } from "./driver-statistics.ts";
import * as libc from "./libc.ts";

/** What a socket's two buffers are raised to, in bytes. The kernel doubles it; memory is used only while messages wait. */
const BUFFER = 1 << 20;
/** So much both hold without being asked (208 KiB unless the system's defaults were lowered): asking costs two system calls. */
const UNASKED = 1 << 16;
/** What the kernel takes off the send buffer for its own bookkeeping. */
const SEND_OVERHEAD = 64;

function asSystemError(error: unknown, syscall: string): SystemError {
  const errno = -(error as { errno?: number }).errno!;
  const { name, text } = errnoEntry(errno);
  return new SystemError(syscall, errno, name, text);
}

const errnoOf = (error: unknown): number => -((error as { errno?: number }).errno ?? 0);

/** Raises a buffer as far as it is allowed: beyond the system's limit for root, up to it for others. */
function raise(fd: number, force: number, option: number, bytes: number): number {
  if (!libc.trySetsockopt(fd, libc.SOL_SOCKET, force, bytes)) libc.trySetsockopt(fd, libc.SOL_SOCKET, option, bytes);
  return libc.getsockopt(fd, libc.SOL_SOCKET, option);
}

/** A connected, non-blocking datagram socket: read and written by `node:fs`, which costs a third of a call through FFI. */
class SocketTransport implements Transport {
  readonly immediate: boolean;
  readonly #fd: number;
  readonly #onClosed: (() => void) | undefined;
  #receiveCapacity = 0;
  #sendCapacity = 0;
  #inFlight = 0;
  #closing: Promise<void> | undefined;
  #whenIdle: (() => void) | undefined;

  constructor(fd: number, immediate: boolean, onClosed?: () => void) {
    this.#fd = fd;
    this.immediate = immediate;
    this.#onClosed = onClosed;
  }

  receiveRoom(needed: number): number {
    if (needed <= UNASKED) return UNASKED;
    if (this.#receiveCapacity === 0)
      this.#receiveCapacity = raise(this.#fd, libc.SO_RCVBUFFORCE, libc.SO_RCVBUF, BUFFER);
    return this.#receiveCapacity;
  }

  makeRoom(bytes: number, answers: number): void {
    if (answers > UNASKED && answers > this.#receiveCapacity) {
      this.#receiveCapacity = raise(this.#fd, libc.SO_RCVBUFFORCE, libc.SO_RCVBUF, Math.max(answers, BUFFER));
    }
    if (bytes <= UNASKED) return;
    const needed = bytes + SEND_OVERHEAD;
    if (this.#sendCapacity === 0) this.#sendCapacity = libc.getsockopt(this.#fd, libc.SOL_SOCKET, libc.SO_SNDBUF);
    if (needed <= this.#sendCapacity) return;
    this.#sendCapacity = raise(this.#fd, libc.SO_SNDBUFFORCE, libc.SO_SNDBUF, needed);
    if (needed > this.#sendCapacity) {
      throw new RangeError(
        `${bytes} bytes in one datagram, but the send buffer can't be raised over ${this.#sendCapacity} here ` +
          `(net.core.wmem_max; only root of the first user namespace may go beyond)`,
      );
    }
  }

  sendSync(datagram: Uint8Array): void {
    for (;;) {
      try {
        writeSync(this.#fd, datagram);
        return;
      } catch (error) {
        const errno = errnoOf(error);
        // Only a scripted kernel's queue can be full: the real one takes the datagram within the call.
        if (errno === EAGAIN && !this.immediate) libc.poll(this.#fd, libc.POLLOUT, 100);
        else if (errno !== EINTR) throw asSystemError(error, "write");
      }
    }
  }

  send(datagram: Uint8Array): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#inFlight++;
      const attempt = (): void =>
        inPool((done) => {
          write(this.#fd, datagram, 0, datagram.length, null, (error) => {
            done();
            const errno = error === null ? 0 : errnoOf(error);
            if (errno === EINTR) return attempt();
            if (errno === EAGAIN && !this.immediate) return void setTimeout(attempt, 1);
            this.#landed();
            if (error === null) resolve();
            else reject(asSystemError(error, "write"));
          });
        });
      attempt();
    });
  }

  receive(buffer: Uint8Array): number {
    for (;;) {
      try {
        return readSync(this.#fd, buffer, 0, buffer.length, null);
      } catch (error) {
        const errno = errnoOf(error);
        if (errno === EAGAIN) return NOTHING;
        if (errno === ENOBUFS) return OVERRUN;
        if (errno !== EINTR) throw asSystemError(error, "read");
      }
    }
  }

  receiveAside(buffer: Uint8Array): Promise<number> {
    return new Promise((resolve, reject) => {
      this.#inFlight++;
      const attempt = (): void =>
        inPool((done) => {
          read(this.#fd, buffer, 0, buffer.length, null, (error, length) => {
            done();
            const errno = error === null ? 0 : errnoOf(error);
            if (errno === EINTR) return attempt();
            this.#landed();
            if (error === null) resolve(length);
            else if (errno === EAGAIN) resolve(NOTHING);
            else if (errno === ENOBUFS) resolve(OVERRUN);
            else reject(asSystemError(error, "read"));
          });
        });
      attempt();
    });
  }

  waitSync(milliseconds: number): void {
    libc.poll(this.#fd, libc.POLLIN, Math.min(milliseconds, 0x7fffffff));
  }

  wait(): Waiting {
    return whenReadable(this.#fd);
  }

  driverStatistics(name: string): [name: string, value: bigint][] {
    if (this.#closing !== undefined) throw new ClosedError("connection");
    // A netlink socket hands ioctls that it does not know down to the devices, as every socket does.
    return driverStatistics(this.#fd, name);
  }

  close(): Promise<void> {
    // A number that is closed while a write is queued may be another file's by the time the write is made.
    this.#closing ??= new Promise<void>((resolve) => {
      const close = (): void => {
        closeSync(this.#fd);
        this.#onClosed?.();
        resolve();
      };
      if (this.#inFlight === 0) close();
      else this.#whenIdle = close;
    });
    return this.#closing;
  }

  #landed(): void {
    this.#inFlight--;
    if (this.#inFlight === 0) this.#whenIdle?.();
  }
}

/** Port 0, which is the kernel. */
let kernelAddress: Uint8Array | undefined;

/**
 * Makes a transport of an AF_NETLINK socket, which it owns from now on: wherever the socket was opened, it stays in that namespace.
 *
 * The socket is connected to the kernel, so that the kernel refuses what other processes send to it (ECONNREFUSED for them).
 * Extended acknowledgements, capped acknowledgements and strict checking of dump requests are switched on where the kernel has them.
 */
export function netlinkTransport(fd: number): Transport {
  try {
    kernelAddress ??= libc.netlinkAddress();
    libc.connect(fd, kernelAddress, "to the kernel");
  } catch (error) {
    closeSync(fd);
    throw error;
  }
  for (const option of [libc.NETLINK_EXT_ACK, libc.NETLINK_CAP_ACK, libc.NETLINK_GET_STRICT_CHK]) {
    libc.trySetsockopt(fd, libc.SOL_NETLINK, option, 1);
  }
  return new SocketTransport(fd, true);
}

/** Opens an AF_NETLINK socket in the calling thread's namespace: non-blocking, close-on-exec, neither bound nor connected. */
export function openNetlinkSocket(protocol: number): number {
  return libc.socket(libc.AF_NETLINK, libc.SOCK_RAW, protocol);
}

let localSockets = 0;

/** Opens a local datagram socket towards a scripted kernel that listens at `path`, bound to a path of its own for the answers. */
function localSocket(path: string): { readonly fd: number; readonly unlink: () => void } {
  const own = `${path}.${process.pid}.${localSockets++}`;
  const fd = libc.socket(libc.AF_UNIX, libc.SOCK_DGRAM, 0);
  try {
    libc.bind(fd, libc.unixAddress(own), own);
    libc.connect(fd, libc.unixAddress(path), path);
  } catch (error) {
    closeSync(fd);
    throw error;
  }
  return { fd, unlink: () => unlinkSync(own) };
}

/** Sockets of the namespace that the calling thread is in. */
const ownNamespace: TransportSource = {
  open: (protocol) => netlinkTransport(openNetlinkSocket(protocol)),
  openSync: (protocol) => netlinkTransport(openNetlinkSocket(protocol)),
  openSubscription: openNetlinkSocket,
};

/** Local sockets towards a scripted kernel, for tests of whole processes. */
function scripted(path: string): TransportSource {
  const open = (): Transport => {
    const { fd, unlink } = localSocket(path);
    return new SocketTransport(fd, false, unlink);
  };
  return { open, openSync: open };
}

/**
 * Where a connection's sockets come from unless told: netlink sockets in the namespace of the calling thread, or, where the
 * environment names a scripted kernel in `TS_NETLINK_SOCKET`, local datagram sockets.
 */
export function defaultSource(): TransportSource {
  const path = process.env["TS_NETLINK_SOCKET"];
  return path === undefined || path === "" ? ownNamespace : scripted(path);
}
