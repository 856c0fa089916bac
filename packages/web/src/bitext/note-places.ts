/** A note, or a mark that points to one: what it is numbered with, and the position of its row. */
export interface Marked {
  readonly mark: string;
  readonly position: number;
}

/** Which note each mark points to, and from where each note is pointed to first. */
export interface NotePlaces {
  /** Position of the note, by {@link markKey}. */
  readonly noteOf: ReadonlyMap<string, number>;
  /** Position of the row that points to it first, by the note's position. */
  readonly markOf: ReadonlyMap<number, number>;
}

export const markKey = ({ mark, position }: Marked): string => `${position} ${mark}`;

/**
 * Pairs marks with notes where numbers may begin anew, as on each page or in each annex. Both come in the order of the text. A
 * mark points to the next note of its number, where no other stands before that; else to the one that was pointed to before, if
 * numbers have not begun anew since.
 */
export function notePlaces(notes: readonly Marked[], marks: readonly Marked[]): NotePlaces {
  const runs = runsOf(notes);
  const byMark = Map.groupBy(notes.keys(), (at) => notes[at]?.mark ?? "");
  /** Of each mark, how many of its notes stand at or before the last that was reached. */
  const behind = new Map<string, number>();
  const noteOf = new Map<string, number>();
  const markOf = new Map<number, number>();
  let last = -1;
  for (const marked of marks) {
    const own = byMark.get(marked.mark) ?? [];
    let count = behind.get(marked.mark) ?? 0;
    while (count < own.length && (own[count] as number) <= last) count++;
    behind.set(marked.mark, count);
    const [before, next] = [own[count - 1], own[count]];
    const isAgain = before !== undefined && next !== last + 1 && runs[before] === runs[last];
    const at = isAgain ? before : (next ?? before);
    if (at === undefined) continue;
    last = Math.max(last, at);
    const { position } = notes[at] as Marked;
    noteOf.set(markKey(marked), position);
    if (!markOf.has(position)) markOf.set(position, marked.position);
  }
  return { noteOf, markOf };
}

/** The run of each note: another one begins with a number that the run has already. */
function runsOf(notes: readonly Marked[]): number[] {
  const seen = new Set<string>();
  let run = 0;
  return notes.map(({ mark }) => {
    if (seen.has(mark)) {
      run++;
      seen.clear();
    }
    seen.add(mark);
    return run;
  });
}
