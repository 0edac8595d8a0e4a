/*
 * The thread that waits for all sockets of the process. It never goes back to its event loop: commands are taken from a port whenever
 * epoll_wait(2) returns, and an eventfd makes it return. Synchronous calls only.
 */
import { closeSync, readSync } from "node:fs";
import { parentPort, receiveMessageOnPort, workerData } from "node:worker_threads";
import { align8, BATCH_LIMIT } from "./epoll-messages.ts";
import type { EpollCommand, EpollNotice, EpollWorkerData } from "./epoll-messages.ts";
import { EAGAIN, EINTR, ENOBUFS } from "./errno.ts";
import * as libc from "./ffi/libc.ts";
import { cmsghdr, epollEvent, iovec, mmsghdr, sockaddrNl } from "./ffi/structs.ts";

const WAKE_ID = 0;
/** Bounds how long a process that ends without its "exit" event would wait for this thread. */
const WAIT_MILLISECONDS = 1000;
const EVENTS = 64;
/** Datagrams a call, and the longest one that is expected. */
const SLOTS = 32;
const SLOT_BYTES = 32768;
const NAME_BYTES = 112;
const CONTROL_BYTES = 64;

interface Watched {
  readonly fd: number;
  /** Batches that the main thread has not consumed. */
  unread: number;
  paused: boolean;
}

/** The memory that recvmmsg(2) fills, laid out once. */
function receiver() {
  const data = new Uint8Array(SLOTS * SLOT_BYTES);
  const names = new Uint8Array(SLOTS * NAME_BYTES);
  const controls = new Uint8Array(SLOTS * CONTROL_BYTES);
  const vectors = new Uint8Array(SLOTS * iovec.size);
  const headers = new Uint8Array(SLOTS * mmsghdr.size);
  const dataAddress = libc.addressOf(data);
  const nameAddress = libc.addressOf(names);
  const controlAddress = libc.addressOf(controls);
  const vectorAddress = libc.addressOf(vectors);
  for (let slot = 0; slot < SLOTS; slot++) {
    iovec.write({ base: dataAddress + slot * SLOT_BYTES, len: SLOT_BYTES }, vectors, slot * iovec.size);
    const header = {
      name: nameAddress + slot * NAME_BYTES,
      iov: vectorAddress + slot * iovec.size,
      iovlen: 1,
      control: controlAddress + slot * CONTROL_BYTES,
    };
    mmsghdr.write(header, headers, slot * mmsghdr.size);
  }
  const view = new DataView(headers.buffer);
  const nameView = new DataView(names.buffer);
  const controlView = new DataView(controls.buffer);
  const little = new Uint8Array(new Uint16Array([1]).buffer)[0] === 1;
  const stride = mmsghdr.size;
  const at = {
    namelen: mmsghdr.offsetOf("namelen"),
    controllen: mmsghdr.offsetOf("controllen"),
    flags: mmsghdr.offsetOf("flags"),
    len: mmsghdr.offsetOf("len"),
    family: sockaddrNl.offsetOf("family"),
    pid: sockaddrNl.offsetOf("pid"),
    level: cmsghdr.offsetOf("level"),
    type: cmsghdr.offsetOf("type"),
  };
  const word = (offset: number): number =>
    libc.WORD_SIZE === 8 ? Number(view.getBigUint64(offset, little)) : view.getUint32(offset, little);
  const setWord = (offset: number, value: number): void => {
    if (libc.WORD_SIZE === 8) view.setBigUint64(offset, BigInt(value), little);
    else view.setUint32(offset, value, little);
  };
  const rearm = (slot: number): void => {
    view.setUint32(slot * stride + at.namelen, NAME_BYTES, little);
    setWord(slot * stride + at.controllen, CONTROL_BYTES);
  };
  for (let slot = 0; slot < SLOTS; slot++) rearm(slot);
  return {
    /** @returns number of datagrams, or the negative errno */
    receive: (fd: number): number => libc.recvmmsg(fd, headers, SLOTS, libc.MSG_DONTWAIT),
    rearm,
    length: (slot: number): number => view.getUint32(slot * stride + at.len, little),
    truncated: (slot: number): boolean => (view.getInt32(slot * stride + at.flags, little) & libc.MSG_TRUNC) !== 0,
    bytes: (slot: number): Uint8Array =>
      data.subarray(slot * SLOT_BYTES, slot * SLOT_BYTES + view.getUint32(slot * stride + at.len, little)),
    /** Anyone may send to a netlink socket; only port 0 is the kernel. */
    fromKernel: (slot: number): boolean =>
      nameView.getUint16(slot * NAME_BYTES + at.family, little) === libc.AF_NETLINK &&
      nameView.getUint32(slot * NAME_BYTES + at.pid, little) === 0,
    nsid: (slot: number): number | undefined => {
      const start = slot * CONTROL_BYTES;
      if (word(slot * stride + at.controllen) < cmsghdr.size + 4) return undefined;
      if (controlView.getInt32(start + at.level, little) !== libc.SOL_NETLINK) return undefined;
      if (controlView.getInt32(start + at.type, little) !== libc.NETLINK_LISTEN_ALL_NSID) return undefined;
      return controlView.getInt32(start + cmsghdr.size, little);
    },
  };
}

function run(
  { epoll, wake, commands }: EpollWorkerData,
  tell: (notice: EpollNotice, transfer?: ArrayBuffer[]) => void,
): void {
  const once = new Map<number, number>();
  const watched = new Map<number, Watched>();
  const events = new Uint8Array(EVENTS * epollEvent.size);
  const count = new Uint8Array(8);
  let memory: ReturnType<typeof receiver> | undefined;

  const add = (fd: number, id: number): void => {
    libc.epollControl(epoll, libc.EPOLL_CTL_ADD, fd, epollEvent.encode({ events: libc.POLLIN, fd: id }));
  };
  const remove = (fd: number): void => {
    try {
      libc.epollControl(epoll, libc.EPOLL_CTL_DEL, fd, epollEvent.encode({}));
    } catch {
      // The main thread has closed it, which removed it.
    }
  };

  const receive = (id: number, socket: Watched): void => {
    memory ??= receiver();
    const received = memory.receive(socket.fd);
    if (received < 0) {
      if (received === -ENOBUFS) tell({ kind: "overrun", id });
      else if (received !== -EAGAIN && received !== -EINTR) {
        remove(socket.fd);
        tell({ kind: "failed", id, errno: -received });
      }
      return;
    }
    const lengths: number[] = [];
    const nsids: (number | undefined)[] = [];
    const slots: number[] = [];
    let total = 0;
    let lost = false;
    for (let slot = 0; slot < received; slot++) {
      if (memory.truncated(slot)) lost = true;
      else if (memory.fromKernel(slot)) {
        slots.push(slot);
        lengths.push(memory.length(slot));
        nsids.push(memory.nsid(slot));
        total = align8(total + memory.length(slot));
      }
      memory.rearm(slot);
    }
    if (slots.length > 0) {
      const bytes = new Uint8Array(total);
      let offset = 0;
      for (const slot of slots) {
        const datagram = memory.bytes(slot);
        bytes.set(datagram, offset);
        offset = align8(offset + datagram.length);
      }
      tell({ kind: "datagrams", id, bytes: bytes.buffer, lengths, nsids }, [bytes.buffer]);
      socket.unread++;
      if (socket.unread >= BATCH_LIMIT) {
        remove(socket.fd);
        socket.paused = true;
      }
    }
    if (lost) tell({ kind: "overrun", id });
  };

  /** @returns false when the worker is to end */
  const obey = (command: EpollCommand): boolean => {
    if (command.kind === "stop") return false;
    const { id } = command;
    if (command.kind === "once" || command.kind === "watch") {
      try {
        add(command.fd, id);
      } catch (error) {
        tell({ kind: "failed", id, errno: (error as { errno: number }).errno });
        return true;
      }
      if (command.kind === "once") once.set(id, command.fd);
      else watched.set(id, { fd: command.fd, unread: 0, paused: false });
    } else if (command.kind === "forget") {
      if (once.delete(id)) remove(command.fd);
    } else {
      const socket = watched.get(id);
      if (socket === undefined) return true;
      if (command.kind === "consumed") {
        socket.unread--;
        if (socket.paused) add(socket.fd, id);
        socket.paused = false;
      } else {
        watched.delete(id);
        remove(socket.fd);
        // Closed here, where it is certain that nobody is about to read from that number.
        closeSync(socket.fd);
        tell({ kind: "closed", id });
      }
    }
    return true;
  };

  add(wake, WAKE_ID);
  for (;;) {
    for (let next = receiveMessageOnPort(commands); next !== undefined; next = receiveMessageOnPort(commands)) {
      if (!obey(next.message as EpollCommand)) return;
    }
    const ready = libc.epollWait(epoll, events, EVENTS, WAIT_MILLISECONDS);
    for (let index = 0; index < ready; index++) {
      const id = epollEvent.decode(events, index * epollEvent.size).fd;
      const fd = once.get(id);
      const socket = watched.get(id);
      if (id === WAKE_ID) readSync(wake, count);
      else if (socket !== undefined) receive(id, socket);
      else if (fd !== undefined) {
        once.delete(id);
        remove(fd);
        tell({ kind: "ready", id });
      }
    }
  }
}

const data = workerData as EpollWorkerData;
run(data, (notice, transfer) => parentPort!.postMessage(notice, transfer));
data.commands.close();
