import type { IndexSource } from "../lookup/fuzzy-indexes.ts";
import { type BuiltParts, indexFromThread } from "../lookup/index-thread.ts";

/** The large fuzzy indexes of a file, each held once in memory that all threads see. */
export class SharedIndexes {
  readonly #file: string;
  readonly #onWarning: (message: string) => void;
  readonly #built = new Map<string, BuiltParts>();
  readonly #building = new Map<string, Promise<BuiltParts>>();
  readonly #closing = new AbortController();

  constructor(file: string, onWarning: (message: string) => void) {
    this.#file = file;
    this.#onWarning = onWarning;
  }

  /** See {@link IndexSource}; of several that ask at one time all get the same. */
  readonly source: IndexSource = (language, edition) => {
    const known = this.#built.get(language);
    if (known && known.edition.number >= edition) return Promise.resolve(known);
    let building = this.#building.get(language);
    if (!building) {
      building = this.#build(language).finally(() => this.#building.delete(language));
      this.#building.set(language, building);
    }
    return building;
  };

  async #build(language: string): Promise<BuiltParts> {
    const task = { file: this.#file, language, standsBack: this.#built.has(language) };
    const built = await indexFromThread(task, this.#closing.signal, this.#onWarning);
    this.#built.set(language, built);
    return built;
  }

  /** Who waits for an index gets an error. */
  close(): void {
    this.#closing.abort();
  }
}
