import type { MessagePort } from "node:worker_threads";

/** What the main thread hands over at the start. */
export interface EpollWorkerData {
  readonly epoll: number;
  /** Writing to it makes the worker look for commands. */
  readonly wake: number;
  readonly commands: MessagePort;
}

/** What the main thread asks for. */
export type EpollCommand =
  | { readonly kind: "once"; readonly id: number; readonly fd: number }
  | { readonly kind: "forget"; readonly id: number; readonly fd: number }
  | { readonly kind: "watch"; readonly id: number; readonly fd: number }
  | { readonly kind: "consumed"; readonly id: number }
  | { readonly kind: "unwatch"; readonly id: number }
  | { readonly kind: "stop" };

/** What the worker tells. */
export type EpollNotice =
  | { readonly kind: "ready"; readonly id: number }
  /** Datagrams, each starting on a multiple of eight bytes. */
  | {
      readonly kind: "datagrams";
      readonly id: number;
      readonly bytes: ArrayBuffer;
      readonly lengths: readonly number[];
      readonly nsids: readonly (number | undefined)[];
    }
  | { readonly kind: "overrun"; readonly id: number }
  | { readonly kind: "failed"; readonly id: number; readonly errno: number }
  | { readonly kind: "closed"; readonly id: number };

/** Batches of datagrams that may wait unread in the main thread before the worker leaves the rest to the kernel's own buffer. */
export const BATCH_LIMIT = 64;

/** Where a datagram starts behind `offset`. */
export const align8 = (offset: number): number => (offset + 7) & ~7;
