import { accessSync, constants, readFileSync } from "node:fs";
import {
  F_GETFD,
  F_GETFL,
  F_SETFD,
  F_SETFL,
  FD_CLOEXEC,
  O_NONBLOCK,
  execve,
  fcntl,
  SIG_DFL,
  signal,
} from "../socket/ffi/libc.ts";
import { CommandError } from "./failure.ts";
import { systemText } from "./session.ts";

/** What Node ignores from its start on: the program is to be ended by them. */
const ignoredByNode = { SIGPIPE: 13, SIGXFSZ: 25 };

/** Node marks the standard descriptors close-on-exec when it starts, and may have made them non-blocking. */
function prepareDescriptors(): void {
  for (const fd of [0, 1, 2]) {
    try {
      fcntl(fd, F_SETFD, fcntl(fd, F_GETFD) & ~FD_CLOEXEC);
      fcntl(fd, F_SETFL, fcntl(fd, F_GETFL) & ~O_NONBLOCK);
    } catch {
      // a descriptor that was closed when the program started stays closed
    }
  }
}

/** The files that execvp(3) would try for a program's name, in its order. */
function candidates(program: string): string[] {
  if (program.includes("/")) return [program];
  return (process.env["PATH"] ?? "/bin:/usr/bin")
    .split(":")
    .map((folder) => `${folder === "" ? "." : folder}/${program}`);
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.F_OK);
    return true;
  } catch {
    return false;
  }
}

/** The environment as this process got it, which Node's own copy has in another order. */
function environment(): string[] {
  try {
    const words = readFileSync("/proc/self/environ", "utf8").split("\0");
    if (words.at(-1) === "") words.pop();
    return words;
  } catch {
    return Object.entries(process.env).map(([name, value]) => `${name}=${value}`);
  }
}

/** Replaces this process by a program looked for in PATH; it keeps the process id and this thread's namespaces. */
export function replaceProcess(argv: readonly [string, ...string[]]): never {
  const [program] = argv;
  for (const number of Object.values(ignoredByNode)) signal(number, SIG_DFL);
  prepareDescriptors();
  let reason = "No such file or directory";
  for (const file of program === "" ? [] : candidates(program)) {
    if (!program.includes("/") && !isExecutable(file)) continue;
    try {
      execve(file, argv, environment());
    } catch (error) {
      const code = error instanceof Error && "code" in error ? error.code : undefined;
      // A text without #! is a script for the shell.
      if (code === "ENOEXEC") execve("/bin/sh", ["/bin/sh", file, ...argv.slice(1)], environment());
      reason = systemText(error);
      if (code !== "EACCES" && code !== "ENOENT" && code !== "ENOTDIR") break;
    }
  }
  throw new CommandError(`exec of "${program}" failed: ${reason}\n`);
}
