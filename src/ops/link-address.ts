import { parseLinkAddress } from "../protocol/schema/addresses.ts";
import { EncodeError } from "../protocol/schema/errors.ts";

/** ETH_ALEN: bytes of an Ethernet address (`linux/if_ether.h`). */
export const ETHERNET_BYTES = 6;

/** Link-layer addresses that a link is to get. */
interface LinkAddresses {
  readonly address?: string;
  readonly broadcast?: string;
}

/** Bytes of an address; `undefined` for what is none, which the encoder refuses. */
export function addressLength(address: string | undefined): number | undefined {
  return address === undefined ? undefined : parseLinkAddress(address)?.length;
}

/** Whether one of them is not as long as an Ethernet address, so that the link's own must be looked at. */
export function isUncommon({ address, broadcast }: LinkAddresses): boolean {
  return [address, broadcast].some((text) => (addressLength(text) ?? ETHERNET_BYTES) !== ETHERNET_BYTES);
}

/**
 * Checks the length of addresses: the kernel cuts one that is too long, and refuses one that is too short without saying why.
 * @throws EncodeError that names the address and both lengths
 */
export function checkAddresses(given: LinkAddresses, bytes: number, whose: string, path: readonly string[] = []): void {
  for (const key of ["address", "broadcast"] as const) {
    const length = addressLength(given[key]);
    if (length !== undefined && length !== bytes) {
      throw new EncodeError(`${JSON.stringify(given[key])} has ${length} bytes, ${whose} have ${bytes}`, [
        ...path,
        key,
      ]);
    }
  }
}
