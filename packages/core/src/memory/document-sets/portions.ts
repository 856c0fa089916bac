import type { ImportedUnit } from "../stored.ts";

/** Units that are read together. */
const UNITS_PER_READ = 2000;

/**
 * Units in portions.
 *
 * @param progress told how many units were read, behind each full portion
 */
export async function* portionsOf(
  units: AsyncIterable<ImportedUnit>,
  progress?: (done: number) => void,
): AsyncGenerator<readonly ImportedUnit[], undefined> {
  let [portion, count]: [ImportedUnit[], number] = [[], 0];
  for await (const unit of units) {
    portion.push(unit);
    count++;
    if (portion.length < UNITS_PER_READ) continue;
    yield portion;
    progress?.(count);
    portion = [];
  }
  if (portion.length > 0) yield portion;
}

/** One thing, and then others. */
export async function* from<T>(first: T, others: AsyncIterable<T>): AsyncGenerator<T> {
  yield first;
  yield* others;
}

/** The same things, one ahead: the next is read while this one is written. */
export async function* ahead<T>(all: AsyncIterable<T>): AsyncGenerator<T> {
  const rest = all[Symbol.asyncIterator]();
  for (let next = rest.next(); ; ) {
    const { value, done } = await next;
    if (done) return;
    next = rest.next();
    // Whoever does not come back for it is not told.
    next.catch(() => {});
    yield value;
  }
}
