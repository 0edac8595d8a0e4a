import type { Color } from "./view.ts";

/** Puts the colour's escape sequences around words, or leaves them as they are. */
export type Paint = (words: string, color?: Color) => string;

/** SGR numbers for a light background; on a dark one the same in bold. */
const numbers: Readonly<Record<Color, number>> = { ifname: 36, mac: 33, inet: 35, inet6: 34, up: 32, down: 31 };

/** No colour. */
export const plain: Paint = (words) => words;

/**
 * Colours for the terminal's background, which COLORFGBG tells: it ends in the background's colour number, of which 0-6 and 8 are
 * dark (the convention `ip` and vim follow).
 */
export function paintFor(colorFgBg: string | undefined): Paint {
  const bold = /;[0-68]$/.test(colorFgBg ?? "") ? "1;" : "";
  return (words, color) => (color === undefined ? words : `\u001b[${bold}${numbers[color]}m${words}\u001b[0m`);
}

/** The colour of an address of that family (AF_INET, AF_INET6). */
export function familyColor(family: number): Color | undefined {
  if (family === 2) return "inet";
  return family === 10 ? "inet6" : undefined;
}
