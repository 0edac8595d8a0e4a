import type { Scalar, View } from "./view.ts";

const escapes: Readonly<Record<string, string>> = {
  "\t": "\\t",
  "\n": "\\n",
  "\r": "\\r",
  "\f": "\\f",
  "\b": "\\b",
  "\\": "\\\\",
  '"': '\\"',
};

/** Only these seven are escaped; other control characters go through, as in `ip -j`. */
function quote(text: string): string {
  return `"${text.replace(/[\t\n\r\f\b\\"]/g, (character) => escapes[character] ?? character)}"`;
}

function render(value: Scalar): string {
  if (typeof value === "string") return quote(value);
  if (typeof value === "object" && value !== null) return value.literal;
  return String(value);
}

/**
 * JSON output in the layout of `ip -j`; with `pretty` in that of `ip -j -p`: every property on a line of its own, four spaces a
 * level, the elements of an array behind each other.
 */
export function jsonView(write: (words: string) => void, pretty: boolean): View {
  let depth = 0;
  /** Whether the innermost object or array has an element already. */
  let filled = false;

  const separate = (): void => {
    if (filled) write(",");
    filled = true;
  };
  const startLine = (): void => {
    if (pretty) write(`\n${"    ".repeat(depth)}`);
  };
  const name = (key: string): void => {
    separate();
    startLine();
    write(pretty ? `${quote(key)}: ` : `${quote(key)}:`);
    filled = false;
  };
  const property = (key: string | undefined, value: Scalar): void => {
    if (key !== undefined) name(key);
    separate();
    write(render(value));
  };
  const open = (bracket: "{" | "[", key: string | undefined): void => {
    if (key !== undefined) name(key);
    separate();
    write(bracket);
    depth++;
    filled = false;
  };
  const openList = (key: string | undefined): void => {
    open("[", key);
    if (pretty) write(" ");
  };
  const closeList = (): void => {
    depth--;
    write(pretty && filled ? " ]" : "]");
    filled = true;
  };
  const nothing = (): void => {};

  return {
    json: true,
    begin: () => {
      depth = 0;
      filled = false;
      openList(undefined);
    },
    end: () => {
      closeList();
      write("\n");
    },
    field: property,
    value: property,
    text: nothing,
    line: nothing,
    open: (key) => open("{", key),
    close: () => {
      depth--;
      if (filled) startLine();
      write("}");
      filled = true;
    },
    openList,
    closeList,
  };
}
