import { spawnSync } from "node:child_process";
import { closeSync, constants, fstatSync, mkdirSync, opendirSync, openSync } from "node:fs";
import { statSync, unlinkSync } from "node:fs";
import { AF_UNSPEC } from "../../protocol/route/address-family.ts";
import { nsidMessage, RTM_GETNSID, RTM_NEWNSID } from "../../protocol/route/nsid.ts";
import type { Cursor } from "../cursor.ts";
import { keyword, readKeywords } from "../cursor.ts";
import { CommandError, duplicateArgument, UsageError, wrongArgument } from "../failure.ts";
import { NAMESPACE_FOLDER, namespaceFiles, openNamespaceFile } from "../namespace-names.ts";
import { parseSigned } from "../numbers.ts";
import type { Command } from "../objects.ts";
import type { View } from "../output/view.ts";
import { presentNsid } from "../present/netns.ts";
import { change, listing, question } from "../requests.ts";
import type { Session } from "../session.ts";
import { systemText } from "../session.ts";
import { usage } from "../usage.ts";
import type { Verb } from "./verbs.ts";
import { runVerb, verb } from "./verbs.ts";

/** Fails with the text and the C library's words for what went wrong. */
function attempt<T>(text: string, action: () => T): T {
  try {
    return action();
  } catch (error) {
    throw new CommandError(`${text}: ${systemText(error)}\n`);
  }
}

const isName = (name: string): boolean =>
  name !== "" && name !== "." && name !== ".." && !name.includes("/") && Buffer.byteLength(name) <= 255;
const isPid = (word: string): boolean => /^[0-9]*$/.test(word);

/** `netns list`. */
function list(_cursor: Cursor, session: Session): void {
  let names: string[];
  try {
    opendirSync(NAMESPACE_FOLDER).closeSync();
    names = namespaceFiles();
  } catch {
    return;
  }
  session.namespaces.load();
  const view = session.view();
  view.begin();
  for (const name of names) {
    view.open();
    view.field("name", name, name);
    const nsid = session.namespaces.idOf(name) ?? -1;
    if (nsid >= 0) view.field("id", nsid, ` (id: ${nsid})`);
    view.text("\n");
    view.close();
  }
  view.end();
}

interface Ids {
  target: number | undefined;
  nsid: number | undefined;
}

const readId = (cursor: Cursor, name: "target-nsid" | "nsid", known: number | undefined): number => {
  if (known !== undefined) throw duplicateArgument(name, name);
  const word = cursor.next();
  const value = parseSigned(word);
  if (value === undefined) throw wrongArgument(`"${name}" value is invalid`, word);
  if (value < 0) throw wrongArgument(`"${name}" value should be >= 0`, cursor.rest()[1] ?? "(null)");
  return value;
};

const idOptions = [
  keyword<Ids>("target-nsid", (state, cursor) => {
    state.target = readId(cursor, "target-nsid", state.target);
  }),
  keyword<Ids>("nsid", (state, cursor) => {
    state.nsid = readId(cursor, "nsid", state.nsid);
  }),
];

/** `netns list-id`. */
function listIds(cursor: Cursor, session: Session): void {
  session.namespaces.load();
  const state: Ids = { target: undefined, nsid: undefined };
  readKeywords(cursor, idOptions, state, () => {
    throw new UsageError(usage.netns);
  });
  const attributes = { nsid: state.nsid, targetNsid: state.target };
  const header = { family: AF_UNSPEC };
  const messages =
    state.nsid === undefined
      ? session.list(listing(RTM_GETNSID, nsidMessage, { header, attributes }, "list namespace ids"))
      : [session.run(question(RTM_GETNSID, nsidMessage, { header, attributes }, "get namespace id"))];
  const view: View = session.view();
  view.begin();
  try {
    for (const message of messages) if (message !== undefined) presentNsid(view, message, session.namespaces);
  } finally {
    view.end();
  }
}

/** Makes the folder of the names where there is none. */
function makeFolder(): void {
  try {
    mkdirSync(NAMESPACE_FOLDER, { mode: 0o755 });
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "EEXIST")) {
      throw new CommandError(`mkdir ${NAMESPACE_FOLDER} failed: ${systemText(error)}\n`);
    }
  }
}

/** Makes the folder and a shared mount of it, so that the namespaces are seen in every mount namespace. */
async function prepareFolder(session: Session): Promise<void> {
  const { flock, LOCK_EX, LOCK_UN, mount, MS_BIND, MS_REC, MS_SHARED } = await import("../../socket/ffi/libc.ts");
  makeFolder();
  const lock = attempt(`Cannot open netns runtime directory "${NAMESPACE_FOLDER}"`, () =>
    openSync(NAMESPACE_FOLDER, constants.O_RDONLY | constants.O_DIRECTORY),
  );
  let locked = true;
  try {
    flock(lock, LOCK_EX);
  } catch (error) {
    locked = false;
    session.warn(`Warning: could not flock netns runtime directory "${NAMESPACE_FOLDER}": ${systemText(error)}\n`);
  }
  const share = (): void => mount("", NAMESPACE_FOLDER, "none", MS_SHARED | MS_REC);
  try {
    try {
      share();
    } catch (error) {
      if (!(error instanceof Error && "code" in error && error.code === "EINVAL")) throw error;
      attempt(`mount --bind ${NAMESPACE_FOLDER} ${NAMESPACE_FOLDER} failed`, () =>
        mount(NAMESPACE_FOLDER, NAMESPACE_FOLDER, "none", MS_BIND | MS_REC),
      );
      share();
    }
  } catch (error) {
    if (error instanceof CommandError) throw error;
    throw new CommandError(`mount --make-shared ${NAMESPACE_FOLDER} failed: ${systemText(error)}\n`);
  } finally {
    if (locked) flock(lock, LOCK_UN);
    closeSync(lock);
  }
}

/** `netns add` (a new namespace), and with a process `netns attach` (that one's). */
async function bind(session: Session, name: string, pid: number | undefined): Promise<void> {
  const { CLONE_NEWNET, mount, MS_BIND, setns, unshare } = await import("../../socket/ffi/libc.ts");
  await prepareFolder(session);
  const path = `${NAMESPACE_FOLDER}/${name}`;
  attempt(`Cannot create namespace file "${path}"`, () =>
    closeSync(openSync(path, constants.O_RDONLY | constants.O_CREAT | constants.O_EXCL, 0)),
  );
  try {
    if (pid === undefined) {
      const saved = attempt("Cannot open init namespace", () => openSync("/proc/thread-self/ns/net", "r"));
      try {
        attempt(`Failed to create a new network namespace "${name}"`, () => unshare(CLONE_NEWNET));
        try {
          attempt(`Bind /proc/self/ns/net -> ${path} failed`, () =>
            mount("/proc/thread-self/ns/net", path, "none", MS_BIND),
          );
        } finally {
          setns(saved, CLONE_NEWNET);
        }
      } finally {
        closeSync(saved);
      }
    } else {
      const source = `/proc/${pid}/ns/net`;
      attempt(`Bind ${source} -> ${path} failed`, () => mount(source, path, "none", MS_BIND));
    }
  } catch (error) {
    attempt(`Cannot remove namespace file "${path}"`, () => unlinkSync(path));
    throw error;
  }
}

async function add(cursor: Cursor, session: Session): Promise<void> {
  if (cursor.word === undefined) throw new CommandError("No netns name specified\n");
  await bind(session, cursor.word, undefined);
}

async function attach(cursor: Cursor, session: Session): Promise<void> {
  const [name, word] = cursor.rest();
  if (name === undefined || word === undefined) throw new CommandError("No netns name and PID specified\n");
  const pid = parseSigned(word);
  if (pid === undefined || pid === 0) throw new CommandError(`Invalid PID: ${word}\n`);
  await bind(session, name, pid);
}

/** `netns set`. */
function set(cursor: Cursor, session: Session): void {
  const [name, word] = cursor.rest();
  if (name === undefined) throw new CommandError("No netns name specified\n");
  if (word === undefined) throw new CommandError("No nsid specified\n");
  const nsid = word === "auto" ? -1 : parseSigned(word);
  if (nsid === undefined) throw wrongArgument('Invalid "netnsid" value', word);
  if (nsid < 0 && word !== "auto") throw wrongArgument('"netnsid" value should be >= 0', word);
  const fd = attempt(`Cannot open network namespace "${name}"`, () => openNamespaceFile(name));
  try {
    session.run(change(RTM_NEWNSID, 0, nsidMessage, { attributes: { fd, nsid } }, `set id of ${name}`));
  } finally {
    closeSync(fd);
  }
}

/** `netns delete`: unmounts the file, also where it is still in use, and removes it. */
async function remove(cursor: Cursor, session: Session): Promise<void> {
  const { all } = session.options;
  if (cursor.word === undefined && !all) throw new CommandError("No netns name specified\n");
  const { MNT_DETACH, umount } = await import("../../socket/ffi/libc.ts");
  for (const name of all ? namespaceFiles() : [cursor.word ?? ""]) {
    const path = `${NAMESPACE_FOLDER}/${name}`;
    try {
      umount(path, MNT_DETACH);
    } catch {
      // not a mount any more
    }
    try {
      unlinkSync(path);
    } catch (error) {
      const text = `Cannot remove namespace file "${path}": ${systemText(error)}\n`;
      if (!all) throw new CommandError(text);
      // With -all, `ip` stops here and calls it a success.
      session.warn(text);
      return;
    }
  }
}

/** The namespace that the file refers to: what two files have in common when it is the same one. */
const identity = ({ dev, ino }: { dev: bigint; ino: bigint }): string => `${dev}:${ino}`;

/** Opens a namespace's file and identifies it. */
function identify(path: string): string {
  const fd = attempt("Cannot open network namespace", () => openSync(path, "r"));
  try {
    return attempt("Stat of netns failed", () => identity(fstatSync(fd, { bigint: true })));
  } finally {
    closeSync(fd);
  }
}

function isSame(path: string, wanted: string): boolean {
  try {
    return identity(statSync(path, { bigint: true })) === wanted;
  } catch {
    return false;
  }
}

/** `netns identify`: the name of a process's namespace; of several the last one found. */
function identifyProcess(cursor: Cursor, session: Session): void {
  const [pid, extra] = cursor.rest();
  if (extra !== undefined) throw new CommandError("extra arguments specified\n");
  if (pid !== undefined && !isPid(pid)) throw new CommandError(`Specified string '${pid}' is not a pid\n`);
  const wanted = identify(pid === undefined ? "/proc/thread-self/ns/net" : `/proc/${pid}/ns/net`);
  const name = namespaceFiles().findLast((candidate) => isSame(`${NAMESPACE_FOLDER}/${candidate}`, wanted));
  session.out.write(`${name ?? ""}\n`);
}

/** `netns pids`: the processes in a namespace. */
function pids(cursor: Cursor, session: Session): void {
  const [name, extra] = cursor.rest();
  if (name === undefined) throw new CommandError("No netns name specified\n");
  if (extra !== undefined) throw new CommandError("extra arguments specified\n");
  const wanted = identify(`${NAMESPACE_FOLDER}/${name}`);
  const folder = attempt("Open of /proc failed", () => opendirSync("/proc"));
  for (let entry = folder.readSync(); entry !== null; entry = folder.readSync()) {
    if (isPid(entry.name) && isSame(`/proc/${entry.name}/ns/net`, wanted)) session.out.write(`${entry.name}\n`);
  }
  folder.closeSync();
}

/** Runs a program in a namespace as a child: for every namespace, and for a line of a batch. @returns its exit status */
function runChild(name: string, argv: readonly string[], session: Session): number {
  session.out.flush();
  const script = process.argv[1] ?? "";
  const { status } = spawnSync(process.execPath, [...process.execArgv, script, "netns", "exec", name, ...argv], {
    stdio: "inherit",
  });
  // A program that a signal ended ends `ip` with status 1.
  if (status === null) throw new UsageError("", 1);
  return status;
}

/** `netns exec`. */
async function exec(cursor: Cursor, session: Session): Promise<number> {
  const { all } = session.options;
  const words = cursor.rest();
  if (words.length < 1 && !all) throw new CommandError("No netns name specified\n");
  const [name = "", ...rest] = words;
  const [program, ...argv] = all ? words : rest;
  if (program === undefined) throw new CommandError("No command specified\n");
  if (all) {
    for (const each of namespaceFiles()) {
      session.out.write(`\nnetns: ${each}\n`);
      runChild(each, [program, ...argv], session);
    }
    return 0;
  }
  if (session.inBatch) return runChild(name, [program, ...argv], session);
  const { enterNamedNamespace } = await import("../namespace-switch.ts");
  const { replaceProcess } = await import("../execute.ts");
  try {
    enterNamedNamespace(name, (text) => session.warn(text));
  } catch (error) {
    throw error instanceof CommandError ? new CommandError(error.message, 255) : error;
  }
  session.out.flush();
  return replaceProcess([program, ...argv]);
}

/** `netns monitor`: names as they come and go, until the process is ended. */
async function monitor(_cursor: Cursor, session: Session): Promise<void> {
  const { watch } = await import("../../ns/watch.ts");
  makeFolder();
  try {
    for await (const { change, name } of watch({ directory: NAMESPACE_FOLDER })) {
      session.out.write(`${change === "new" ? "add" : "delete"} ${name}\n`);
      session.out.flush();
    }
  } catch (error) {
    throw new CommandError(`Cannot watch ${NAMESPACE_FOLDER}: ${systemText(error)}\n`);
  }
}

const show: Command = (cursor, session) => list(cursor, session);

const verbs: readonly Verb[] = [
  verb("list*|show*|lst*", show),
  verb("list-id*", listIds),
  verb("help*", () => {
    throw new UsageError(usage.netns);
  }),
  verb("add*", add),
  verb("set*", set),
  verb("delete*", remove),
  verb("identify*", identifyProcess),
  verb("pids*", pids),
  verb("exec*", exec),
  verb("monitor*", monitor),
  verb("attach*", attach),
];

/** `ts-ip netns`. */
export const netns: Command = (cursor, session) => {
  const [, name] = cursor.rest();
  if (!session.options.all && name !== undefined && !isName(name)) {
    throw new UsageError(`Invalid netns name "${name}"\n`);
  }
  return runVerb("netns", verbs, cursor, session, show);
};
