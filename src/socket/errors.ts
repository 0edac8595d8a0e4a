import type { ExtendedAck } from "../protocol/core/acknowledgement.ts";

/** Sets a property that a printed error does not show: a request's schema alone would fill pages. */
function hide(error: Error, key: string, value: unknown): void {
  Object.defineProperty(error, key, { value, enumerable: false });
}

/** A system call that failed: which, on what, and why. */
export class SystemError extends Error {
  override readonly name: string = "SystemError";
  /** The call, such as `setns`. */
  readonly syscall: string;
  /** errno, a positive number. */
  readonly errno: number;
  /** errno by name, such as `"EPERM"`. */
  readonly code: string;

  constructor(syscall: string, errno: number, code: string, detail: string) {
    super(`${syscall}: ${detail} (${code})`);
    this.syscall = syscall;
    this.errno = errno;
    this.code = code;
  }
}

/** What a {@link NetlinkError} is made of. */
export interface NetlinkErrorParts {
  /** errno, a positive number. */
  readonly errno: number;
  /** errno by name, such as `"EEXIST"`. */
  readonly code: string;
  /** The C library's text for errno, such as `File exists`. */
  readonly errnoText: string;
  /** What the request was to do, such as `add link veth0`. */
  readonly what: string;
  /** The extended acknowledgement as received. */
  readonly extack: ExtendedAck;
  /** Property path of the attribute that the kernel complains of, such as `linkinfo.data.id`. */
  readonly path?: string;
  /** The same in C names, such as `IFLA_LINKINFO > IFLA_INFO_DATA > IFLA_VLAN_ID`. */
  readonly attribute?: string;
  /** C name of an attribute that the kernel misses. */
  readonly missing?: string;
  /** The request. */
  readonly request: unknown;
}

/** The kernel refused a request; nothing was changed by it. */
export class NetlinkError extends Error {
  override readonly name = "NetlinkError";
  readonly errno: number;
  readonly code: string;
  /** The C library's text for errno, such as `File exists`. */
  readonly errnoText: string;
  /** The kernel's own text (NLMSGERR_ATTR_MSG), when it gave one. */
  readonly kernelMessage: string | undefined;
  readonly path: string | undefined;
  readonly attribute: string | undefined;
  readonly missing: string | undefined;
  readonly extack: ExtendedAck;
  declare readonly request: unknown;

  constructor(parts: NetlinkErrorParts) {
    const kernel = parts.extack.msg;
    const place = parts.attribute === undefined ? "" : ` at ${parts.attribute}`;
    const missing = parts.missing === undefined ? "" : `, ${parts.missing} is missing`;
    super(`${parts.what}: ${kernel ?? parts.errnoText}${place}${missing} (${parts.code})`);
    this.errno = parts.errno;
    this.code = parts.code;
    this.errnoText = parts.errnoText;
    this.kernelMessage = kernel;
    this.path = parts.path;
    this.attribute = parts.attribute;
    this.missing = parts.missing;
    this.extack = parts.extack;
    hide(this, "request", parts.request);
  }
}

/** One failed request of a batch. */
export interface BatchFailure {
  /** Position in the batch, from 0. */
  readonly index: number;
  readonly error: Error;
}

/**
 * Requests of a batch or of a transaction failed. In a batch all the others were carried out; of a transaction nothing was.
 * It is thrown for a single failure too, so that there is one thing to catch.
 */
export class BatchError extends Error {
  override readonly name = "BatchError";
  /**
   * Every failure, in the order of the requests, with the position of the request in the batch: `NetlinkError` for one that the kernel
   * refused, `OutcomeUnknownError` for a change without an answer, anything else for one that was not sent or could not be read.
   */
  readonly failures: readonly BatchFailure[];

  /** @param incomplete whether further refusals were lost for want of receive buffer */
  constructor(failures: readonly BatchFailure[], total: number, incomplete = false) {
    const [first] = failures;
    super(
      `${incomplete ? "at least " : ""}${failures.length} of ${total} requests failed; first: #${first?.index} ${first?.error.message}`,
    );
    this.failures = failures;
  }
}

/** A change was sent and no answer came (time limit, abort, lost acknowledgement): it may or may not have happened. */
export class OutcomeUnknownError extends Error {
  override readonly name = "OutcomeUnknownError";
  declare readonly request: unknown;

  constructor(what: string, reason: string, request: unknown, options?: ErrorOptions) {
    super(`${what}: outcome unknown, ${reason}`, options);
    hide(this, "request", request);
  }
}

/** A question got no answer in time; nothing was changed. */
export class TimeoutError extends Error {
  override readonly name = "TimeoutError";
  /** The time limit. */
  readonly milliseconds: number;
  constructor(what: string, milliseconds: number) {
    super(`${what}: no answer within ${milliseconds} ms`);
    this.milliseconds = milliseconds;
  }
}

/** A dump stayed inconsistent (NLM_F_DUMP_INTR) after all retries. */
export class DumpInterruptedError extends Error {
  override readonly name = "DumpInterruptedError";
  /** What the last attempt gave; entries may be missing or doubled. Empty when the items were streamed. */
  readonly partial: readonly unknown[];
  constructor(what: string, attempts: number, partial: readonly unknown[]) {
    super(`${what}: interrupted by changes in ${attempts} of ${attempts} attempts`);
    this.partial = partial;
  }
}

/** The receive buffer was full (ENOBUFS): the answer to a question is lost. */
export class OverrunError extends Error {
  override readonly name = "OverrunError";
  constructor(what: string) {
    super(`${what}: receive buffer overrun, messages were lost (ENOBUFS)`);
  }
}

/** An answer was longer than the largest buffer that is tried, or than the buffer of a stream that had already begun. */
export class TruncatedError extends Error {
  override readonly name = "TruncatedError";
  constructor(what: string, bytes: number) {
    super(`${what}: an answer was longer than the receive buffer of ${bytes} bytes`);
  }
}

/** A call on a connection, subscription or handle that was closed. */
export class ClosedError extends Error {
  override readonly name = "ClosedError";
  constructor(what: string) {
    super(`${what} is closed`);
  }
}
