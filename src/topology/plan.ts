import { describe, TopologyError } from "./errors.ts";

/** One named step of a plan with the way back from it. */
export interface Step {
  /** What it makes, such as `links`: shown in errors and to observers. */
  readonly name: string;
  /** Makes it. */
  run(): Promise<void>;
  /**
   * Takes away what `run` made, or what a `run` that was cut short left of it; nothing there is not an error. The same function
   * serves rollback, removal and reclaiming after a crash.
   */
  undo(): Promise<void>;
  /** Called in place of `undo` where a later step could not be undone: what the step made is still needed to find the rest. */
  abandon?(): Promise<void>;
}

/** Hears of every step as it is done: for progress display and for tests that stop a process between two steps. */
export type Observer = (step: string, phase: "create" | "remove", milliseconds: number) => void;

/** Runs the steps in order; when one fails, undoes it and all before it, last first, and throws naming the step. */
export async function apply(what: string, steps: readonly Step[], observe?: Observer): Promise<void> {
  for (const [index, step] of steps.entries()) {
    const start = performance.now();
    try {
      await step.run();
      observe?.(step.name, "create", performance.now() - start);
    } catch (cause) {
      const rollback = await undoAll(steps.slice(0, index + 1));
      const leftover = rollback.length === 0 ? "" : `; rolling back failed too: ${rollback.map(describe).join("; ")}`;
      throw new TopologyError(`${what}: step "${step.name}": ${describe(cause)}${leftover}`, {
        cause,
        step: step.name,
        rollback,
      });
    }
  }
}

/** Undoes all steps, last first. Goes on after a failure, then throws naming every step that failed. */
export async function revert(what: string, steps: readonly Step[], observe?: Observer): Promise<void> {
  const failures = await undoAll(steps, observe);
  if (failures.length > 0) {
    throw new TopologyError(`${what}: not removed completely: ${failures.map(describe).join("; ")}`, {
      cause: failures[0],
      rollback: failures,
    });
  }
}

async function undoAll(steps: readonly Step[], observe?: Observer): Promise<unknown[]> {
  const failures: unknown[] = [];
  for (const step of steps.toReversed()) {
    const start = performance.now();
    try {
      await (failures.length > 0 && step.abandon !== undefined ? step.abandon() : step.undo());
      observe?.(step.name, "remove", performance.now() - start);
    } catch (error) {
      failures.push(new TopologyError(`step "${step.name}": ${describe(error)}`, { cause: error, step: step.name }));
    }
  }
  return failures;
}
