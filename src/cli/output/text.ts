import type { Paint } from "./color.ts";
import type { View } from "./view.ts";

const nothing = (): void => {};

/**
 * Text output.
 * @param write takes the words
 * @param lineEnd what stands between the lines of one object: `"\n"`, or `"\\"` for `-oneline`
 * @param paint colours words
 */
export function textView(write: (words: string) => void, lineEnd: string, paint: Paint): View {
  return {
    json: false,
    begin: nothing,
    end: nothing,
    field: (_key, _value, text, color) => write(paint(text, color)),
    value: nothing,
    text: (words, color) => write(paint(words, color)),
    line: () => write(lineEnd),
    open: nothing,
    close: nothing,
    openList: (_key, text) => write(text ?? ""),
    closeList: (text) => write(text ?? ""),
  };
}
