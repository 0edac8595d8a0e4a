import { describe, expect, test } from "vitest";
import { splitWords } from "../../../src/cli/batch.ts";
import { abbreviates, cursorOf, findCommand, keyword, readKeywords } from "../../../src/cli/cursor.ts";
import { UsageError } from "../../../src/cli/failure.ts";

describe("abbreviations", () => {
  test.each([
    ["a", "address", true],
    ["address", "address", true],
    ["addresses", "address", false],
    ["b", "address", false],
    ["", "address", false],
  ])("%j for %j: %j", (word, full, expected) => {
    expect(abbreviates(word, full)).toBe(expected);
  });

  test("the first line of a table decides what a short word means", () => {
    const table = [keyword<string[]>("list*", () => {}), keyword<string[]>("link*", () => {})];
    expect(findCommand("l", table)).toBe(table[0]);
    expect(findCommand("lin", table)).toBe(table[1]);
    expect(findCommand("lx", table)).toBeUndefined();
  });
});

describe("keywords", () => {
  interface State {
    readonly seen: string[];
  }
  const table = [
    keyword<State>("via", ({ seen }, cursor) => void seen.push(`via ${cursor.next()}`)),
    keyword<State>("tos|dsfield*", ({ seen }, cursor) => void seen.push(`tos ${cursor.next()}`)),
    keyword<State>("end*", () => "stop"),
  ];
  const read = (...words: string[]): { seen: string[]; rest: string[] } => {
    const cursor = cursorOf(words);
    const state: State = { seen: [] };
    readKeywords(cursor, table, state, () => void state.seen.push(`? ${cursor.word}`));
    return { seen: state.seen, rest: cursor.rest() };
  };

  test("take their values, and only some may be abbreviated", () => {
    expect(read("via", "1", "ds", "2", "vi", "tos", "3")).toEqual({
      seen: ["via 1", "tos 2", "? vi", "tos 3"],
      rest: [],
    });
  });

  test("stop where a line says so", () => {
    expect(read("via", "1", "e", "via", "2")).toEqual({ seen: ["via 1"], rest: ["e", "via", "2"] });
  });

  test("need their values", () => {
    expect(() => read("via")).toThrow(new UsageError('Command line is not complete. Try option "help"\n'));
  });
});

describe("words of a batch", () => {
  test.each([
    ["link set  v0\tup\r\n", ["link", "set", "v0", "up"]],
    [`alias "two words" 'and "three"'`, ["alias", "two words", 'and "three"']],
    [`a"b c`, ['a"b', "c"]],
    [`""`, [""]],
    ["   \n", []],
  ])("%j", (line, words) => {
    expect(splitWords(line)).toEqual(words);
  });

  test("a quote must end", () => {
    expect(() => splitWords('link set "v0')).toThrow(new UsageError("Unterminated quoted string\n", 1));
  });
});
