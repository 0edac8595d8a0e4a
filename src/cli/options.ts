import { abbreviates } from "./cursor.ts";
import { unsupported, UsageError, wrongArgument } from "./failure.ts";
import { familyOf } from "./families.ts";
import { leadingInteger, parseUnsigned } from "./numbers.ts";

/** The options that stand before the object, see ip(8). */
export interface Options {
  /** AF_* that `-family`, `-4`, `-6`, `-0`, `-B` or `-M` chose; 0 is any. */
  family: number;
  human: boolean;
  /** Powers of 1024 with `-human`. */
  iec: boolean;
  /** How often `-statistics` was given. */
  statistics: number;
  details: boolean;
  oneline: boolean;
  brief: boolean;
  json: boolean;
  pretty: boolean;
  color: "always" | "auto" | "never";
  /** Goes on after a failed line of a batch. */
  force: boolean;
  /** File with commands; `-` is standard input. */
  batch: string | undefined;
  /** Numbers instead of the names of protocols, scopes, tables. */
  numeric: boolean;
  /** Every named namespace, for `netns delete` and `netns exec`. */
  all: boolean;
  /** Prints what the kernel made of a change. */
  echo: boolean;
  /** Most rounds of `addr flush`; 0 is no limit. */
  loops: number;
  /** Receive buffer in bytes. */
  receiveBuffer: number | undefined;
}

/** What an option does: takes the value where it needs one. */
interface Option {
  /** With its dash; matched by prefix where `abbreviated`. */
  readonly name: string;
  readonly abbreviated: boolean;
  readonly apply: (options: Options, value: () => string, next: () => string | undefined) => void;
}

/** How the caller takes part in reading the options. */
export interface OptionHandlers {
  /** `-Version`: prints it and ends the process. */
  version(): never;
  /** `-help` and a missing value: prints the usage and ends the process. */
  usage(): never;
  /** `-netns NAME`, at the moment it is read. */
  enterNamespace(name: string): void;
}

const option = (name: string, apply: Option["apply"]): Option => {
  const abbreviated = name.endsWith("*");
  return { name: abbreviated ? name.slice(0, -1) : name, abbreviated, apply };
};

function readColor(word: string, options: Options): boolean {
  const [name = "", when] = word.split(/=(.*)/s, 2);
  if (!abbreviates(name, "-color")) return false;
  if (when === undefined || when === "" || when === "always") options.color = "always";
  else if (when === "auto" || when === "never") options.color = when;
  else return false;
  return true;
}

/** In the order in which an abbreviation is looked up. */
function table(handlers: OptionHandlers): readonly Option[] {
  return [
    option("-loops*", (options, value) => {
      options.loops = leadingInteger(value());
    }),
    option("-family*", (options, value) => {
      const name = value();
      if (name === "help") handlers.usage();
      options.family = familyOf(name);
      if (options.family === 0) throw wrongArgument("invalid protocol family", name);
    }),
    option("-4", (options) => void (options.family = 2)),
    option("-6", (options) => void (options.family = 10)),
    option("-0", (options) => void (options.family = 17)),
    option("-M", (options) => void (options.family = 28)),
    option("-B", (options) => void (options.family = 7)),
    option("-human-readable*", (options) => void (options.human = true)),
    option("-iec*", (options) => void (options.iec = true)),
    option("-stats*", (options) => void options.statistics++),
    option("-statistics*", (options) => void options.statistics++),
    option("-details*", (options) => void (options.details = true)),
    option("-resolve*", () => {
      throw unsupported("-resolve");
    }),
    option("-oneline*", (options) => void (options.oneline = true)),
    option("-timestamp*", () => {
      throw unsupported("-timestamp");
    }),
    option("-tshort*", () => {
      throw unsupported("-tshort");
    }),
    option("-Version*", () => handlers.version()),
    option("-force*", (options) => void (options.force = true)),
    option("-batch*", (options, value) => void (options.batch = value())),
    option("-brief*", (options) => void (options.brief = true)),
    option("-json*", (options) => void (options.json = true)),
    option("-pretty*", (options) => void (options.pretty = true)),
    option("-rcvbuf*", (options, value) => {
      const text = value();
      const size = parseUnsigned(text, 32);
      if (size === undefined) throw new UsageError(`Invalid rcvbuf size '${text}'\n`);
      options.receiveBuffer = size;
    }),
    option("-color", () => {}), // its place in the order; it is read with its `=WHEN`
    option("-help*", () => handlers.usage()),
    // Without a word `ip` looks for the namespace that C's printf calls "(null)".
    option("-netns*", (_options, _value, next) => handlers.enterNamespace(next() ?? "(null)")),
    option("-Numeric*", (options) => void (options.numeric = true)),
    option("-all*", (options) => void (options.all = true)),
    option("-echo", (options) => void (options.echo = true)),
  ];
}

/**
 * Reads the options before the object.
 * @returns the options, and the words from the object on
 */
export function readOptions(
  words: readonly string[],
  handlers: OptionHandlers,
): { readonly options: Options; readonly rest: readonly string[] } {
  const options: Options = {
    family: 0,
    human: false,
    iec: false,
    statistics: 0,
    details: false,
    oneline: false,
    brief: false,
    json: false,
    pretty: false,
    color: "never",
    force: false,
    batch: undefined,
    numeric: false,
    all: false,
    echo: false,
    loops: 10,
    receiveBuffer: undefined,
  };
  const known = table(handlers);
  let position = 0;
  const value = (): string => words[++position] ?? handlers.usage();
  const next = (): string | undefined => words[++position];
  for (let word = words[position]; word !== undefined; word = words[++position]) {
    if (word === "--") {
      position++;
      break;
    }
    if (!word.startsWith("-")) break;
    const name = word.startsWith("--") ? word.slice(1) : word;
    const found = known.find((candidate) =>
      candidate.name === "-color"
        ? readColor(name, options)
        : candidate.abbreviated
          ? abbreviates(name, candidate.name)
          : name === candidate.name,
    );
    if (found === undefined) throw new UsageError(`Option "${name}" is unknown, try "ip -help".\n`);
    found.apply(options, value, next);
  }
  return { options, rest: words.slice(position) };
}
