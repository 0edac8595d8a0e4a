import { describe, expect, it } from "vitest";
import { frames } from "../../../../src/protocol/core/header.ts";
import { linkFamilies } from "../../../../src/protocol/route/link-families.ts";
import { linkMessage } from "../../../../src/protocol/route/link.ts";
import { fromHex, toHex } from "../../../../src/protocol/schema/binary.ts";
import { shapeOf } from "../../../../src/protocol/schema/codec.ts";
import { findMessage } from "../../../../src/protocol/schema/registry.ts";
import { sourceOf } from "../../../../src/protocol/schema/source.ts";
import { walk } from "../../../../src/protocol/schema/walk.ts";
import { Writer } from "../../../../src/protocol/schema/writer.ts";
import { clearNestedFlags } from "../../../support/nested-flags.ts";
import { changes, deletions, questions } from "./golden-changes.ts";
import { creations } from "./golden-creations.ts";
import type { GoldenRequest } from "./golden-request.ts";
import { replies } from "./replies.ts";

const bytesOf = (annotated: string): Uint8Array =>
  fromHex(
    annotated
      .split("\n")
      .map((line) => line.split(" # ")[0])
      .join(""),
  );

const noHeader = { family: 0, type: 0, index: 0, flags: 0, change: 0 };

/** A message of this type and flags with a body, NLA_F_NESTED cleared. */
function messageOf(head: Uint8Array, body: GoldenRequest["value"]): string {
  const writer = new Writer(512, true);
  writer.append(head.subarray(0, 16));
  linkMessage.encode(writer, body);
  const bytes = writer.copy();
  clearNestedFlags(bytes);
  return toHex(bytes);
}

describe.each([
  ["creations", creations],
  ["changes", changes],
  ["questions", questions],
  ["deletions", deletions],
])("%s", (_, rows) => {
  it.each(rows)("$name: $command", ({ bytes, value }) => {
    const captured = bytesOf(bytes);
    const source = sourceOf(captured, true);
    const [frame] = [...frames(source)];
    expect(findMessage(linkFamilies, 0, frame!.type)?.schema).toBe(linkMessage);
    const decoded = linkMessage.decode(source, frame!.start, frame!.end);
    expect(decoded).toEqual({ header: { ...noHeader, ...value.header }, attributes: value.attributes });

    const masked = captured.slice();
    clearNestedFlags(masked);
    expect(messageOf(captured, value)).toBe(toHex(masked));
    expect(messageOf(captured, decoded)).toBe(toHex(masked));
  });
});

/** Every leaf of a message with its path, sorted: the same for two messages that differ in order, in NLA_F_NESTED and in a string's NUL. */
function leaves(body: Uint8Array): string[] {
  const source = sourceOf(body, true);
  const found: string[] = [];
  for (const node of walk(linkMessage, source, 0, body.length)) {
    const path = node.names.join(" > ");
    const isText = node.codec !== undefined && shapeOf(node.codec).kind === "string";
    const hex = toHex(body.subarray(node.payload, node.end));
    found.push(node.hasChildren ? path : `${path} = ${isText ? hex.replace(/(00)+$/, "") : hex}`);
  }
  return found.sort();
}

describe("what the kernel tells", () => {
  it.each(replies)("$name", ({ bytes, said }) => {
    const message = bytesOf(bytes);
    const source = sourceOf(message, true);
    const [frame] = [...frames(source)];
    const { header, attributes } = linkMessage.decode(source, frame!.start, frame!.end);
    const { linkinfo } = attributes;
    const told: Record<string, unknown> = {
      ifindex: header.index,
      ifname: attributes.ifname,
      mtu: attributes.mtu,
      qdisc: attributes.qdisc,
      operstate: ["UNKNOWN", "NOTPRESENT", "DOWN", "LOWERLAYERDOWN", "TESTING", "DORMANT", "UP"][attributes.operstate!],
      address: attributes.address,
      broadcast: attributes.broadcast,
      txqlen: attributes.txqlen,
      num_tx_queues: attributes.numTxQueues,
      num_rx_queues: attributes.numRxQueues,
      gso_max_size: attributes.gsoMaxSize,
      promiscuity: attributes.promiscuity,
      altnames: attributes.propList?.altIfname,
      ifalias: attributes.ifalias,
      min_mtu: attributes.minMtu,
      max_mtu: attributes.maxMtu,
      link_type: { 1: "ether", 772: "loopback", 65535: "void" }[header.type],
      info_kind: linkinfo?.kind === "unknown" ? linkinfo.name : linkinfo?.kind,
    };
    expect(Object.fromEntries(Object.keys(said).map((key) => [key, told[key]]))).toEqual(said);
    expect(attributes.unknownAttributes).toBeUndefined();

    const writer = new Writer(4096, true);
    linkMessage.encode(writer, { header, attributes });
    expect(leaves(writer.copy())).toEqual(leaves(message.subarray(frame!.start, frame!.end)));
  });
});
