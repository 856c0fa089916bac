import type { TextPiece } from "./pieces.ts";
import type { SideWords } from "./row-texts.ts";

/** One side of a row: its pieces, and how often each of its types stands in each. */
export interface RowSide {
  readonly pieces: readonly TextPiece[];
  readonly sentences: number;
  /** Whether it ends with a mark of punctuation. */
  readonly ends: boolean;
  /** Code points of each piece. */
  readonly lengths: readonly number[];
  /** `counts[piece][at]`: how often the row's type `at` stands in a piece. */
  readonly counts: readonly Uint16Array[];
  readonly times: Int32Array;
  readonly background: Float64Array;
}

/** Rows that are kept: crosswise, neighbours are asked for again and again. */
export const KEPT_ROWS = 4;

/** The rows of one language, made when they are asked for; the last ones are kept. */
export class RowSides {
  readonly #words: SideWords;
  readonly #background: Float64Array;
  readonly #kept = new Map<number, RowSide>();
  /** Where each type stands in the row that is made. */
  readonly #places: Int32Array;

  /** @param background probability of each type by itself */
  constructor(words: SideWords, background: Float64Array) {
    this.#words = words;
    this.#background = background;
    this.#places = new Int32Array(words.vocabulary.size);
  }

  row(row: number): RowSide {
    let own = this.#kept.get(row);
    if (own) return own;
    if (this.#kept.size >= KEPT_ROWS) this.#kept.delete(this.#kept.keys().next().value as number);
    own = this.#made(row);
    this.#kept.set(row, own);
    return own;
  }

  #made(row: number): RowSide {
    const { bags, byPiece, firsts, pieces: all, ends } = this.#words;
    const [from, to] = [bags.starts[row]!, bags.starts[row + 1]!];
    const types = bags.types.subarray(from, to);
    types.forEach((type, at) => {
      this.#places[type] = at;
    });
    const first = firsts[row]!;
    const pieces = all[row]!;
    const counts = pieces.map((_, at) => {
      const own = new Uint16Array(types.length);
      for (let k = byPiece.starts[first + at]!; k < byPiece.starts[first + at + 1]!; k++)
        own[this.#places[byPiece.types[k]!]!] = byPiece.times[k]!;
      return own;
    });
    return {
      pieces,
      sentences: (pieces.at(-1)?.sentence ?? -1) + 1,
      ends: ends[row]!,
      lengths: pieces.map((_, at) => byPiece.lengths[first + at]!),
      counts,
      times: bags.times.subarray(from, to),
      background: new Float64Array(types.length).map((_, at) => this.#background[types[at]!]!),
    };
  }
}
