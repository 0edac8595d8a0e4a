import { describe, expect, test } from "vitest";
import { UsageError } from "../../../src/cli/failure.ts";
import type { Options } from "../../../src/cli/options.ts";
import { readOptions } from "../../../src/cli/options.ts";

function read(...words: string[]): { options: Options; rest: readonly string[]; entered: string[] } {
  const entered: string[] = [];
  const { options, rest } = readOptions(words, {
    version: () => {
      throw new Error("version");
    },
    usage: () => {
      throw new Error("usage");
    },
    enterNamespace: (name) => void entered.push(name),
  });
  return { options, rest, entered };
}

describe("options", () => {
  test("end at the object", () => {
    expect(read("-j", "-p", "link", "-d").rest).toEqual(["link", "-d"]);
    expect(read("-j", "--", "-d").rest).toEqual(["-d"]);
  });

  test.each<[string[], Partial<Options>]>([
    [["-s", "-stat", "-statistics"], { statistics: 3 }],
    [["-d"], { details: true }],
    [["-o"], { oneline: true }],
    [["-br"], { brief: true }],
    [["-b", "file"], { batch: "file" }],
    [["--json", "-pretty"], { json: true, pretty: true }],
    [["-4"], { family: 2 }],
    [["-6"], { family: 10 }],
    [["-f", "link"], { family: 17 }],
    [["-fam", "bridge"], { family: 7 }],
    [["-0"], { family: 17 }],
    [["-h", "-iec"], { human: true, iec: true }],
    [["-N", "-a", "-echo"], { numeric: true, all: true, echo: true }],
    [["-fo"], { force: true }],
    [["-l", "5"], { loops: 5 }],
    [["-rc", "0x1000"], { receiveBuffer: 4096 }],
    [["-c"], { color: "always" }],
    [["-color=auto"], { color: "auto" }],
    [["-co=never"], { color: "never" }],
  ])("%j", (words, expected) => {
    expect(read(...words, "link").options).toMatchObject(expected);
  });

  test("enter namespaces at once, in their order", () => {
    expect(read("-n", "a", "-netns", "b", "link").entered).toEqual(["a", "b"]);
  });

  test.each([
    [["-frob"], 'Option "-frob" is unknown, try "ip -help".\n'],
    [["--frob"], 'Option "-frob" is unknown, try "ip -help".\n'],
    [["-c=frob"], 'Option "-c=frob" is unknown, try "ip -help".\n'],
    [["-f", "frob"], 'Error: argument "frob" is wrong: invalid protocol family\n'],
    [["-rc", "x"], "Invalid rcvbuf size 'x'\n"],
  ])("%j is refused", (words, message) => {
    expect(() => read(...words)).toThrow(new UsageError(message));
  });

  test.each([
    [["-V"], "version"],
    [["-help"], "usage"],
    [["-f"], "usage"],
    [["-b"], "usage"],
  ])("%j", (words, answer) => {
    expect(() => read(...words)).toThrow(answer);
  });
});
