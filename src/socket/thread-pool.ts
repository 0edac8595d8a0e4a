/** Pool threads that all connections together may hold: libuv has four, and file access and DNS need some of them. */
const LIMIT = 2;

let running = 0;
const waiting: (() => void)[] = [];

function done(): void {
  const next = waiting.shift();
  if (next === undefined) running--;
  else next();
}

/** Runs a task that holds a thread of libuv's pool until it calls back; it waits while too many of them run. */
export function inPool(task: (done: () => void) => void): void {
  const start = (): void => task(done);
  if (running >= LIMIT) waiting.push(start);
  else {
    running++;
    start();
  }
}
