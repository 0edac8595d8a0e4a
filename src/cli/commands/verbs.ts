import type { Cursor } from "../cursor.ts";
import { findCommand, keyword } from "../cursor.ts";
import { UsageError } from "../failure.ts";
import type { Command } from "../objects.ts";
import type { Session } from "../session.ts";

/** A command of an object. */
export interface Verb {
  readonly spellings: readonly { readonly word: string; readonly abbreviated: boolean }[];
  readonly run: Command;
}

/** A line of an object's table of commands, spelt as in {@link keyword}. */
export function verb(spellings: string, run: Command): Verb {
  return { ...keyword(spellings, () => {}), run };
}

/**
 * Runs the command that the cursor's word spells, by the first line of the table that fits.
 * @param without what to do where there is no word
 * @param object how `ip` calls the object in its message on an unknown command
 */
export function runVerb(
  object: string,
  verbs: readonly Verb[],
  cursor: Cursor,
  session: Session,
  without: Command,
): number | void | Promise<number | void> {
  const { word } = cursor;
  if (word === undefined) return without(cursor, session);
  const found = findCommand(word, verbs);
  if (found === undefined) throw new UsageError(`Command "${word}" is unknown, try "ip ${object} help".\n`);
  cursor.skip();
  return found.run(cursor, session);
}
