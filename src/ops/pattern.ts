/** The regular expression of a bracket expression at `start`, and where it ends; `undefined` where it has no end. */
function bracket(pattern: string, start: number): { source: string; end: number } | undefined {
  let position = start + 1;
  const negated = pattern[position] === "!" || pattern[position] === "^";
  if (negated) position++;
  const end = pattern.indexOf("]", position + 1);
  if (end < 0) return undefined;
  const members = pattern.slice(position, end).replace(/[\\\]^]/g, "\\$&");
  return { source: `[${negated ? "^" : ""}${members}]`, end };
}

/** Whether a text matches a pattern of the shell (fnmatch(3) without flags): `*`, `?`, `[a-z]` and `\` before any of them. */
export function matchesPattern(pattern: string, text: string): boolean {
  let source = "^";
  for (let position = 0; position < pattern.length; position++) {
    const character = pattern.charAt(position);
    const set = character === "[" ? bracket(pattern, position) : undefined;
    if (character === "*") source += ".*";
    else if (character === "?") source += ".";
    else if (set !== undefined) {
      source += set.source;
      position = set.end;
    } else {
      const literal = character === "\\" && position + 1 < pattern.length ? pattern.charAt(++position) : character;
      source += literal.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&");
    }
  }
  try {
    return new RegExp(`${source}$`, "s").test(text);
  } catch {
    return false; // a range that runs backwards matches nothing
  }
}
