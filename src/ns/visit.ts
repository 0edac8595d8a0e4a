import type { GroupMembership } from "./multicast.ts";
import type { SpawnOutcome, SpawnRequest } from "./spawner.ts";
import type { TunTapOpened, TunTapRequest } from "./tuntap.ts";

/*
 * What is done inside a namespace, as values that cross to the worker and back. A visit is the unit: enter one namespace, do a
 * series of actions there, leave. It succeeds as a whole, or what it made is undone.
 */

/** Which namespace a visit goes to: one that exists, with what to call it in messages, or a new one, with a name in a directory or without. */
export type Entry =
  | { readonly fd: number; readonly what: string }
  | { readonly create: { readonly name?: string; readonly directory: string } };

/** One setsockopt(2) with an int: level, option, value. */
export type SocketOption = readonly [level: number, option: number, value: number];

/** Opens a socket, which stays in the namespace for good; the result is its descriptor: non-blocking, close-on-exec. */
export interface SocketAction {
  readonly do: "socket";
  /** Address family, such as AF_NETLINK (16), AF_INET (2), AF_INET6 (10), AF_PACKET (17). */
  readonly family: number;
  /** Socket type, such as SOCK_STREAM (1), SOCK_DGRAM (2), SOCK_RAW (3). */
  readonly type: number;
  /** Protocol within the family; 0 unless told. */
  readonly protocol?: number;
  /** Set in this order before bind(2). */
  readonly options?: readonly SocketOption[];
  /** Encoded socket address for bind(2). */
  readonly bind?: Uint8Array;
  /** Encoded socket address for connect(2); for a stream the connection may still be under way. */
  readonly connect?: Uint8Array;
  /** Backlog for listen(2); without it the socket does not listen. */
  readonly listen?: number;
  /** What to call it in error messages, such as `[::]:8080`. */
  readonly what?: string;
}

/** Makes, opens or deletes a tun or tap device. */
export interface TunTapAction extends TunTapRequest {
  readonly do: "tuntap";
}

/** Ends a persistent tun or tap device. */
export interface TunTapDeleteAction {
  readonly do: "tuntap-delete";
  readonly mode: "tun" | "tap";
  readonly name: string;
  readonly multiQueue?: boolean;
}

/** Reads a sysctl under `net`; the result is its text without the final newline. */
export interface SysctlGetAction {
  readonly do: "sysctl-get";
  readonly name: string;
}

/** Writes a sysctl under `net`. */
export interface SysctlSetAction {
  readonly do: "sysctl-set";
  readonly name: string;
  readonly value: string;
}

/** Lists the groups that interfaces have joined. */
export interface MulticastListAction {
  readonly do: "multicast-list";
}

/** ioctl(2) on a datagram socket opened for it in the namespace; the result is the argument as the kernel left it. */
export interface IoctlAction {
  readonly do: "ioctl";
  readonly request: number;
  readonly argument: Uint8Array;
  /** Address family of the socket; AF_INET unless told. */
  readonly family?: number;
  readonly what?: string;
}

/** Starts a program there. Used by `Namespace.spawn`, which gives the child's streams and events. */
export interface SpawnAction extends SpawnRequest {
  readonly do: "spawn";
}

/** Something done inside a namespace. */
export type Action =
  | SocketAction
  | TunTapAction
  | TunTapDeleteAction
  | SysctlGetAction
  | SysctlSetAction
  | MulticastListAction
  | IoctlAction
  | SpawnAction;

/** What each kind of action results in. */
export interface Outcome {
  readonly socket: number;
  readonly tuntap: TunTapOpened;
  readonly "tuntap-delete": undefined;
  readonly "sysctl-get": string;
  readonly "sysctl-set": undefined;
  readonly "multicast-list": GroupMembership[];
  readonly ioctl: Uint8Array;
  readonly spawn: SpawnOutcome;
}

/** The results of a series of actions, in their order. */
export type Outcomes<A extends readonly Action[]> = { -readonly [K in keyof A]: Outcome[A[K]["do"]] };

/** Enter, do, leave. */
export interface Visit {
  readonly enter: Entry;
  readonly actions: readonly Action[];
}

/** What a visit gave. */
export interface VisitResult {
  /** Descriptor of the namespace's file, where the visit created it; the receiver closes it. */
  readonly fd?: number;
  readonly results: readonly unknown[];
}
