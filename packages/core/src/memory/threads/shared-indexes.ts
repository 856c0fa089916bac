import type { IndexSource } from "../lookup/fuzzy-indexes.ts";
import { type BuildingTask, type BuiltParts, indexFromThread } from "../lookup/index-thread.ts";

/** The large fuzzy indexes of a file, each held once in memory that all threads see. */
export class SharedIndexes {
  readonly #file: string;
  readonly #onWarning: (message: string) => void;
  readonly #built = new Map<string, BuiltParts>();
  readonly #building = new Map<string, Promise<BuiltParts>>();
  /** Languages whose index is to be built and kept before anybody asks for it, and the one whose index is. */
  readonly #toKeep = new Set<string>();
  #keeping: { readonly language: string; readonly done: Promise<void> } | undefined;
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
    // Who asks is not kept waiting for other languages; what is kept then is read in a moment.
    this.#toKeep.delete(language);
    if (this.#keeping?.language === language) await this.#keeping.done;
    const before = this.#built.get(language);
    const built = await this.#fromThread({ language, standsBack: before !== undefined, before });
    this.#built.set(language, built);
    return built;
  }

  #fromThread(task: Omit<BuildingTask, "file">): Promise<BuiltParts> {
    return indexFromThread({ ...task, file: this.#file }, this.#closing.signal, this.#onWarning);
  }

  /**
   * Has the indexes of languages built and kept, one after the other and behind whoever waits for an answer. They are not held: what
   * nobody asks for takes no memory.
   */
  async keep(languages: readonly string[]): Promise<void> {
    for (const language of languages) this.#toKeep.add(language);
    for (const language of this.#toKeep) {
      const keeping = this.#kept(language);
      this.#keeping = { language, done: keeping };
      this.#toKeep.delete(language);
      await keeping;
      this.#keeping = undefined;
    }
  }

  async #kept(language: string): Promise<void> {
    try {
      await this.#fromThread({ language, standsBack: true, onlyKeeps: true });
    } catch (error) {
      const { message } = error as Error;
      if (!this.#closing.signal.aborted)
        this.#onWarning(`the index of ${language} could not be built, and is built when it is asked for: ${message}`);
    }
  }

  /** Languages whose index is built before anybody asks for it, and is not kept yet. */
  get preparing(): readonly string[] {
    return this.#keeping ? [this.#keeping.language, ...this.#toKeep] : [];
  }

  /** Who waits for an index gets an error. */
  close(): void {
    this.#toKeep.clear();
    this.#closing.abort();
  }
}
