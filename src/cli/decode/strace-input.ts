import { netlinkProtocol } from "../../protocol/core/constants.ts";
import type { Datagram, Input } from "./datagram.ts";

/**
 * What strace puts before a call: `[pid 12] ` or `12 `, with -Y the program's name in it; times of -t, -r and both; the numbers of
 * -n and -i in brackets.
 */
const linePrefix =
  /^(?:\[pid +(\d+)(?:<[^>]*>)?\] +|(\d+)(?:<[^>]*>)? +)?(?: *[\d:.]+ +| *\(\+ +[\d.]+\) +|\[ *[\da-f?]+\] +)*/;
const calls = "sendto|sendmsg|sendmmsg|write|writev|send|recvfrom|recvmsg|recvmmsg|read|readv|recv";
/** The call, its file descriptor and, with -y or -yy, what that is. */
const callLine = new RegExp(`^(${calls})\\((\\d+)(?:<([^>]*)>)?,\\s*(.*)$`);
const socketLine = /^socket\(([^,]*), [^,]*, ([^)]*)\) += (\d+)/;
const closeLine = /^close\((\d+)/;
const dumpLine = /^ \| [0-9a-f]{5,} {2}((?:[0-9a-f]{2} {1,2}){1,16})/;
/** A call with its result, or of which another thread's lines stand in the middle. */
const anyCall = /^\w+\(.*(?:\) += |<unfinished \.\.\.>$)/;

/** A line's process and what stands behind the prefix. */
function withoutPrefix(line: string): { pid: string; text: string } {
  const [prefix = "", bracketed, plain] = linePrefix.exec(line) ?? [];
  return { pid: bracketed ?? plain ?? "", text: line.slice(prefix.length) };
}

/** Whether text looks like the output of strace. */
export function isStrace(text: string): boolean {
  return text.split("\n", 2000).some((line) => anyCall.test(withoutPrefix(line).text));
}

/** What is known of a file descriptor: a netlink protocol, that it is netlink of an unknown one, or that it is something else. */
type Descriptor = { readonly netlink: true; readonly protocol: number | undefined } | { readonly netlink: false };

/** The protocol that an argument such as `NETLINK_ROUTE`, `0 /* NETLINK_ROUTE *` or `0xc` (-X raw) says. */
function protocolOf(argument: string): number | undefined {
  const [, name] = /(?:NETLINK_|^)([A-Z][A-Z_\d]*)/.exec(argument) ?? [];
  if (name === undefined) return /^(?:\d+|0x[\da-f]+)$/.test(argument) ? Number(argument) : undefined;
  const names: Readonly<Record<string, number>> = netlinkProtocol.values;
  return Object.hasOwn(names, name.toLowerCase()) ? names[name.toLowerCase()] : undefined;
}

/** Whether the first argument of socket(2) is AF_NETLINK, by name or number. */
const isNetlink = (family: string): boolean => /\b[AP]F_NETLINK\b|^(?:16|0x10)$/.test(family);

/**
 * What stands in angle brackets: with -yy `NETLINK:[ROUTE:123]`, or `NETLINK:[4711]` (not bound yet); a path, another socket; with -y
 * `socket:[4711]`, which says nothing. With -xx the characters may be escaped.
 */
function describe(escaped: string): Descriptor | undefined {
  const text = String.fromCharCode(...unescape(escaped));
  if (text.startsWith("socket:[")) return undefined;
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

/** The bytes of one system call's buffers that belong together, and whether strace left some of them out. */
interface Bytes {
  readonly bytes: number[];
  readonly isCut: boolean;
}

/**
 * The strings of a call's arguments: the buffer of sendto and write, every iov_base of the others; sendmmsg and recvmmsg carry
 * several datagrams.
 */
function stringsOf(name: string, rest: string): Bytes[] {
  const pattern =
    /msg$|v$/.test(name) && name !== "recv"
      ? /iov_base="((?:[^"\\]|\\.)*)"(\.\.\.)?/g
      : /^"((?:[^"\\]|\\.)*)"(\.\.\.)?/g;
  const parts = name.endsWith("mmsg") ? rest.split("msg_hdr=") : [rest];
  return parts.flatMap((part) => {
    const found = [...part.matchAll(pattern)];
    if (found.length === 0) return [];
    return [
      {
        bytes: found.flatMap(([, literal = ""]) => unescape(literal)),
        isCut: found.some(([, , dots]) => dots !== undefined),
      },
    ];
  });
}

/** A call whose bytes may still follow as dump lines. */
interface Call {
  readonly line: number;
  readonly name: string;
  readonly fd: string;
  readonly protocol: number | undefined;
  readonly rest: string;
  /** What the dump lines say: one list a message of sendmmsg or recvmmsg, else one in all. */
  readonly dumps: number[][];
}

/** A datagram, and of which descriptor. */
interface Traced extends Datagram {
  readonly fd: string;
}

/**
 * Gives a protocol to those datagrams whose line did not tell it: that of a later line about the same descriptor, because a socket's
 * first message is often sent before it is bound, when strace can't tell yet; else that of an earlier one.
 */
function settleProtocols(datagrams: readonly Traced[]): Datagram[] {
  const latest = new Map<string, number>();
  const settle = (datagram: Traced): Traced => {
    const protocol = datagram.protocol ?? latest.get(datagram.fd);
    if (protocol !== undefined) latest.set(datagram.fd, protocol);
    return { ...datagram, protocol };
  };
  return datagrams.toReversed().map(settle).toReversed().map(settle);
}

/**
 * Reads the output of strace: the dumps of `-e write=all -e read=all`, or the strings of `-xx` where strace did not take the
 * messages apart. The protocol is taken from `-yy`'s `<NETLINK:[ROUTE:123]>` or from the socket(2) call.
 */
export function readStrace(text: string): Input {
  const datagrams: Traced[] = [];
  const problems: string[] = [];
  // By process and descriptor, and by descriptor alone: threads share their descriptors, and strace does not say who is a thread.
  const descriptors = new Map<string, Descriptor>();
  const unfinished = new Map<string, string>();
  let current: Call | undefined;
  const takenApart: number[] = [];

  const finish = (): void => {
    if (current === undefined) return;
    const { line, name, fd, protocol, rest, dumps } = current;
    current = undefined;
    const where = `line ${line}`;
    const found = dumps.length > 0 ? dumps.map((bytes) => ({ bytes, isCut: false })) : stringsOf(name, rest);
    if (found.length === 0 && /nlmsg_len=|\{len=/.test(rest)) takenApart.push(line);
    if (found.some(({ isCut }) => isCut)) problems.push(`${where}: strace cut the string; run it with -s 65536`);
    for (const { bytes } of found) {
      if (bytes.length === 0) continue;
      datagrams.push({ bytes: Uint8Array.from(bytes), protocol, littleEndian: undefined, where, note: name, fd });
    }
  };

  for (const [index, line] of text.split("\n").entries()) {
    const dump = dumpLine.exec(line);
    if (dump !== null) {
      const bytes = (dump[1] ?? "").match(/[0-9a-f]{2}/g) ?? [];
      if (current?.dumps.length === 0) current.dumps.push([]);
      current?.dumps.at(-1)?.push(...bytes.map((pair) => Number.parseInt(pair, 16)));
      continue;
    }
    if (/^ = \d+ buffers in vector \d/.test(line)) current?.dumps.push([]);
    if (/^ [*=] \d/.test(line)) continue;
    finish();
    const { pid, text: words } = withoutPrefix(line);
    const [, family = "", protocol = "", socketFd] = socketLine.exec(words) ?? [];
    if (socketFd !== undefined) {
      const made: Descriptor = isNetlink(family)
        ? { netlink: true, protocol: protocolOf(protocol) }
        : { netlink: false };
      descriptors.set(socketFd, made).set(`${pid} ${socketFd}`, made);
      continue;
    }
    const [, closedFd] = closeLine.exec(words) ?? [];
    if (closedFd !== undefined) {
      descriptors.delete(closedFd);
      descriptors.delete(`${pid} ${closedFd}`);
      continue;
    }
    const [, resumed] = /^<\.\.\. \w+ resumed>(.*)$/.exec(words) ?? [];
    const whole = resumed === undefined ? words : (unfinished.get(pid) ?? "") + resumed;
    if (words.endsWith("<unfinished ...>")) {
      unfinished.set(pid, words.slice(0, -"<unfinished ...>".length));
      continue;
    }
    const [, name, fd, note, rest = ""] = callLine.exec(whole) ?? [];
    if (name === undefined || fd === undefined) continue;
    if (/\) += (?:-1 |\?)|MSG_PEEK/.test(rest)) continue;
    const told = note === undefined ? undefined : describe(note);
    const known = told ?? descriptors.get(`${pid} ${fd}`) ?? descriptors.get(fd);
    if (told !== undefined) descriptors.set(fd, told).set(`${pid} ${fd}`, told);
    if (known === undefined ? !/^(send|recv)/.test(name) : !known.netlink) continue;
    current = {
      line: index + 1,
      name,
      fd,
      protocol: known?.netlink === true ? known.protocol : undefined,
      rest,
      dumps: [],
    };
  }
  finish();
  if (takenApart.length > 0) {
    const which =
      takenApart.length === 1 ? `line ${takenApart[0]}` : `line ${takenApart[0]} and ${takenApart.length - 1} more`;
    problems.push(`${which}: strace took the message apart; run it with -e write=all -e read=all to have the bytes`);
  }
  return { datagrams: settleProtocols(datagrams), problems };
}
