import { TimeoutError } from "./errors.ts";

/** How long a call waits, and who may end it. */
export interface CallLimits {
  /**
   * Milliseconds to wait for an answer, 10000 unless told; `Infinity` waits for ever. A dump may take that long for each datagram.
   * What the kernel does before it answers can't be interrupted: a call that runs out of time leaves it to finish.
   */
  readonly timeout?: number;
}

/** {@link CallLimits} of a call that returns a promise. */
export interface AsyncCallLimits extends CallLimits {
  /** Gives the call up: it rejects with the signal's reason, or `OutcomeUnknownError` when a change was already on its way. */
  readonly signal?: AbortSignal;
}

/** Milliseconds that a call waits unless told. */
export const DEFAULT_TIMEOUT = 10_000;

/** `setTimeout` takes no more: beyond it fires at once. */
const LONGEST = 0x7fffffff;

/** A time limit that was given, or the other one. @throws RangeError for what is no number of milliseconds */
export function timeLimit(given: number | undefined, otherwise: number): number {
  const milliseconds = given ?? otherwise;
  if (typeof milliseconds !== "number" || !(milliseconds >= 0)) {
    throw new RangeError(`timeout ${String(milliseconds)} is not a number of milliseconds`);
  }
  return milliseconds;
}

/** What waits for a signal's abort. A listener each would have Node warn of a leak beyond ten calls that share a signal. */
const waiting = new WeakMap<AbortSignal, Set<() => void>>();

/** Calls `abort` when the signal is aborted, at the soonest in the next microtask. Returns what calls it off. */
function onAbort(signal: AbortSignal, abort: () => void): () => void {
  let called = false;
  if (signal.aborted) {
    queueMicrotask(() => {
      if (!called) abort();
    });
    return () => void (called = true);
  }
  const known = waiting.get(signal);
  const all = known ?? new Set<() => void>();
  all.add(abort);
  if (known === undefined) {
    waiting.set(signal, all);
    signal.addEventListener("abort", fire, { once: true });
  }
  return () => {
    if (!all.delete(abort) || all.size > 0) return;
    waiting.delete(signal);
    signal.removeEventListener("abort", fire);
  };
}

function fire(this: AbortSignal): void {
  const all = waiting.get(this);
  waiting.delete(this);
  for (const abort of all ?? []) abort();
}

/** Calls `expire` with what ended the wait first: the time limit or the signal. Returns what calls it off. */
export function limit(
  what: string,
  milliseconds: number,
  signal: AbortSignal | undefined,
  expire: (reason: Error) => void,
): () => void {
  const timer =
    milliseconds <= LONGEST ? setTimeout(() => expire(new TimeoutError(what, milliseconds)), milliseconds) : undefined;
  const ignore = signal && onAbort(signal, () => expire(abortReason(signal)));
  return () => {
    clearTimeout(timer);
    ignore?.();
  };
}

/** Why a signal was aborted, as an error. */
export function abortReason(signal: AbortSignal): Error {
  return signal.reason instanceof Error ? signal.reason : new Error(String(signal.reason));
}
