/** What a view model shows instead of numbers, and what it knows of other objects. */
export interface Names {
  /** Name of a link, `if7` where there is none. */
  link(index: number): string;
  /** IFF_* of a link, where it is known. */
  linkFlags(index: number): number | undefined;
  /** ARPHRD_* of a link, where it is known. */
  linkType(index: number): number | undefined;
  /** Name of the namespace with that id, where a named one has it. */
  namespace(nsid: number): string | undefined;
  /** Of these, the number as text where it has no name or numbers are wanted. */
  table(value: number): string;
  protocol(value: number): string;
  scope(value: number): string;
  realm(value: number): string;
  dsfield(value: number): string;
  group(value: number): string;
  /** Of a user and of a group of users; `undefined` where it has no name. */
  user(id: number): string | undefined;
  userGroup(id: number): string | undefined;
  /** Of an RTN_*. */
  routeType(value: number): string;
  /** Of a transport protocol. */
  transport(value: number): string;
}

/** What of an object is shown. */
export interface Detail {
  readonly details: boolean;
  /** How often `-statistics` was given. */
  readonly statistics: number;
  readonly brief: boolean;
  readonly human: boolean;
  readonly iec: boolean;
  readonly numeric: boolean;
}
