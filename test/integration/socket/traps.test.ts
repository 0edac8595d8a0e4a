import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it, onTestFinished } from "vitest";
import { scratchNamespace } from "../../support/namespace.ts";
import { requireTool } from "../../support/tools.ts";
import { answerOf, program } from "./program.ts";

function machine() {
  const namespace = scratchNamespace();
  namespace.ip("link add v0 index 2 type veth peer name v1 index 3");
  namespace.ip("link set v0 up");
  return namespace;
}

requireTool("ip", "unshare")("on the real kernel", () => {
  it("the native library may be used first by a worker: its end does not crash the process", () => {
    expect(answerOf(program(machine(), "worker-first"))).toEqual([1, 1]);
  });

  it("a connection that is closed with a write in flight does not write into the file that gets its number", () => {
    const folder = mkdtempSync(join(tmpdir(), "ts-netlink-"));
    onTestFinished(() => rmSync(folder, { recursive: true }));
    const namespace = machine();
    expect(answerOf(program(namespace, "close-in-flight", [join(folder, "file")]))).toEqual({
      outcome: "OutcomeUnknownError",
      written: 0,
    });
    // It was on its way, so the kernel did it.
    expect(namespace.ip("link show v0")).toContain("mtu 1400");
  });

  it("sockets never block, no child gets them, and none is left; a worker's end closes nobody else's", () => {
    expect(answerOf(program(machine(), "descriptors"))).toEqual({
      sockets: 3,
      nonBlocking: true,
      closeOnExec: true,
      leaked: 0,
      ended: true,
      answered: 2,
      left: 0,
      warnings: [],
    });
  });

  it("connections leave threads of libuv's pool to others, however long the kernel takes", () => {
    const namespace = machine();
    const pairs = Array.from({ length: 16 }, (_, n) => 100 + 2 * n);
    const additions = pairs.map((n) => `link add a${n} index ${n} type veth peer name b${n} index ${n + 1}`);
    namespace.run("ip", ["-batch", "-"], { input: additions.join("\n") });
    const { before, finished } = answerOf(program(namespace, "pool", pairs.map(String))) as Record<string, number>;
    expect(finished).toBe(16);
    // With all four threads taken, the file's turn would come behind the last change but three.
    expect(before).toBeLessThan(8);
  });

  it("a connection hears the kernel only: what another process sends it is refused", () => {
    expect(answerOf(program(machine(), "forged"))).toEqual({ ports: 1, delivered: "ECONNREFUSED", index: 1 });
  });

  it.each([
    ["root", (name: string) => ["ip", "netns", "exec", name]],
    ["root of a user namespace, where the buffers can't be raised,", () => ["unshare", "-Urn"]],
  ])("every one of 5000 refusals arrives for %s", (_, where) => {
    const refusals = {
      name: "BatchError",
      message: "5000 of 5000 requests failed; first: #0 set mtu of 100000: No such device (ENODEV)",
      count: 5000,
      kinds: ["NetlinkError"],
    };
    expect(answerOf(program(where(machine().name), "lost-acknowledgements"))).toEqual([refusals, refusals]);
  });

  it.each(["idle", "waiting"])("a process with a subscription ends without delay: %s", (mode) => {
    const result = program(machine(), "exit", [mode]);
    const end = Date.now();
    expect(result.status).toBe(0);
    // epoll_wait(2) alone would keep it for up to a second.
    expect(end - Number(result.stdout)).toBeLessThan(500);
  });
});

requireTool(
  "ip",
  "nft",
  "unshare",
)("a transaction", () => {
  const common = {
    added: 3,
    refused: {
      name: "BatchError",
      message: "2 of 3 requests failed; first: #1 add table a: File exists (EEXIST)",
      count: 2,
      kinds: ["NetlinkError"],
    },
    checked: 1,
    checkedRefused: { name: "BatchError", count: 1, kinds: ["NetlinkError"] },
    // The message that ends an echoed batch, NFT_MSG_NEWGEN, bears the first request's sequence number.
    echoed: [[0x0a00, 0x0a0f], [0x0a00]],
  };

  it("happens as a whole or not at all, and may be longer than a default send buffer", () => {
    const namespace = machine();
    expect(answerOf(program(namespace, "transactions", ["root"]))).toMatchObject({
      ...common,
      long: "it did not fail",
    });
    const tables = namespace.run("nft", ["list", "tables"]).stdout.trim().split("\n");
    expect(tables.filter((line) => !/ t\d+$/.test(line))).toEqual(
      ["a", "b", "c", "f", "g"].map((name) => `table ip ${name}`),
    );
    expect(tables).toHaveLength(55);
  });

  it("that is too long for an ordinary user says so in one line", () => {
    const answer = answerOf(program(["unshare", "-Urn"], "transactions", ["user"]));
    expect(answer).toMatchObject({
      ...common,
      long: {
        name: "RangeError",
        message: expect.stringMatching(/^\d+ bytes in one datagram, but the send buffer can't be raised/),
      },
    });
  });
});

requireTool("ip")("a subscription", () => {
  it("gives the kernel's messages only, goes on after an overrun, and leaves nothing open", () => {
    expect(answerOf(program(machine(), "subscription"))).toEqual({
      events: Array.from({ length: 3 }, () => ({ kind: "message", value: { type: 16, index: 2 } })),
      overrun: true,
      more: "message",
      malformed: ["malformed", "message"],
      done: true,
      left: 0,
    });
  });

  it("tells which namespace a message comes from", async () => {
    const [here, there] = [machine(), machine()];
    here.ip(`netns set ${there.name} 7`);
    const child = here.start(process.execPath, [join(import.meta.dirname, "programs/namespaces.mjs")]);
    let output = "";
    child.stdout!.on("data", (text) => (output += text));
    await new Promise((resolve) => child.stderr!.once("data", resolve));
    there.ip("link set v1 mtu 1300");
    await new Promise((resolve) => child.once("close", resolve));
    expect(JSON.parse(output)).toEqual({ kind: "message", value: 3, nsid: 7 });
  });
});
