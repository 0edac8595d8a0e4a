import { CommandError } from "../failure.ts";
import type { DumpRequest, Operation } from "../../socket/request.ts";
import type { Session } from "../session.ts";

/** How entries are found, shown and removed by a flush. */
export interface FlushPlan<Item> {
  readonly list: DumpRequest<Item>;
  /** Exit status when the entries can't be listed; 1 unless given. */
  readonly listFailed?: number;
  readonly accepts: (item: Item) => boolean;
  readonly remove: (item: Item) => Operation<unknown>;
  /** The C library's text of the refusal that means that an entry went along with another; none when no entry does. */
  readonly gone?: string;
  /** Exit status when the kernel refuses to remove an entry. */
  readonly refused: number;
  /** Shows an entry that is removed: for `-statistics` given twice. */
  readonly show: (item: Item) => void;
  /** What the entries are called in `-statistics`. */
  readonly noun: string;
  /** Most rounds; 0 is no limit. */
  readonly rounds: number;
  /** Whether one round is all. */
  readonly once?: boolean;
  /** Called behind each round. */
  readonly afterRound?: () => void;
  /** Says that entries remain after the last round; @returns the exit status */
  readonly incomplete: () => number;
}

/** Removes the entries of a round: each of them is tried, the first refusal is what is told. */
function removeAll<Item>(session: Session, { remove, gone, refused }: FlushPlan<Item>, found: readonly Item[]): void {
  let refusal: string | undefined;
  for (const item of found) {
    try {
      session.run(remove(item));
    } catch (error) {
      if (!(error instanceof CommandError) || error.reason === undefined) throw error;
      if (error.reason !== gone) refusal ??= error.reason;
    }
  }
  if (refusal !== undefined) throw new CommandError(`Failed to send flush request: ${refusal}\n`, refused);
}

/**
 * Removes entries until a round finds none: removing one may let others appear, or take them along.
 * @returns the exit status
 * @throws CommandError when the kernel refused to remove an entry, after all of the round were tried
 */
export function flush<Item>(session: Session, plan: FlushPlan<Item>): number {
  const { statistics } = session.options;
  const say = (text: string): void => {
    if (statistics > 0) session.out.write(text);
  };
  const complete = (rounds: number): number => {
    if (rounds === 0) say("Nothing to flush.\n");
    else say(`*** Flush is complete after ${rounds} round${rounds > 1 ? "s" : ""} ***\n`);
    return 0;
  };
  let rounds = 0;
  while (plan.rounds === 0 || rounds < plan.rounds) {
    const found: Item[] = [];
    try {
      for (const item of session.list(plan.list, plan.listFailed)) if (plan.accepts(item)) found.push(item);
    } catch (error) {
      if (!(error instanceof CommandError)) throw error;
      throw new CommandError(error.message.replace("Dump terminated\n", "Flush terminated\n"), error.status);
    }
    if (statistics > 1) for (const item of found) plan.show(item);
    if (found.length === 0) return complete(rounds);
    rounds++;
    removeAll(session, plan, found);
    say(`\n*** Round ${rounds}, deleting ${found.length} ${plan.noun} ***\n`);
    plan.afterRound?.();
    if (plan.once === true) return complete(rounds);
  }
  return plan.incomplete();
}
