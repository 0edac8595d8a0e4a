import { existsSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { manifest, root, specifiers } from "../support/repository.ts";

const documents = ["README.md", "CONTRIBUTING.md", "docs/architecture.md", "CHANGELOG.md"];
const scripts: Readonly<Record<string, string>> = JSON.parse(readFileSync(`${root}package.json`, "utf8")).scripts;

/** What a document says between single backticks. */
function codeOf(document: string): string[] {
  const text = readFileSync(`${root}${document}`, "utf8").replace(/^```[^]*?^```$/gm, "");
  return [...text.matchAll(/`([^`]+)`/g)].map(([, code]) => code ?? "");
}

describe.each(documents)("%s", (document) => {
  const code = codeOf(document);

  it("names files and folders that exist", () => {
    const paths = code.filter((text) => /^(src|test|scripts|docs|fuzz|bench|demo)\/[\w./-]+$/.test(text));
    expect(paths.filter((path) => !existsSync(`${root}${path}`))).toEqual([]);
  });

  it("links to files that exist", () => {
    const folder = document.replace(/[^/]*$/, "");
    const links = [...readFileSync(`${root}${document}`, "utf8").matchAll(/\]\((?!https?:)([^)#]+)\)/g)];
    expect(links.filter(([, path]) => !existsSync(`${root}${folder}${path}`)).map(([link]) => link)).toEqual([]);
  });

  it("names scripts that package.json has", () => {
    const named = code.flatMap((text) => /^npm run ([\w-]+)/.exec(text)?.[1] ?? []);
    expect(named.filter((script) => scripts[script] === undefined)).toEqual([]);
  });

  it("names specifiers that the package exports", () => {
    const named = code.filter((text) => text.startsWith(`${manifest.name}/`) && !/[.*]/.test(text));
    expect(named.filter((specifier) => !specifiers.includes(specifier))).toEqual([]);
  });
});
