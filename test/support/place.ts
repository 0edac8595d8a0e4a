import { afterEach } from "vitest";
import { open, socketsIn } from "ts-netlink/ns";
import type { Namespace } from "ts-netlink/ns";
import { NetlinkError, openConnection } from "ts-netlink/socket";
import type { Connection } from "ts-netlink/socket";
import type { ScratchNamespace } from "./namespace.ts";
import { scratchNamespace } from "./namespace.ts";

const toClose: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of toClose.splice(0)) await close();
});

/** A fresh namespace and ways into it. */
export interface Place {
  readonly scratch: ScratchNamespace;
  readonly handle: Namespace;
  readonly connection: Connection;
  /** `ip -d -j link show` of one link, or `undefined`. */
  readonly shown: (name: string) => Record<string, unknown> | undefined;
}

/** A fresh namespace with a connection into it. @param setup shell script that prepares it */
export function place(setup?: string): Place {
  const scratch = scratchNamespace();
  if (setup !== undefined) scratch.shell(setup);
  const handle = open(scratch.name);
  const connection = openConnection({ source: socketsIn(handle) });
  toClose.push(async () => {
    await connection[Symbol.asyncDispose]();
    await handle.close();
  });
  const shown = (name: string) => {
    const { status, stdout } = scratch.run("ip", ["-d", "-j", "link", "show", "dev", name]);
    return status === 0 ? JSON.parse(stdout)[0] : undefined;
  };
  return { scratch, handle, connection, shown };
}

/** How the kernel refused something. */
export async function failure(promise: Promise<unknown>): Promise<NetlinkError> {
  try {
    await promise;
  } catch (error) {
    if (error instanceof NetlinkError) return error;
    throw error;
  }
  throw new Error("it did not fail");
}
