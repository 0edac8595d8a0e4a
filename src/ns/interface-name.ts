/**
 * The 16 bytes of an interface's name in a C struct.
 * @throws RangeError for a name that no interface can have
 */
export function interfaceNameBytes(name: string): Buffer {
  const bytes = Buffer.alloc(16);
  if (Buffer.byteLength(name) > 15) {
    throw new RangeError(
      `interface name ${JSON.stringify(name)} is ${Buffer.byteLength(name)} bytes long: 15 is the limit`,
    );
  }
  if (/[\s/\0:]/.test(name) || name === "." || name === "..") {
    throw new RangeError(`invalid interface name ${JSON.stringify(name)}`);
  }
  bytes.write(name);
  return bytes;
}
