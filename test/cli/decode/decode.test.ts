import { readFileSync, rmSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { gunzipSync } from "node:zlib";
import { afterAll, describe, expect, test } from "vitest";
import type { CommandResult } from "../../support/namespace.ts";
import { run, scratchNamespace } from "../../support/namespace.ts";
import { requireKernel, requireTool } from "../../support/tools.ts";

const main = fileURLToPath(new URL("../../../dist/cli/main.js", import.meta.url));
const folder = mkdtempSync(join(tmpdir(), "ts-netlink-decode-"));
afterAll(() => rmSync(folder, { recursive: true }));
const decode = (words: readonly string[], input: string | Uint8Array = ""): CommandResult =>
  run(process.execPath, [main, "decode", ...words], { input });

describe("ts-ip decode", () => {
  test("reads standard input, with and without `-`", () => {
    const done = "14000000 03000200 05000000 00000000 00000000";
    const expected = [
      "# line 1, route, 20 bytes",
      "0000  14000000 03000200 05000000 00000000  NLMSG_DONE (3), multi, 20 bytes, seq 5, pid 0",
      "0010  00000000                               error = 0",
      "",
      "",
    ].join("\n");
    for (const words of [[], ["-"]]) {
      expect(decode(words, done)).toStrictEqual({ status: 0, stdout: expected, stderr: "" });
    }
  });
  test("reads a capture file", () => {
    const file = join(folder, "capture.pcap");
    writeFileSync(file, gunzipSync(readFileSync(new URL("../../facts/capture.pcap.gz", import.meta.url))));
    const { status, stdout, stderr } = decode([file]);
    expect([status, stderr]).toStrictEqual([0, ""]);
    expect(stdout).toContain("RTM_NEWLINK (16), request ack excl create");
    expect(stdout).toContain('NFTA_RULE_CHAIN = "in"');
  });
  test("says in one line what is wrong", () => {
    expect(decode([join(folder, "nope")])).toStrictEqual({
      status: 1,
      stdout: "",
      stderr: `ts-ip decode: ${join(folder, "nope")}: no such file or directory\n`,
    });
    expect(decode(["--nope"])).toStrictEqual({
      status: 255,
      stdout: "",
      stderr: 'ts-ip decode: unknown option "--nope"\n',
    });
    expect(decode(["-"], "what?")).toStrictEqual({
      status: 1,
      stdout: "",
      stderr: 'ts-ip decode: standard input: line 1: "what?" is not hex\n',
    });
    expect(decode(["-"], `\u0007\u001b[31m\u009b${"z".repeat(100)}`)).toStrictEqual({
      status: 1,
      stdout: "",
      stderr: `ts-ip decode: standard input: line 1: "\\u0007\\u001b[31m\\u{c2}\\u{9b}${"z".repeat(32)}"... is not hex\n`,
    });
  });
});

requireTool(
  "ip",
  "nft",
  "strace",
)("ts-ip decode of strace's output", () => {
  /** Runs a command in a namespace of its own under strace. */
  function traced(command: readonly string[], ...options: string[]): string {
    using namespace = scratchNamespace();
    const file = join(folder, "trace");
    namespace.run("strace", ["-f", "-o", file, ...options, ...command]);
    return file;
  }
  const dumps = ["-e", "trace=network,read,write", "-e", "write=all", "-e", "read=all"];

  test("ip with -yy: the requests, what the kernel answered, and where the error is", () => {
    const file = traced(["ip", "link", "add", "br0", "type", "bridge", "ageing_time", "5"], "-yy", ...dumps);
    const { status, stdout, stderr } = decode([file]);
    expect([status, stderr]).toStrictEqual([0, ""]);
    expect(stdout).toMatch(
      /# line \d+, sendmsg, route, \d+ bytes\n0000 .* RTM_NEWLINK \(16\), request ack excl create/,
    );
    expect(stdout).toContain('IFLA_IFNAME = "br0"');
    expect(stdout).toContain('IFLA_INFO_KIND = "bridge"');
    expect(stdout).toContain("IFLA_BR_AGEING_TIME = 5");
    expect(stdout).toMatch(/# line \d+, recvmsg, route/);
  });
  test("nft: the batch, also where strace can't tell the protocol of the first message", () => {
    const file = traced(["nft", "add", "table", "ip", "t"], "-yy", ...dumps);
    const { status, stdout, stderr } = decode([file]);
    expect([status, stderr]).toStrictEqual([0, ""]);
    expect(stdout).toMatch(/NFNL_MSG_BATCH_BEGIN[^]*NFT_MSG_NEWTABLE[^]*NFTA_TABLE_NAME = "t"[^]*NFNL_MSG_BATCH_END/);
    expect(stdout).not.toContain(", route,");
  });
  test("without -yy the socket calls tell the protocol", () => {
    const { stdout } = decode([traced(["nft", "add", "table", "ip", "t"], ...dumps)]);
    expect(stdout).toContain('NFTA_TABLE_NAME = "t"');
  });
  test("-xx shows what this package sends, because it writes to its sockets", () => {
    const file = traced(
      [process.execPath, main, "link", "show", "dev", "lo"],
      "-yy",
      "-xx",
      "-s",
      "65536",
      "-e",
      "trace=socket,write,read",
    );
    const { stdout } = decode([file]);
    expect(stdout).toMatch(/# line \d+, write, route, \d+ bytes\n0000 .* RTM_GETLINK/);
    expect(stdout).toContain('IFLA_IFNAME = "lo"');
  });
  test("-xx alone of ip: strace took the messages apart, and the command says so", () => {
    const file = traced(["ip", "link", "show", "lo"], "-yy", "-xx", "-e", "trace=network");
    const { status, stderr } = decode([file]);
    expect(status).toBe(1);
    expect(stderr).toMatch(
      /^ts-ip decode: .*: line \d+ and \d+ more: strace took the message apart; run it with -e write=all -e read=all to have the bytes\n$/,
    );
  });
});

requireKernel("nlmon", "ip link add nlmon0 type nlmon")("ts-ip decode of an nlmon capture", () => {
  test("shows what ip sent meanwhile, and the kernel's answer", () => {
    using namespace = scratchNamespace();
    const file = join(folder, "nlmon.pcap");
    namespace.shell(`
      ip link add nlmon0 type nlmon
      ip link set nlmon0 up
      tcpdump -Z root -i nlmon0 -s 65535 -U --immediate-mode -w ${file} 2>${file}.log & capture=$!
      until grep -q listening ${file}.log; do sleep 0.05; done
      ip link add d0 type dummy
      sleep 0.3
      kill $capture
      wait $capture || true`);
    const { status, stdout, stderr } = decode([file]);
    expect([status, stderr]).toStrictEqual([0, ""]);
    expect(stdout).toMatch(
      /# packet \d+, \S+, route, \d+ bytes\n0000 .* RTM_NEWLINK \(16\), request ack excl create[^]*IFLA_IFNAME = "d0"[^]*IFLA_INFO_KIND = "dummy"/,
    );
    expect(stdout).toMatch(/NLMSG_ERROR \(2\), capped[^]*error = 0\n/);
  });
});
