// What no linter looks at: nothing of one machine gets into the repository, nothing unfinished stays in it, what is
// exported is documented, and pure layers load nothing at run time.
import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));
const problems = [];

const tracked = execFileSync("git", ["ls-files", "-z", "--cached", "--others", "--exclude-standard"], {
  cwd: root,
  encoding: "utf8",
  maxBuffer: 1 << 26,
})
  .split("\0")
  .filter((name) => name !== "" && existsSync(`${root}/${name}`));

/** In every text file. The patterns are spelt so that this file does not match itself. */
const forbidden = [
  [/(?<![\w.~-])\/(?:work|home|Users)\/[\w.-]+/g, "a path of one machine"],
  [/\/root\/[\w.-]+/g, "a path of one machine"],
  [
    /regist[r]y\.[\w-]+\.\w+|https?:\/\/(?:localhost|127\.0\.0\.1|10\.\d+\.\d+\.\d+):\d+\/[\w@-]*npm/g,
    "a registry's host",
  ],
  [/\b(?:TO[D]O|FIX[M]E|XX[X])\b/g, "a mark of something unfinished"],
  [/^(?:<{7}|>{7}|\|{7}) /gm, "a merge conflict"],
];

function lineOf(text, index) {
  return text.slice(0, index).split("\n").length;
}

for (const name of tracked) {
  const bytes = readFileSync(`${root}/${name}`);
  if (bytes.includes(0)) continue;
  const text = bytes.toString("utf8");
  for (const [pattern, what] of forbidden) {
    for (const match of text.matchAll(pattern)) {
      problems.push(`${name}:${lineOf(text, match.index)}: ${what}: ${match[0].trim()}`);
    }
  }
  if (/\r\n/.test(text)) problems.push(`${name}: CRLF line ends`);
  if (/^src\/(protocol|ops)\//.test(name)) checkPure(name, text);
  if (/^src\/.*\.ts$/.test(name)) checkDocumented(name, text);
}

/** import() escapes the linter's layer rules, which see import declarations only. */
function checkPure(name, text) {
  const match = /^(?!\s*(?:\*|\/\/)).*\bimport\((?![^)]*\)\.[A-Z])/m.exec(text);
  if (match) problems.push(`${name}:${lineOf(text, match.index)}: loads a module at run time`);
}

/**
 * Each exported declaration follows a doc comment. Further overloads of a function share the first one's, and constants
 * on adjacent lines that of their group.
 */
function checkDocumented(name, text) {
  const lines = text.split("\n");
  const declaration =
    /^export (?:declare )?(?:abstract )?(?:async )?(const|let|function\*?|class|interface|type) +(\w+)/;
  const documented = new Set();
  lines.forEach((line, n) => {
    const [, kind, symbol] = declaration.exec(line) ?? [];
    if (symbol === undefined) return;
    const before = lines.slice(0, n).findLast((other) => !/^\/\/ (?:oxlint|eslint)-disable/.test(other)) ?? "";
    const [, kindBefore, symbolBefore] = declaration.exec(before) ?? [];
    const isGroup = kind === "const" && kindBefore === "const" && documented.has(symbolBefore);
    if (isGroup || before.trimEnd().endsWith("*/")) documented.add(symbol);
    else if (!documented.has(symbol)) problems.push(`${name}:${n + 1}: ${symbol} is exported without a doc comment`);
  });
}

const lock = JSON.parse(readFileSync(`${root}/package-lock.json`, "utf8"));
for (const [name, entry] of Object.entries(lock.packages)) {
  if (typeof entry.resolved === "string" && entry.link !== true) {
    problems.push(
      `package-lock.json: ${name} says where it was downloaded from: npm install with the repository's .npmrc`,
    );
  }
}

for (const problem of problems) console.error(problem);
process.exit(problems.length === 0 ? 0 : 1);
