import type { LinkAttributesInput } from "../protocol/route/link.ts";
import { EncodeError } from "../protocol/schema/errors.ts";
import { INTERFACE_NAME_LIMIT } from "../protocol/schema/text.ts";

/** ALTIFNAMSIZ - 1: the longest alternative name in bytes (`linux/if.h`). */
export const ALTERNATIVE_NAME_LIMIT = 127;

function byteLength(text: string): number {
  let length = 0;
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0;
    length += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
  }
  return length;
}

/** What is wrong with an interface name, or `undefined`: the kernel's own rules (`dev_valid_name`), told apart. */
export function nameFault(name: string): string | undefined {
  const length = byteLength(name);
  if (length === 0) return "it is empty";
  if (length > INTERFACE_NAME_LIMIT) return `it has ${length} bytes, the limit is ${INTERFACE_NAME_LIMIT}`;
  if (name === "." || name === "..") return "it means a folder";
  const bad = /[/:\s\0]/.exec(name)?.[0];
  return bad === undefined ? undefined : `it contains ${JSON.stringify(bad)}`;
}

/**
 * Checks a name that a link is to get.
 * @throws EncodeError that names it and says what is wrong
 */
export function checkName(name: string, key: string): string {
  const fault = nameFault(name);
  if (fault !== undefined) throw new EncodeError(`${JSON.stringify(name)} is not an interface name: ${fault}`, [key]);
  return name;
}

/**
 * Checks an alternative name.
 * @throws EncodeError that names it and says what is wrong
 */
export function checkAlternativeName(name: string): string {
  const length = byteLength(name);
  if (length === 0 || length > ALTERNATIVE_NAME_LIMIT || name.includes("\0")) {
    throw new EncodeError(
      `${JSON.stringify(name)} is not an alternative name: it has ${length} bytes, 1 to ${ALTERNATIVE_NAME_LIMIT} are possible`,
      ["altName"],
    );
  }
  return name;
}

/**
 * The attribute by which the kernel finds a link of this name in a message of index 0: IFLA_IFNAME, which it looks up among
 * alternative names too, or IFLA_ALT_IFNAME for a name that is too long for it.
 */
export function nameAttributes(name: string): Pick<LinkAttributesInput, "ifname" | "altIfname"> {
  return byteLength(name) > INTERFACE_NAME_LIMIT
    ? { altIfname: checkAlternativeName(name) }
    : { ifname: checkName(name, "name") };
}
