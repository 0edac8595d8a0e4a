import { toHex } from "./binary.ts";

/**
 * Second argument of `JSON.stringify` for decoded values: 64-bit numbers, which JSON has no type for, become numbers where a double
 * holds them exactly (up to 2^53 - 1) and decimal text beyond; bytes become hexadecimal text instead of objects with a key a byte.
 *
 *     JSON.stringify(await nl.links.get("eth0"), jsonReplacer, 2)
 */
export function jsonReplacer(_key: string, value: unknown): unknown {
  if (typeof value === "bigint") {
    const number = Number(value);
    return Number.isSafeInteger(number) ? number : value.toString();
  }
  return value instanceof Uint8Array ? toHex(value) : value;
}
