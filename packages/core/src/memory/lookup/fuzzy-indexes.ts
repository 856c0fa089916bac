import { type Kysely, sql } from "kysely";
import { type Edition, editionOf, hasEdition } from "../database/edition.ts";
import type { Engine } from "../database/engine.ts";
import type { Tables } from "../database/schema.ts";
import type { FuzzyIndex } from "../similarity/fuzzy-index.ts";
import { readSnapshot, writeSnapshot } from "../similarity/index-snapshot.ts";
import { addSince, builtIndex } from "./index-building.ts";
import { indexFromThread } from "./index-thread.ts";

/** An index of fewer texts is built as fast as it is read. */
const MIN_KEPT_TEXTS = 20_000;
/** An index that was kept is kept anew when so many texts have come since: to add them takes less than to write it. */
const MAX_NEW_TEXTS = 5000;
/** Texts that are gone are left in an index while they are not more than this, or a quarter. */
const MAX_GONE_TEXTS = 1000;

/** An index, and the edition of the memory that it has seen. */
interface Known {
  readonly edition: Edition;
  readonly index: Promise<FuzzyIndex>;
}

/** An index, and how many texts were added to it. */
interface Grown {
  readonly index: FuzzyIndex;
  readonly added: number;
}

/** Where the index of a language is kept; undefined where none is. */
export const keptIndex = ({ snapshots }: Engine, language: string): string | undefined =>
  snapshots && `${snapshots}.${language}.index`;

/** The fuzzy indexes of a memory, one for each language that is asked for. */
export class FuzzyIndexes {
  readonly #db: Kysely<Tables>;
  readonly #engine: Engine;
  readonly #indexes = new Map<string, Known>();
  readonly #closing = new AbortController();

  readonly #onWarning: (message: string) => void;

  constructor(db: Kysely<Tables>, engine: Engine, onWarning: (message: string) => void) {
    this.#db = db;
    this.#engine = engine;
    this.#onWarning = onWarning;
  }

  /** Ends the threads that build an index: lookups that wait for one fail. */
  close(): void {
    this.#closing.abort();
  }

  /**
   * The fuzzy index of a language: built, or read from what was kept of it, when it is first asked for; what is new is added
   * when the memory has changed. Units that are gone are left in it until they are many: a lookup does not find their texts.
   */
  async of(language: string): Promise<FuzzyIndex> {
    const now = await editionOf(this.#db);
    let known = this.#indexes.get(language);
    if (known?.edition.number !== now.number || known.edition.token !== now.token) {
      // Lookups at one time wait for one index.
      const index = this.#following(language, now, known);
      known = { edition: now, index };
      this.#indexes.set(language, known);
      // The next lookup tries again.
      index.catch(() => this.#indexes.delete(language));
    }
    return known.index;
  }

  async #following(language: string, now: Edition, known: Known | undefined): Promise<FuzzyIndex> {
    // A memory that was restored under us has another past than the index has seen.
    if (!known || !(await hasEdition(this.#db, known.edition))) return this.#begun(language, now);
    return (await this.#grown(language, { ...known, index: await known.index })).index;
  }

  async #begun(language: string, now: Edition): Promise<FuzzyIndex> {
    const file = keptIndex(this.#engine, language);
    const kept = file
      ? await readSnapshot(file, (edition) => hasEdition(this.#db, edition), this.#onWarning)
      : undefined;
    const { index, added } = kept ? await this.#grown(language, kept) : await this.#built(language);
    if (file && index.size >= MIN_KEPT_TEXTS && added > MAX_NEW_TEXTS)
      await writeSnapshot({ file, edition: now }, index, this.#onWarning);
    return index;
  }

  async #grown(language: string, { edition, index }: { edition: Edition; index: FuzzyIndex }): Promise<Grown> {
    const added = await addSince({ db: this.#db, engine: this.#engine }, index, language, edition.number);
    const gone = index.size - (await this.#count(language));
    return gone > MAX_GONE_TEXTS && gone > index.size / 4 ? this.#built(language) : { index, added };
  }

  /** Built anew; where texts are many and stand in a file, by a thread that reads it, too. */
  async #built(language: string): Promise<Grown> {
    const file = this.#engine.snapshots;
    const isLarge = file !== undefined && (await this.#count(language)) >= MIN_KEPT_TEXTS;
    const index = isLarge
      ? await indexFromThread({ file, language }, this.#closing.signal)
      : await builtIndex(this.#db, language);
    return { index, added: index.size };
  }

  async #count(language: string): Promise<number> {
    const { count } = await this.#db
      .selectFrom("variant")
      .select(sql<number>`count(*)`.as("count"))
      .where("language", "=", language)
      .executeTakeFirstOrThrow();
    return Number(count);
  }
}
