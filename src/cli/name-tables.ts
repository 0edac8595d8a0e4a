import { readdirSync, readFileSync } from "node:fs";
import { parseCutInteger, parseUnsigned } from "./numbers.ts";

const FOLDER = "/etc/iproute2";

/** Numbers and their names. */
export interface NameTable {
  /** The number that a word names, or is; `undefined` where it is neither or too large. */
  numberOf(word: string): number | undefined;
  /** The name of a number; `undefined` where it has none. */
  nameOf(value: number): string | undefined;
}

/** The tables that `ip` reads from /etc/iproute2. */
export interface NameTables {
  readonly table: NameTable;
  readonly protocol: NameTable;
  readonly scope: NameTable;
  readonly realm: NameTable;
  readonly dsfield: NameTable;
  readonly group: NameTable;
}

interface TableSource {
  /** File below the folder; `.d/*.conf` beside it where `parts` is set. */
  readonly file: string;
  readonly parts?: boolean;
  readonly builtin: readonly (readonly [value: number, name: string])[];
  /** Largest number that a word may be. */
  readonly limit: number;
  /** Base in which a word that is no name is read. */
  readonly base?: 16;
  /** Of a word that is no name the lower 32 bits count, with their sign. */
  readonly cut?: boolean;
  /** Reads the files also where a built-in name answers. */
  readonly eager?: boolean;
}

const sources = {
  table: {
    file: "rt_tables",
    parts: true,
    builtin: [
      [253, "default"],
      [254, "main"],
      [255, "local"],
    ],
    limit: 0xffffffff,
    eager: true,
  },
  protocol: {
    file: "rt_protos",
    parts: true,
    builtin: [
      [0, "unspec"],
      [1, "redirect"],
      [2, "kernel"],
      [3, "boot"],
      [4, "static"],
      [8, "gated"],
      [9, "ra"],
      [10, "mrt"],
      [11, "zebra"],
      [12, "bird"],
      [42, "babel"],
      [13, "dnrouted"],
      [14, "xorp"],
      [15, "ntk"],
      [16, "dhcp"],
      [18, "keepalived"],
      [186, "bgp"],
      [187, "isis"],
      [188, "ospf"],
      [189, "rip"],
      [192, "eigrp"],
    ],
    limit: 255,
  },
  scope: {
    file: "rt_scopes",
    builtin: [
      [0, "global"],
      [255, "nowhere"],
      [254, "host"],
      [253, "link"],
      [200, "site"],
    ],
    limit: 255,
  },
  realm: { file: "rt_realms", builtin: [[0, "unknown"]], limit: 255 },
  dsfield: { file: "rt_dsfield", builtin: [[0, "0"]], limit: 255, base: 16 },
  group: { file: "group", builtin: [[0, "default"]], limit: 0x7fffffff, eager: true, cut: true },
} as const satisfies Record<keyof NameTables, TableSource>;

/** The entries of a file of lines `NUMBER NAME`, and the first line that is not one. */
function readEntries(path: string): { entries: [number, string][]; broken?: string } {
  let text: string;
  try {
    text = readFileSync(path, "utf8");
  } catch {
    return { entries: [] };
  }
  const entries: [number, string][] = [];
  for (const line of text.split("\n")) {
    const words = line.replace(/^[ \t]+/, "");
    if (words === "" || words.startsWith("#")) continue;
    const [, hex, decimal, name] = /^(?:0x([0-9a-fA-F]+)|([+-]?[0-9]+))\s+(\S+)/.exec(words) ?? [];
    if (name === undefined) return { entries, broken: words };
    entries.push([hex === undefined ? Number(decimal) : Number.parseInt(hex, 16), name]);
  }
  return { entries };
}

function filesOf(source: TableSource): string[] {
  const files = [`${FOLDER}/${source.file}`];
  if (source.parts !== true) return files;
  try {
    for (const name of readdirSync(`${FOLDER}/${source.file}.d`)) {
      if (!name.startsWith(".") && name.length > 5 && name.endsWith(".conf")) {
        files.push(`${FOLDER}/${source.file}.d/${name}`);
      }
    }
  } catch {
    // no folder, no further files
  }
  return files;
}

function nameTable(source: TableSource, warn: (text: string) => void): NameTable {
  const names = new Map<number, string>(source.builtin);
  const numbers = new Map<string, number>(source.builtin.map(([value, name]) => [name, value]));
  let loaded = false;
  const load = (): void => {
    if (loaded) return;
    loaded = true;
    for (const file of filesOf(source)) {
      const { entries, broken } = readEntries(file);
      for (const [value, name] of entries) {
        if (value < 0 || value > source.limit) continue;
        names.set(value, name);
        numbers.set(name, value);
      }
      if (broken !== undefined) warn(`Database ${file} is corrupted at ${broken}\n`);
    }
  };
  return {
    numberOf: (word) => {
      load();
      const named = numbers.get(word);
      if (named !== undefined) return named;
      const value = source.cut === true ? parseCutInteger(word) : parseUnsigned(word, 32, source.base);
      return value === undefined || value < 0 || value > source.limit ? undefined : value;
    },
    nameOf: (value) => {
      if (source.eager === true || !names.has(value)) load();
      return names.get(value);
    },
  };
}

/**
 * The tables of /etc/iproute2, each read when it is first asked for something it does not know by itself.
 * @param warn takes the message on a file that can't be understood
 */
export function nameTables(warn: (text: string) => void): NameTables {
  return {
    table: nameTable(sources.table, warn),
    protocol: nameTable(sources.protocol, warn),
    scope: nameTable(sources.scope, warn),
    realm: nameTable(sources.realm, warn),
    dsfield: nameTable(sources.dsfield, warn),
    group: nameTable(sources.group, warn),
  };
}
