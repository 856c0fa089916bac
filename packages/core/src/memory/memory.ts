import type { Kysely } from "kysely";
import type { Alignment } from "../align/documents/document-set.ts";
import type { WordTranslations } from "../align/words/known-words.ts";
import { numberSetting } from "../config.ts";
import type { Document } from "../document/document.ts";
import { documentSetOf, type SetDetails } from "../document/document-set.ts";
import { type ConcordanceOptions, concordance } from "./concordance/concordance.ts";
import { type Subsegment, type SubsegmentQuery, subsegments } from "./concordance/subsegments.ts";
import { KeptCorrections } from "./corrections/kept-corrections.ts";
import { editionOf } from "./database/edition.ts";
import type { Engine, EngineOptions } from "./database/engine.ts";
import { openDatabase } from "./database/opening.ts";
import type { Tables } from "./database/schema.ts";
import { Transactions } from "./database/transactions.ts";
import type { Destination } from "./document-sets/destination.ts";
import { KeptDocumentSets } from "./document-sets/kept-document-sets.ts";
import type { IndexSource } from "./lookup/fuzzy-indexes.ts";
import { Lookup } from "./lookup/lookup.ts";
import type { LookupQuery, Match, Neighbours } from "./lookup/match.ts";
import { Maintenance } from "./maintenance/maintenance.ts";
import { NamedMemories } from "./memories/named-memories.ts";
import { fillPhrases, lacksPhrases } from "./phrases/filling.ts";
import { Removals } from "./removals/removals.ts";
import { oldRemovals } from "./removals/removed.ts";
import { languagesOf } from "./rows/document-sets.ts";
import { withEdited } from "./rows/edited.ts";
import { type RowPage, rowsOf } from "./rows/rows.ts";
import { nextUnits, type PAGE_LIMIT, unitsById, unitsOf } from "./rows/units.ts";
import { wordTranslationsOf } from "./rows/word-translations.ts";
import { noteSwept } from "./serving/audit.ts";
import { oldFiles } from "./serving/job-files.ts";
import { Serving } from "./serving/serving.ts";
import type { ConcordancePage, StoredRow, TranslationUnit } from "./stored.ts";
import { KeptVerdicts } from "./verdicts/kept-verdicts.ts";

/** How a memory is opened. */
export interface MemoryOptions extends EngineOptions {
  /** Where large fuzzy indexes come from that threads share; they are built for this memory alone, if left out. */
  readonly indexes?: IndexSource;

  /** Days for which what was removed can be restored; the setting, if left out. */
  readonly keepRemovedDays?: number;

  /** Days for which the files of a job that failed or was cancelled are kept; the setting, if left out. */
  readonly jobFileDays?: number;

  /** Told, in a sentence, what went wrong and was survived: an index that could not be kept, and is built again. */
  readonly onWarning?: (message: string) => void;
}

/**
 * A translation memory, in one SQLite file or in a PostgreSQL database. Close it when done, or open it with `await using`.
 *
 * @example
 * ```ts
 * import { alignDocuments, Memory, readDocument } from "@sextant/core";
 *
 * const documents = await Promise.all(["fr.txt", "en.txt"].map((file) => readDocument(file)));
 * await using memory = await Memory.open("memory.sqlite");
 * await memory.save("udhr", documents, await alignDocuments(documents));
 * const text = "Toute personne a droit à l'éducation.";
 * const [best] = await memory.lookup(text, { from: "fr", to: "en" });
 * best?.target; // => "Everyone has the right to education."
 * ```
 */
export class Memory {
  readonly #db: Kysely<Tables>;
  readonly #engine: Engine;
  readonly #transactions: Transactions;
  readonly #lookup: Lookup;

  /** Its document sets. */
  readonly documentSets: KeptDocumentSets;
  /** What people correct, and what they have settled. */
  readonly corrections: KeptCorrections;
  /** Which findings people call no errors. */
  readonly verdicts: KeptVerdicts;
  /** Its named memories: each document set is in one. */
  readonly memories: NamedMemories;
  /** What is removed, and can be restored. */
  readonly removals: Removals;
  /** What keeps it sound, and what is known of its database. */
  readonly maintenance: Maintenance;
  /** What a server keeps beside the memory: tokens, audit, jobs. */
  readonly serving: Serving;

  private constructor(db: Kysely<Tables>, engine: Engine, options: MemoryOptions) {
    const { onWarning, indexes: source } = options;
    const removedDays = options.keepRemovedDays ?? (numberSetting("SEXTANT_REMOVED_DAYS") as number);
    const jobFileDays = options.jobFileDays ?? (numberSetting("SEXTANT_JOB_FILES_DAYS") as number);
    const transactions = new Transactions(db, engine);
    this.#db = db;
    this.#engine = engine;
    this.#transactions = transactions;
    this.#lookup = new Lookup(db, engine, { onWarning, source });
    this.documentSets = new KeptDocumentSets(db, engine, transactions);
    this.corrections = new KeptCorrections(db, engine, transactions);
    this.verdicts = new KeptVerdicts(db, transactions);
    this.memories = new NamedMemories(db, transactions);
    this.removals = new Removals(transactions, removedDays);
    const sweeps = [oldRemovals(noteSwept), oldFiles(jobFileDays)];
    this.maintenance = new Maintenance(engine, transactions, this.#lookup, sweeps);
    this.serving = new Serving(db, (work) => transactions.write(work), jobFileDays);
  }

  /**
   * Opens a memory, and makes it, with its folder, where there is none. The schema is brought up to date.
   *
   * @param location a path; `:memory:`; or the address of a PostgreSQL database, `postgres://user:password@host/database`
   * @throws {SextantError} `memory-unavailable` when it cannot be opened, is no memory, or is of a later version; passwords
   *   are not told
   */
  static async open(location: string, options: MemoryOptions = {}): Promise<Memory> {
    const { db, engine } = await openDatabase(location, options);
    const memory = new Memory(db, engine, options);
    try {
      if (!options.readOnly && (await lacksPhrases(db)))
        await memory.#transactions.write((db) => fillPhrases(db, engine));
      if (!options.readOnly) await memory.maintenance.sweep();
    } catch (error) {
      await memory.close();
      throw error;
    }
    return memory;
  }

  /** An error of one of the questions here, as a caller can act on it; others stay as they are. */
  told(error: unknown): unknown {
    return this.#transactions.told(error);
  }

  async close(): Promise<void> {
    this.#lookup.close();
    await this.#db.destroy();
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.close();
  }

  /**
   * Keeps documents with their alignment as the document set of an id, in place of an earlier one; rows and units that say
   * what they said before keep the status that a person gave them. All of it, or nothing.
   *
   * @param documents those that were aligned, each in another language
   * @throws as {@link KeptDocumentSets.save} does
   */
  async save(
    id: string,
    documents: readonly Document[],
    alignment: Alignment,
    { memory, ...details }: SetDetails & Pick<Destination, "memory"> = {},
  ): Promise<void> {
    const set = documentSetOf(id, documents, details);
    await this.documentSets.save({ ...set, ...(memory !== undefined && { memory }) }, alignment);
  }

  /**
   * How words were translated in the document sets of the memory, those met most often of each pair of languages: what the
   * next set may be aligned with (`known`, beside the shipped lexicon).
   *
   * @returns at most 10,000 entries of each pair of languages, the most frequent first
   */
  wordTranslations(): Promise<WordTranslations[]> {
    return wordTranslationsOf(this.#db);
  }

  /** The keys of variants that there are, of some named memories or of all: `en`, `en-GB`. */
  languages(memories?: readonly string[]): Promise<string[]> {
    return languagesOf(this.#db, memories);
  }

  /** Another one for each state of the memory: what was answered in the same state is still right. */
  async state(): Promise<string> {
    const { number, token } = await editionOf(this.#db);
    return `${number}-${token.slice(0, 8)}`;
  }

  /** Rows of a document set in order, see {@link rowsOf}, with what people edited in them. */
  rows(documentSet: string, page: RowPage = {}): Promise<StoredRow[]> {
    return this.#transactions.read(async (db) => withEdited(db, await rowsOf(db, documentSet, page)));
  }

  /** The units of one row, in order; undefined where there is no such row. */
  rowUnits(documentSet: string, position: number): Promise<TranslationUnit[] | undefined> {
    return this.#transactions.read(async (db) => {
      const [row] = await rowsOf(db, documentSet, { from: position, limit: 1 });
      return row?.position === position ? unitsById(db, row.units) : undefined;
    });
  }

  /** One translation unit, or undefined. */
  async unit(id: number): Promise<TranslationUnit | undefined> {
    return (await this.#transactions.read((db) => unitsById(db, [id])))[0];
  }

  /** The units of a document set behind a position, rejected ones left out, in order; at most {@link PAGE_LIMIT}. */
  unitsAfter(documentSet: string, behind = -1): Promise<TranslationUnit[]> {
    return this.#transactions.read((db) => nextUnits(db, documentSet, behind));
  }

  /**
   * All units but rejected ones, or those of some document sets, in order; read in portions, so that any number streams.
   *
   * @param oneState whether all are of one state of the memory, whatever is written meanwhile; until the last is read, a memory
   *   in a file answers nothing else then: it is opened for that alone
   */
  units(documentSets?: readonly string[], { oneState = false } = {}): AsyncGenerator<TranslationUnit> {
    return unitsOf(() => this.#transactions.reader(oneState), documentSets);
  }

  /**
   * The best matches of a text, whatever reaches the threshold: 101 in the same context, 100 exact after
   * {@link exactKey}, fuzzy below, by edit distance over words (characters in Chinese). A unit that differs only in numbers
   * and document symbols is offered with these put right. Of units that say the same, the surest is offered.
   *
   * @returns the best first
   * @throws {RangeError} for a threshold outside 50..100, a limit outside 1..100, or a tag that is none
   */
  lookup(text: string, query: LookupQuery): Promise<Match[]> {
    return this.#lookup.lookup(text, query);
  }

  /**
   * The matches of each of a document's segments, in order: each is looked up between its neighbours.
   *
   * @throws {RangeError} as {@link lookup} does
   */
  lookupAll(texts: readonly string[], query: Omit<LookupQuery, keyof Neighbours>): AsyncGenerator<Match[]> {
    return this.#lookup.lookupAll(texts, query);
  }

  /**
   * What the memory knows of a text's parts, the longest first: for texts of which it knows nothing like the whole.
   *
   * @throws {RangeError} for a tag that is none
   */
  subsegments(text: string, query: SubsegmentQuery): Promise<Subsegment[]> {
    return this.#transactions.read((db) => subsegments(db, this.#engine, text, query));
  }

  /** A page of the units in which a phrase occurs, see {@link concordance}. */
  concordance(phrase: string, language: string, options: ConcordanceOptions = {}): Promise<ConcordancePage> {
    return this.#transactions.read((db) => concordance(db, this.#engine, phrase, language, options));
  }
}
