import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

/** How one command of a script ended, with what differs by nature masked. */
export interface Outcome {
  readonly command: string;
  readonly status: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Everything a script did: its commands, and the kernel's state behind the last, read by the real `ip`. */
export interface Run {
  readonly outcomes: readonly Outcome[];
  readonly state: string;
}

/** The program; TS_IP names another build of it. */
const main = process.env["TS_IP"] ?? fileURLToPath(new URL("../../dist/cli/main.js", import.meta.url));

/** Nothing of IPv6 happens by itself, so that twins don't differ by when they looked. */
const prologue = `
mount -t tmpfs none /run/netns || exit 90
cd /proc/sys/net/ipv6/conf
for name in all default lo; do
  for setting in accept_dad=0 router_solicitations=0 addr_gen_mode=1; do
    echo "\${setting#*=}" >"$name/\${setting%%=*}" 2>/dev/null
  done
done
cd "$WORK"
`;

/**
 * Waits until what the kernel does by itself is done in this namespace and the named ones: states follow carriers within a second
 * (its link watch waits that long), and the links into a deleted namespace go when it does.
 */
const settle = `#!/bin/sh
changing='{ for (i = 4; i < NF; i++) if ($i == "state") state = $(i + 1); carrier = $3 ~ /LOWER_UP/ }
  $3 ~ /[<,]UP[,>]/ && (carrier ? state ~ /DOWN/ : state == "UP") { found = 1 } END { exit !found }'
for attempt in $(seq 100); do
  here=$("$REAL" -o link)
  now=$here$(for name in $(ls /run/netns); do echo; "$REAL" -n "$name" -o link 2>&1; done)
  if [ "$now" = "$before" ] && ! echo "$here" | grep -q 'link-netnsid ' && ! echo "$now" | awk "$changing"; then exit 0; fi
  before=$now
  sleep 0.1
done
echo "did not settle: $now" >&2
exit 1
`;

const epilogue = `
{
  settle
  "$REAL" -d -j -p addr show
  "$REAL" -j -p route show table all
  "$REAL" -6 -j -p route show table all
  "$REAL" -j -p neigh show
  "$REAL" -j -p neigh show proxy
  "$REAL" -j -p rule show
  "$REAL" -6 -j -p rule show
  for name in $(ls /run/netns); do echo "netns $name"; "$REAL" -n "$name" -d -j -p addr show; done
} >"$OUT/state" 2>&1
exit 0
`;

/**
 * Runs commands of a shell one after the other in namespaces of their own (network and mounts, with an empty /run/netns), with the
 * real `ip` or with ts-ip in its place. \`$REAL\` is the real one in both: for what prepares the stage, as is \`settle\`.
 */
function runAs(which: "ip" | "ts-ip", commands: readonly string[]): Run {
  const folder = mkdtempSync(join(tmpdir(), "ts-ip-twin-"));
  try {
    const real = "/usr/sbin/ip";
    const [bin, out, work] = ["bin", "out", "work"].map((name) => join(folder, name)) as [string, string, string];
    for (const path of [bin, out, work]) mkdirSync(path);
    const target = which === "ip" ? `exec ${real} "$@"` : `exec ${process.execPath} ${main} "$@"`;
    writeFileSync(join(bin, "ip"), `#!/bin/sh\n${target}\n`, { mode: 0o755 });
    writeFileSync(join(bin, "settle"), settle, { mode: 0o755 });
    const lines = commands.map((command, n) => {
      writeFileSync(join(folder, `${n}.sh`), `${command}\n`);
      return `sh "$HERE/${n}.sh" >"$OUT/${n}.out" 2>"$OUT/${n}.err" </dev/null; echo $? >"$OUT/${n}.status"`;
    });
    const script = `mkdir -p /run/netns\n${prologue}${lines.join("\n")}\n${epilogue}`;
    const result = spawnSync("unshare", ["-n", "-m", "--propagation", "private", "sh", "-c", script], {
      encoding: "utf8",
      timeout: 300_000,
      env: {
        ...process.env,
        LC_ALL: "C",
        PATH: `${bin}:${process.env["PATH"]}:/usr/sbin:/sbin`,
        HERE: folder,
        OUT: out,
        WORK: work,
        REAL: real,
      },
    });
    if (result.status !== 0) throw new Error(`twin of ${which}: ${result.stderr}`);
    const mask = masker(folder);
    const read = (name: string): string => mask(readFileSync(join(out, name), "utf8"));
    const outcomes = commands.map((command, n) => ({
      command,
      status: Number(readFileSync(join(out, `${n}.status`), "utf8")),
      stdout: read(`${n}.out`),
      stderr: read(`${n}.err`),
    }));
    return { outcomes, state: read("state") };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Addresses that scripts give to links begin like this and are compared; all others are random. */
const GIVEN = /^(?:0?2:0?0:0?0:0?0|00:00:00:00:00:00|ff:ff:ff:ff:ff:ff|0?1:|33:33)/i;

/**
 * Replaces what can't be the same in both: random link-layer addresses (each by its number in the order of their appearance, so
 * that equal ones stay equal), what is made of them, the time, and the folder.
 */
function masker(folder: string): (text: string) => string {
  const seen = new Map<string, number>();
  const name = (address: string): string => {
    if (!seen.has(address)) seen.set(address, seen.size + 1);
    return `<address ${seen.get(address)}>`;
  };
  return (text) =>
    text
      .replaceAll(folder, "<folder>")
      // Of processes that are not this user's, or that just ended.
      .replace(/^readlink: .*\n/gm, "")
      .replace(/\b[0-9a-f]{1,2}(?::[0-9a-f]{1,2}){5}\b/gi, (mac) => (GIVEN.test(mac) ? mac : name(mac)))
      .replace(/\b(valid_lft|preferred_lft|expires|age) \d+sec/g, "$1 <time>sec")
      .replace(/"(valid_life_time|preferred_life_time|expires)":( ?)(?!4294967295)\d+/g, '"$1":$2<time>')
      .replace(/\b(used|confirmed|updated) \d+(?:\/\d+)*/g, "$1 <time>")
      .replace(/"(used|confirmed|updated)":( ?)\d+/g, '"$1":$2<time>')
      .replace(/ cache (?:users \d+ )?(?:used \d+ )?(?:age <time>sec )?/g, " cache ")
      .replace(/"(?:users|age)":( ?)\d+,?\s*/g, "")
      .replace(/\b(\w+_timer)( +)\d+\.\d\d/g, "$1 <time>")
      .replace(/"(\w+_timer)":( ?)\d+\.\d\d/g, '"$1":$2<time>');
}

/** Keeps of a text only its first line: where what follows is a usage text, which each program words in its own way. */
function firstLine(text: string): string {
  const [line = ""] = text.split("\n");
  return line.startsWith("Usage:") ? "<usage>" : line;
}

/** Drops usage texts, from whichever stream they are on. */
function withoutUsage(outcome: Outcome): Outcome {
  const drop = (text: string): string => (/^Usage:/m.test(text) ? firstLine(text) : text);
  return { ...outcome, stdout: drop(outcome.stdout), stderr: drop(outcome.stderr) };
}

/** What stands between the objects of the two layouts of JSON. */
const SEPARATOR = /(\},\{|\n {4}\},\{\n)/;

/**
 * Sorts the entries of a list: the kernel's tables of neighbours are hashed with a random seed. Entries that come by themselves
 * (the multicast groups of IPv6) are left out.
 */
function sorted(text: string): string {
  const own = (entry: string): boolean => !entry.includes("ff02::");
  if (!text.startsWith("[")) return text.split("\n").filter(own).sort().join("\n");
  const separator = SEPARATOR.exec(text)?.[0];
  const [, start = "", middle = "", end = ""] = /^(\[ ?\{?\n?)(.*?)((?:\n {4})?\}? ?\]\n*)$/s.exec(text) ?? [];
  if (separator === undefined) return own(middle) ? text : "";
  return start + middle.split(separator).filter(own).sort().join(separator) + end;
}

/** The documents of the kernel's state, each with its entries sorted. */
function sortedState(state: string): string {
  return state
    .split(/(?<=^\[.*\]\n|\n\].*\n|\} \]\n)/m)
    .map(sorted)
    .join("\n");
}

/** How the two runs are compared. */
export interface Comparison {
  /** Commands whose lists have an order by chance: the kernel's hashed tables, and what it adds by itself when links come up. */
  readonly unordered?: RegExp;
}

/** Runs a script with both programs in twin namespaces. */
export function runTwins(
  commands: readonly string[],
  { unordered }: Comparison = {},
): { readonly expected: Run; readonly actual: Run } {
  const [expected, actual] = [runAs("ip", commands), runAs("ts-ip", commands)];
  const shown = ({ outcomes, state }: Run): Run => ({
    outcomes: outcomes
      .map(withoutUsage)
      .map((outcome) =>
        unordered?.test(outcome.command) === true ? { ...outcome, stdout: sorted(outcome.stdout) } : outcome,
      ),
    state: sortedState(state),
  });
  return { expected: shown(expected), actual: shown(actual) };
}
