import { availableParallelism } from "node:os";
import { defineConfig } from "vitest/config";

/**
 * Tests of the built package. They resolve `ts-netlink/...` through the package's own `exports`, so `dist` must be
 * up to date: the global setup sees to that. Two files at a time: each works in network namespaces of its own, but
 * taking those down waits for the kernel's grace periods, which more files would only queue up for.
 */
function built(name: string, groupOrder: number, testTimeout = 60_000) {
  return {
    extends: true as const,
    test: {
      name,
      include: [`test/${name}/**/*.test.ts`],
      pool: "forks" as const,
      maxWorkers: Math.min(2, availableParallelism()),
      sequence: { groupOrder },
      globalSetup: ["test/support/build.ts"],
      testTimeout,
      hookTimeout: testTimeout,
    },
  };
}

export default defineConfig({
  test: {
    // The built package is loaded by Node itself, as a user's is: its workers and native parts see real paths.
    server: { deps: { external: [/\/dist\//] } },
    coverage: { provider: "v8", include: ["src/**/*.ts"] },
    projects: [
      {
        extends: true,
        test: { name: "unit", include: ["test/unit/**/*.test.ts"], testTimeout: 30_000 },
      },
      {
        extends: true,
        test: {
          name: "types",
          include: [],
          globalSetup: ["test/support/build.ts"],
          typecheck: {
            enabled: true,
            only: true,
            checker: "tsc",
            tsconfig: "tsconfig.types.json",
            include: ["test/types/**/*.test-d.ts"],
          },
        },
      },
      built("process", 1),
      built("integration", 2),
      built("cli", 3, 180_000),
      built("topology", 4),
      built("package", 5, 300_000),
      built("second-kernel", 6, 2_700_000),
    ],
  },
});
