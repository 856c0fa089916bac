import type { Kysely } from "kysely";
import { published } from "../database/content.ts";
import type { StagedKeys } from "../database/engine.ts";
import { removedSets } from "../database/not-removed.ts";
import type { Tables } from "../database/schema.ts";
import { abandonContent, beginContent, isAlive, renewContent } from "../database/staged-content.ts";
import { type Access, ifPossible } from "../database/transactions.ts";
import { mergeRuns } from "../phrases/merging.ts";
import { publishRuns, StagedPhrases } from "../phrases/staged-phrases.ts";
import { removeContent } from "./taking-out.ts";
import { type Place, Writer } from "./writer.ts";

/** Units that are written between two looks at the clock. */
const UNITS_PER_LOOK = 16;

/**
 * Rows and units of a document set that are written by many short changes, and that nobody sees until they are published, all at
 * once. Dispose of it.
 */
export class Staging {
  /** What they are listed under. */
  readonly content: string;
  readonly #access: Access;
  readonly #phrases: StagedPhrases;
  readonly #keys: StagedKeys | undefined;
  #place: Place = { paragraph: 0, unit: 0 };
  /** The last unit that was there before. */
  readonly #before: number;

  private constructor(access: Access, content: string, before: number) {
    this.#access = access;
    this.content = content;
    this.#before = before;
    this.#phrases = new StagedPhrases(access, content);
    this.#keys = access.engine.stagedKeys?.();
  }

  static async begin(access: Access): Promise<Staging> {
    return access.write(async (db) => {
      const content = await beginContent(db);
      const { last_unit } = await db.selectFrom("edition").select("last_unit").executeTakeFirstOrThrow();
      return new Staging(access, content, last_unit);
    });
  }

  /** Those of its texts. */
  get languages(): ReadonlySet<string> {
    return this.#phrases.languages;
  }

  /**
   * Writes more, by short changes.
   *
   * @param fill writes what one of them says behind what was written
   * @throws {SextantError} `memory-not-changed` where it was taken for dead
   */
  async add<T>(all: readonly T[], fill: (writer: Writer, one: T) => Promise<void>): Promise<void> {
    const { engine, stage } = this.#access;
    let at = 0;
    await stage(async (db, isLate) => {
      await renewContent(db, this.content);
      await this.#keys?.flush(db, false);
      await using writer = await Writer.begin(db, engine, this.content, {
        place: this.#place,
        staged: this.#phrases,
        keys: this.#keys,
      });
      for (let begun = at; at < all.length && (at === begun || at % UNITS_PER_LOOK !== 0 || !isLate()); at++)
        await fill(writer, all[at] as T);
      await writer.end();
      this.#place = writer.place;
      return at < all.length;
    });
    await this.#phrases.flush();
  }

  /**
   * To be called when all is written: what is left to do before it is published.
   *
   * @throws {SextantError} as {@link add}
   */
  async end(): Promise<void> {
    const { engine, read, write } = this.#access;
    await this.#phrases.flush(true);
    await write(async (db) => {
      await renewContent(db, this.content);
      await this.#keys?.flush(db, true);
    });
    // What takes long there changes nothing that others change.
    await read((db) => engine.written(db, this.#before));
  }

  /** Lets what was written be found, once a document set has it for its content; `db` is the transaction that gives it that. */
  async publish(db: Kysely<Tables>): Promise<void> {
    await renewContent(db, this.content);
    await publishRuns(db, this.content);
    await abandonContent(db, this.content);
  }

  /** Gives up what was written, for {@link removeRemains} to take out. */
  async abandon(): Promise<void> {
    await this.#access.write((db) => abandonContent(db, this.content));
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#keys?.close();
    await this.#phrases[Symbol.asyncDispose]();
  }
}

/**
 * Takes out what nobody sees any more, or will see: content that was replaced, and what the dead have staged. What cannot be taken out
 * now, because others write or the database is not there, is left to the next who comes.
 */
export const removeRemains = (access: Access): Promise<void> =>
  ifPossible(access, async () => {
    for (const { id, owner, renewed } of await access.read(hiddenContents)) {
      if (owner !== null && isAlive(owner, renewed ?? "")) continue;
      // From here on its writer, if there is one after all, cannot publish it.
      await access.write((db) => abandonContent(db, id));
      await removeContent(access, id);
    }
  });

/** Has the lists of some languages join others. What cannot be done now is left to the next who comes. */
export const settle = (access: Access, languages: Iterable<string>): Promise<void> =>
  ifPossible(access, () => mergeRuns(access, languages));

const hiddenContents = (db: Kysely<Tables>) =>
  db
    .selectFrom("document_set")
    .leftJoin("staged", "staged.document_set", "document_set.id")
    .select(["id", "owner", "renewed"])
    .where("id", "not in", published(db))
    // What was removed can be restored.
    .where("id", "not in", removedSets(db))
    .where("id", "not in", db.selectFrom("removed").select("content"))
    .where(({ eb, or, exists, selectFrom }) =>
      or([
        eb("content", "is", null),
        exists(
          selectFrom("paragraph").select("paragraph.id").whereRef("paragraph.document_set", "=", "document_set.id"),
        ),
      ]),
    )
    .execute();
