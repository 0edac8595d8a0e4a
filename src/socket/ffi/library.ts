import { createRequire } from "node:module";
import { errnoEntry } from "../errno.ts";
import { SystemError } from "../errors.ts";

/** The types of ffi-rs that are used here, by its own numbers (`DataType`). */
const I32 = 1;
const BYTES = 10;
const U64 = 12;
const I64 = 8;

/** A C value's type: int, size_t or an address, ssize_t, or a pointer to a buffer's bytes. */
export type CType = "int" | "word" | "ssize" | "bytes";

/** How ffi-rs wants a type described; a buffer is handed over as the address of its bytes, without a copy. */
const described: Readonly<Record<CType, unknown>> = {
  int: I32,
  word: U64,
  ssize: I64,
  bytes: { type: BYTES, ffiTypeTag: 997, length: 0, dynamicArray: true },
};

interface NativeCall {
  readonly library: string;
  readonly funcName: string;
  readonly retType: unknown;
  readonly paramsType: readonly unknown[];
  paramsValue: readonly unknown[];
  readonly errno: boolean;
  readonly freeResultMemory: boolean;
  readonly runInNewThread: boolean;
}

interface Native {
  open(parameters: { library: string; path: string }): void;
  load(call: NativeCall): unknown;
}

/** Where a C library is looked for: glibc first, then musl under its two names. */
function libraryFiles(): string[] {
  const machine =
    { x64: "x86_64", arm64: "aarch64", ia32: "i386", arm: "armhf" }[process.arch as string] ?? process.arch;
  return ["libc.so.6", `libc.musl-${machine}.so.1`, "libc.so"];
}

/**
 * The native half of ffi-rs. Its own entry point probes the platform for 10 ms and checks every call's types again, so the
 * platform's package is taken directly where its name is known.
 */
function loadNative(): Native {
  const require = createRequire(import.meta.url);
  const entry = require.resolve("ffi-rs");
  const fromEntry = createRequire(entry);
  for (const variant of ["gnu", "musl", "gnueabihf", "musleabihf"]) {
    const name = `@yuuang/ffi-rs-linux-${process.arch}-${variant}`;
    try {
      const native = fromEntry(name) as Native;
      // Node unmaps the library when the thread that loaded it exits, and the thread's own clean-up then runs into the
      // hole (SIGSEGV): a second reference, never given back, keeps it mapped.
      native.open({ library: "ffi-rs", path: fromEntry.resolve(name) });
      return native;
    } catch {
      // Another variant, or the entry point below, which says what is missing.
    }
  }
  const native = require("ffi-rs") as Native;
  const path = Object.keys(fromEntry.cache).find((file) => file.endsWith(".node") && file.includes("ffi-rs"));
  if (path !== undefined) native.open({ library: "ffi-rs", path });
  return native;
}

function openLibrary(): Native {
  if (process.platform !== "linux") {
    throw new Error(`ts-netlink: netlink sockets and namespaces exist on Linux only; this is ${process.platform}`);
  }
  let native: Native;
  try {
    native = loadNative();
  } catch (cause) {
    throw new Error(
      "ts-netlink: the native package ffi-rs can't be loaded; install it for this platform (npm install ffi-rs)",
      { cause },
    );
  }
  const failures: unknown[] = [];
  for (const path of libraryFiles()) {
    try {
      native.open({ library: "c", path });
      return native;
    } catch (error) {
      failures.push(error);
    }
  }
  throw new Error("ts-netlink: no C library found", { cause: failures[0] });
}

let library: Native | undefined;

/**
 * Loads the native library, once; every system call here does so by itself. Costs 2-3 ms the first time.
 * @throws Error one clear line when this is not Linux or ffi-rs is not installed
 */
export function loadLibrary(): void {
  library ??= openLibrary();
}

/** What a C function answered: its value, and errno as it stood right behind the call. */
export interface CResult {
  readonly value: number;
  /** Meaningful only when `value` tells of a failure. */
  readonly errno: number;
}

/** A C function of the C library; `address` arguments may be numbers (0 for NULL) where declared as `word`. */
export type CFunction = (...values: (number | Uint8Array)[]) => CResult;

/** Declares a C function; nothing is loaded before its first call. A call costs 3-7 us. */
export function declare(name: string, returns: Exclude<CType, "bytes">, parameters: readonly CType[]): CFunction {
  const call: NativeCall = {
    library: "c",
    funcName: name,
    retType: described[returns],
    paramsType: parameters.map((type) => described[type]),
    paramsValue: [],
    errno: true,
    freeResultMemory: false,
    runInNewThread: false,
  };
  return (...values) => {
    loadLibrary();
    call.paramsValue = values;
    const answer = library!.load(call) as { value: number; errnoCode: number };
    return { value: answer.value, errno: answer.errnoCode };
  };
}

/** The error of a failed call. */
export function systemError(syscall: string, errno: number, detail?: string): SystemError {
  const { name, text } = errnoEntry(errno);
  return new SystemError(syscall, errno, name, detail === undefined ? text : `${detail}: ${text}`);
}

/** The value of a call that must succeed. @throws SystemError when it is negative */
export function checked(syscall: string, result: CResult, detail?: string): number {
  if (result.value < 0) throw systemError(syscall, result.errno, detail);
  return result.value;
}
