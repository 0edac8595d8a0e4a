import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, expect, test } from "vitest";
import { requireTool } from "../support/tools.ts";

const main = process.env["TS_IP"] ?? fileURLToPath(new URL("../../dist/cli/main.js", import.meta.url));
const folder = mkdtempSync(join(tmpdir(), "ts-ip-streams-"));
afterAll(() => rmSync(folder, { recursive: true }));

function shell(script: string, prefix: readonly string[] = []) {
  return spawnSync("unshare", ["-n", ...prefix, "bash", "-c", script], {
    encoding: "utf8",
    env: { ...process.env, MAIN: main, NODE: process.execPath },
  });
}

requireTool("ip", "unshare")("streams", () => {
  test("ends quietly when nobody reads its output", () => {
    const { stdout, stderr } = shell(`
      ip link set lo up; ip addr add 10.0.0.1/8 dev lo
      for n in $(seq 2000); do echo "route add 10.1.$((n / 250)).$((n % 250)) dev lo"; done | ip -batch -
      "$NODE" "$MAIN" route show | head -n 1 >/dev/null
      echo "\${PIPESTATUS[0]}"
      ip route show | head -n 1 >/dev/null
    `);
    expect(stderr).toBe("");
    expect(["0", "141"]).toContain(stdout.trim());
  });

  test("ends by the signal of an interruption", async () => {
    const child = spawn(process.execPath, [main, "-batch", "-"], { stdio: ["pipe", "pipe", "pipe"] });
    let stderr = "";
    child.stderr.on("data", (data: Buffer) => (stderr += data.toString()));
    await new Promise((resolve) => setTimeout(resolve, 500));
    child.kill("SIGINT");
    const [status, signal] = (await once(child, "exit")) as [number | null, string | null];
    expect({ status, signal, stderr }).toEqual({ status: null, signal: "SIGINT", stderr: "" });
  });

  test("waits for a slow reader of a pipe that is not blocking", () => {
    const writer = join(folder, "slow.mjs");
    writeFileSync(
      writer,
      `import { spawn } from "node:child_process";
       const child = spawn(process.execPath, [${JSON.stringify(main)}, "route", "show"], { stdio: ["ignore", "pipe", "inherit"] });
       let lines = 0;
       child.stdout.on("data", (chunk) => (lines += chunk.toString().split("\\n").length - 1));
       child.stdout.pause();
       setTimeout(() => child.stdout.resume(), 700);
       await new Promise((resolve) => child.on("close", resolve));
       console.log(lines);`,
    );
    const { stdout, stderr } = shell(`
      ip link set lo up; ip addr add 10.0.0.1/8 dev lo
      for n in $(seq 20000); do echo "route add 10.1.$((n / 250)).$((n % 250)) dev lo"; done | ip -batch -
      ip route show | wc -l
      "$NODE" ${writer}
    `);
    const [expected, actual] = stdout.trim().split("\n");
    expect({ actual, stderr }).toEqual({ actual: expected, stderr: "" });
  });

  test("says in one line what an ordinary user may not do, as ip does", () => {
    const ask = (program: string) =>
      shell(
        `${program} link set lo up; echo $?; ${program} netns add x; echo $?; ${program} addr add 10.0.0.1/8 dev lo; echo $?`,
        ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"],
      );
    const [expected, actual] = [ask("ip"), ask('"$NODE" "$MAIN"')];
    expect(actual.stderr).toBe(expected.stderr);
    expect(actual.stdout).toBe(expected.stdout);
  });

  test.each(["link", "-j addr", "route show table all", "-V", "link show nope", "frob"])(
    "loses output that can't be written as ip does: %s",
    (words) => {
      const ask = (program: string) =>
        shell(`
          ip link set lo up; ip addr add 10.0.0.1/8 dev lo
          for n in $(seq 2000); do echo "route add 10.1.$((n / 250)).$((n % 250)) dev lo"; done | ip -batch -
          ${program} ${words} >/dev/full; echo "$?"
          ${program} ${words} >&-; echo "$?"
          ${program} ${words} 2>/dev/full >/dev/null; echo "$?"
        `);
      const [expected, actual] = [ask("ip"), ask('"$NODE" "$MAIN"')];
      expect({ stdout: actual.stdout, stderr: actual.stderr }).toEqual({
        stdout: expected.stdout,
        stderr: expected.stderr,
      });
    },
  );

  test.each([
    "addr flush dev lo",
    "-s -s addr flush dev lo",
    "-6 addr flush dev lo",
    "neigh flush all",
    "-s -s neigh flush all",
    "route flush table main",
    "-s -s route flush table main",
    "-6 route flush table main",
    "rule flush",
  ])("says that an ordinary user may not flush, as ip does: %s", (words) => {
    const ask = (program: string) =>
      shell(`
        ip link add v0 type veth peer name v1; ip link set v0 up; ip link set v1 up; ip link set lo up
        ip addr add 10.0.0.1/24 dev lo; ip neigh add 10.0.0.9 lladdr 02:00:00:00:00:01 nud permanent dev v0
        ip neigh add 10.0.0.8 lladdr 02:00:00:00:00:02 nud reachable dev v0
        ip route add 10.5.0.0/16 dev v0; ip -6 route add fd00::/64 dev v0
        setpriv --reuid=65534 --regid=65534 --clear-groups ${program} ${words}; echo "$?"
      `);
    const [expected, actual] = [ask("ip"), ask('"$NODE" "$MAIN"')];
    expect({ stdout: actual.stdout, stderr: actual.stderr }).toEqual({
      stdout: expected.stdout,
      stderr: expected.stderr,
    });
  });

  test.each(["sandbox add x", "network add b0 address 172.30.0.1/24"])(
    "says in one line that an ordinary user may not: %s",
    (words) => {
      const { stdout, stderr } = shell(`"$NODE" "$MAIN" ${words}; echo "$?"`, [
        "setpriv",
        "--reuid=65534",
        "--regid=65534",
        "--clear-groups",
      ]);
      expect(stdout).toBe("1\n");
      expect(stderr).toMatch(/^Error: .*(Permission denied|Operation not permitted).*need root.*\n$/);
    },
  );

  test("prints its version with the one of iproute2 that it equals", () => {
    const { stdout, status } = spawnSync(process.execPath, [main, "-V"], { encoding: "utf8" });
    expect(status).toBe(0);
    expect(stdout).toMatch(/^ts-ip utility, iproute2-6\.1\.0 compatible, ts-netlink \d+\.\d+\.\d+/);
  });

  test.each([
    [["maddress"], 1, 'ts-ip: object "maddress" is not supported.\n'],
    [["monitor"], 1, 'ts-ip: object "monitor" is not supported.\n'],
    [["-r", "link"], 255, "ts-ip: -resolve is not supported.\n"],
    [["link", "add", "b0", "type", "bond", "mode", "1"], 255, 'ts-ip: options of kind "bond" is not supported.\n'],
    [["link", "xstats"], 255, 'ts-ip: "link xstats" is not supported.\n'],
    [["route", "save"], 255, 'ts-ip: "route save" is not supported.\n'],
    [["route", "restore"], 255, 'ts-ip: "route restore" is not supported.\n'],
    [
      ["network", "publish", "b0", "sctp", "1", "to", "x"],
      255,
      'Error: argument "sctp" is wrong: protocol must be "tcp" or "udp"\n',
    ],
    [["sandbox", "reclaim", "x"], 255, 'Error: argument "x" is wrong: reclaim takes none\n'],
    [["network", "reclaim", "x"], 255, 'Error: argument "x" is wrong: reclaim takes none\n'],
    [["route", "add", "1.2.3.4", "encap", "ip"], 255, 'ts-ip: "encap" is not supported.\n'],
  ])("says that %j is missing", (words, status, message) => {
    const result = spawnSync("unshare", ["-n", process.execPath, main, ...words], { encoding: "utf8" });
    expect({ status: result.status, stderr: result.stderr, stdout: result.stdout }).toEqual({
      status,
      stderr: message,
      stdout: "",
    });
  });
});
