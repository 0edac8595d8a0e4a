import type { Input, Output, Space } from "../../schema/attributes.ts";
import { attributeSet } from "../../schema/attributes.ts";
import { binary } from "../../schema/binary.ts";
import { choice, onOff } from "../../schema/choice.ts";
import { enumeration } from "../../schema/enumeration.ts";
import { EncodeError } from "../../schema/errors.ts";
import type { Family } from "../../schema/registry.ts";
import type { FixedCodec } from "../../schema/scalars.ts";
import { be16, be64, u32, u64, u8 } from "../../schema/scalars.ts";

/** MACSEC_VALIDATE_*: what becomes of frames that are not protected as they should be. */
export const macsecValidation = enumeration("MACSEC_VALIDATE_", { disabled: 0, check: 1, strict: 2 });

/** MACSEC_OFFLOAD_*: what of the hardware does the work. */
export const macsecOffload = enumeration("MACSEC_OFFLOAD_", { off: 0, phy: 1, mac: 2 });

/** MACSEC_CIPHER_ID_*: cipher suites by name, and the identifier of the default one (MACSEC_DEFAULT_CIPHER_ID, `linux/if_macsec.h`). */
export const macsecCipherSuites = {
  default: 0x0080020001000001n,
  gcm_aes_128: 0x0080c20001000001n,
  gcm_aes_256: 0x0080c20001000002n,
  gcm_aes_xpn_128: 0x0080c20001000003n,
  gcm_aes_xpn_256: 0x0080c20001000004n,
} as const;
/** Name of a cipher suite. */
export type MacsecCipherSuite = keyof typeof macsecCipherSuites;

function suiteOf(value: bigint | MacsecCipherSuite): bigint {
  if (typeof value === "bigint") return value;
  if (Object.hasOwn(macsecCipherSuites, value)) return macsecCipherSuites[value];
  throw new EncodeError(`${JSON.stringify(value)} is none of ${Object.keys(macsecCipherSuites).join(", ")}`);
}

/** A 64-bit identifier of a cipher suite: reads as the number, takes its name too. */
const cipherSuite: FixedCodec<bigint, bigint | MacsecCipherSuite> = {
  ...u64,
  set: (writer, offset, value) => u64.set(writer, offset, suiteOf(value)),
  encode: (writer, value) => u64.encode(writer, suiteOf(value)),
};

const macsecAttributes = {
  /** IFLA_MACSEC_SCI: secure channel identifier: link-layer address and port. Fixed when the link is made. */
  sci: [1, be64],
  /** IFLA_MACSEC_PORT: port of the channel, where the address is the link's. Fixed when the link is made. */
  port: [2, be16],
  /** IFLA_MACSEC_ICV_LEN: bytes of the integrity check, 8 to 16. */
  icvLen: [3, u8],
  /** IFLA_MACSEC_CIPHER_SUITE: cipher suite. */
  cipherSuite: [4, cipherSuite],
  /** IFLA_MACSEC_WINDOW: packets of the replay window; needs `replayProtect`. */
  window: [5, u32],
  /** IFLA_MACSEC_ENCODING_SA: association that sends, 0 to 3. */
  encodingSa: [6, u8],
  /** IFLA_MACSEC_ENCRYPT: whether frames are encrypted. */
  encrypt: [7, onOff],
  /** IFLA_MACSEC_PROTECT: whether frames are protected. */
  protect: [8, onOff],
  /** IFLA_MACSEC_INC_SCI: whether frames carry the channel identifier. */
  incSci: [9, onOff],
  /** IFLA_MACSEC_ES: whether it is an end station. */
  es: [10, onOff],
  /** IFLA_MACSEC_SCB: whether the single copy broadcast bit is set. */
  scb: [11, onOff],
  /** IFLA_MACSEC_REPLAY_PROTECT: whether replayed frames are dropped. */
  replayProtect: [12, onOff],
  /** IFLA_MACSEC_VALIDATION: what becomes of frames that are not protected as they should be. */
  validation: [13, choice(u8, macsecValidation)],
  /** IFLA_MACSEC_PAD: alignment. */
  pad: [14, binary],
  /** IFLA_MACSEC_OFFLOAD: what of the hardware does the work. */
  offload: [15, choice(u8, macsecOffload)],
} as const;

/** A MACsec device (`ip link add link DEV type macsec …`); its keys are set over generic netlink. */
export interface Macsec extends Output<typeof macsecAttributes> {}
/** Input of {@link macsec}. */
export interface MacsecInput extends Input<typeof macsecAttributes> {}
/** IFLA_MACSEC_* (`linux/if_link.h`). */
export const macsec: Space<Macsec, MacsecInput> = attributeSet("IFLA_MACSEC_", macsecAttributes);

/** MACsec devices, as data. */
export const macsecFamily: Family = {
  name: "macsec",
  protocol: 0,
  messages: [],
  spaces: [{ header: "linux/if_link.h", space: macsec }],
  structs: [],
  names: [
    { header: "linux/if_link.h", names: macsecValidation },
    { header: "linux/if_link.h", names: macsecOffload },
  ],
};
