/*
 * The thread that visits namespaces. It is started by dispatcher.ts, with ffi-rs loaded by that thread before, and with
 * `trackUnmanagedFds: false`: the descriptors that it opens belong to the process and outlive it.
 */
import { parentPort, workerData } from "node:worker_threads";
import type { MessagePort } from "node:worker_threads";
import { loadLibrary } from "../socket/ffi/libc.ts";
import type { FromWorker, Settled, ToWorker, WorkerStart } from "./messages.ts";
import { ENDED, STATE } from "./messages.ts";
import { enterNamespace, perform } from "./perform.ts";
import type { Household } from "./perform.ts";
import { signalChild } from "./spawner.ts";
import { errorCode, packError } from "./system-error.ts";
import type { VisitResult } from "./visit.ts";

const start = workerData as WorkerStart;
const port: MessagePort = parentPort!;
loadLibrary();

/** True when the thread could not go home: it does no more visits, and lives on only to reap the children it has. */
let lost = false;

const household: Household = { exited: (event) => post({ exited: event }) };

function post(message: FromWorker): void {
  port.postMessage(message);
}

/** Answers where the asking thread looks: its event loop, or the port beside the counter that it sleeps on. */
function answer(settled: Settled, sync: boolean): void {
  if (!sync) return post({ settled });
  start.answers.postMessage(settled);
  Atomics.add(start.state, STATE, 1);
  Atomics.notify(start.state, STATE);
}

/** Awaits the promises among the results: programs that could not be started report that one tick later. */
function settle(id: number, result: VisitResult, sync: boolean): void {
  if (!result.results.some((value) => value instanceof Promise)) return answer({ id, value: result }, sync);
  void Promise.all(result.results).then((results) => answer({ id, value: { ...result, results } }, sync));
}

function goHome(): void {
  try {
    enterNamespace(start.home);
  } catch (error) {
    lost = true;
    post({ lost: errorCode(error) });
  }
}

port.on("message", (message: ToWorker) => {
  const { sync } = message;
  if ("signal" in message) {
    const { id, child, signal } = message;
    try {
      answer({ id, value: signalChild(child, signal) }, sync);
    } catch (error) {
      answer({ id, error: packError(error) }, sync);
    }
    return;
  }
  const prepared = new Set<string>();
  const finished: (() => void)[] = [];
  for (const { id, visit } of message.visits) {
    if (lost) {
      answer({ id, refused: true }, sync);
      continue;
    }
    try {
      const result = perform(visit, household, prepared);
      // A synchronous answer waits until the thread is home: the asking one may look at where threads live.
      if (sync) finished.push(() => settle(id, result, sync));
      else settle(id, result, sync);
    } catch (error) {
      const failure = packError(error);
      if (sync) finished.push(() => answer({ id, error: failure }, sync));
      else answer({ id, error: failure }, sync);
    }
  }
  if (!lost) goHome();
  for (const finish of finished) finish();
});

// A thread that sleeps on the counter is woken although no answer will come.
process.on("exit", () => {
  Atomics.store(start.state, ENDED, 1);
  Atomics.add(start.state, STATE, 1);
  Atomics.notify(start.state, STATE);
});
