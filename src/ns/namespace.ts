import { closeSync, fstatSync } from "node:fs";
import { createServer } from "node:net";
import type { Server } from "node:net";
import { AF_NETLINK, netlinkAddress, SOCK_RAW } from "../socket/ffi/libc.ts";
import { ClosedError } from "../socket/errors.ts";
import type { Retainable } from "../socket/request.ts";
import type { NamespaceChild, SpawnOptions } from "./child.ts";
import { NAMESPACE_DIRECTORY, remove, removeSync } from "./directory.ts";
import { visit, visitSync } from "./dispatcher.ts";
import { listenActions } from "./listen.ts";
import type { ListenOptions } from "./listen.ts";
import { groupAction } from "./multicast.ts";
import type { Multicast } from "./multicast.ts";
import { startChild } from "./spawn.ts";
import { errorCode } from "./system-error.ts";
import { TunTap } from "./tuntap.ts";
import type { TunTapOptions } from "./tuntap.ts";
import type { Action, Outcomes, SocketAction } from "./visit.ts";

/** Values of a namespace's sysctls. Names as sysctl(8) takes them: `net.ipv4.ip_forward` or `net/ipv4/conf/eth0.100/forwarding`. */
export interface Sysctl {
  /** Text of a value without the final newline. Equivalent to `sysctl -n NAME`. @throws SystemError ENOENT where there is none */
  get(name: string): Promise<string>;
  /** Sets a value; `true` and `false` are 1 and 0. Equivalent to `sysctl -w NAME=VALUE`. */
  set(name: string, value: string | number | boolean): Promise<void>;
  /** `get` while the thread sleeps. */
  getSync(name: string): string;
  /** `set` while the thread sleeps. */
  setSync(name: string, value: string | number | boolean): void;
}

/** Where a handle came from. */
export interface Origin {
  readonly name?: string;
  readonly directory?: string;
}

/**
 * An open network namespace. It stays alive as long as the handle does, whatever becomes of its name. Close it by `close()`,
 * `using` or `await using`; the name, where it has one, is removed by `delete()` only.
 *
 * What is opened through it (sockets, devices, servers, children) lives in the namespace and is usable from this thread; no thread of
 * the library's user ever changes its namespace.
 */
export class Namespace implements Retainable {
  /** Its name, where it was created or opened by one. */
  readonly name: string | undefined;
  /** Directory of the name. */
  readonly directory: string;
  /** Inode number, by which the kernel tells namespaces apart: `ip netns identify`, `ls -i /run/netns`. */
  readonly inode: number;
  readonly #fd: number;
  #uses = 0;
  #closed = false;
  #open = true;
  readonly #closing: (() => void)[] = [];

  /** Takes over a descriptor of a namespace file. Use `create`, `open` and `current`. */
  constructor(fd: number, origin: Origin = {}) {
    this.#fd = fd;
    this.name = origin.name;
    this.directory = origin.directory ?? NAMESPACE_DIRECTORY;
    this.inode = fstatSync(fd).ino;
  }

  /** Descriptor of the namespace file, in this process, for as long as the handle is open. @throws ClosedError */
  get fd(): number {
    if (this.#closed) throw new ClosedError(this.#what());
    return this.#fd;
  }

  /** Whether it was closed; the descriptor may still be held by a use that is not over. */
  get closed(): boolean {
    return this.#closed;
  }

  /** Whether two handles are of one namespace. */
  equals(other: { readonly inode: number }): boolean {
    return this.inode === other.inode;
  }

  /** Keeps the descriptor open, past `close()` too, until the returned function is called. @throws ClosedError */
  retain(): () => void {
    if (this.#closed) throw new ClosedError(this.#what());
    this.#uses++;
    let held = true;
    return () => {
      if (!held) return;
      held = false;
      this.#uses--;
      this.#settle();
    };
  }

  /** Closes the handle: no new uses, and the descriptor is closed when the last retained use is over, which this waits for. */
  close(): Promise<void> {
    this.#closed = true;
    this.#settle();
    if (!this.#open) return Promise.resolve();
    return new Promise((resolve) => this.#closing.push(resolve));
  }

  /** `close()` without waiting. */
  [Symbol.dispose](): void {
    void this.close();
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.close();
  }

  /**
   * Removes its name; the handle stays open. Equivalent to `ip netns delete NAME`.
   * @throws TypeError where it has no name, SystemError (ENOENT) where that is gone already
   */
  async delete(): Promise<void> {
    await remove(this.#name(), { directory: this.directory });
  }

  /** `delete()` while the thread sleeps. */
  deleteSync(): void {
    removeSync(this.#name(), { directory: this.directory });
  }

  /**
   * Does a series of actions in the namespace, in one visit of the worker: all, or what was made before the one that failed is
   * undone. Visits that are asked for in one tick cross to the worker together.
   */
  async run<const A extends readonly Action[]>(actions: A): Promise<Outcomes<A>> {
    const release = this.retain();
    try {
      const { results } = await visit({ enter: { fd: this.#fd, what: this.#what() }, actions });
      // The worker answers each action with its own outcome.
      return results as unknown as Outcomes<A>;
    } finally {
      release();
    }
  }

  /** `run` while the thread sleeps; costs 30-80 microseconds beside the actions, and the worker's start the first time. */
  runSync<const A extends readonly Action[]>(actions: A): Outcomes<A> {
    return visitSync({ enter: { fd: this.fd, what: this.#what() }, actions }).results as unknown as Outcomes<A>;
  }

  /** Opens a socket of any kind in the namespace. @returns its descriptor, non-blocking and close-on-exec, which the caller closes */
  async socket(spec: Omit<SocketAction, "do">): Promise<number> {
    const [fd] = await this.run([{ ...spec, do: "socket" }]);
    return fd;
  }

  /** `socket` while the thread sleeps. */
  socketSync(spec: Omit<SocketAction, "do">): number {
    const [fd] = this.runSync([{ ...spec, do: "socket" }]);
    return fd;
  }

  /**
   * Opens a netlink socket in the namespace and connects it to the kernel, as `openConnection` expects it.
   * @param protocol such as NETLINK_ROUTE (0) or NETLINK_NETFILTER (12)
   * @returns its descriptor, which the caller closes
   */
  netlinkSocket(protocol: number): Promise<number> {
    return this.socket(netlinkSocket(protocol));
  }

  /** `netlinkSocket` while the thread sleeps. */
  netlinkSocketSync(protocol: number): number {
    return this.socketSync(netlinkSocket(protocol));
  }

  /** Values of the namespace's sysctls. */
  get sysctl(): Sysctl {
    return {
      get: async (name) => (await this.run([{ do: "sysctl-get", name }]))[0],
      set: async (name, value) => void (await this.run([{ do: "sysctl-set", name, value: sysctlText(value) }])),
      getSync: (name) => this.runSync([{ do: "sysctl-get", name }])[0],
      setSync: (name, value) => void this.runSync([{ do: "sysctl-set", name, value: sysctlText(value) }]),
    };
  }

  /** Groups that the namespace's interfaces have joined. */
  get multicast(): Multicast {
    return {
      list: async () => (await this.run([{ do: "multicast-list" }]))[0],
      add: async (name, address) => void (await this.run([groupAction("add", name, address)])),
      delete: async (name, address) => void (await this.run([groupAction("delete", name, address)])),
      listSync: () => this.runSync([{ do: "multicast-list" }])[0],
      addSync: (name, address) => void this.runSync([groupAction("add", name, address)]),
      deleteSync: (name, address) => void this.runSync([groupAction("delete", name, address)]),
    };
  }

  /** ioctl(2) on a datagram socket in the namespace. @returns the argument as the kernel left it; yours stays as it is */
  async ioctl(request: number, argument: Uint8Array): Promise<Uint8Array> {
    const [changed] = await this.run([{ do: "ioctl", request, argument }]);
    return changed;
  }

  /** Makes a tap device, or opens one (`attach`). Equivalent to `ip tuntap add dev NAME mode tap`. Close what it returns. */
  async tap(options: TunTapOptions = {}): Promise<TunTap> {
    return new TunTap("tap", (await this.run([{ ...options, do: "tuntap", mode: "tap" }]))[0]);
  }

  /** `tap` while the thread sleeps. */
  tapSync(options: TunTapOptions = {}): TunTap {
    return new TunTap("tap", this.runSync([{ ...options, do: "tuntap", mode: "tap" }])[0]);
  }

  /** Makes a tun device, or opens one (`attach`). Equivalent to `ip tuntap add dev NAME mode tun`. Close what it returns. */
  async tun(options: TunTapOptions = {}): Promise<TunTap> {
    return new TunTap("tun", (await this.run([{ ...options, do: "tuntap", mode: "tun" }]))[0]);
  }

  /** `tun` while the thread sleeps. */
  tunSync(options: TunTapOptions = {}): TunTap {
    return new TunTap("tun", this.runSync([{ ...options, do: "tuntap", mode: "tun" }])[0]);
  }

  /** Ends a persistent tun or tap device. Equivalent to `ip tuntap del`. @throws SystemError ENODEV where there is none */
  async deleteTunTap(
    mode: "tun" | "tap",
    name: string,
    options: { readonly multiQueue?: boolean } = {},
  ): Promise<void> {
    await this.run([{ ...options, do: "tuntap-delete", mode, name }]);
  }

  /**
   * Opens a listening TCP socket in the namespace.
   * @returns its descriptor, fit for `net.Server.listen({ fd })`, which then owns it
   */
  async listenSocket(options: ListenOptions): Promise<number> {
    for (const [action, next] of listenActions(options)) {
      try {
        return await this.socket(action);
      } catch (error) {
        if (!next(errorCode(error))) throw error;
      }
    }
    throw new Error("unreachable: the last choice of an address throws");
  }

  /**
   * Listens on a TCP port of the namespace and serves it in this thread: connections come from inside the namespace, their handlers
   * run here. Give an `http.Server` or the like as `server`, or take the `net.Server` that is made.
   * @returns the server, listening
   */
  async listen(options: ListenOptions): Promise<Server>;
  async listen<S extends Server>(options: ListenOptions & { readonly server: S }): Promise<S>;
  async listen(options: ListenOptions & { readonly server?: Server }): Promise<Server> {
    const fd = await this.listenSocket(options);
    const server = options.server ?? createServer();
    await new Promise<void>((resolve, reject) => {
      server.once("error", reject);
      server.listen({ fd, backlog: options.backlog }, () => {
        server.off("error", reject);
        resolve();
      });
    });
    return server;
  }

  /**
   * Starts a program in the namespace, as child_process.spawn does: same options (without IPC), streams, events, and `pid` at once.
   * Only the network namespace differs; unlike `ip netns exec` it does not mount another /sys or /etc.
   *
   * The thread sleeps while the worker forks (1-2 ms, as spawn always costs) and while the worker starts, the first time.
   */
  spawn(command: string, args: readonly string[] = [], options: SpawnOptions = {}): NamespaceChild {
    return startChild({ fd: this.fd, what: this.#what() }, command, args, options).child;
  }

  #name(): string {
    if (this.name === undefined) throw new TypeError("this network namespace has no name to delete");
    return this.name;
  }

  #what(): string {
    return this.name === undefined ? "network namespace" : `network namespace ${this.name}`;
  }

  #settle(): void {
    if (!this.#closed || this.#uses > 0) return;
    if (this.#open) {
      this.#open = false;
      closeSync(this.#fd);
    }
    for (const resolve of this.#closing.splice(0)) resolve();
  }
}

function sysctlText(value: string | number | boolean): string {
  return typeof value === "boolean" ? (value ? "1" : "0") : String(value);
}

function netlinkSocket(protocol: number): Omit<SocketAction, "do"> {
  return { family: AF_NETLINK, type: SOCK_RAW, protocol, connect: netlinkAddress(), what: "kernel" };
}
