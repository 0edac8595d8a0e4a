import type { Cut } from "./channel.ts";
import { BatchError, OutcomeUnknownError, OverrunError, TimeoutError, TruncatedError } from "./errors.ts";
import type { BatchFailure } from "./errors.ts";
import type { Exchange, Outcome } from "./exchange.ts";
import { isQuestion } from "./request.ts";
import type { Transaction } from "./request.ts";

/** Whether a question is to be asked again with a larger buffer. */
export function askAgain(exchange: Exchange, cut: Cut | undefined): boolean {
  return cut === undefined && exchange.truncated && exchange.failures === 0 && exchange.requests.every(isQuestion);
}

/** Why no answer came, without what the question was. */
function reasonOf(error: Error): string {
  return error instanceof TimeoutError ? `no answer within ${error.milliseconds} ms` : error.message;
}

/** What became of a request, with everything that is not its result as an error. */
export function conclude(
  exchange: Exchange,
  index: number,
  cut: Cut | undefined,
  bufferBytes: number,
): Exclude<Outcome, { state: "unknown" }> {
  const outcome = exchange.outcome(index);
  if (outcome.state !== "unknown") return outcome;
  const request = exchange.requests[index]!;
  if (cut !== undefined && !cut.sent) return { state: "failed", error: cut.error };
  if (!isQuestion(request)) {
    const reason = cut === undefined ? outcome.reason : reasonOf(cut.error);
    return {
      state: "failed",
      error: new OutcomeUnknownError(request.what, reason, request, cut && { cause: cut.error }),
    };
  }
  if (cut !== undefined) {
    const { error } = cut;
    // The cut names the first request of its datagram only.
    return {
      state: "failed",
      error: error instanceof TimeoutError ? new TimeoutError(request.what, error.milliseconds) : error,
    };
  }
  return {
    state: "failed",
    error: exchange.overrun ? new OverrunError(request.what) : new TruncatedError(request.what, bufferBytes),
  };
}

/** The value of a single request. */
export function valueOf<T>(exchange: Exchange, cut: Cut | undefined, bufferBytes: number): T {
  const outcome = conclude(exchange, 0, cut, bufferBytes);
  if (outcome.state === "failed") throw outcome.error;
  // The exchange was made of one Request<T>, whose `result` made the value.
  return outcome.value as T;
}

/** The value of a transaction, of which all or nothing happened. */
export function transactionValue<T>(transaction: Transaction<T>, exchange: Exchange, cut: Cut | undefined): T {
  const { requests, check, what } = transaction;
  if (exchange.refused !== undefined) throw exchange.refused;
  const outcomes = requests.map((_, index) => exchange.outcome(index));
  const failures: BatchFailure[] = [];
  outcomes.forEach((outcome, index) => {
    if (outcome.state === "failed") failures.push({ index, error: outcome.error });
  });
  if (failures.length > 0) throw new BatchError(failures, requests.length, exchange.overrun);
  if (cut !== undefined && (!cut.sent || check)) throw cut.error;
  // The last request's acknowledgement is sent when all of it has happened.
  const last = outcomes.at(-1)!;
  if (last.state === "unknown") {
    if (check) throw new OverrunError(what);
    throw new OutcomeUnknownError(
      what,
      cut === undefined ? last.reason : reasonOf(cut.error),
      transaction,
      cut && { cause: cut.error },
    );
  }
  return transaction.result(outcomes.map((outcome) => (outcome.state === "done" ? outcome.value : undefined)));
}
