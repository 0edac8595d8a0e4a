import type { Command } from "../objects.ts";
import { unsupported } from "../failure.ts";

/** `ts-ip network`. */
export const network: Command = () => {
  throw unsupported('object "network"');
};
