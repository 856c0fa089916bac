import type { Kysely } from "kysely";
import { type Edition, editionOf, hasEdition } from "../database/edition.ts";
import type { Engine } from "../database/engine.ts";
import type { Tables } from "../database/schema.ts";
import { FuzzyIndex } from "../similarity/fuzzy-index.ts";
import { addSince, builtIndex, hasMoreSince } from "./index-building.ts";
import type { BuiltParts } from "./index-thread.ts";
import { isLarge, isWorn, MIN_KEPT_TEXTS } from "./kept-indexes.ts";

/** Texts that a thread adds at once to an index that it shares with others: they take 10 ms, in which it answers nobody. */
const MAX_TEXTS_AT_ONCE = 1000;
/** Texts that it adds all in all, before it asks for an index that has them. */
const MAX_OWN_TEXTS = 4000;
/** Changes of the memory after which it is counted what is gone of a large index: at a million texts that takes 25 ms. */
const CHANGES_PER_COUNT = 50;

/** Where large indexes come from that threads share: one that has seen at least an edition, or a new one for `Infinity`. */
export type IndexSource = (language: string, edition: number) => Promise<BuiltParts>;

/** How indexes are had. */
export interface IndexOptions {
  /** Told of what was survived: an index that could not be kept. */
  readonly onWarning?: ((message: string) => void) | undefined;
  /** Asked for large indexes; they are built here, if left out. */
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

/** The fuzzy indexes of a memory, one for each language that is asked for. */
export class FuzzyIndexes {
  readonly #db: Kysely<Tables>;
  readonly #engine: Engine;
  readonly #indexes = new Map<string, KnownIndex>();
  readonly #onWarning: (message: string) => void;
  readonly #source: IndexSource | undefined;
  readonly #mayLag: boolean;
  readonly #renewed = new Set<string>();
  /** Of each language the edition in which it was counted what is gone. */
  readonly #counted = new Map<string, number>();

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
    if (this.#mayLag && index.size >= MIN_KEPT_TEXTS) return this.#followingLate(index, language, now, known.edition);
    await this.#added(index, language, known.edition.number);
    if (!(await this.#isWorn(index, language, now))) return index;
    return this.#source ? this.#begun(language, now, now.number) : this.#new(language);
  }

  /** The same for a large index that others share: it takes few new texts itself, and answers until there is one that has many. */
  async #followingLate(index: FuzzyIndex, language: string, now: Edition, seen: Edition): Promise<FuzzyIndex> {
    const hasMany = await this.#hasChangedMuch(seen.number);
    if (!hasMany) await this.#added(index, language, seen.number);
    if (hasMany || index.recent > MAX_OWN_TEXTS || (await this.#isWorn(index, language, now)))
      this.#renew(language, now);
    return index;
  }

  /**
   * Has an index built that takes the place of the one that is there, which answers meanwhile. What came while it was built the next
   * lookup sees to: were an import published just then, to add all of it here would hold up every thread at one time.
   */
  #renew(language: string, now: Edition): void {
    if (this.#renewed.has(language)) return;
    this.#renewed.add(language);
    this.#renewedIndex(language, now)
      .then(
        (known) => void this.#indexes.set(language, known),
        (error: Error) => {
          this.#onWarning(`an index could not be built, and is tried again: ${error.message}`);
          this.#indexes.delete(language);
        },
      )
      .finally(() => this.#renewed.delete(language));
  }

  async #renewedIndex(language: string, now: Edition): Promise<KnownIndex> {
    this.#counted.set(language, now.number);
    const built = await this.#built(language, now.number);
    if (!built) return { edition: now, index: this.#new(language) };
    return { edition: built.edition, index: Promise.resolve(FuzzyIndex.of(built.parts)) };
  }

  /** Whether so many units have changed since an edition that to add them would hold up others. */
  #hasChangedMuch(edition: number): Promise<boolean> {
    return hasMoreSince(this.#db, edition, MAX_TEXTS_AT_ONCE);
  }

  /** @param edition that a shared index must have seen */
  async #begun(language: string, now: Edition, edition = 0): Promise<FuzzyIndex> {
    this.#counted.set(language, now.number);
    const built = await this.#built(language, edition);
    if (!built) return this.#new(language);
    const index = FuzzyIndex.of(built.parts);
    await this.#added(index, language, built.edition.number);
    return index;
  }

  /** A shared index of this memory that has seen an edition; undefined where threads share none. */
  async #built(language: string, edition: number): Promise<BuiltParts | undefined> {
    if (!this.#source || !(await isLarge(this.#db, language))) return undefined;
    const built = await this.#source(language, edition);
    return (await hasEdition(this.#db, built.edition)) ? built : this.#source(language, Number.POSITIVE_INFINITY);
  }

  /** Whether too much has changed since an index was built. */
  async #isWorn(index: FuzzyIndex, language: string, now: Edition): Promise<boolean> {
    const since = now.number - (this.#counted.get(language) ?? 0);
    if (index.size >= MIN_KEPT_TEXTS && since < CHANGES_PER_COUNT) return false;
    this.#counted.set(language, now.number);
    return isWorn(this.#db, language, index.size);
  }

  #added(index: FuzzyIndex, language: string, edition: number): Promise<number> {
    return addSince({ db: this.#db, engine: this.#engine }, index, language, edition);
  }

  #new(language: string): Promise<FuzzyIndex> {
    return builtIndex(this.#db, language);
  }
}
