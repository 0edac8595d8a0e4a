/** What one system call or one captured packet carried: netlink messages back to back. */
export interface Datagram {
  readonly bytes: Uint8Array;
  /** Netlink protocol number; `undefined` where the input does not say it. */
  readonly protocol: number | undefined;
  /** Byte order of the machine that made the bytes; `undefined` where the input does not say it. */
  readonly littleEndian: boolean | undefined;
  /** Where it stands in the input, for headings and errors: `line 3`, `packet 2`. */
  readonly where: string;
  /** What else the input says of it, such as `sendmsg` or a time. */
  readonly note: string;
}

/** What an input reader found. */
export interface Input {
  readonly datagrams: readonly Datagram[];
  /** What it had to leave out, one line each. */
  readonly problems: readonly string[];
}

/** An input that can't be read: place and reason in one line. */
export class InputError extends Error {
  override readonly name = "InputError";
}
