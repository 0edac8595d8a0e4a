import { writeSync } from "node:fs";

/** Buffered output to a file descriptor. */
export interface OutputStream {
  write(words: string): void;
  /** Writes out what is buffered. */
  flush(): void;
}

const LIMIT = 1 << 16;
const pause = new Int32Array(new SharedArrayBuffer(4));

function isCode(error: unknown, code: string): boolean {
  return error instanceof Error && "code" in error && error.code === code;
}

/**
 * Writes everything; a descriptor that another program made non-blocking is waited for. EPIPE ends it: nobody reads any more. What can't
 * be written (a full disk, a closed descriptor) is lost without a word, as with `ip`.
 */
function writeAll(fd: number, words: string): void {
  let rest = Buffer.from(words);
  while (rest.length > 0) {
    try {
      rest = rest.subarray(writeSync(fd, rest));
    } catch (error) {
      if (isCode(error, "EAGAIN")) Atomics.wait(pause, 0, 0, 2);
      else if (isCode(error, "EPIPE")) process.exit(128 + 13); // what a shell reports of a program ended by SIGPIPE
      else return;
    }
  }
}

/** Output to `fd`, collected up to 64 KiB. */
export function outputStream(fd: number): OutputStream {
  let parts: string[] = [];
  let length = 0;
  const flush = (): void => {
    if (length === 0) return;
    const words = parts.join("");
    parts = [];
    length = 0;
    writeAll(fd, words);
  };
  return {
    write: (words) => {
      parts.push(words);
      length += words.length;
      if (length >= LIMIT) flush();
    },
    flush,
  };
}
