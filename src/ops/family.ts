import { addressFamily, AF_INET, AF_INET6, AF_UNSPEC } from "../protocol/route/address-family.ts";
import { EncodeError } from "../protocol/schema/errors.ts";

/** An address family by the name it has in AF_*: `"inet"` is IPv4, `"inet6"` IPv6; a number where the header names none. */
export type AddressFamily = keyof typeof addressFamily.values | number;

/** The name of an AF_* number, or the number. */
export function familyName(family: number): AddressFamily {
  // The two that a million routes have, before a look into a table.
  if (family === AF_INET) return "inet";
  if (family === AF_INET6) return "inet6";
  return addressFamily.nameOf(family) ?? family;
}

/** The AF_* number of a family; AF_UNSPEC, any, when left out. */
export function familyNumber(family: AddressFamily | undefined): number {
  if (family === undefined) return AF_UNSPEC;
  if (typeof family === "number") return family;
  const value = addressFamily.values[family];
  if (value === undefined) throw new EncodeError(`${JSON.stringify(family)} is not an address family`);
  return value;
}

/** AF_INET or AF_INET6, as the text of an address or prefix says. */
export function familyOf(address: string): number {
  return address.includes(":") ? AF_INET6 : AF_INET;
}
