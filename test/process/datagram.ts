import { createRequire } from "node:module";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, onTestFinished } from "vitest";

/** The part of `unix-dgram`'s socket that the tests use. A message arrives whole, as on a netlink socket. */
export interface DatagramSocket {
  bind(path: string): void;
  /** `path` is the receiver's; the error, if any, goes to the callback. */
  send(message: Uint8Array, offset: number, length: number, path: string, callback: (error?: Error) => void): void;
  /** Who sent it is `sender.path`: a sender that is to be answered has bound a path of its own. */
  on(event: "message", listener: (message: Buffer, sender: { readonly path: string }) => void): void;
  on(event: "error", listener: (error: Error) => void): void;
  close(): void;
}

interface UnixDatagrams {
  createSocket(type: "unix_dgram"): DatagramSocket;
}

/** `unix-dgram`, or why it is not to be had: npm leaves it out where it can't be compiled. */
function load(): UnixDatagrams | Error {
  try {
    return createRequire(import.meta.url)("unix-dgram");
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error));
  }
}

const datagrams = load();

/** `describe` where `unix-dgram` was compiled; else `describe.skip` with the reason printed, under CI an error. */
export const describeProcess = datagrams instanceof Error ? skip(datagrams) : describe;

function skip(reason: Error): typeof describe.skip {
  if (process.env["CI"] === "true") throw new Error("under CI unix-dgram must be there", { cause: reason });
  process.stdout.write(`skipped: unix-dgram is not compiled (${reason.message.split("\n")[0]})\n`);
  return describe.skip;
}

/** A Unix datagram socket bound to a path of its own; closed, and its folder deleted, when the test ends. */
export function boundSocket(): { readonly socket: DatagramSocket; readonly path: string } {
  if (datagrams instanceof Error) throw datagrams;
  const folder = mkdtempSync(join(tmpdir(), "ts-netlink-dgram-"));
  const path = join(folder, "socket");
  const socket = datagrams.createSocket("unix_dgram");
  socket.bind(path);
  onTestFinished(() => {
    socket.close();
    rmSync(folder, { recursive: true });
  });
  return { socket, path };
}
