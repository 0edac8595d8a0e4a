import { closeSync, openSync, readSync } from "node:fs";
import { CommandError, UsageError } from "./failure.ts";
import { runCommand } from "./objects.ts";
import type { Session } from "./session.ts";
import { systemText } from "./session.ts";

/** The most words of a line. */
const MOST_WORDS = 511;

/** The lines of a file, each with its newline where it has one, as they come. */
function* linesOf(fd: number): Generator<string> {
  const buffer = Buffer.alloc(1 << 16);
  const decoder = new TextDecoder();
  let rest = "";
  for (;;) {
    let count: number;
    try {
      count = readSync(fd, buffer, 0, buffer.length, null);
    } catch (error) {
      if (error instanceof Error && "code" in error && error.code === "EAGAIN") continue;
      count = 0; // what can't be read (a folder) is empty, as for ip
    }
    rest += count === 0 ? decoder.decode() : decoder.decode(buffer.subarray(0, count), { stream: true });
    let start = 0;
    for (let end = rest.indexOf("\n"); end >= 0; end = rest.indexOf("\n", start)) {
      yield rest.slice(start, end + 1);
      start = end + 1;
    }
    rest = rest.slice(start);
    if (count === 0) break;
  }
  if (rest !== "") yield rest;
}

/** A line's commands: `#` starts a comment, and behind a null byte C reads nothing. */
const withoutComment = (line: string): string => line.replace(/[#\0].*/s, "");

/** The words of a line: separated by white space, or between quotes of either kind. */
export function splitWords(line: string): string[] {
  const words: string[] = [];
  let position = 0;
  for (;;) {
    while (position < line.length && " \t\r\n".includes(line.charAt(position))) position++;
    if (position >= line.length) return words;
    if (words.length >= MOST_WORDS) throw new UsageError("Too many arguments to command\n", 1);
    const quote = line.charAt(position);
    if (quote === "'" || quote === '"') {
      const end = line.indexOf(quote, position + 1);
      if (end < 0) throw new UsageError("Unterminated quoted string\n", 1);
      words.push(line.slice(position + 1, end));
      position = end + 1;
    } else {
      let end = position;
      while (end < line.length && !" \t\r\n".includes(line.charAt(end))) end++;
      words.push(line.slice(position, end));
      position = end + 1;
    }
  }
}

/**
 * Runs the lines of a file (`-`: of standard input), each a command without the program's name. `#` starts a comment, a backslash
 * at a line's end joins the next one to it.
 * @param fail says what went wrong and returns the exit status for it
 */
export async function runBatch(file: string, session: Session, fail: (error: unknown) => number): Promise<number> {
  let fd = 0;
  if (file !== "-") {
    try {
      fd = openSync(file, "r");
    } catch (error) {
      throw new CommandError(`Cannot open file "${file}" for reading: ${systemText(error)}\n`);
    }
  }
  try {
    return await runLines(file, linesOf(fd), session, fail);
  } finally {
    if (fd !== 0) closeSync(fd);
  }
}

async function runLines(
  file: string,
  lines: Iterator<string>,
  session: Session,
  fail: (error: unknown) => number,
): Promise<number> {
  let number = 0;
  let status = 0;
  for (let item = lines.next(); item.done !== true; item = lines.next()) {
    number++;
    let line = withoutComment(item.value);
    while (line.includes("\\\n")) {
      const next = lines.next();
      if (next.done === true) {
        session.warn("Missing continuation line\n");
        return status;
      }
      number++;
      line = line.slice(0, line.indexOf("\\\n")) + withoutComment(next.value);
    }
    const [object, ...words] = splitWords(line);
    if (object === undefined) continue;
    session.family = session.options.family;
    let failed: boolean;
    try {
      failed = (await runCommand(object, words, session)) !== 0;
    } catch (error) {
      if (!(error instanceof CommandError)) throw error;
      failed = fail(error) !== 0;
    }
    if (!failed) continue;
    session.warn(`Command failed ${file}:${number}\n`);
    status = 1;
    if (!session.options.force) break;
  }
  return status;
}
