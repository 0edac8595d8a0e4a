import { registry } from "../../src/protocol/registry.ts";
import { bodySchema, findMessage, sourceOf, toHex, walk } from "../../src/protocol/schema/index.ts";
import type { Operation } from "../../src/socket/index.ts";
import { isRequest } from "../../src/socket/index.ts";
import { canonical } from "../../src/testing/index.ts";
import { hex, mask } from "../support/oracle.ts";

/** What a row may take from the real message: what the kernel chose, not what the command says. */
export interface Sent {
  /** Index of a link of the namespace by its name. */
  readonly index: (name: string) => number;
  /** The bytes of the tool's message, for descriptors that it opened. */
  readonly bytes: Uint8Array;
}

/** A command of a real tool, and the operation of ours that asks the kernel for the same. */
export interface CommandRow {
  /** What is typed: `ip`, `bridge` or another tool with its words, split at blanks. */
  readonly command: string;
  /** Shell commands to be run before, which are not looked at. */
  readonly before?: string;
  /** Our request. */
  readonly ours: (sent: Sent) => Operation<unknown>;
  /** Which of the tool's messages of our request's type is meant, where it sends several: 0 is the first, -1 the last. */
  readonly nth?: number;
  /** Why the order of the attributes differs, where it does: then only what they say is compared. */
  readonly order?: string;
  /** What else the tool says in other words, and why: its message changed to what ours says. */
  readonly differs?: { readonly why: string; readonly adjust: (theirs: Uint8Array) => Uint8Array };
  /** Why the kernel refuses the command, where it does: the request is compared all the same. */
  readonly refused?: string;
}

/** The commands of one family, which are run one after the other in a namespace of their own. */
export interface CommandTable {
  /** Of the file of golden bytes beside this one: `NAME.golden`. */
  readonly name: string;
  /** A shell script that prepares the namespace; `ip` and `bridge` are the real ones. */
  readonly setup: string;
  /** Names by which the commands and scripts call further namespaces, which are made for the table. */
  readonly namespaces?: readonly string[];
  /** A feature that not every kernel has, and a shell command that works where it is there. */
  readonly needs?: { readonly feature: string; readonly probe: string };
  readonly rows: readonly CommandRow[];
}

/** For rows of commands that leave what their stack held in the padding of some attributes, of which the kernel takes no notice. */
export const strayPadding: NonNullable<CommandRow["differs"]> = {
  why: "padding is not cleared",
  adjust: (sent) => {
    const theirs = sent.slice();
    const source = sourceOf(theirs, true);
    const schema = findMessage(registry, 0, source.view.getUint16(4, true))?.schema;
    if (schema === undefined) throw new Error("the message's type is not known");
    for (const { role, start, end } of walk(schema, source, 16, theirs.length)) {
      if (role === "attribute") theirs.fill(0, end, start + ((end - start + 3) & ~3));
    }
    return theirs;
  },
};

const ACK = 4;

/** The message that a connection would send, with neither sequence number nor port. */
export function messageOf(operation: Operation<unknown>): Uint8Array {
  if (!isRequest(operation)) throw new Error("not a single request: it asks for something first");
  const message = new Uint8Array(16 + operation.body.length);
  const view = new DataView(message.buffer);
  view.setUint32(0, message.length, true);
  view.setUint16(4, operation.type, true);
  view.setUint16(6, operation.flags | 1, true);
  message.set(operation.body, 16);
  return message;
}

/** A message without what may differ: sequence number, port, NLA_F_NESTED, whether an acknowledgement is wanted, padding at its end. */
function comparable(message: Uint8Array): Uint8Array {
  const padded = new Uint8Array((message.length + 3) & ~3);
  padded.set(mask(message));
  const view = new DataView(padded.buffer);
  view.setUint32(0, padded.length, true);
  view.setUint16(6, view.getUint16(6, true) & ~ACK, true);
  return padded;
}

/** What a message says, a line a value in an order of its own, for rows whose attributes stand in another order. */
function said(message: Uint8Array): string[] {
  const source = sourceOf(comparable(message), true);
  const type = source.view.getUint16(4, true);
  const found = findMessage(registry, 0, type);
  if (found === undefined) throw new Error(`message type ${type} is not known`);
  const schema = bodySchema(found, source.view.getUint16(6, true));
  const head = toHex(source.bytes.subarray(4, 8));
  return [`type and flags ${head}`, ...canonical(schema, source, 16, source.bytes.length)];
}

/** Two messages in the form in which a row compares them: equal where they ask for the same. */
export function comparison(row: CommandRow, ours: Uint8Array, sent: Uint8Array): [unknown, unknown] {
  const theirs = row.differs?.adjust(sent) ?? sent;
  if (row.order !== undefined) return [said(ours), said(theirs)];
  return [hex(comparable(ours)), hex(comparable(theirs))];
}
