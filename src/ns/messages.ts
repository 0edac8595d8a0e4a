import type { MessagePort } from "node:worker_threads";
import type { ChildExit } from "./spawner.ts";
import type { WireError } from "./system-error.ts";
import type { Visit } from "./visit.ts";

/** What the worker is started with. */
export interface WorkerStart {
  /** Descriptor of the namespace that the thread starts in and returns to. */
  readonly home: number;
  /** Two counters: see `STATE` and `ENDED`. */
  readonly state: Int32Array;
  /** Where answers to synchronous messages go. */
  readonly answers: MessagePort;
}

/** Index of the counter that goes up with each synchronous answer. */
export const STATE = 0;
/** Index of the mark that the worker has ended. */
export const ENDED = 1;

/** A visit and the number that its answer bears. */
export interface NumberedVisit {
  readonly id: number;
  readonly visit: Visit;
}

/** To the worker: visits to make in this order, or a signal for a child. */
export type ToWorker =
  | { readonly sync: boolean; readonly visits: readonly NumberedVisit[] }
  | {
      readonly sync: boolean;
      readonly id: number;
      readonly child: number;
      readonly signal: NodeJS.Signals | number | undefined;
    };

/** How a message was answered. */
export type Settled =
  | { readonly id: number; readonly value: unknown }
  | { readonly id: number; readonly error: WireError }
  | { readonly id: number; readonly refused: true };

/** From the worker: an answer, the end of a child, or that the thread could not go home, with the errno's name. */
export type FromWorker =
  | { readonly settled: Settled }
  | { readonly exited: ChildExit }
  | { readonly lost: string | undefined };
