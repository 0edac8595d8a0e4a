/**
 * A whole number as strtol(3) reads it with base 0: leading white space, a sign, `0x` for hexadecimal and `0` for octal.
 * `undefined` where anything else stands before, in or behind it.
 */
export function parseInteger(text: string, base: 0 | 10 | 16 = 0): bigint | undefined {
  const patterns = {
    0: /^[ \t\n\v\f\r]*([+-]?)(0[xX][0-9a-fA-F]+|0[0-7]*|[1-9][0-9]*)$/,
    10: /^[ \t\n\v\f\r]*([+-]?)([0-9]+)$/,
    16: /^[ \t\n\v\f\r]*([+-]?)(?:0[xX])?([0-9a-fA-F]+)$/,
  };
  const [, sign, digits] = patterns[base].exec(text) ?? [];
  if (digits === undefined) return undefined;
  let value: bigint;
  if (base === 16) value = BigInt(`0x${digits}`);
  else if (base === 0 && /^0[0-7]+$/.test(digits)) value = BigInt(`0o${digits.slice(1)}`);
  else value = BigInt(digits);
  return sign === "-" ? -value : value;
}

/** A number of 64 bits without sign; a negative one wraps, as strtoull(3) has it. */
export function parseUnsigned64(text: string, base: 0 | 10 | 16 = 0): bigint | undefined {
  const value = parseInteger(text, base);
  if (value === undefined || value <= -(1n << 64n) || value >= 1n << 64n) return undefined;
  return BigInt.asUintN(64, value);
}

/** A number of `bits` bits without sign, read as one of 64. */
export function parseUnsigned(text: string, bits: 8 | 16 | 32, base: 0 | 10 | 16 = 0): number | undefined {
  const value = parseUnsigned64(text, base);
  return value === undefined || value >= 1n << BigInt(bits) ? undefined : Number(value);
}

/** An `int` of which a `long` is kept: strtol(3) stops at the largest, and of what it gives the lower 32 bits stay. */
export function parseCutInteger(text: string): number | undefined {
  const value = parseInteger(text);
  if (value === undefined) return undefined;
  const [least, most] = [-(1n << 63n), (1n << 63n) - 1n];
  return Number(BigInt.asIntN(32, value < least ? least : value > most ? most : value));
}

/** An `int`: 32 bits with sign. */
export function parseSigned(text: string, base: 0 | 10 = 0): number | undefined {
  const value = parseInteger(text, base);
  if (value === undefined || value < -0x80000000n || value > 0x7fffffffn) return undefined;
  return Number(value);
}

/** atoi(3): the digits at the start, 0 where there are none. */
export function leadingInteger(text: string): number {
  return Number(/^[ \t\n\v\f\r]*([+-]?[0-9]+)/.exec(text)?.[1] ?? 0) | 0;
}
