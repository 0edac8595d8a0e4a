import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { run, runIn, scratchNamespace } from "../support/namespace.ts";
import { nodeBinary, userProject } from "../support/packed.ts";
import type { UserProject } from "../support/packed.ts";
import { specifiers } from "../support/repository.ts";
import { requireTool } from "../support/tools.ts";

const wanted = process.env["CI"] === "true" || process.env["TS_NETLINK_NODES"] === "1";
if (!wanted) process.stdout.write("skipped: other versions of Node (downloads them; TS_NETLINK_NODES=1 or CI=true)\n");
const suite = wanted ? requireTool("ip") : describe.skip;

/** Imports every specifier, then lists and changes links, synchronously, asynchronously and from a namespace's worker. */
const program = `
  import assert from "node:assert/strict";
  for (const name of ${JSON.stringify(specifiers)}) assert.ok(Object.keys(await import(name)).length > 0, name);
  const { netlink } = await import("ts-netlink");
  const sync = netlink.openSync();
  assert.deepEqual(sync.links.list().map((link) => link.name), ["lo"]);
  sync.close();
  const nl = await netlink.open();
  await nl.links.add({ name: "v0", info: { kind: "veth", data: { peer: { name: "v1" } } } });
  assert.deepEqual((await nl.links.list()).map((link) => link.name).sort(), ["lo", "v0", "v1"]);
  await nl.links.delete("v0");
  assert.deepEqual((await nl.links.list()).map((link) => link.name), ["lo"]);
  await nl.close();
  console.log("done on Node " + process.versions.node);
`;

suite("the built package", () => {
  let project: UserProject;
  beforeAll(() => {
    project = userProject();
  });
  afterAll(() => project.remove());

  it.each([20, 22, 24, 26])("works on Node %i", (major) => {
    const node = nodeBinary(major);
    expect(run(node, ["-v"]).stdout).toMatch(new RegExp(`^v${major}\\.`));
    const namespace = scratchNamespace();
    const result = runIn(namespace.name, "sh", ["-c", `cd '${project.folder}' && exec '${node}' --input-type=module`], {
      input: program,
    });
    expect(result.stderr).toBe("");
    expect(result.status).toBe(0);
    expect(result.stdout).toMatch(new RegExp(`^done on Node ${major}\\.`));
  });
});
