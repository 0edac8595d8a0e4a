import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { decode } from "../../src/cli/decode/decode.ts";
import { fromHex, toHex } from "../../src/protocol/schema/index.ts";

/** What a real tool sent for a command, as it stands in a golden file. */
export interface GoldenRow {
  readonly command: string;
  /** Indices that the links had. */
  readonly indices: ReadonlyMap<string, number>;
  /** The message with `nlmsg_seq` and `nlmsg_pid` zeroed. */
  readonly bytes: Uint8Array;
}

const pathOf = (name: string): string => fileURLToPath(new URL(`${name}.golden`, import.meta.url));

/** The annotated lines of one message, as `ts-ip decode` lays them out. */
function annotated(bytes: Uint8Array): string {
  let text = "";
  const status = decode(["-"], {
    read: () => new TextEncoder().encode(toHex(bytes)),
    out: (part) => (text += part),
    err: (part) => (text += part),
  });
  if (status !== 0) throw new Error(text);
  return text.replace(/^# .*\n/gm, "").trim();
}

/** Writes a golden file. */
export function writeGolden(name: string, rows: readonly GoldenRow[]): void {
  const blocks = rows.map(({ command, indices, bytes }) => {
    const links = [...indices].map(([link, index]) => `index ${link} ${index}\n`).join("");
    return `$ ${command}\n${links}${annotated(bytes)}\n`;
  });
  writeFileSync(pathOf(name), blocks.join("\n"));
}

/** Reads a golden file; one that is not there has no rows. */
export function readGolden(name: string): GoldenRow[] {
  return existsSync(pathOf(name)) ? parseGolden(readFileSync(pathOf(name), "utf8")) : [];
}

/** The rows of a golden file's text: blocks of a command, indices of links, and lines of offset, hex and what it means. */
export function parseGolden(text: string): GoldenRow[] {
  const blocks = text.split(/^\$ /m).slice(1);
  return blocks.map((block) => {
    const [command = "", ...lines] = block.split("\n");
    const indices = new Map<string, number>();
    let digits = "";
    for (const line of lines) {
      const [, link, index] = /^index (\S+) (\d+)$/.exec(line) ?? [];
      if (link !== undefined) indices.set(link, Number(index));
      else digits += /^[0-9a-f]{4} {2}((?:[0-9a-f]{2}){1,4}(?: (?:[0-9a-f]{2}){1,4})*)/.exec(line)?.[1] ?? "";
    }
    return { command, indices, bytes: fromHex(digits.replaceAll(" ", "")) };
  });
}
