import { accessSync, constants, readdirSync, readFileSync, readlinkSync } from "node:fs";
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

/**
 * The descriptors above the standard ones that this process was started with. Node marks those it finds close-on-exec, as all that it
 * opens itself: event polls and counters, and pipes of which it holds both ends.
 */
function inherited(): number[] {
  const ends = new Map<string, number[]>();
  for (const name of readdirSync("/proc/self/fd")) {
    const fd = Number(name);
    if (fd < 3) continue;
    try {
      const file = readlinkSync(`/proc/self/fd/${name}`);
      if (!file.startsWith("anon_inode:")) ends.set(file, [...(ends.get(file) ?? []), fd]);
    } catch {
      // the folder that was just read
    }
  }
  const writes = (fd: number): boolean => (fcntl(fd, F_GETFL) & constants.O_WRONLY) !== 0;
  const isOwn = ([file, fds]: [string, number[]]): boolean =>
    file.startsWith("pipe:") && fds.some(writes) && !fds.every(writes);
  return [...ends].filter((entry) => !isOwn(entry)).flatMap(([, fds]) => fds);
}

/** Node marks the descriptors that it is started with close-on-exec, and may have made the standard ones non-blocking. */
function prepareDescriptors(): void {
  for (const fd of inherited()) fcntl(fd, F_SETFD, fcntl(fd, F_GETFD) & ~FD_CLOEXEC);
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
