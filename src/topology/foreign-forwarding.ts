import type { Connection } from "../socket/connection.ts";
export async function acceptForeignForwarding(_c: Connection, _pattern: string, _tag: string): Promise<void> {}
export async function withdrawForeignForwarding(_c: Connection, _tag: string): Promise<void> {}
