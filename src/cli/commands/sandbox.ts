import type { Command } from "../objects.ts";
import { unsupported } from "../failure.ts";

/** `ts-ip sandbox`. */
export const sandbox: Command = () => {
  throw unsupported('object "sandbox"');
};
