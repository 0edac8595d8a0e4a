import type { Frame } from "../../protocol/core/index.ts";
import { frames, NETLINK_ROUTE, netlinkProtocol, NLM_F_REQUEST } from "../../protocol/core/index.ts";
import { registry } from "../../protocol/registry.ts";
import type { Source } from "../../protocol/schema/index.ts";
import { DecodeError, hostIsLittleEndian, sourceOf } from "../../protocol/schema/index.ts";
import { annotate, protocolName } from "./annotate.ts";
import type { Datagram, Input } from "./datagram.ts";
import { InputError } from "./datagram.ts";
import { readHex } from "./hex-input.ts";
import { layout } from "./layout.ts";
import { isCapture, readCapture } from "./pcap-input.ts";
import { isStrace, readStrace } from "./strace-input.ts";

/** Where `decode` reads and writes. */
export interface DecodeIo {
  /** The whole content of a file; of standard input for `-`. Throws what `node:fs` throws. */
  read(path: string): Uint8Array;
  out(text: string): void;
  err(text: string): void;
}

const usage = `Usage: ts-ip decode [ --protocol PROTOCOL ] [ --big-endian | --little-endian ] [ FILE | - ]
       PROTOCOL := { route | netfilter | generic | sock_diag | ... | NUMBER }
       FILE     := hex, a capture of an nlmon device (pcap), or the output of
                   strace -yy -e write=all -e read=all (or -xx where it holds the bytes)
`;

interface Options {
  readonly path: string;
  /** Protocol of datagrams of which the input does not say it. */
  readonly protocol: number;
  readonly littleEndian: boolean;
}

/** Reads the words of the command line; a string is what is wrong with them. */
function readOptions(words: readonly string[]): Options | string {
  let path: string | undefined;
  let protocol = NETLINK_ROUTE;
  let littleEndian = hostIsLittleEndian;
  for (let index = 0; index < words.length; index++) {
    const word = words[index] ?? "";
    const [name, given] = /^(--?[a-z-]+)(?:=(.*))?$/s.exec(word)?.slice(1) ?? [];
    if (name === "--protocol" || name === "-p") {
      const value = given ?? words[++index];
      if (value === undefined) return `${name} needs a value`;
      const names: Readonly<Record<string, number>> = netlinkProtocol.values;
      const number = Object.hasOwn(names, value) ? names[value] : /^\d{1,3}$/.test(value) ? Number(value) : undefined;
      if (number === undefined) return `"${value}" is not a netlink protocol`;
      protocol = number;
    } else if (word === "--big-endian") littleEndian = false;
    else if (word === "--little-endian") littleEndian = true;
    else if (word.startsWith("-") && word !== "-") return `unknown option "${word}"`;
    else if (path !== undefined) return `a second file: "${word}"`;
    else path = word;
  }
  return { path: path ?? "-", protocol, littleEndian };
}

function readInput(bytes: Uint8Array): Input {
  if (isCapture(bytes)) return readCapture(bytes);
  // One byte a character: what is no text at all then shows as an error of the hex reader, not as one of the text decoder.
  const text = new TextDecoder("latin1").decode(bytes);
  return isStrace(text) ? readStrace(text) : readHex(text);
}

/** The messages of a datagram, and what is wrong behind the last one. */
function split(source: Source): { messages: Frame[]; error: DecodeError | undefined } {
  const messages: Frame[] = [];
  try {
    for (const frame of frames(source)) messages.push(frame);
  } catch (error) {
    if (error instanceof DecodeError) return { messages, error };
    throw error;
  }
  return { messages, error: undefined };
}

/** NETLINK_KOBJECT_UEVENT carries text, not messages. */
const textProtocols: readonly number[] = [netlinkProtocol.values.kobject_uevent];

/** Prints one datagram and returns what is wrong with it. */
function show(
  datagram: Datagram,
  options: Options,
  io: DecodeIo,
  requests: Map<string, { source: Source; frame: Frame }>,
): string | undefined {
  const protocol = datagram.protocol ?? options.protocol;
  const { bytes, where, note } = datagram;
  const heading = [where, ...(note === "" ? [] : [note]), protocolName(protocol), `${bytes.length} bytes`];
  io.out(`# ${heading.join(", ")}\n`);
  const raw = (start: number, text: string): void =>
    io.out(layout(bytes, { start, end: bytes.length, depth: 0, text }, start));
  if (textProtocols.includes(protocol)) {
    raw(0, "not netlink messages");
    io.out("\n");
    return undefined;
  }
  const source = sourceOf(bytes, datagram.littleEndian ?? options.littleEndian);
  const { messages, error } = split(source);
  for (const frame of messages) {
    const around = { families: registry, protocol, request: (seq: number) => requests.get(`${protocol} ${seq}`) };
    for (const annotation of annotate(source, frame, around)) io.out(layout(bytes, annotation, frame.offset));
    if ((frame.flags & NLM_F_REQUEST) !== 0) requests.set(`${protocol} ${frame.seq}`, { source, frame });
    io.out("\n");
  }
  if (error === undefined) return undefined;
  // The kernel stops at a header without length, and some programs send zeroes behind their request (ip 6.1's `neigh show`).
  const isZero = bytes.subarray(error.offset).every((byte) => byte === 0);
  raw(error.offset, isZero ? "zeroes behind the last message" : "not a netlink message");
  io.out("\n");
  if (isZero && messages.length > 0) return undefined;
  return `${where}: ${error.message}`;
}

/**
 * `ts-ip decode [FILE|-]`: prints every netlink message of hex, of an nlmon capture or of strace's output byte range by byte
 * range, with names, values and what is unknown.
 * @returns the exit status: 0, 1 where something could not be read, 255 for a wrong command line
 */
export function decode(words: readonly string[], io: DecodeIo): number {
  if (words.length === 1 && /^(help|-h|--?help)$/.test(words[0] ?? "")) {
    io.out(usage);
    return 0;
  }
  const options = readOptions(words);
  if (typeof options === "string") {
    io.err(`ts-ip decode: ${options}\n`);
    return 255;
  }
  const name = options.path === "-" ? "standard input" : options.path;
  let status = 0;
  const complain = (problem: string): void => {
    io.err(`ts-ip decode: ${name}: ${problem}\n`);
    status = 1;
  };
  let input: Input;
  try {
    input = readInput(io.read(options.path));
  } catch (error) {
    if (!(error instanceof InputError) && !(error instanceof Error && "syscall" in error)) throw error;
    const reason =
      error instanceof InputError ? error.message : error.message.replace(/^[A-Z0-9]+: ([^,]*),.*$/s, "$1");
    complain(reason);
    return status;
  }
  const requests = new Map<string, { source: Source; frame: Frame }>();
  for (const datagram of input.datagrams) {
    const problem = show(datagram, options, io, requests);
    if (problem !== undefined) complain(problem);
  }
  for (const problem of input.problems) complain(problem);
  if (input.datagrams.length === 0 && input.problems.length === 0) complain("no netlink message in it");
  return status;
}
