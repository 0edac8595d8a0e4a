/** A topology that can't be built, found or removed: which one, at which step, and why. */
export class TopologyError extends Error {
  override readonly name = "TopologyError";
  /** The step that failed, such as `links`. */
  readonly step: string | undefined;
  /** What failed on the way back; empty when the rollback was complete. */
  readonly rollback: readonly unknown[];

  constructor(message: string, options: ErrorOptions & { step?: string; rollback?: readonly unknown[] } = {}) {
    super(message, options);
    this.step = options.step;
    this.rollback = options.rollback ?? [];
  }
}

/** One line for any thrown value. */
export function describe(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
