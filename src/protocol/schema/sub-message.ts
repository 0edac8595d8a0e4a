import type { AnyCodec, Codec, Input1, Output1, SubMessageShape } from "./codec.ts";
import { binary } from "./binary.ts";
import { bareString } from "./text.ts";

/** Payloads by selector value. */
export type Cases = Readonly<Record<string, AnyCodec>>;
type Key<P extends string, Name extends string> = P extends "" ? Name : `${P}${Capitalize<Name>}`;

/**
 * The properties of a sub-message: a union closed over the selector, so that TypeScript narrows the payload by it.
 * A selector that no case names reads as `"unknown"`, with its name and raw payload beside it.
 */
export type SubMessage<C extends Cases, P extends string = ""> =
  | { [K in keyof C]: { [_ in Key<P, "kind">]: K } & { [_ in Key<P, "data">]?: Output1<C[K]> } }[keyof C]
  | ({ [_ in Key<P, "kind">]: "unknown" } & { [_ in Key<P, "name">]: string } & { [_ in Key<P, "raw">]?: Uint8Array })
  | ({ [_ in Key<P, "kind">]?: undefined } & { [_ in Key<P, "data">]?: undefined });

/** What the encoder takes for a {@link SubMessage}. */
export type SubMessageInput<C extends Cases, P extends string = ""> =
  | { [K in keyof C]: { [_ in Key<P, "kind">]: K } & { [_ in Key<P, "data">]?: Input1<C[K]> | undefined } }[keyof C]
  | ({ [_ in Key<P, "kind">]: "unknown" } & { [_ in Key<P, "name">]: string } & {
      [_ in Key<P, "raw">]?: Uint8Array | undefined;
    })
  | ({ [_ in Key<P, "kind">]?: undefined } & { [_ in Key<P, "data">]?: undefined });

/** What {@link subMessage} returns and `attributeSet` takes. */
export interface SubMessageDeclaration {
  readonly shape: SubMessageShape;
  readonly selectorName: string;
  readonly payloadName: string;
  readonly rawPayload: AnyCodec;
}

/**
 * Declares two attributes of a set of which the first (IFLA_INFO_KIND) says how the second (IFLA_INFO_DATA) is read.
 * @param selector number and C name (without the set's prefix) of the selecting attribute
 * @param payload number and C name of the payload
 * @param cases payload codec by selector value
 * @param prefix property prefix: `""` gives `kind`, `data`, `name`, `raw`; `"slave"` gives `slaveKind`, `slaveData`, …
 * @param selectorCodec how the selector is written: by default text without a trailing NUL
 */
export function subMessage(
  selector: readonly [type: number, name: string],
  payload: readonly [type: number, name: string],
  cases: Cases,
  prefix: string = "",
  selectorCodec: Codec<string> = bareString(),
): SubMessageDeclaration {
  const key = (name: string): string => (prefix === "" ? name : prefix + name[0]!.toUpperCase() + name.slice(1));
  return {
    shape: {
      selectorKey: key("kind"),
      payloadKey: key("data"),
      nameKey: key("name"),
      rawKey: key("raw"),
      selectorType: selector[0],
      payloadType: payload[0],
      selector: selectorCodec,
      cases,
    },
    selectorName: selector[1],
    payloadName: payload[1],
    rawPayload: binary,
  };
}
