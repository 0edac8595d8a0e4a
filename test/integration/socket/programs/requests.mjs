// Requests by hand, so that these programs need nothing but the socket layer.
import { dumpRequest, request, transaction } from "ts-netlink/socket";

export const ROUTE = 0;
export const NETFILTER = 12;

const u32 = (bytes, offset, value) => new DataView(bytes.buffer).setUint32(offset, value, true);

/** An attribute with its padding. */
export function attribute(type, payload) {
  const bytes = new Uint8Array((4 + payload.length + 3) & ~3);
  new DataView(bytes.buffer).setUint16(0, 4 + payload.length, true);
  new DataView(bytes.buffer).setUint16(2, type, true);
  bytes.set(payload, 4);
  return bytes;
}

const text = (value) => new TextEncoder().encode(`${value}\0`);
const index = ({ source, start }) => source.view.getInt32(start + 4, source.littleEndian);
const join = (...parts) => new Uint8Array(Buffer.concat(parts));

/** RTM_GETLINK of one link: its index. */
export function getLink(number) {
  const body = new Uint8Array(16);
  u32(body, 4, number);
  return request({
    protocol: ROUTE,
    type: 18,
    flags: 0,
    body,
    what: `get link ${number}`,
    item: index,
    result: ([first]) => first,
  });
}

/** RTM_GETLINK of all: their indexes. */
export const listLinks = () =>
  dumpRequest({ protocol: ROUTE, type: 18, flags: 0x300, body: new Uint8Array(16), what: "list links", item: index });

/** RTM_NEWLINK without NLM_F_CREATE: sets the MTU. */
export function setMtu(number, mtu) {
  const body = join(new Uint8Array(16), attribute(4, new Uint8Array(new Uint32Array([mtu]).buffer)));
  u32(body, 4, number);
  return request({ protocol: ROUTE, type: 16, flags: 0, body, what: `set mtu of ${number}`, result: () => undefined });
}

/** RTM_DELLINK: the kernel waits for a grace period, some 20 ms. */
export function deleteLink(number) {
  const body = new Uint8Array(16);
  u32(body, 4, number);
  return request({
    protocol: ROUTE,
    type: 17,
    flags: 0,
    body,
    what: `delete link ${number}`,
    result: () => undefined,
  });
}

/** RTM_NEWROUTE or RTM_DELROUTE of 10.x.y.z/32 through a link. */
export function route(number, link, type = 24) {
  const body = join(
    new Uint8Array(12),
    attribute(1, new Uint8Array(4)),
    attribute(4, new Uint8Array(new Uint32Array([link]).buffer)),
  );
  body.set([2, 32, 0, 0, 254, 4, 253, 1]);
  new DataView(body.buffer).setUint32(16, 0x0a000000 + number);
  return request({
    protocol: ROUTE,
    type,
    flags: type === 24 ? 0x600 : 0,
    body,
    what: `route ${number}`,
    result: () => undefined,
  });
}

/** RTM_GETROUTE of the IPv4 main table: one element a route. */
export function listRoutes() {
  const body = join(new Uint8Array(12), attribute(15, new Uint8Array(new Uint32Array([254]).buffer)));
  body[0] = 2;
  return dumpRequest({ protocol: ROUTE, type: 26, flags: 0x300, body, what: "list routes", item: () => 1 });
}

/** NFT_MSG_NEWTABLE of the ip family; NLM_F_CREATE | NLM_F_EXCL where it must be new. */
export function addTable(name, { mustBeNew = false, echo = false, userData = new Uint8Array(0) } = {}) {
  return request({
    protocol: NETFILTER,
    type: 0x0a00,
    flags: 0x400 | (mustBeNew ? 0x200 : 0) | (echo ? 8 : 0),
    body: join(
      new Uint8Array([2, 0, 0, 0]),
      attribute(1, text(name)),
      userData.length === 0 ? userData : attribute(6, userData),
    ),
    what: `add table ${name}`,
    item: ({ type }) => type,
    result: (types) => types,
  });
}

/** An nf_tables batch. */
export function batch(requests, check = false) {
  return transaction({
    protocol: NETFILTER,
    begin: { type: 16, body: new Uint8Array([0, 0, 0, 10]) },
    end: { type: 17, body: new Uint8Array([0, 0, 0, 10]) },
    requests,
    check,
    what: `${requests.length} tables`,
    result: (results) => results,
  });
}

/** How a call failed, as plain data. */
export async function failure(attempt) {
  try {
    await attempt();
    return "it did not fail";
  } catch (error) {
    const { name, message, code, path, attribute: place, failures } = error;
    return {
      name,
      message,
      ...(code !== undefined && { code }),
      ...(path !== undefined && { path, attribute: place }),
      ...(failures !== undefined && {
        count: failures.length,
        kinds: [...new Set(failures.map(({ error: one }) => one.name))],
      }),
    };
  }
}

/** Hands the test its result. */
export const answer = (value) => process.stdout.write(JSON.stringify(value));
