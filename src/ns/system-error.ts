import { systemError } from "../socket/ffi/library.ts";
import { SystemError } from "../socket/errors.ts";

/** An error of `node:fs`. */
interface NodeError extends Error {
  readonly errno: number;
  readonly code: string;
  readonly syscall: string;
}

function isNodeError(error: unknown): error is NodeError {
  return error instanceof Error && "errno" in error && "syscall" in error && typeof error.errno === "number";
}

/** What to throw for a failed `node:fs` call: a SystemError that says what it was about; any other error as it is. */
export function describeFailure(error: unknown, what: string): unknown {
  if (error instanceof SystemError || !isNodeError(error)) return error;
  return systemError(error.syscall, Math.abs(error.errno), what);
}

/** Calls `node:fs` and turns its error into a SystemError that says what it was about. */
export function attempt<T>(what: string, call: () => T): T {
  try {
    return call();
  } catch (error) {
    throw describeFailure(error, what);
  }
}

/** The errno name of an error, such as `"EEXIST"`, where it has one. */
export function errorCode(error: unknown): string | undefined {
  if (!(error instanceof Error) || !("code" in error)) return undefined;
  return typeof error.code === "string" ? error.code : undefined;
}

/** An error as it crosses between threads: structured cloning would keep its name and message only. */
export interface WireError {
  readonly name: string;
  readonly message: string;
  readonly fields: Readonly<Record<string, unknown>>;
}

/** Takes an error apart for the other thread. */
export function packError(error: unknown): WireError {
  if (!(error instanceof Error)) return { name: "Error", message: String(error), fields: {} };
  const fields: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(error))
    if (typeof value !== "object" && key !== "name") fields[key] = value;
  if ("spawnargs" in error) fields["spawnargs"] = error.spawnargs;
  return { name: error.name, message: error.message, fields };
}

/** Puts an error from the other thread together again. */
export function unpackError({ name, message, fields }: WireError): Error {
  const { syscall, errno, code } = fields;
  if (name === "SystemError" && typeof syscall === "string" && typeof errno === "number" && typeof code === "string") {
    // The message is made of these parts by the constructor.
    return new SystemError(syscall, errno, code, message.slice(syscall.length + 2, -(code.length + 3)));
  }
  const made =
    name === "TypeError"
      ? new TypeError(message)
      : name === "RangeError"
        ? new RangeError(message)
        : new Error(message);
  return Object.assign(made, fields);
}
