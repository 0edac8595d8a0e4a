import { closeSync, mkdtempSync, openSync, readFileSync, rmSync } from "node:fs";
import { spawnSync } from "node:child_process";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import { root } from "../support/repository.ts";
import { requireTool } from "../support/tools.ts";

// Its namespaces have fixed names: a /run of its own keeps them apart from what a person may have kept.
const ownRun = ["unshare", "--mount", "sh", "-c", 'mount -t tmpfs tmpfs /run && exec "$@"', "sh"];
const asUser = ["unshare", "--user", "--map-root-user", "--net", ...ownRun.slice(1)];

/** The picture of the topology in the demo's output. */
function picture(text: string): string[] {
  const lines = text.split("\n");
  const isEdge = (line: string): boolean => line.includes("+--");
  return lines.slice(lines.findIndex(isEdge), lines.findLastIndex(isEdge) + 1);
}

/** Where a line that goes down in a picture ends in nothing. */
function looseEnds(lines: readonly string[]): string[] {
  const joins = (row: number, column: number): boolean => "|+".includes(lines[row]?.[column] ?? "x");
  return lines.flatMap((line, row) =>
    [...line.matchAll(/\|/g)]
      .filter(({ index }) => !joins(row - 1, index) || !joins(row + 1, index))
      .map(({ index }) => `line ${row}, column ${index}: ${line}`),
  );
}

requireTool(
  "unshare",
  "ip",
  "nft",
)("the demo", () => {
  it.each([
    ["as root, behind a TAP", ownRun, []],
    ["as root, with a container as guest", ownRun, ["--veth"]],
    ["in a user namespace", asUser, []],
  ])("passes its own checks %s, with its output in a file", (_case, [command = "", ...before], options) => {
    const folder = mkdtempSync(join(tmpdir(), "ts-netlink-demo-"));
    try {
      const file = join(folder, "output");
      const fd = openSync(file, "w");
      const args = [...before, process.execPath, join(root, "demo/main.mjs"), ...options];
      const { status } = spawnSync(command, args, { stdio: ["ignore", fd, fd] });
      closeSync(fd);
      const text = readFileSync(file, "utf8");
      expect(text).toContain("all checks passed");
      expect(text).not.toContain("FAILED");
      expect(picture(text).length).toBeGreaterThan(8);
      expect(looseEnds(picture(text))).toEqual([]);
      expect(status, text).toBe(0);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it("fails, and says where, when packets don't go as they should", () => {
    const meddle = `
      mount -t tmpfs tmpfs /run
      (until ip netns exec demo-host nft 'add table ip meddler
         add chain ip meddler forward { type filter hook forward priority 0; }
         add rule ip meddler forward icmp type echo-request drop' 2>&1; do sleep 0.01; done) > /dev/null &
      exec "$@"`;
    const args = ["--mount", "sh", "-c", meddle, "sh", process.execPath, join(root, "demo/main.mjs")];
    const { status, stdout } = spawnSync("unshare", args, { encoding: "utf8" });
    expect(stdout).toContain("FAILED guest pings 203.0.113.80: expected answered");
    expect(stdout).toContain("ok     guest asks 203.0.113.80:7 by UDP");
    expect(stdout).toMatch(/FAILED no nftables table is left/);
    expect(status).toBe(1);
  });

  it("removes what was kept, and what is left of it where its host was removed by hand", () => {
    const demo = `${process.execPath} ${join(root, "demo/main.mjs")}`;
    const script = `mount -t tmpfs tmpfs /run
      ${demo} --keep && ls /run/netns && ip netns delete demo-host && ${demo} && ls -A /run/netns`;
    const { status, stdout, stderr } = spawnSync("unshare", ["--mount", "sh", "-c", script], { encoding: "utf8" });
    expect(stdout).toMatch(/demo-client\ndemo-host\ndemo-internet\ndemo-vm\ndemo-web/);
    expect(status, stdout + stderr).toBe(0);
    expect(stdout.split("\n").at(-2)).toMatch(/all checks passed/);
  });

  it("keeps it in a user namespace too, as long as a process that it names", () => {
    const [command = "", ...before] = asUser;
    const args = [...before, process.execPath, join(root, "demo/main.mjs"), "--keep", "--user-namespace"];
    const { status, stdout } = spawnSync(command, args, { encoding: "utf8" });
    expect(status, stdout).toBe(0);
    const [, look = "", pid = ""] = /^ *(nsenter .*-t (\d+) .* sandbox list)$/m.exec(stdout) ?? [];
    try {
      expect(spawnSync("sh", ["-c", look], { encoding: "utf8" }).stdout).toContain("demo-vm: ready");
    } finally {
      process.kill(Number(pid));
    }
  });
});
