import { cursorOf, findCommand } from "./cursor.ts";
import type { Cursor } from "./cursor.ts";
import { CommandError } from "./failure.ts";
import type { Session } from "./session.ts";

/** A command: reads its words and does what they say. @returns the exit status; a promise only where it must */
export type Command = (cursor: Cursor, session: Session) => number | void | Promise<number | void>;

/** An object of the command line, and the module that is loaded for it. */
interface CommandObject {
  readonly spellings: readonly { readonly word: string; readonly abbreviated: boolean }[];
  /** `undefined` for an object of `ip` that this program does not have: its place keeps abbreviations what they are in `ip`. */
  readonly load: (() => Promise<Command>) | undefined;
}

const object = (word: string, load?: CommandObject["load"]): CommandObject => ({
  spellings: [{ word, abbreviated: true }],
  load,
});

/** An object of this program alone: spelt in full, so that no abbreviation of `ip` changes its meaning. */
const own = (word: string, load: CommandObject["load"]): CommandObject => ({
  spellings: [{ word, abbreviated: false }],
  load,
});

const neighbour = async (): Promise<Command> => (await import("./commands/neighbour.ts")).neighbour;
const tuntap = async (): Promise<Command> => (await import("./commands/tuntap.ts")).tuntap;

/** In the order in which an abbreviation is looked up. */
const objects: readonly CommandObject[] = [
  own("decode", async () => (await import("./commands/decode.ts")).decode),
  own("sandbox", async () => (await import("./commands/sandbox.ts")).sandbox),
  own("network", async () => (await import("./commands/network.ts")).network),
  object("address", async () => (await import("./commands/address.ts")).address),
  object("addrlabel"),
  object("maddress"),
  object("route", async () => (await import("./commands/route.ts")).route),
  object("rule", async () => (await import("./commands/rule.ts")).rule),
  object("neighbor", neighbour),
  object("neighbour", neighbour),
  object("ntable"),
  object("ntbl"),
  object("link", async () => (await import("./commands/link.ts")).link),
  object("l2tp"),
  object("fou"),
  object("ila"),
  object("macsec"),
  object("tunnel"),
  object("tunl"),
  object("tuntap", tuntap),
  object("tap", tuntap),
  object("token"),
  object("tcpmetrics"),
  object("tcp_metrics"),
  object("monitor"),
  object("xfrm"),
  object("mroute"),
  object("mrule"),
  object("netns", async () => (await import("./commands/netns.ts")).netns),
  object("netconf"),
  object("vrf"),
  object("sr"),
  object("nexthop"),
  object("mptcp"),
  object("ioam"),
  object("help", async () => (await import("./usage.ts")).help),
  object("stats"),
];

/**
 * Whether an object makes named namespaces for others to see even under `-netns`, so that this process must stay in the mount
 * namespace it was started in.
 */
export function keepsMounts(word: string): boolean {
  return word === "sandbox" || word === "network";
}

/** Runs `OBJECT WORDS...`. @returns the exit status */
export async function runCommand(word: string, words: readonly string[], session: Session): Promise<number> {
  const found = findCommand(word, objects);
  if (found === undefined) throw new CommandError(`Object "${word}" is unknown, try "ip help".\n`);
  if (found.load === undefined) {
    throw new CommandError(`ts-ip: object "${found.spellings[0]?.word}" is not supported.\n`);
  }
  const command = await found.load();
  return (await command(cursorOf(words), session)) ?? 0;
}
