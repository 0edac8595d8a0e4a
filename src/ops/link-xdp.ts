import { xdpAttached, xdpFlags } from "../protocol/route/link.ts";
import type { LinkAttributes, XdpInput } from "../protocol/route/link.ts";

/** Where an XDP program runs: behind the driver for any device, in the driver, in the hardware. */
export type XdpMode = "generic" | "driver" | "offload";

/** An XDP program to be attached or detached. */
export interface XdpOptions {
  /** Descriptor of the loaded program (bpf(2)), which the caller keeps open; `null` detaches what is there. */
  readonly program: number | null;
  /** Where; the kernel takes the driver where it can, else the generic hook. What is detached must be told where it runs. */
  readonly mode?: XdpMode;
  /** Whether one that is there already is left, and the call refused with EBUSY. */
  readonly ifNone?: boolean;
  /** Replace this program only, and be refused with EEXIST where another one is there (Linux 5.7). A descriptor, -1 for none. */
  readonly replaces?: number;
}

/** XDP programs of a link. */
export interface LinkXdp {
  /** Where programs run; `multi` for more than one place. */
  readonly mode: XdpMode | "multi";
  /** Identifier of the program, where there is one (`bpftool prog`). */
  readonly program: number | undefined;
  /** Identifiers by place, where there are several. */
  readonly generic: number | undefined;
  readonly driver: number | undefined;
  readonly offload: number | undefined;
}

const modes = { drv: "driver", skb: "generic", hw: "offload", multi: "multi" } as const;
const bits = { driver: "drv_mode", generic: "skb_mode", offload: "hw_mode" } as const;

/** IFLA_XDP of a change. */
export function xdpAttributes({ program, mode, ifNone, replaces }: XdpOptions): XdpInput {
  const flags = [
    ...(ifNone === true ? (["update_if_noexist"] as const) : []),
    ...(mode === undefined ? [] : [bits[mode]]),
    ...(replaces === undefined ? [] : (["replace"] as const)),
  ];
  return {
    fd: program ?? -1,
    flags: flags.length === 0 ? undefined : xdpFlags.bitsOf(flags),
    expectedFd: replaces,
  };
}

/** What IFLA_XDP tells; `undefined` where no program is attached. */
export function xdpOf({ xdp }: LinkAttributes): LinkXdp | undefined {
  const name = xdp?.attached === undefined ? undefined : xdpAttached.nameOf(xdp.attached);
  if (xdp === undefined || name === undefined || name === "none") return undefined;
  return {
    mode: modes[name],
    program: xdp.progId,
    generic: xdp.skbProgId,
    driver: xdp.drvProgId,
    offload: xdp.hwProgId,
  };
}
