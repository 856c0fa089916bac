import { type Kysely, sql } from "kysely";
import { type Edition, editionOf, hasEdition } from "../database/edition.ts";
import type { Engine } from "../database/engine.ts";
import type { Tables } from "../database/schema.ts";
import { FuzzyIndex } from "../similarity/fuzzy-index.ts";
import { readSnapshot, writeSnapshot } from "../similarity/index-snapshot.ts";
import { addSince, builtIndex, unitsSince } from "./index-building.ts";
import type { BuiltParts } from "./index-thread.ts";

/** An index of fewer texts is built as fast as it is read. */
const MIN_KEPT_TEXTS = 20_000;
/** An index that was kept is kept anew when so many texts have come since: to add them takes less than to write it. */
const MAX_NEW_TEXTS = 5000;
/** Texts that are gone are left in an index while they are not more than this, or a quarter. */
const MAX_GONE_TEXTS = 1000;

/** Texts that a thread adds to an index that it shares with others, before it asks for one that has them. */
const MAX_OWN_TEXTS = 4096;
const MAX_OWN_SHARE = 1 / 64;

/** Where large indexes come from that threads share: one that has seen at least an edition, or a new one for `Infinity`. */
export type IndexSource = (language: string, edition: number) => Promise<BuiltParts>;

/** How indexes are had. */
export interface IndexOptions {
  /** Told of what was survived: an index that could not be kept. */
  readonly onWarning?: ((message: string) => void) | undefined;
  /** Asked for large indexes; they are built or read here, if left out. */
  readonly source?: IndexSource | undefined;
  /**
   * Whether, when much has changed, lookups are answered from what was there before until a new index is built, so that nobody waits
   * for it. No, if left out.
   */
  readonly mayLag?: boolean;
}

/** An index, and the edition of the memory that it has seen. */
export interface KnownIndex {
  readonly edition: Edition;
  readonly index: Promise<FuzzyIndex>;
}

/** Where the index of a language is kept; undefined where none is. */
export const keptIndex = ({ snapshots }: Engine, language: string): string | undefined =>
  snapshots && `${snapshots}.${language}.index`;

/** The fuzzy indexes of a memory, one for each language that is asked for. */
export class FuzzyIndexes {
  readonly #db: Kysely<Tables>;
  readonly #engine: Engine;
  readonly #indexes = new Map<string, KnownIndex>();
  readonly #onWarning: (message: string) => void;
  readonly #source: IndexSource | undefined;
  readonly #mayLag: boolean;
  readonly #renewed = new Set<string>();

  constructor(db: Kysely<Tables>, engine: Engine, { onWarning = () => {}, source, mayLag = false }: IndexOptions = {}) {
    this.#db = db;
    this.#engine = engine;
    this.#onWarning = onWarning;
    this.#source = source;
    this.#mayLag = mayLag;
  }

  /**
   * The fuzzy index of a language: built, or read from what was kept of it, when it is first asked for; what is new is added
   * when the memory has changed. Units that are gone are left in it until they are many: a lookup does not find their texts.
   */
  async of(language: string): Promise<FuzzyIndex> {
    return (await this.known(language)).index;
  }

  /** The same, with the edition that it has seen. */
  async known(language: string): Promise<KnownIndex> {
    const now = await editionOf(this.#db);
    let known = this.#indexes.get(language);
    if (known?.edition.number !== now.number || known.edition.token !== now.token) {
      // Lookups at one time wait for one index.
      const index = this.#following(language, now, known);
      known = { edition: now, index };
      this.#indexes.set(language, known);
      // The next lookup tries again; a language of which there is nothing is forgotten, for anyone may invent one.
      const forget = (): void => void (this.#indexes.get(language)?.index === index && this.#indexes.delete(language));
      index.then(({ size }) => size === 0 && forget(), forget);
    }
    return known;
  }

  async #following(language: string, now: Edition, known: KnownIndex | undefined): Promise<FuzzyIndex> {
    // A memory that was restored under us has another past than the index has seen.
    if (!known || !(await hasEdition(this.#db, known.edition))) return this.#begun(language, now);
    const index = await known.index;
    const isLarge = this.#mayLag && index.size >= MIN_KEPT_TEXTS;
    if (isLarge && (await this.#hasChangedMuch(known.edition.number))) {
      this.#renew(language, now);
      return index;
    }
    await this.#added(index, language, known.edition.number);
    if (!(await this.#isWorn(index, language))) return index;
    if (isLarge) {
      this.#renew(language, now);
      return index;
    }
    return this.#source ? this.#begun(language, now, now.number) : this.#new(language);
  }

  /** Has an index built that takes the place of the one that is there, which answers meanwhile. */
  #renew(language: string, now: Edition): void {
    if (this.#renewed.has(language)) return;
    this.#renewed.add(language);
    this.#begun(language, now, now.number)
      .then(
        (index) => void this.#indexes.set(language, { edition: now, index: Promise.resolve(index) }),
        (error: Error) => {
          this.#onWarning(`an index could not be built, and is tried again: ${error.message}`);
          this.#indexes.delete(language);
        },
      )
      .finally(() => this.#renewed.delete(language));
  }

  /** Whether so many units have changed since an edition that to add them would hold up others. */
  async #hasChangedMuch(edition: number): Promise<boolean> {
    const some = await unitsSince(this.#db, edition)
      .limit(MAX_OWN_TEXTS + 1)
      .execute();
    return some.length > MAX_OWN_TEXTS;
  }

  /** @param edition that a shared index must have seen */
  async #begun(language: string, now: Edition, edition = 0): Promise<FuzzyIndex> {
    if (this.#source) {
      if ((await this.#count(language)) < MIN_KEPT_TEXTS) return this.#new(language);
      let built = await this.#source(language, edition);
      if (!(await hasEdition(this.#db, built.edition))) built = await this.#source(language, Number.POSITIVE_INFINITY);
      const index = FuzzyIndex.of(built.parts);
      await this.#added(index, language, built.edition.number);
      return index;
    }
    const file = keptIndex(this.#engine, language);
    const kept = file
      ? await readSnapshot(file, (edition) => hasEdition(this.#db, edition), this.#onWarning)
      : undefined;
    let index = kept?.index;
    let added = kept ? await this.#added(kept.index, language, kept.edition.number) : 0;
    if (!index || (await this.#isWorn(index, language))) {
      index = await this.#new(language);
      added = index.size;
    }
    if (file && index.size >= MIN_KEPT_TEXTS && added > MAX_NEW_TEXTS)
      await writeSnapshot({ file, edition: now }, index, this.#onWarning);
    return index;
  }

  /** Whether too much has changed since an index was built. */
  async #isWorn(index: FuzzyIndex, language: string): Promise<boolean> {
    if (this.#source && index.recent > Math.max(MAX_OWN_TEXTS, index.size * MAX_OWN_SHARE)) return true;
    const gone = index.size - (await this.#count(language));
    return gone > MAX_GONE_TEXTS && gone > index.size / 4;
  }

  #added(index: FuzzyIndex, language: string, edition: number): Promise<number> {
    return addSince({ db: this.#db, engine: this.#engine }, index, language, edition);
  }

  #new(language: string): Promise<FuzzyIndex> {
    return builtIndex(this.#db, language);
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
