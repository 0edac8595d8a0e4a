import { netlinkProtocol } from "../../protocol/core/constants.ts";
import type { Datagram, Input } from "./datagram.ts";

const calls = "sendto|sendmsg|sendmmsg|write|writev|send|recvfrom|recvmsg|recvmmsg|read|readv|recv";
/** `[pid 12] ` or `12 `, a time, the call, its file descriptor and, with -yy, what that is. */
const callLine = new RegExp(`^(?:\\[pid +\\d+\\] |\\d+ +)?(?:[\\d:.]+ )?(${calls})\\((\\d+)(?:<([^>]*)>)?, ?(.*)$`);
const socketLine =
  /^(?:\[pid +\d+\] |\d+ +)?(?:[\d:.]+ )?socket\((?:AF|PF)_(\w+), [^,]*, (?:NETLINK_)?(\w+)\) += (\d+)/;
const dumpLine = /^ \| [0-9a-f]{5,} {2}((?:[0-9a-f]{2} {1,2}){1,16})/;

/** Whether text looks like the output of strace. */
export function isStrace(text: string): boolean {
  return text.split("\n", 2000).some((line) => callLine.test(line) || socketLine.test(line));
}

/** What is known of a file descriptor: a netlink protocol, that it is netlink of an unknown one, or that it is something else. */
type Descriptor = { readonly netlink: true; readonly protocol: number | undefined } | { readonly netlink: false };

function protocolOf(name: string): number | undefined {
  const lower = name.toLowerCase();
  const entry = Object.entries(netlinkProtocol.values).find(([key]) => key === lower);
  return entry?.[1];
}

/** What -yy says in angle brackets: `NETLINK:[ROUTE:123]`, `NETLINK:[4711]` (not bound yet), a path, another socket. */
function describe(text: string): Descriptor {
  const match = /^NETLINK:\[(?:([A-Z_0-9]+):)?/.exec(text);
  if (match === null) return { netlink: false };
  return { netlink: true, protocol: match[1] === undefined ? undefined : protocolOf(match[1]) };
}

const escapes: Readonly<Record<string, number>> = { n: 10, t: 9, r: 13, v: 11, f: 12, a: 7, b: 8, e: 27 };

/** Bytes of a C string literal's inside. */
function unescape(literal: string): number[] {
  const bytes: number[] = [];
  for (const [, hex, octal, letter, plain] of literal.matchAll(/\\x([0-9a-f]{2})|\\([0-7]{1,3})|\\(.)|([^\\])/gis)) {
    if (hex !== undefined) bytes.push(Number.parseInt(hex, 16));
    else if (octal !== undefined) bytes.push(Number.parseInt(octal, 8));
    else if (letter !== undefined) bytes.push(escapes[letter] ?? letter.charCodeAt(0));
    else if (plain !== undefined) bytes.push(plain.charCodeAt(0));
  }
  return bytes;
}

/** The strings of a call's arguments: the buffer of sendto and write, every iov_base of the others; and whether one was cut. */
function stringsOf(name: string, rest: string): { bytes: number[]; isCut: boolean } | undefined {
  const pattern =
    /msg$|v$/.test(name) && !/^recv$/.test(name)
      ? /iov_base="((?:[^"\\]|\\.)*)"(\.\.\.)?/g
      : /^"((?:[^"\\]|\\.)*)"(\.\.\.)?/g;
  const found = [...rest.matchAll(pattern)];
  if (found.length === 0) return undefined;
  return {
    bytes: found.flatMap(([, literal = ""]) => unescape(literal)),
    isCut: found.some(([, , dots]) => dots !== undefined),
  };
}

/** A call whose bytes may still follow as dump lines. */
interface Call {
  readonly line: number;
  readonly name: string;
  readonly fd: string;
  readonly protocol: number | undefined;
  readonly rest: string;
  readonly dump: number[];
}

/**
 * Reads the output of strace: the dumps of `-e write=all -e read=all`, or the strings of `-xx` where strace did not take the
 * messages apart. The protocol is taken from `-yy`'s `<NETLINK:[ROUTE:123]>` or from the socket(2) call.
 */
export function readStrace(text: string): Input {
  const datagrams: (Datagram & { fd: string })[] = [];
  const problems: string[] = [];
  const descriptors = new Map<string, Descriptor>();
  const unfinished = new Map<string, string>();
  let current: Call | undefined;
  const takenApart: number[] = [];

  const finish = (): void => {
    if (current === undefined) return;
    const { line, name, fd, protocol, rest, dump } = current;
    current = undefined;
    const where = `line ${line}`;
    const strings = dump.length > 0 ? { bytes: dump, isCut: false } : stringsOf(name, rest);
    if (strings === undefined) {
      if (/nlmsg_len=|\{len=/.test(rest)) takenApart.push(line);
      return;
    }
    if (strings.isCut) problems.push(`${where}: strace cut the string; run it with -s 65536`);
    if (strings.bytes.length > 0) {
      datagrams.push({
        bytes: Uint8Array.from(strings.bytes),
        protocol,
        littleEndian: undefined,
        where,
        note: name,
        fd,
      });
    }
  };

  for (const [index, line] of text.split("\n").entries()) {
    const dump = dumpLine.exec(line);
    if (dump !== null) {
      for (const pair of (dump[1] ?? "").match(/[0-9a-f]{2}/g) ?? []) current?.dump.push(Number.parseInt(pair, 16));
      continue;
    }
    if (line.startsWith(" * ")) continue;
    finish();
    const [, family = "", socketProtocol = "", socketFd] = socketLine.exec(line) ?? [];
    if (socketFd !== undefined) {
      const netlink = family === "NETLINK";
      descriptors.set(socketFd, netlink ? { netlink, protocol: protocolOf(socketProtocol) } : { netlink });
      continue;
    }
    const pid = /^(?:\[pid +(\d+)\]|(\d+) )/.exec(line)?.slice(1).join("") ?? "";
    const resumed = /^(?:\[pid +\d+\] |\d+ +)?(?:[\d:.]+ )?<\.\.\. \w+ resumed>(.*)$/.exec(line);
    const whole = resumed === null ? line : (unfinished.get(pid) ?? "") + (resumed[1] ?? "");
    if (line.endsWith("<unfinished ...>")) {
      unfinished.set(pid, line.slice(0, -"<unfinished ...>".length));
      continue;
    }
    const [, name, fd, note, rest = ""] = callLine.exec(whole) ?? [];
    if (name === undefined || fd === undefined) continue;
    if (/\) += -1 |MSG_PEEK/.test(rest)) continue;
    const known = note === undefined ? descriptors.get(fd) : describe(note);
    if (note !== undefined && known !== undefined) descriptors.set(fd, known);
    if (known === undefined ? !/^(send|recv)/.test(name) : !known.netlink) continue;
    current = {
      line: index + 1,
      name,
      fd,
      protocol: known?.netlink === true ? known.protocol : undefined,
      rest,
      dump: [],
    };
  }
  finish();
  if (takenApart.length > 0) {
    const which =
      takenApart.length === 1 ? `line ${takenApart[0]}` : `line ${takenApart[0]} and ${takenApart.length - 1} more`;
    problems.push(`${which}: strace took the message apart; run it with -e write=all -e read=all to have the bytes`);
  }
  // A socket's first message is often sent before it is bound, when strace can't tell the protocol yet: a later line does.
  const known = datagrams.map((datagram, index) => ({
    ...datagram,
    protocol:
      datagram.protocol ??
      datagrams.slice(index + 1).find(({ fd, protocol }) => fd === datagram.fd && protocol !== undefined)?.protocol ??
      datagrams.find(({ fd, protocol }) => fd === datagram.fd && protocol !== undefined)?.protocol,
  }));
  return { datagrams: known, problems };
}
