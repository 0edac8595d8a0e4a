import type { LinkInfo, LinkInfoInput } from "../../protocol/route/link.ts";
import type { MacvlanInput } from "../../protocol/route/link-kinds/macvlan.ts";
import { macvlanAddressMode, macvlanFlags, macvlanMode } from "../../protocol/route/link-kinds/macvlan.ts";
import { formatLinkAddress } from "../../protocol/schema/addresses.ts";
import { readLinkLayer } from "../addresses.ts";
import type { Cursor } from "../cursor.ts";
import { abbreviates, keyword, readKeywords } from "../cursor.ts";
import { CommandError } from "../failure.ts";
import { parseUnsigned } from "../numbers.ts";
import type { View } from "../output/view.ts";
import type { Draft, KindContext } from "./kind.ts";

const macvlanUsage = (kind: string): string =>
  `Usage: ... ${kind} mode MODE [ flag FLAG ] [ macaddr CHANGE ] [ bcqueuelen PACKETS ]
MODE   := { private | vepa | bridge | passthru | source }
FLAG   := { null | nopromisc | nodst }
CHANGE := { add LLADDR | del LLADDR | set [ LLADDR... ] | flush }, for mode source
`;

interface State {
  readonly kind: "macvlan" | "macvtap";
  readonly context: KindContext;
  readonly data: Draft<MacvlanInput>;
  mode: number;
  flags: number | undefined;
}

const modes: Readonly<Record<string, number>> = macvlanMode.values;
const flags: Readonly<Record<string, number>> = { ...macvlanFlags.values, null: 0 };
const changes: Readonly<Record<string, number>> = macvlanAddressMode.values;

/** A MAC, or `undefined` where the word is another one. */
function macOf(word: string): string | undefined {
  const bytes = readLinkLayer(word, 6);
  return bytes.length === 6 ? formatLinkAddress(bytes) : undefined;
}

function readAddresses(cursor: Cursor, context: KindContext): string[] {
  const list: string[] = [];
  while (cursor.hasNext()) {
    let mac: string | undefined;
    try {
      mac = macOf(cursor.next());
    } catch (error) {
      if (!(error instanceof CommandError)) throw error;
      // The list ends at the first word that is no address, which is then read as an option.
      context.session.warn(error.message);
    }
    if (mac === undefined) {
      cursor.back();
      break;
    }
    list.push(mac);
  }
  return list;
}

const options = [
  keyword<State>("mode*", (state, cursor) => {
    const word = cursor.next();
    if (!Object.hasOwn(modes, word)) {
      throw new CommandError(
        `Error: argument of "mode" must be "private", "vepa", "bridge", "passthru" or "source", not "${word}"\n`,
      );
    }
    state.mode = modes[word] ?? 0;
  }),
  keyword<State>("flag*", (state, cursor) => {
    const word = cursor.next();
    if (!Object.hasOwn(flags, word)) {
      throw new CommandError(`Error: argument of "flag" must be "nopromisc", "nodst" or "null", not "${word}"\n`);
    }
    state.flags = (state.flags ?? 0) | (flags[word] ?? 0);
  }),
  keyword<State>("macaddr*", ({ kind, data, context }, cursor) => {
    const word = cursor.next();
    if (!Object.hasOwn(changes, word)) throw new CommandError(macvlanUsage(kind));
    data.macaddrMode = changes[word];
    if (word === "add" || word === "del") {
      const mac = macOf(cursor.next());
      if (mac === undefined) throw new CommandError("");
      data.macaddr = mac;
    } else if (word === "set") data.macaddrData = { macaddr: readAddresses(cursor, context) };
  }),
  keyword<State>("nopromisc*", (state) => {
    state.flags = (state.flags ?? 0) | macvlanFlags.values.nopromisc;
  }),
  keyword<State>("nodst*", (state) => {
    state.flags = (state.flags ?? 0) | macvlanFlags.values.nodst;
  }),
  keyword<State>("bcqueuelen*", ({ data }, cursor) => {
    const word = cursor.next();
    const length = parseUnsigned(word, 32);
    if (length === undefined) {
      throw new CommandError(
        `Error: argument of "bcqueuelen" must be a positive integer [0-4294967295], not "${word}"\n`,
      );
    }
    data.bcQueueLen = length;
  }),
];

/** Reads the options of `type macvlan` and `type macvtap`. */
export function readMacvlan(cursor: Cursor, context: KindContext, kind: "macvlan" | "macvtap"): LinkInfoInput {
  const state: State = { kind, context, data: {}, mode: 0, flags: undefined };
  readKeywords(cursor, options, state, () => {
    const word = cursor.word ?? "";
    if (abbreviates(word, "help")) throw new CommandError(macvlanUsage(kind));
    throw new CommandError(`${kind}: unknown option "${word}"?\n${macvlanUsage(kind)}`);
  });
  if (state.mode !== 0) state.data.mode = state.mode;
  if (state.flags !== undefined) {
    if ((state.flags & macvlanFlags.values.nopromisc) !== 0 && state.mode !== macvlanMode.values.passthru) {
      throw new CommandError(`${kind}: nopromisc flag only valid in passthru mode\n${macvlanUsage(kind)}`);
    }
    state.data.flags = state.flags;
  }
  return kind === "macvlan" ? { kind, data: state.data } : { kind, data: state.data };
}

/** Shows the options of a macvlan or macvtap device. */
export function presentMacvlan(view: View, info: LinkInfo): void {
  if ((info.kind !== "macvlan" && info.kind !== "macvtap") || info.data?.mode === undefined) return;
  const { data } = info;
  const mode = macvlanMode.nameOf(info.data.mode) ?? "unknown";
  view.field("mode", mode, `mode ${mode} `);
  const set = data.flags ?? 0;
  if ((set & macvlanFlags.values.nopromisc) !== 0) view.field("nopromisc", true, "nopromisc ");
  if ((set & macvlanFlags.values.nodst) !== 0) view.field("nodst", true, "nodst ");
  if (data.bcQueueLen !== undefined) view.field("bcqueuelen", data.bcQueueLen, `bcqueuelen ${data.bcQueueLen} `);
  if (data.bcQueueLenUsed !== undefined) {
    view.field("usedbcqueuelen", data.bcQueueLenUsed, `usedbcqueuelen ${data.bcQueueLenUsed} `);
  }
  if (mode !== "source" || data.macaddrCount === undefined) return;
  view.field("macaddr_count", data.macaddrCount, `remotes (${data.macaddrCount}) `);
  if (data.macaddrData === undefined) return;
  view.openList("macaddr_data");
  for (const mac of data.macaddrData.macaddr ?? []) view.field(undefined, mac, `${mac} `);
  view.closeList();
}
