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

requireTool()("the demo", () => {
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
      expect(status, text).toBe(0);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
