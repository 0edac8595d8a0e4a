import { beforeAll, expect, it } from "vitest";
import * as built from "ts-netlink/ops";
import type { Ops, RequestRow } from "./golden.ts";
import { requestBytes } from "./golden.ts";
import type { ScratchNamespace } from "./namespace.ts";
import { scratchNamespace } from "./namespace.ts";
import { hex, masked, sentByWords } from "./oracle.ts";
import { requireTool, toolVersion } from "./tools.ts";

// The table's types are those of the sources, which may be newer than the declarations in dist.
const ops = built as unknown as Ops;

/**
 * Runs the commands of a golden table in a fresh namespace under strace and compares what is sent with our requests, byte for
 * byte. The table holds what ip 6.1 sends; this holds whatever the installed ip sends.
 */
export function differential(name: string, setup: readonly string[], rows: readonly RequestRow[]): void {
  requireTool(
    "ip",
    "bridge",
    "strace",
  )(`${name} requests are those of ip ${toolVersion("ip")}`, () => {
    let namespace: ScratchNamespace;
    beforeAll(() => {
      namespace = scratchNamespace();
      namespace.shell(setup.join("\n"));
    });
    it.each(rows.map((row) => [row.command, row] as const))("%s", (command, row) => {
      if (row.before !== undefined) namespace.shell(row.before);
      const type = row.bytes[0]!.slice(9, 13);
      const sent = sentByWords(namespace.name, command, { mayFail: true }).find(
        ({ family, bytes }) => family === "ROUTE" && hex(bytes.subarray(4, 6)) === type,
      );
      expect(sent).toBeDefined();
      expect(requestBytes(row.request(ops), hex(sent!.bytes))).toBe(aligned(masked(sent!.bytes)));
    });
  });
}

/** The tool's last padding is sent behind the message. */
function aligned(text: string): string {
  return text + "0".repeat((8 - (text.replace(/\s/g, "").length % 8)) % 8);
}
