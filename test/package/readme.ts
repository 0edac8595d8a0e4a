/** A fenced block of a Markdown text. */
export interface Block {
  /** What stands behind the fence: `ts`, `sh`, `text`. */
  readonly language: string;
  readonly text: string;
  /** The heading it stands under. */
  readonly heading: string;
  /** Line of the fence, from 1. */
  readonly line: number;
  /** Why it can't be run: what `<!-- not run: ... -->` in the line before it says. */
  readonly notRun: string | undefined;
}

/** The fenced blocks of a Markdown text, in order. */
export function blocksOf(markdown: string): Block[] {
  const blocks: Block[] = [];
  let heading = "";
  let open: { language: string; line: number; notRun: string | undefined; lines: string[] } | undefined;
  let before = "";
  for (const [index, line] of markdown.split("\n").entries()) {
    const fence = /^```(\w*)$/.exec(line);
    if (fence !== null && open === undefined) {
      const notRun = /^<!-- not run: (.+) -->$/.exec(before)?.[1];
      open = { language: fence[1] ?? "", line: index + 1, notRun, lines: [] };
    } else if (fence !== null && open !== undefined) {
      const { lines, ...block } = open;
      blocks.push({ ...block, heading, text: lines.map((one) => `${one}\n`).join("") });
      open = undefined;
    } else if (open !== undefined) open.lines.push(line);
    else heading = /^#+ (.+)$/.exec(line)?.[1] ?? heading;
    before = line;
  }
  if (open !== undefined) throw new Error(`line ${open.line}: the block is not closed`);
  return blocks;
}

/** What an example says that it prints: the comment behind each `console.log(...);`. */
export function printedBy({ text }: Block): string {
  return [...text.matchAll(/console\.log\(.*\);(?: \/\/ (.*))?$/gm)]
    .map(([, comment]) => {
      if (comment === undefined) throw new Error("an example's console.log has no comment that says what it prints");
      return `${comment}\n`;
    })
    .join("");
}
