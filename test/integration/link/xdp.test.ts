/** XDP programs of links, really loaded, against what `ip` tells. */
import { expect, it } from "vitest";
import { netdevsim, requireNetdevsim } from "../../support/netdevsim.ts";
import { place } from "../../support/place.ts";
import { requireTool } from "../../support/tools.ts";
import { withPrograms } from "../../support/xdp.ts";

requireTool("ip", "perl")("XDP", () => {
  it("is attached where the driver can, told as ip tells it, and detached", () => {
    const { scratch } = place();
    scratch.ip("link add v0 type veth peer name v1");
    const seen = withPrograms(
      scratch,
      `
      import { execFileSync } from "node:child_process";
      const shown = () => JSON.parse(execFileSync("ip", ["-d", "-j", "link", "show", "dev", "v0"]))[0].xdp;
      const steps = [told("v0") ?? null];
      for (const mode of [undefined, "generic", "driver"]) {
        set("v0", { program: first, ...(mode && { mode }) });
        steps.push([told("v0"), shown()]);
        set("v0", { program: null, ...(mode && { mode }) });
        steps.push(told("v0") ?? null);
      }
      print(steps);
      `,
    );
    expect(seen.length).toBe(7);
    expect([seen[0], seen[2], seen[4], seen[6]]).toEqual([null, null, null, null]);
    const id = expect.any(Number);
    expect(seen[1][0]).toEqual({ mode: "driver", program: id, driver: id });
    expect(seen[3][0]).toEqual({ mode: "generic", program: id, generic: id });
    expect(seen[5][0]).toEqual({ mode: "driver", program: id, driver: id });
    // Modes as ip numbers them: XDP_ATTACHED_*.
    expect(seen[1][1]).toMatchObject({ mode: 1, prog: { id: seen[1][0].program } });
    expect(seen[3][1]).toMatchObject({ mode: 2, prog: { id: seen[3][0].program } });
  });

  it("is replaced at will, not where there is one, or only where the right one is", () => {
    const { scratch } = place();
    scratch.ip("link add v0 type veth peer name v1");
    const seen = withPrograms(
      scratch,
      `
      const steps = {};
      set("v0", { program: first, ifNone: true });
      steps.first = told("v0").program;
      steps.ifNone = outcome(() => set("v0", { program: second, ifNone: true }));
      set("v0", { program: second });
      steps.second = told("v0").program;
      steps.wrong = outcome(() => set("v0", { program: first, replaces: first }));
      set("v0", { program: first, replaces: second });
      steps.back = told("v0").program;
      steps.none = outcome(() => set("v0", { program: second, replaces: -1 }));
      steps.otherMode = outcome(() => set("v0", { program: second, mode: "generic" }));
      steps.hardware = outcome(() => set("v0", { program: second, mode: "offload" }));
      steps.noProgram = outcome(() => set("v0", { program: 0 }));
      print(steps);
      `,
    );
    expect(seen.second).toBeGreaterThan(seen.first);
    expect(seen).toEqual({
      first: seen.back,
      second: seen.second,
      back: seen.first,
      ifNone: "EBUSY",
      wrong: "EEXIST",
      none: "EEXIST",
      otherMode: "EEXIST",
      hardware: "EINVAL",
      noProgram: "EINVAL",
    });
  });
});

requireNetdevsim()("XDP in hardware", () => {
  it("is told beside that of the driver", () => {
    const { scratch } = place();
    const [name = ""] = netdevsim(scratch).links;
    const index = Number(scratch.shell(`cat /sys/class/net/${name}/ifindex`));
    const seen = withPrograms(
      scratch,
      `
      set("${name}", { program: third, mode: "offload" });
      const alone = told("${name}");
      set("${name}", { program: first, mode: "driver" });
      const both = told("${name}");
      set("${name}", { program: null, mode: "offload" });
      set("${name}", { program: null, mode: "driver" });
      print({ alone, both, after: told("${name}") ?? null });
      `,
      index,
    );
    const id = expect.any(Number);
    expect(seen.alone).toEqual({ mode: "offload", program: id, offload: id });
    expect(seen.both).toEqual({ mode: "multi", driver: id, offload: seen.alone.offload });
    expect(seen.after).toBeNull();
  });
});
