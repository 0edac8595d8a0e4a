import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { registry } from "../../../src/protocol/registry.ts";
import { requireInstalled } from "../../support/tools.ts";
import { claims, facts } from "./facts.ts";

/** One line of C that prints a number, and what the schemas say it is. */
interface Question {
  readonly label: string;
  readonly expression: string;
  readonly expected: number;
}

function questions(): Question[] {
  const asked = new Map<string, Question>();
  const ask = (label: string, expression: string, expected: number): void =>
    void asked.set(label, { label, expression, expected });
  for (const family of registry) {
    for (const { name, value } of claims(family)) ask(name, name, value);
    for (const { name, type } of family.messages) ask(name, name, type >= 256 ? type & 255 : type);
    for (const { header, struct } of family.structs) {
      const { name, size, fields } = struct.shape;
      ask(`sizeof ${name}`, `sizeof(struct ${name})`, size);
      for (const field of fields) {
        // The C name of a field is that of the field at the same place; what it is called there, numbers.test.ts compares.
        const cName = facts.headers[header]?.structs[name]?.fields.find(([, offset]) => offset === field.offset)?.[0];
        if (cName === undefined) continue;
        ask(`offset ${name}.${field.name}`, `offsetof(struct ${name}, ${cName})`, field.offset);
        ask(`size ${name}.${field.name}`, `sizeof(((struct ${name} *)0)->${cName})`, field.size);
      }
    }
  }
  return [...asked.values()];
}

const headers = [
  ...new Set(
    registry.flatMap(({ spaces, structs, names }) => [...spaces, ...structs, ...names]).map(({ header }) => header),
  ),
];

/** One statement a line, so that the compiler's errors tell which names the installed headers lack. */
function program(list: readonly Question[]): { source: string; firstLine: number } {
  const head = [
    "#include <stddef.h>",
    "#include <stdio.h>",
    "#include <sys/socket.h>",
    ...headers.flatMap((header) => [`#if __has_include(<${header}>)`, `#include <${header}>`, "#endif"]),
    "int main(void) {",
  ];
  const body = list.map(({ expression }, index) => `printf("${index} %lld\\n", (long long)(${expression}));`);
  return { source: [...head, ...body, "return 0; }"].join("\n"), firstLine: head.length + 1 };
}

requireInstalled("gcc")("the installed kernel headers", () => {
  const all = questions();
  let compared: Question[] = [];
  const answers = new Map<string, number>();
  const folder = mkdtempSync(join(tmpdir(), "ts-netlink-headers-"));
  afterAll(() => rmSync(folder, { recursive: true }));

  beforeAll(() => {
    const gcc = (list: readonly Question[], ...options: string[]): string => {
      const { stdout, stderr } = spawnSync("gcc", ["-xc", "-w", "-fmax-errors=0", ...options, "-"], {
        input: program(list).source,
        encoding: "utf8",
      });
      return stdout + stderr;
    };
    // An older header lacks names; the compiler reports an undeclared one only at its first use, so ask until it is content.
    compared = all;
    for (;;) {
      const { firstLine } = program(compared);
      const lines = new Set(
        [...gcc(compared, "-fsyntax-only").matchAll(/^<stdin>:(\d+):\d+: error/gm)].map(([, line]) => Number(line)),
      );
      if (lines.size === 0) break;
      compared = compared.filter((_, index) => !lines.has(firstLine + index));
    }
    const binary = join(folder, "numbers");
    const complaints = gcc(compared, "-o", binary);
    if (complaints !== "") throw new Error(complaints);
    for (const line of spawnSync(binary, { encoding: "utf8" }).stdout.trim().split("\n")) {
      const [index, value] = line.split(" ").map(Number);
      answers.set(compared[index!]!.label, value!);
    }
  }, 60_000);

  test("give the numbers and layouts that the schemas have", () => {
    const wrong = compared.filter(({ label, expected }) => answers.get(label)! >>> 0 !== expected >>> 0);
    // Linux 6.15 put these counters into another order: older headers have `olderIpStatistics`.
    const reordered = wrong.filter(({ label }) => label.startsWith("IPSTATS_MIB_"));
    // A struct that has grown since is shorter in an older header: nothing else may differ.
    const shorter = wrong.filter(
      ({ label, expected }) => label.startsWith("sizeof ") && answers.get(label)! < expected,
    );
    expect(wrong.filter((question) => !shorter.includes(question) && !reordered.includes(question))).toStrictEqual([]);
    const missing = all.filter((question) => !compared.includes(question)).map(({ label }) => label);
    console.log(
      `${compared.length} of ${all.length} compared with the installed headers; not there: ${missing.join(", ") || "none"}; shorter there: ${shorter.map(({ label }) => label).join(", ") || "none"}`,
    );
  });
  test("are compared for the most part", () => {
    expect(compared.length).toBeGreaterThan(all.length * 0.7);
    expect(compared.map(({ label }) => label)).toEqual(
      expect.arrayContaining(["IFLA_MTU", "RTM_NEWLINK", "NFNL_MSG_BATCH_BEGIN", "sizeof ifinfomsg"]),
    );
  });
});
