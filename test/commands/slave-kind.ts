import type { AttributeNode } from "../../src/protocol/schema/index.ts";
import { align4, parseAttributes, toHex, writeAttributes } from "../../src/protocol/schema/index.ts";
import type { CommandRow } from "./golden.ts";

const HEADERS = 16 + 16; // nlmsghdr and ifinfomsg
const IFLA_LINKINFO = 18;
const IFLA_INFO_KIND = 1;
const IFLA_INFO_SLAVE_KIND = 4;
const SUFFIX = "_slave";

function moved(node: AttributeNode): AttributeNode {
  if (node.type !== IFLA_INFO_KIND) return node;
  const kind = new TextDecoder().decode(node.payload);
  if (!kind.endsWith(SUFFIX)) throw new Error(`kind ${kind} is not that of a slave`);
  const payload = node.payload.subarray(0, kind.length - SUFFIX.length);
  return {
    ...node,
    type: IFLA_INFO_SLAVE_KIND,
    payload,
    padding: new Uint8Array(align4(payload.length) - payload.length),
  };
}

/** How rows of `ip link set DEV type KIND_slave …` differ. */
export const slaveKind: NonNullable<CommandRow["differs"]> = {
  why:
    "the tool says KIND_slave in IFLA_INFO_KIND, for which the kernel looks for a module of that name; ours says KIND in " +
    "IFLA_INFO_SLAVE_KIND, as the kernel tells it",
  adjust: (theirs) => {
    const attributes = parseAttributes(theirs.subarray(HEADERS)).map((node) => {
      if (node.type !== IFLA_LINKINFO) return node;
      return { ...node, payload: writeAttributes(parseAttributes(node.payload).map(moved)), padding: new Uint8Array() };
    });
    const message = new Uint8Array([...theirs.subarray(0, HEADERS), ...writeAttributes(attributes)]);
    if (toHex(message) === toHex(theirs)) throw new Error("there is no kind of a slave to be moved");
    return message;
  },
};
