import type { IfinfomsgInput, LinkAttributesInput } from "../../../../src/protocol/route/link.ts";

/** One request of iproute2: the bytes it sent, annotated, and what they say. */
export interface GoldenRequest {
  readonly name: string;
  readonly command: string;
  /** Hex, up to ` # ` on each line; `nlmsg_seq` and `nlmsg_pid` are zero. */
  readonly bytes: string;
  readonly value: { readonly header?: IfinfomsgInput; readonly attributes: LinkAttributesInput };
}
