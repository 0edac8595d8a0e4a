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

/** Calls `expire` with what ended the wait first: the time limit or the signal. Returns what calls it off. */
export function limit(
  what: string,
  milliseconds: number,
  signal: AbortSignal | undefined,
  expire: (reason: Error) => void,
): () => void {
  const timer =
    milliseconds <= LONGEST ? setTimeout(() => expire(new TimeoutError(what, milliseconds)), milliseconds) : undefined;
  const abort = (): void => expire(abortReason(signal!));
  signal?.addEventListener("abort", abort, { once: true });
  return () => {
    clearTimeout(timer);
    signal?.removeEventListener("abort", abort);
  };
}

/** Why a signal was aborted, as an error. */
export function abortReason(signal: AbortSignal): Error {
  return signal.reason instanceof Error ? signal.reason : new Error(String(signal.reason));
}
