import { readFileSync } from "node:fs";
import { decode as decodeInput } from "../decode/decode.ts";
import type { Command } from "../objects.ts";

/** `ts-ip decode`. */
export const decode: Command = (cursor, session) =>
  decodeInput(cursor.rest(), {
    read: (path) => readFileSync(path === "-" ? 0 : path),
    out: (text) => session.out.write(text),
    err: (text) => session.warn(text),
  });
