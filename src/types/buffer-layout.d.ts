/** The part of `buffer-layout` that is used here; the package has no types of its own. */
declare module "buffer-layout" {
  /** Layout of one value or of a struct. */
  export interface Layout<T> {
    /** Size in bytes. */
    readonly span: number;
    readonly property: string | undefined;
    encode(value: T, buffer: Uint8Array, offset?: number): number;
    decode(buffer: Uint8Array, offset?: number): T;
  }
  /** Layout of a struct. */
  export interface Structure<T> extends Layout<T> {
    offsetOf(property: string): number;
  }
  export function u8(property?: string): Layout<number>;
  export function s8(property?: string): Layout<number>;
  export function u16(property?: string): Layout<number>;
  export function u16be(property?: string): Layout<number>;
  export function u32(property?: string): Layout<number>;
  export function u32be(property?: string): Layout<number>;
  export function s16(property?: string): Layout<number>;
  export function s16be(property?: string): Layout<number>;
  export function s32(property?: string): Layout<number>;
  export function s32be(property?: string): Layout<number>;
  export function nu64(property?: string): Layout<number>;
  export function nu64be(property?: string): Layout<number>;
  export function blob(length: number, property?: string): Layout<Uint8Array>;
  export function struct<T>(fields: readonly Layout<unknown>[], property?: string): Structure<T>;
}
