import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { check, runIn } from "./namespace.ts";
import { clearNestedFlags } from "./nested-flags.ts";

/** One netlink message that a program sent. */
export interface SentMessage {
  /** The netlink protocol as strace names it: "ROUTE", "NETFILTER", "GENERIC"; "?" where it can't be told. */
  readonly family: string;
  /** The whole message, header included, without the padding that follows it. */
  readonly bytes: Uint8Array;
}

/** Which of the messages to return. */
export interface OracleOptions {
  /** Only messages that change something: no GETs, no capability probes, no batch begin and end. */
  readonly changes?: boolean;
  /** Standard input of the command. */
  readonly input?: string;
  /** Also return the messages of a command that failed; else that throws. */
  readonly mayFail?: boolean;
}

const senders = "sendto,sendmsg,sendmmsg,write,writev";

/**
 * Runs a real tool under strace in the namespace of that name and returns the netlink messages it sent, of every thread
 * and child, in order. This is where expected bytes come from.
 *
 *     sentBy(namespace.name, ["ip", "link", "add", "br0", "type", "bridge"], { changes: true })
 */
export function sentBy(namespace: string, command: readonly string[], options: OracleOptions = {}): SentMessage[] {
  const folder = mkdtempSync(join(tmpdir(), "ts-netlink-strace-"));
  try {
    const trace = join(folder, "trace");
    const strace = ["-f", "-qq", "-yy", "-s", "0", "-e", `trace=${senders}`, "-e", "signal=none", "-e", "write=all"];
    const result = runIn(namespace, "strace", [...strace, "-o", trace, ...command], { input: options.input ?? "" });
    if (options.mayFail !== true) check(command.join(" "), result);
    const messages = parseTrace(readFileSync(trace, "latin1"));
    return options.changes === true ? messages.filter(isChange) : messages;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** The command of `sentBy` given as one string that is split at blanks. */
export function sentByWords(namespace: string, command: string, options: OracleOptions = {}): SentMessage[] {
  return sentBy(namespace, command.split(/\s+/).filter(Boolean), options);
}

/**
 * The netlink messages in the output of `strace -f -yy -e write=all -o FILE`: each system call's line is followed by a
 * hex dump of what it wrote, also where another thread's lines came between its start and its end.
 */
export function parseTrace(trace: string): SentMessage[] {
  const messages: SentMessage[] = [];
  const unfinished = new Map<string, string>();
  let socket: string | undefined;
  let buffer: number[] = [];
  const flush = (): void => {
    if (socket !== undefined) {
      for (const bytes of splitMessages(Uint8Array.from(buffer))) messages.push({ family: socket, bytes });
    }
    buffer = [];
  };
  for (const line of trace.split("\n")) {
    if (line.startsWith(" | ")) {
      for (const pair of line.slice(10, 60).match(/[0-9a-f]{2}/g) ?? []) buffer.push(Number.parseInt(pair, 16));
      continue;
    }
    flush();
    if (line.startsWith(" * ")) continue;
    const [, pid, text] = /^(\d+) +(.*)$/.exec(line) ?? [];
    if (pid === undefined || text === undefined) continue;
    const resumed = /^<\.\.\. \w+ resumed>/.test(text);
    const call = resumed ? (unfinished.get(pid) ?? "") : text;
    if (text.endsWith("<unfinished ...>")) unfinished.set(pid, text);
    const [, info] = /^\w+\(\d+<NETLINK:\[([^\]]*)\]/.exec(call) ?? [];
    socket = info === undefined ? undefined : info.includes(":") ? info.slice(0, info.indexOf(":")) : "?";
  }
  flush();
  return messages;
}

/** The messages of one datagram; what can't be a message any more comes last, as it is. */
export function splitMessages(datagram: Uint8Array): Uint8Array[] {
  const view = new DataView(datagram.buffer, datagram.byteOffset, datagram.byteLength);
  const messages: Uint8Array[] = [];
  let offset = 0;
  while (offset + 16 <= datagram.length) {
    const length = view.getUint32(offset, true);
    if (length < 16 || offset + length > datagram.length) {
      messages.push(datagram.slice(offset));
      break;
    }
    messages.push(datagram.slice(offset, offset + length));
    offset += (length + 3) & ~3;
  }
  return messages;
}

/** nf_tables messages that read: GETTABLE, GETCHAIN … GETFLOWTABLE, and the RESET ones. */
const nftReads = new Set([1, 4, 7, 10, 13, 16, 19, 21, 23, 25, 33]);

/** Whether this is the empty RTM_NEWLINK by which iproute2 asks whether the kernel knows RTM_NEWLINK at all. */
export function isProbe(bytes: Uint8Array): boolean {
  return bytes.length === 32 && bytes[4] === 16 && bytes[5] === 0 && bytes.subarray(16).every((byte) => byte === 0);
}

/** Whether a message changes anything in the kernel, as opposed to asking, probing or framing a batch. */
export function isChange({ family, bytes }: SentMessage): boolean {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.length < 20) return false;
  const type = view.getUint16(4, true);
  if (type < 32 && family === "NETFILTER") return false;
  if (type < 16) return false;
  if (family !== "NETFILTER" && type < 256) {
    return (type & 3) !== 2 && !isProbe(bytes);
  }
  const subsystem = type >> 8;
  if (subsystem === 11) return false;
  return !(subsystem === 10 && nftReads.has(type & 255));
}

/**
 * A copy of a message with `nlmsg_seq` and `nlmsg_pid` zeroed and NLA_F_NESTED cleared at every level, so that two
 * programs' requests can be compared byte for byte although one omits the flag on some nests.
 */
export function mask(message: Uint8Array): Uint8Array {
  const copy = message.slice();
  copy.fill(0, 8, 16);
  clearNestedFlags(copy);
  return copy;
}

/** Bytes as hex, 16 a line after the 16-byte header and grouped by four, so that a difference can be found by eye. */
export function hex(bytes: Uint8Array): string {
  const words =
    Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0"))
      .join("")
      .match(/.{1,8}/g) ?? [];
  const lines: string[] = [];
  for (let n = 0; n < words.length; n += 4) lines.push(words.slice(n, n + 4).join(" "));
  return lines.join("\n");
}

/** `hex(mask(message))`: what the differential tests compare. */
export function masked(message: Uint8Array): string {
  return hex(mask(message));
}
