import type { AttachOptions, ContainerNamespace, PortSpec, PublishOptions } from "../../topology/index.ts";
import type { Cursor, Keyword } from "../cursor.ts";
import { keyword, readKeywords } from "../cursor.ts";
import { duplicateOrGarbage, incomplete, UsageError, wrongArgument } from "../failure.ts";
import type { Command } from "../objects.ts";
import { presentNetwork } from "../present/topology.ts";
import { usage } from "../usage.ts";
import { readNumber, readPort, readProtocol, withTopology } from "./topology.ts";
import type { Verb } from "./verbs.ts";
import { runVerb, verb } from "./verbs.ts";

type Writable<T> = { -readonly [K in keyof T]: T[K] };

/** The word at the cursor, which goes past it. */
function take(cursor: Cursor): string {
  const { word } = cursor;
  if (word === undefined) throw incomplete();
  if (word === "help") throw new UsageError(usage.network);
  cursor.skip();
  return word;
}

function noMore(cursor: Cursor): void {
  if (cursor.word !== undefined) throw duplicateOrGarbage("NAME", cursor.word);
}

interface NewNetwork {
  address?: string;
  mtu?: number;
}
const addOptions: readonly Keyword<NewNetwork>[] = [
  keyword("address", (network, cursor) => {
    network.address = cursor.next();
  }),
  keyword("mtu", (network, cursor) => {
    network.mtu = readNumber(cursor.next(), "mtu");
  }),
];

const add: Command = (cursor, session) => {
  const name = take(cursor);
  const wanted: NewNetwork = {};
  readKeywords(cursor, addOptions, wanted, () => {
    throw duplicateOrGarbage("NAME", cursor.word ?? "");
  });
  const { address, mtu } = wanted;
  if (address === undefined) throw new UsageError(`Error: network "${name}" needs an address, such as 172.10.0.1/24\n`);
  return withTopology(session, async ({ networks }) => void (await networks.create({ name, address, mtu })));
};

const remove: Command = (cursor, session) => {
  const name = take(cursor);
  noMore(cursor);
  return withTopology(session, async ({ networks }) => {
    networks.open(name);
    await networks.remove(name);
  });
};

interface Attachment extends Omit<Writable<AttachOptions>, "container"> {
  container?: ContainerNamespace;
}
const attachOptions: readonly Keyword<Attachment>[] = [
  keyword("netns", (wanted, cursor) => {
    wanted.container = { name: cursor.next() };
  }),
  keyword("pid", (wanted, cursor) => {
    wanted.container = { pid: readNumber(cursor.next(), "pid") };
  }),
  keyword("path", (wanted, cursor) => {
    wanted.container = { path: cursor.next() };
  }),
  keyword("name", (wanted, cursor) => {
    wanted.name = cursor.next();
  }),
  keyword("address", (wanted, cursor) => {
    wanted.address = cursor.next();
  }),
  keyword("dev", (wanted, cursor) => {
    wanted.interface = cursor.next();
  }),
  keyword("mac", (wanted, cursor) => {
    wanted.mac = cursor.next();
  }),
  keyword("nodefault", (wanted) => {
    wanted.defaultRoute = false;
  }),
];

const attach: Command = (cursor, session) => {
  const wanted: Attachment = { network: take(cursor) };
  readKeywords(cursor, attachOptions, wanted, () => {
    throw duplicateOrGarbage("NETWORK", cursor.word ?? "");
  });
  const { container, ...options } = wanted;
  if (container === undefined) throw new UsageError('Error: one of "netns NAME", "pid PID", "path FILE" is needed\n');
  return withTopology(session, async ({ networks }) => void (await networks.attach({ ...options, container })));
};

const detach: Command = (cursor, session) => {
  const network = take(cursor);
  const name = take(cursor);
  noMore(cursor);
  return withTopology(session, async ({ networks }) => {
    if (!networks.open(network).containers.some((container) => container.name === name)) {
      throw new UsageError(`Error: container "${name}" is not attached to network "${network}"\n`, 1);
    }
    await networks.detach(network, name);
  });
};

/** `[ tcp | udp ] [ADDRESS:]PORT`. */
function readHostPort(cursor: Cursor): Pick<PublishOptions, "hostAddress" | "hostPort"> & { protocol: "tcp" | "udp" } {
  const first = take(cursor);
  const protocol = readProtocol(first);
  const word = protocol === undefined ? first : take(cursor);
  const at = word.lastIndexOf(":");
  return {
    protocol: protocol ?? "tcp",
    hostPort: readPort(word.slice(at + 1)),
    ...(at >= 0 && { hostAddress: word.slice(0, at) }),
  };
}

const publish: Command = (cursor, session) => {
  const network = take(cursor);
  const host = readHostPort(cursor);
  const to = take(cursor);
  if (to !== "to") throw wrongArgument('"to" expected', to);
  const target = take(cursor);
  noMore(cursor);
  const at = target.lastIndexOf(":");
  const container = at < 0 ? { to: target } : { to: target.slice(0, at), port: readPort(target.slice(at + 1)) };
  return withTopology(
    session,
    async ({ networks }) => void (await networks.publish({ network, ...host, ...container })),
  );
};

const unpublish: Command = (cursor, session) => {
  const network = take(cursor);
  const host = readHostPort(cursor);
  noMore(cursor);
  return withTopology(session, async ({ networks }) => {
    const { protocol, hostAddress, hostPort } = host;
    const isIt = (port: PortSpec): boolean =>
      port.protocol === protocol && port.hostAddress === hostAddress && port.hostPort === hostPort;
    if (!networks.open(network).ports.some(isIt)) {
      const where = `${hostAddress === undefined ? "" : `${hostAddress}:`}${hostPort}`;
      throw new UsageError(`Error: ${protocol} ${where} is not published by network "${network}"\n`, 1);
    }
    await networks.unpublish({ network, ...host });
  });
};

const list: Command = (cursor, session) => {
  const names = cursor.rest();
  return withTopology(session, async ({ networks }) => {
    for (const name of names) networks.open(name);
    const view = session.view();
    view.begin();
    for (const network of networks.list()) {
      if (names.length === 0 || names.includes(network.name)) presentNetwork(view, network);
    }
    view.end();
  });
};

const reclaim: Command = (cursor, session) => {
  if (cursor.word !== undefined) throw wrongArgument("reclaim takes none", cursor.word);
  return withTopology(session, async ({ networks }) => {
    for (const what of await networks.reclaim()) session.out.write(`${what}\n`);
  });
};

const verbs: readonly Verb[] = [
  verb("add*", add),
  verb("delete*", remove),
  verb("attach*", attach),
  verb("detach*", detach),
  verb("publish*", publish),
  verb("unpublish*", unpublish),
  verb("list*|show*|lst*", list),
  verb("reclaim*", reclaim),
  verb("help*", () => {
    throw new UsageError(usage.network);
  }),
];

/** `ts-ip network`. */
export const network: Command = (cursor, session) => runVerb("network", verbs, cursor, session, list);
