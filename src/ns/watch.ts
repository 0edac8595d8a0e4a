import { existsSync, readdirSync, watch as watchFiles } from "node:fs";
import type { DirectoryOptions } from "./directory.ts";
import { NAMESPACE_DIRECTORY } from "./directory.ts";
import { attempt, describeFailure } from "./system-error.ts";

/** A name that was given to a network namespace, or taken away. */
export interface NameEvent {
  readonly change: "new" | "delete";
  readonly name: string;
}

/** Where names are watched, and until when. */
export interface WatchOptions extends DirectoryOptions {
  /** Ends the watching; what was seen before is still told. */
  readonly signal?: AbortSignal;
}

/**
 * Watches names of network namespaces come and go, whoever gives and takes them; those that are there already are not told. It begins with
 * this call and ends with the loop, or by the signal.
 *
 * Equivalent to `ip netns monitor` (inotify(7)).
 * @throws SystemError ENOENT where the directory does not exist: nothing has been named yet
 */
export function watch({
  directory = NAMESPACE_DIRECTORY,
  signal,
}: WatchOptions = {}): AsyncIterableIterator<NameEvent> {
  const events: NameEvent[] = [];
  const known = new Set<string>();
  let failure: Error | undefined;
  let ended = signal?.aborted === true;
  let wake = (): void => {};
  const watcher = attempt(directory, () =>
    watchFiles(directory, (event, name) => {
      // What has no directory any more is the directory itself.
      if (event !== "rename" || name === null || !existsSync(directory)) return;
      // A file's making and removal are told alike, each once and in order: they alternate.
      const isGone = known.delete(name);
      if (!isGone) known.add(name);
      events.push({ change: isGone ? "delete" : "new", name });
      wake();
    }),
  );
  const end = (): void => {
    ended = true;
    watcher.close();
    signal?.removeEventListener("abort", end);
    wake();
  };
  watcher.on("error", (error) => {
    const described = describeFailure(error, directory);
    failure = described instanceof Error ? described : error;
    wake();
  });
  if (ended) end();
  else signal?.addEventListener("abort", end);
  for (const name of attempt(directory, () => readdirSync(directory))) known.add(name);

  const done = { value: undefined, done: true } as const;
  return {
    async next() {
      for (;;) {
        const value = events.shift();
        if (value !== undefined) return { value, done: false };
        if (failure !== undefined) {
          end();
          throw failure;
        }
        if (ended) return done;
        await new Promise<void>((resolve) => (wake = resolve));
      }
    },
    async return() {
      end();
      return done;
    },
    [Symbol.asyncIterator]() {
      return this;
    },
  };
}
