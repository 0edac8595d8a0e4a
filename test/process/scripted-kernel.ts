import { spawn } from "node:child_process";
import { dirname } from "node:path";
import { readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { requestsOf } from "../../src/testing/index.ts";
import type { KernelRequest } from "../../src/testing/index.ts";
import { boundSocket } from "./datagram.ts";

/** A kernel in this process that another one speaks to, over a local datagram socket. */
export interface SocketKernel {
  readonly path: string;
  /** Every datagram so far, as its messages. */
  readonly received: readonly (readonly KernelRequest[])[];
  /** Paths that clients have bound and not removed. */
  clients(): string[];
  close(): void;
}

/** What it answers: datagrams, each at once or after some milliseconds. */
export type SocketScript = (
  requests: KernelRequest[],
) => Iterable<Uint8Array | { readonly after: number; readonly datagram: Uint8Array }>;

/** Makes a kernel of a function; it ends with the test. */
export function socketKernel(script: SocketScript): SocketKernel {
  const { socket, path } = boundSocket();
  const received: KernelRequest[][] = [];
  socket.on("message", (message, { path: sender }) => {
    const requests = requestsOf(new Uint8Array(message));
    received.push(requests);
    const send = (datagram: Uint8Array): void =>
      socket.send(Buffer.from(datagram), 0, datagram.length, sender, (error) => {
        // A client that has given up is gone.
        if (error !== undefined && (error as NodeJS.ErrnoException).code === undefined) throw error;
      });
    for (const answer of script(requests)) {
      if (answer instanceof Uint8Array) send(answer);
      else setTimeout(() => send(answer.datagram), answer.after);
    }
  });
  const folder = dirname(path);
  return {
    path,
    received,
    clients: () => readdirSync(folder).filter((name) => name !== "socket"),
    close: () => socket.close(),
  };
}

/** What became of one call of a client process. */
export interface CallResult {
  readonly result: unknown;
  readonly milliseconds: number;
}

/** Runs a whole process against a kernel: `calls` are `get:sync:5`, `set:async:1`, `list:sync` and so on. */
export async function client(path: string, timeout: number, ...calls: string[]): Promise<CallResult[]> {
  // Not in this folder: its package.json hides the package that the client imports.
  const file = fileURLToPath(new URL("../integration/socket/programs/client.mjs", import.meta.url));
  const env = { ...process.env, TS_NETLINK_SOCKET: path, NODE_EXTRA_CA_CERTS: undefined, NODE_OPTIONS: undefined };
  const child = spawn(process.execPath, [file, String(timeout), ...calls], { env, stdio: ["ignore", "pipe", "pipe"] });
  let [output, errors] = ["", ""];
  child.stdout.on("data", (text) => (output += text));
  child.stderr.on("data", (text) => (errors += text));
  const status = await new Promise((resolve) => child.once("close", resolve));
  if (status !== 0) throw new Error(`status ${status}: ${errors}`);
  return (JSON.parse(output) as { results: CallResult[] }).results;
}
