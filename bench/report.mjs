// The tables and the targets.
// @ts-check
import { median } from "./sample.mjs";

/**
 * @typedef {import("./sample.mjs").Sample} Sample
 * @typedef {"wall" | "inside"} Figure
 * @typedef {Map<string, Sample[]>} Rows
 * A limit on the ratio of two programs' times; `least` turns it around: the peer takes at least so many times as long.
 * @typedef {{ what: string, of: string, figure: Figure, most?: number, below?: number, least?: number }} Target
 */

const NAMES = { wall: "wall", inside: "inside" };

/** @param {number} seconds */
const cell = (seconds) => (Number.isNaN(seconds) ? "?" : seconds.toFixed(3));

/**
 * Prints one workload's rows: medians, and in brackets the best run; the ratios are to the first row, which is the limit.
 * @param {string} title
 * @param {Rows} rows
 * @param {Figure} figure what the ratio is of
 */
export function table(title, rows, figure) {
  const head = `program | runs | wall s (best) | inside s (best) | CPU s | ${NAMES[figure]} / limit | CPU / limit`;
  console.log(`\n### ${title}\n\n| ${head} |\n|${"---|".repeat(7)}`);
  /** @type {{ time: number, cpu: number } | undefined} */
  let limit;
  for (const [name, samples] of rows) {
    if (samples.length === 0) continue;
    const time = median(samples.map((sample) => sample[figure]));
    const cpu = median(samples.map(({ user, system }) => user + system));
    limit ??= { time, cpu };
    const times = (/** @type {Figure} */ key) => {
      const values = samples.map((sample) => sample[key]);
      return `${cell(median(values))} (${cell(Math.min(...values))})`;
    };
    const ratios = `${(time / limit.time).toFixed(2)}x | ${(cpu / limit.cpu).toFixed(2)}x`;
    console.log(`| ${name} | ${samples.length} | ${times("wall")} | ${times("inside")} | ${cell(cpu)} | ${ratios} |`);
  }
}

/**
 * The line of one target: ratio of the medians, of the best runs, and whether the medians keep it.
 * @param {Target} target
 * @param {Rows} rows
 * @param {string} ours
 */
export function judge({ what, of, figure, most, below, least }, rows, ours) {
  const [mine, theirs] = [ours, of].map((name) => (rows.get(name) ?? []).map((sample) => sample[figure]));
  if (mine === undefined || theirs === undefined || mine.length === 0 || theirs.length === 0) {
    return { kept: undefined, line: `  ?   ${what}: ${of} is not here` };
  }
  const ratio = (/** @type {(values: number[]) => number} */ of) =>
    least === undefined ? of(mine) / of(theirs) : of(theirs) / of(mine);
  const value = ratio(median);
  const kept = least !== undefined ? value >= least : most !== undefined ? value <= most : value < (below ?? 1);
  const wanted =
    least !== undefined ? `at least ${least}x` : most !== undefined ? `at most ${most}x` : `below ${below ?? 1}x`;
  const best = ratio((values) => Math.min(...values)).toFixed(2);
  const line = `${what}: ${value.toFixed(2)}x (best runs ${best}x), ${wanted} the ${figure} time of ${of}`;
  return { kept, line: `${kept ? "pass" : "FAIL"}  ${line}` };
}
