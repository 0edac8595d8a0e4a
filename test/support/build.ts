/**
 * Global setup of the projects that test the built package: builds `dist` where a source is newer than its output.
 */
import { ensureBuilt } from "../../scripts/build.mjs";

export default function setup(): void {
  ensureBuilt();
}
