import type { Redirect, SandboxListing, SandboxOptions } from "../../topology/index.ts";
import type { Cursor, Keyword } from "../cursor.ts";
import { keyword, readKeywords } from "../cursor.ts";
import { duplicateOrGarbage, incomplete, UsageError, wrongArgument } from "../failure.ts";
import type { Command } from "../objects.ts";
import { presentSandbox } from "../present/topology.ts";
import type { Session } from "../session.ts";
import { usage } from "../usage.ts";
import { readNumber, readPort, readProtocol, withTopology } from "./topology.ts";
import type { Verb } from "./verbs.ts";
import { runVerb, verb } from "./verbs.ts";

interface Wanted extends Omit<SandboxOptions, "redirects"> {
  redirects: Redirect[];
}
type Writable<T> = { -readonly [K in keyof T]: T[K] };

const set = (spelling: string, assign: (wanted: Writable<Wanted>, word: string) => void): Keyword<Writable<Wanted>> =>
  keyword(spelling, (wanted, cursor) => assign(wanted, cursor.next()));

function readGuest(word: string): "tap" | "veth" {
  if (word === "tap" || word === "veth") return word;
  throw wrongArgument('guest must be "tap" or "veth"', word);
}

/** `redirect [ tcp | udp ] PORT to PORT`, with the cursor on `redirect`. */
function readRedirect(cursor: Cursor): Redirect {
  const first = cursor.next();
  const protocol = readProtocol(first);
  const port = readPort(protocol === undefined ? first : cursor.next());
  const to = cursor.next();
  if (to !== "to") throw wrongArgument('"to" expected', to);
  return { protocol: protocol ?? "tcp", port, to: readPort(cursor.next()) };
}

const addOptions: readonly Keyword<Writable<Wanted>>[] = [
  set("guest", (wanted, word) => (wanted.guest = readGuest(word))),
  set("slot", (wanted, word) => (wanted.slot = readNumber(word, "slot"))),
  set("address", (wanted, word) => (wanted.address = word)),
  set("guest-address", (wanted, word) => (wanted.guestAddress = word)),
  set("gateway-address", (wanted, word) => (wanted.gatewayAddress = word)),
  set("dev", (wanted, word) => (wanted.guestInterface = word)),
  set("mac", (wanted, word) => (wanted.guestInterfaceMac = word)),
  set("user", (wanted, word) => (wanted.tapOwner = readNumber(word, "user id"))),
  set("group", (wanted, word) => (wanted.tapGroup = readNumber(word, "group id"))),
  set("host-dev", (wanted, word) => (wanted.hostInterface = word)),
  keyword("redirect", (wanted, cursor) => void wanted.redirects.push(readRedirect(cursor))),
  keyword("help", () => {
    throw new UsageError(usage.sandbox);
  }),
];

const add: Command = (cursor, session) => {
  const { word } = cursor;
  if (word === undefined) throw incomplete();
  if (word === "help") throw new UsageError(usage.sandbox);
  const wanted: Writable<Wanted> = { name: word, redirects: [] };
  cursor.skip();
  readKeywords(cursor, addOptions, wanted, () => {
    throw duplicateOrGarbage("NAME", cursor.word ?? "");
  });
  return withTopology(session, async ({ sandboxes }) => void (await sandboxes.create(wanted)));
};

const remove: Command = (cursor, session) => {
  const names = cursor.rest();
  if (names.length === 0) throw incomplete();
  return withTopology(session, async ({ sandboxes }) => {
    for (const name of names) sandboxes.open(name); // a name that is none is told before anything is removed
    await sandboxes.removeMany(names);
  });
};

function show(sandboxes: readonly SandboxListing[], session: Session): void {
  const view = session.view();
  view.begin();
  for (const sandbox of sandboxes) presentSandbox(view, sandbox);
  view.end();
}

const list: Command = (cursor, session) => {
  const names = cursor.rest();
  return withTopology(session, async ({ sandboxes }) => {
    for (const name of names) sandboxes.open(name);
    show(
      sandboxes.list().filter(({ name }) => names.length === 0 || names.includes(name)),
      session,
    );
  });
};

const reclaim: Command = (cursor, session) => {
  if (cursor.word !== undefined) throw wrongArgument("reclaim takes none", cursor.word);
  return withTopology(session, async ({ sandboxes }) => {
    for (const name of await sandboxes.reclaim()) session.out.write(`${name}\n`);
  });
};

const verbs: readonly Verb[] = [
  verb("add*", add),
  verb("delete*", remove),
  verb("list*|show*|lst*", list),
  verb("reclaim*", reclaim),
  verb("help*", () => {
    throw new UsageError(usage.sandbox);
  }),
];

/** `ts-ip sandbox`. */
export const sandbox: Command = (cursor, session) => runVerb("sandbox", verbs, cursor, session, list);
