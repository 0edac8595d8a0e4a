/** A command line that can't be carried out; nothing was changed. Ends the process, a batch included. */
export class UsageError extends Error {
  override readonly name = "UsageError";
  /** Exit status: 255 unless `ip` has another for it. */
  readonly status: number;

  constructor(text: string, status = 255) {
    super(text);
    this.status = status;
  }
}

/** A command that failed. In a batch the next one may still run (`-force`). */
export class CommandError extends Error {
  override readonly name = "CommandError";
  /** Exit status: 1, or 2 where the kernel refused. */
  readonly status: number;
  /** The C library's text for the errno with which the kernel refused. */
  readonly reason: string | undefined;

  constructor(text: string, status = 1, reason?: string) {
    super(text);
    this.status = status;
    this.reason = reason;
  }
}

/** A value that can't be used: `ip` says why, which for some values ends in an empty line. */
export function wrongArgument(why: string, argument: string): UsageError {
  return new UsageError(`Error: argument "${argument}" is wrong: ${why}\n`);
}

/** A keyword that may be given once. */
export function duplicateArgument(keyword: string, argument: string): UsageError {
  return new UsageError(`Error: duplicate "${keyword}": "${argument}" is the second value.\n`);
}

/** A word that is no keyword where the value it would be was given already. */
export function duplicateOrGarbage(keyword: string, argument: string): UsageError {
  return new UsageError(`Error: either "${keyword}" is duplicate, or "${argument}" is a garbage.\n`);
}

/** The command line ends where a value is needed. */
export function incomplete(): UsageError {
  return new UsageError('Command line is not complete. Try option "help"\n');
}

/** A device named in a change that does not exist. */
export function noDevice(name: string): CommandError {
  return new CommandError(`Cannot find device "${name}"\n`);
}

/** Something `ip` can do and this program can't (yet). */
export function unsupported(what: string): UsageError {
  return new UsageError(`ts-ip: ${what} is not supported.\n`);
}
