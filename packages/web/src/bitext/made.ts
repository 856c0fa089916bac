import type { Correction } from "../api/client.ts";

/** A correction that was made, and the change that it became. */
export interface Step {
  readonly change: number;
  readonly correction: Correction;
}

/** What was corrected in a document set, in this window. */
export class Made {
  /** Corrections that were made, the last at the end: one or many at a time. */
  done: (readonly Step[])[] = [];
  /** Those that were taken back. */
  undone: (readonly Correction[])[] = [];
  /** Whether any was ever made. */
  hasAny = false;
  /** Told when anything is begun. */
  readonly listeners = new Set<() => void>();
  /**
   * Of rows that were confirmed or rejected by what is under way, and are otherwise as they were seen: the version now, by the one
   * before.
   */
  readonly #versions = new Map<string, string>();
  /** What is being done: one thing after the other, each on what the one before has left. */
  #last: Promise<unknown> = Promise.resolve();
  /** How many things are under way, or wait. */
  #waiting = 0;

  /** Does a piece of work when what was begun before it is done. */
  inTurn<T>(work: () => Promise<T>): Promise<T> {
    for (const listener of this.listeners) listener();
    const turn = this.#last.then(work);
    this.#waiting++;
    this.#last = turn
      .catch(() => undefined)
      .finally(() => {
        // What is done from now on is done to what is in sight now.
        if (--this.#waiting === 0) this.forgetVersions();
      });
    return turn;
  }

  /** Notes that a row was only said something of: whoever saw the version before means the one now. */
  noteSaid(before: string, now: string): void {
    if (now !== before) this.#versions.set(before, now);
  }

  /** What a version has become by what was only said of its row in this window: it is no other row than was seen. */
  versionNow(seen: string): string {
    let now = seen;
    for (let next = this.#versions.get(now); next !== undefined; next = this.#versions.get(now)) now = next;
    return now;
  }

  /** Rows have the versions that they show. */
  forgetVersions(): void {
    this.#versions.clear();
  }
}

const all = new Map<string, Made>();

/** What was corrected in a document set, in this window, whichever part of the page did it. */
export function madeIn(id: string): Made {
  const made = all.get(id) ?? new Made();
  all.set(id, made);
  return made;
}

/** Tells when a correction of a document set is begun in this window, undone or made again. @returns what ends that */
export function onCorrecting(id: string, listener: () => void): () => void {
  const { listeners } = madeIn(id);
  listeners.add(listener);
  return () => listeners.delete(listener);
}
