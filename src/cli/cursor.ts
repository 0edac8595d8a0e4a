import { incomplete } from "./failure.ts";

/** Whether `word` is a non-empty abbreviation of `keyword`, or all of it. */
export function abbreviates(word: string, keyword: string): boolean {
  return word !== "" && keyword.startsWith(word);
}

/** A position in the words of a command line. */
export interface Cursor {
  /** The word at the position; `undefined` behind the last one. */
  readonly word: string | undefined;
  /** How many words are left, the current one included. */
  readonly left: number;
  /** The words that are left. */
  rest(): string[];
  /** Whether another word follows the current one. */
  hasNext(): boolean;
  /** Goes to the next word and returns it; a {@link UsageError} where there is none. */
  next(): string;
  /** Goes past the current word. */
  skip(): void;
  /** Goes back one word. */
  back(): void;
}

/** A cursor on the first of `words`. */
export function cursorOf(words: readonly string[]): Cursor {
  let position = 0;
  return {
    get word() {
      return words[position];
    },
    get left() {
      return Math.max(0, words.length - position);
    },
    rest: () => words.slice(position),
    hasNext: () => position + 1 < words.length,
    next: () => {
      const word = words[++position];
      if (word === undefined) throw incomplete();
      return word;
    },
    skip: () => {
      position++;
    },
    back: () => {
      position--;
    },
  };
}

/** A line of a grammar table: the spellings of a keyword and what is done with it. */
export interface Keyword<State> {
  /** Each spelling, and whether it may be abbreviated. */
  readonly spellings: readonly { readonly word: string; readonly abbreviated: boolean }[];
  /**
   * Called with the cursor on the keyword; leaves it on the last word that it took. Returning `"stop"` ends the table's turn
   * with the cursor where it is, `"stay"` goes on at the cursor's word instead of behind it.
   */
  readonly run: (state: State, cursor: Cursor) => "stop" | "stay" | void;
}

/**
 * A line of a grammar table.
 * @param spellings separated by `|`; one that ends in `*` may be abbreviated to any prefix. `"tos|dsfield*"`
 */
export function keyword<State>(spellings: string, run: Keyword<State>["run"]): Keyword<State> {
  return {
    spellings: spellings.split("|").map((spelling) => {
      const abbreviated = spelling.endsWith("*");
      return { word: abbreviated ? spelling.slice(0, -1) : spelling, abbreviated };
    }),
    run,
  };
}

/** Whether the word is one of the keyword's spellings. */
export function isSpelling(word: string, { spellings }: Pick<Keyword<unknown>, "spellings">): boolean {
  return spellings.some((spelling) =>
    spelling.abbreviated ? abbreviates(word, spelling.word) : word === spelling.word,
  );
}

/**
 * Reads words until none is left, each by the first line of the table that it spells, so the table's order decides what an
 * abbreviation means.
 * @param otherwise what to do with a word that no line spells
 */
export function readKeywords<State>(
  cursor: Cursor,
  table: readonly Keyword<State>[],
  state: State,
  otherwise: Keyword<State>["run"],
): void {
  for (let word = cursor.word; word !== undefined; word = cursor.word) {
    const current = word;
    const line = table.find((candidate) => isSpelling(current, candidate));
    const outcome = (line?.run ?? otherwise)(state, cursor);
    if (outcome === "stop") return;
    if (outcome !== "stay") cursor.skip();
  }
}

/** The first entry of a command table that the word spells. */
export function findCommand<Entry extends Pick<Keyword<unknown>, "spellings">>(
  word: string,
  table: readonly Entry[],
): Entry | undefined {
  return table.find((entry) => isSpelling(word, entry));
}
