/** What a JSON output can hold at a leaf; a {@link Literal} is written as it stands. */
export type Scalar = string | number | bigint | boolean | null | Literal;

/** A number that is written with the digits given, such as `0.00`. */
export interface Literal {
  readonly literal: string;
}

/** What a word stands for, which the text output may show in colour. */
export type Color = "ifname" | "mac" | "inet" | "inet6" | "up" | "down";

/**
 * Where an object's view model is written to, field by field, in the order of `ip -j`. One description gives both outputs: a
 * field carries its JSON key and value and beside them the words of the text output, so the two can't disagree.
 */
export interface View {
  /** Whether JSON is written; text-only calls do nothing then, and JSON-only ones do nothing otherwise. */
  readonly json: boolean;
  /** Starts the document: the outer array of JSON. */
  begin(): void;
  /** Ends the document. */
  end(): void;
  /** A property in JSON (an array's element without `key`), words in text. */
  field(key: string | undefined, value: Scalar, text: string, color?: Color): void;
  /** JSON only. */
  value(key: string | undefined, value: Scalar): void;
  /** Text only. */
  text(words: string, color?: Color): void;
  /** Text only: the end of a line, which `-oneline` writes as a backslash. */
  line(): void;
  /** JSON only: starts an object, as a property where it has a key. */
  open(key?: string): void;
  /** JSON only. */
  close(): void;
  /** Starts an array in JSON, writes `text` in text. */
  openList(key: string | undefined, text?: string): void;
  /** Ends an array in JSON, writes `text` in text. */
  closeList(text?: string): void;
}
