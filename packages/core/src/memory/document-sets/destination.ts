import { SextantError } from "../../error.ts";

/** Where a document set goes, and what it may take the place of. */
export interface Destination {
  /** The named memory, which is made where there is none; if left out, the one that it is in already, or else `main`. */
  readonly memory?: string;
  /** Named memories in which it may take the place of a set with its id; all, if left out. */
  readonly within?: readonly string[];
  /**
   * The fingerprint that the set under its id had when the alignment was begun, undefined where there was none. Where it has another
   * one now, somebody kept other texts meanwhile, and nothing is saved. Imports look by themselves.
   */
  readonly over?: { readonly fingerprint: string | undefined };
}

/**
 * Sees to it that a set under an id may be replaced.
 *
 * @param within see {@link Destination}
 * @param there the set that has the id
 * @throws {SextantError} `id-taken` where it may not; it does not say what set it is
 */
export function expectWithin(
  id: string,
  within: readonly string[] | undefined,
  there: { readonly memory: string } | undefined,
): void {
  if (there && within && !within.includes(there.memory))
    throw new SextantError("id-taken", `the id ${id} is taken; another one is free`);
}

/** The id of a file's document set is that of another one; the message says which. */
export class IdTaken extends SextantError {
  override name = "IdTaken";
  /** Whether that is an imported one, which can be replaced. */
  readonly isImported: boolean;

  constructor(id: string, { file, source }: { readonly file: string | null; readonly source: string }) {
    const what = {
      aligned: `a document set that was aligned (${source}), and no import takes its place`,
      unknown: `a set that an earlier version ${source}, from a folder that it did not note`,
      imported: `another file, ${file}`,
    }[file === null ? "aligned" : file === "" ? "unknown" : "imported"];
    super("id-taken", `the id ${id} is that of ${what}`);
    this.isImported = file !== null;
  }
}
