/** Bytes that are not what the schema says: where they stand, and what was expected there. */
export class DecodeError extends Error {
  override readonly name = "DecodeError";
  /** Byte offset of the fault from the start of the decoded buffer. */
  readonly offset: number;
  /** Property path down to the fault, outermost first; empty when the fault is in the outermost header. */
  readonly path: readonly string[];
  /** The fault alone, without path and offset. */
  readonly problem: string;

  constructor(problem: string, offset: number, path: readonly string[] = []) {
    super(`${path.length === 0 ? "" : `${path.join(".")}: `}${problem} (at byte ${offset})`);
    this.problem = problem;
    this.offset = offset;
    this.path = path;
  }
}

/** A value that the wire format can't carry: which property, what was expected, what was found. */
export class EncodeError extends Error {
  override readonly name = "EncodeError";
  /** Property path down to the offending value, outermost first. */
  readonly path: readonly string[];
  /** The fault alone, without the path. */
  readonly problem: string;

  constructor(problem: string, path: readonly string[] = []) {
    super(path.length === 0 ? problem : `${path.join(".")}: ${problem}`);
    this.problem = problem;
    this.path = path;
  }
}

/** The same error as seen one level further out; anything that is neither `EncodeError` nor `DecodeError` passes unchanged. */
export function atPath(error: unknown, key: string): unknown {
  if (error instanceof EncodeError) return new EncodeError(error.problem, [key, ...error.path]);
  if (error instanceof DecodeError) return new DecodeError(error.problem, error.offset, [key, ...error.path]);
  return error;
}

/** Refuses what is no object, where one is written property by property: `null` would pass for an empty one. */
export function checkObject(value: unknown): void {
  if (typeof value !== "object" || value === null) throw new EncodeError(`${String(value)} is not an object`);
}

/** Refuses what is no list, where one is written element by element. */
export function checkList(value: unknown): void {
  if (!Array.isArray(value)) throw new EncodeError(`${String(value)} is not a list`);
}

/** The error for an attribute whose length is not one. */
export function badLength(length: number, left: number, offset: number): DecodeError {
  return new DecodeError(`attribute length ${length}, ${left} bytes are left`, offset);
}
