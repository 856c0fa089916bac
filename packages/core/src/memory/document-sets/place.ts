import { SextantError } from "../../error.ts";

/** Where a document set goes, and what it may take the place of. */
export interface Place {
  /** The named memory, which is made where there is none; if left out, the one that it is in already, or else `main`. */
  readonly memory?: string;
  /** Named memories in which it may take the place of a set with its id; all, if left out. */
  readonly within?: readonly string[];
  /**
   * The fingerprint that the set under its id had when the alignment was begun, undefined where there was none: another one has been
   * kept meanwhile. Imports look by themselves.
   */
  readonly over?: { readonly fingerprint: string | undefined };
}

/** @throws {SextantError} `id-taken` where that set may not be replaced; it does not say what set it is */
export function expectWithin(
  id: string,
  within: readonly string[] | undefined,
  there: { readonly memory: string } | undefined,
): void {
  if (there && within && !within.includes(there.memory))
    throw new SextantError("id-taken", `the id ${id} is taken; another one is free`);
}
