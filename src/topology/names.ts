import { parseLinkAddress } from "../protocol/schema/addresses.ts";
import { TopologyError } from "./errors.ts";

/** Refuses what can't be a file name. */
export function checkName(what: string, name: string): void {
  if (name === "" || name === "." || name === ".." || /[/\s\0]/.test(name) || name.length > 200) {
    throw new TopologyError(`${what}: ${JSON.stringify(name)} is not a usable name`);
  }
}

/** Refuses what the kernel would not take as an interface name. */
export function checkInterfaceName(what: string, name: string): void {
  checkName(what, name);
  // "%d" would be a pattern by which the kernel chooses the name.
  if (/[:%]/.test(name))
    throw new TopologyError(`${what}: ${JSON.stringify(name)} is not a usable name for an interface`);
  const { length } = Buffer.from(name);
  if (length > 15)
    throw new TopologyError(`${what}: interface name ${JSON.stringify(name)} has ${length} bytes, the limit is 15`);
}

/** Refuses what is not a TCP or UDP port. */
export function checkPort(what: string, port: number): void {
  if (!Number.isInteger(port) || port < 1 || port > 65535)
    throw new TopologyError(`${what}: ${port} is not a port (1 to 65535)`);
}

/** Refuses what is not the address of an Ethernet interface. */
export function checkMac(what: string, mac: string): void {
  if (parseLinkAddress(mac)?.length !== 6)
    throw new TopologyError(`${what}: ${JSON.stringify(mac)} is not a MAC address`);
}
