import type { Connection } from "../socket/connection.ts";
import { openConnection } from "../socket/connection.ts";
import { DumpInterruptedError, NetlinkError, SystemError } from "../socket/errors.ts";
import type { DumpRequest, Operation } from "../socket/request.ts";
import { errnoEntry } from "../socket/errno.ts";
import { CommandError } from "./failure.ts";
import type { LinkCache } from "./link-cache.ts";
import { linkCache } from "./link-cache.ts";
import type { NameTables } from "./name-tables.ts";
import { nameTables } from "./name-tables.ts";
import type { NamespaceNames } from "./namespace-names.ts";
import { namespaceNames } from "./namespace-names.ts";
import type { Options } from "./options.ts";
import { paintFor, plain } from "./output/color.ts";
import { jsonView } from "./output/json.ts";
import type { OutputStream } from "./output/stream.ts";
import { textView } from "./output/text.ts";
import type { View } from "./output/view.ts";

/** What the commands of one call (one, or the lines of a batch) work with. */
export interface Session {
  readonly options: Options;
  /** Address family of the current command: `-family`'s, until the command finds another. */
  family: number;
  /** Whether links themselves are shown, not their addresses: set by `link show` and, as in `ip`, kept for the rest of a batch. */
  showsLinks: boolean;
  /** Whether this is a line of a batch. */
  readonly inBatch: boolean;
  readonly out: OutputStream;
  readonly tables: NameTables;
  readonly links: LinkCache;
  readonly namespaces: NamespaceNames;
  /** A new view of the options' kind; {@link View.begin} starts the document. */
  view(): View;
  /** A new view of text, whatever the options say. */
  textView(): View;
  /** Writes to standard error, after what standard output has so far. */
  warn(text: string): void;
  /** Runs a request; a refusal becomes a {@link CommandError} with `ip`'s words and status 2. */
  run<T>(operation: Operation<T>): T;
  /** Runs a request; a refusal is `undefined`. */
  attempt<T>(operation: Operation<T>): T | undefined;
  /** The entries of a dump, one by one. A refusal becomes a {@link CommandError} with `ip`'s words and `status`. */
  list<Item>(request: DumpRequest<Item>, status?: number): IterableIterator<Item>;
  /** Gives back what is open. */
  close(): void;
}

/** The C library's text for an error of `node:fs` or of a system call; the error's own message where it has no errno. */
export function systemText(error: unknown): string {
  if (error instanceof SystemError) return errnoEntry(error.errno).text;
  if (error instanceof Error && "errno" in error && typeof error.errno === "number") {
    return errnoEntry(-error.errno).text;
  }
  return error instanceof Error ? error.message : String(error);
}

/** A sentence of the kernel's with its full stop. */
function withStop(text: string): string {
  return text.endsWith(".") ? text : `${text}.`;
}

/** What `ip` says of a kernel's refusal. */
export function refusalText({ kernelMessage, errnoText }: NetlinkError): string {
  if (kernelMessage === undefined || kernelMessage === "") return `RTNETLINK answers: ${errnoText}\n`;
  return `Error: ${withStop(kernelMessage)}\n`;
}

/** Opens nothing yet: the socket is made by the first request. */
export function openSession(options: Options, out: OutputStream, err: OutputStream, inBatch: boolean): Session {
  let connection: Connection | undefined;
  const warn = (text: string): void => {
    out.flush();
    err.write(text);
    err.flush();
  };
  const netlink = (): Connection =>
    (connection ??= openConnection({ onWarning: (text) => warn(`Warning: ${withStop(text)}\n`) }));
  const runOr = <T>(operation: Operation<T>, refused: (error: NetlinkError) => undefined): T | undefined => {
    try {
      return netlink().runSync(operation);
    } catch (error) {
      if (error instanceof NetlinkError) return refused(error);
      throw error;
    }
  };
  const attempt = <T>(operation: Operation<T>): T | undefined => runOr(operation, () => undefined);
  const ask = <T>(operation: Operation<T>): T | undefined =>
    runOr(operation, (error) => {
      warn(refusalText(error));
      return undefined;
    });
  const colored = !options.json && (options.color === "always" || (options.color === "auto" && process.stdout.isTTY));
  const text = (): View =>
    textView(
      (words) => out.write(words),
      options.oneline ? "\\" : "\n",
      colored ? paintFor(process.env["COLORFGBG"]) : plain,
    );
  const session: Session = {
    options,
    family: options.family,
    showsLinks: false,
    inBatch,
    out,
    tables: nameTables(warn),
    links: linkCache(attempt),
    namespaces: namespaceNames(ask),
    view: () => (options.json ? jsonView((words) => out.write(words), options.pretty) : text()),
    textView: text,
    warn,
    attempt,
    run: (operation) => {
      try {
        return netlink().runSync(operation);
      } catch (error) {
        if (error instanceof NetlinkError) throw new CommandError(refusalText(error), 2, error.errnoText);
        throw error;
      }
    },
    *list(request, status = 1) {
      try {
        yield* netlink().dumpSync(request);
      } catch (error) {
        if (error instanceof DumpInterruptedError) warn("Dump was interrupted and may be inconsistent.\n");
        else if (error instanceof NetlinkError) {
          // These two alone say nothing: the table or the family does not exist.
          const silent = error.kernelMessage === undefined && (error.code === "ENOENT" || error.code === "EOPNOTSUPP");
          throw new CommandError(`${silent ? "" : refusalText(error)}Dump terminated\n`, status, error.errnoText);
        } else throw error;
      }
    },
    close: () => {
      connection?.close();
      connection = undefined;
    },
  };
  return session;
}
