import { u16, u64 } from "ts-netlink/protocol";
import type { Input, Output } from "ts-netlink/protocol";
import type { Bridge, LinkInfo, LinkInfoInput, Vlan, vlan, VlanInput } from "ts-netlink/protocol/route";
import { linkMessage } from "ts-netlink/protocol/route";
import type { NftExpression } from "ts-netlink/protocol/netfilter";
import { describe, expectTypeOf, it } from "vitest";

const table = {
  /** A number of 16 bits. */
  id: [1, u16],
  /** A number of 64 bits. */
  total: [2, u64],
} as const;

describe("types of attribute sets follow their tables", () => {
  it("Output: numbers up to 32 bits are numbers, those of 64 bigint, and each may be absent", () => {
    expectTypeOf<Output<typeof table>["id"]>().toEqualTypeOf<number | undefined>();
    expectTypeOf<Output<typeof table>["total"]>().toEqualTypeOf<bigint | undefined>();
  });

  it("Input: what is decoded is valid input, and unknown properties are refused", () => {
    expectTypeOf<Output<typeof table>>().toExtend<Input<typeof table>>();
    const given: Input<typeof table> = { id: 1, total: 2n };
    void given;
    // @ts-expect-error 64 bits are a bigint
    const inexact: Input<typeof table> = { total: 2 };
    void inexact;
    // @ts-expect-error no such attribute
    const unknown: Input<typeof table> = { name: "x" };
    void unknown;
  });

  it("named interfaces of the families are those that their spaces decode to, where they can", () => {
    expectTypeOf<ReturnType<typeof vlan.decode>>().toEqualTypeOf<Vlan | undefined>();
    expectTypeOf<Vlan["id"]>().toEqualTypeOf<number | undefined>();
    expectTypeOf<VlanInput>().toHaveProperty("id");
  });
});

describe("sub-messages are closed unions", () => {
  it("the kind of a link narrows its options", () => {
    const { linkinfo } = linkMessage.decode(null as never, 0, 0).attributes;
    expectTypeOf(linkinfo).toEqualTypeOf<LinkInfo | undefined>();
    if (linkinfo?.kind === "vlan") {
      expectTypeOf(linkinfo.data).toEqualTypeOf<Vlan | undefined>();
      // @ts-expect-error an option of bridges
      void linkinfo.data?.forwardDelay;
    }
    if (linkinfo?.kind === "bridge") expectTypeOf(linkinfo.data).toEqualTypeOf<Bridge | undefined>();
    if (linkinfo?.kind === "unknown") expectTypeOf(linkinfo.name).toEqualTypeOf<string>();
    // @ts-expect-error no kind of that name
    if (linkinfo?.kind === "vlann") void linkinfo;
  });

  it("input with another kind's options is refused", () => {
    const good: LinkInfoInput = { kind: "vlan", data: { id: 5 } };
    void good;
    // @ts-expect-error an option of VLANs
    const bad: LinkInfoInput = { kind: "bridge", data: { id: 5 } };
    void bad;
  });

  it("the name of an nftables expression narrows its data", () => {
    const kindOf = (expression: NftExpression): bigint | number | undefined => {
      if (expression.kind === "counter") return expression.data?.packets;
      if (expression.kind === "cmp") return expression.data?.op;
      return undefined;
    };
    expectTypeOf(kindOf).parameter(0).toEqualTypeOf<NftExpression>();
    expectTypeOf<Extract<NftExpression, { kind: "unknown" }>["name"]>().toEqualTypeOf<string>();
  });
});
