import type { ChildProcess } from "node:child_process";
import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";
import { onTestFinished } from "vitest";
import type { ScratchNamespace } from "../support/namespace.ts";

const program = fileURLToPath(new URL("agent.mjs", import.meta.url));
const stdio = ["ignore", "inherit", "inherit", "ipc"] as const;

type Protocol = "tcp" | "udp";

/** A process that lives in a namespace and sends and answers real packets there. */
export interface Agent {
  readonly pid: number;
  /** Answers everybody with `TEXT sees ADDRESS`. */
  readonly serve: (protocol: Protocol, port: number, text: string, address?: string) => Promise<void>;
  /** What a server answers; the errno name, or `silence`, where none does. */
  readonly ask: (protocol: Protocol, address: string, port: number, options?: AskOptions) => Promise<string>;
  /** Addresses that asked over UDP so far, with commas between them. */
  readonly seen: () => Promise<string>;
}

interface AskOptions {
  readonly sourcePort?: number;
  /** Milliseconds; a second unless told. */
  readonly timeout?: number;
}

interface Answer {
  readonly id: number;
  readonly result: string;
}

async function agentOf(child: ChildProcess): Promise<Agent> {
  const waiting = new Map<number, (result: string) => void>();
  let last = 0;
  const answer = (id: number): Promise<string> => new Promise((resolve) => waiting.set(id, resolve));
  const ready = answer(0);
  child.on("message", ({ id, result }: Answer) => waiting.get(id)?.(result));
  const end = (): void => void child.kill("SIGKILL");
  process.once("exit", end);
  onTestFinished(() => {
    process.off("exit", end);
    end();
  });
  const task = (what: object): Promise<string> => {
    const id = ++last;
    const done = answer(id);
    child.send({ ...what, id });
    return done;
  };
  await ready;
  return {
    pid: child.pid!,
    serve: async (protocol, port, text, address) => {
      const result = await task({ do: "serve", protocol, port, text, address });
      if (result !== "serving") throw new Error(`${protocol} port ${port}: ${result}`);
    },
    seen: () => task({ do: "seen" }),
    ask: (protocol, address, port, options) => task({ do: "ask", protocol, address, port, ...options }),
  };
}

/** Starts an agent in a namespace; it ends with the test. */
export function agentIn(namespace: Pick<ScratchNamespace, "name">): Promise<Agent> {
  return agentOf(spawn("ip", ["netns", "exec", namespace.name, process.execPath, program], { stdio: [...stdio] }));
}

/** Starts an agent in a new network namespace without a name, as a container's first process is. */
export function agentInNew(): Promise<Agent> {
  return agentOf(spawn("unshare", ["--net", process.execPath, program], { stdio: [...stdio] }));
}
