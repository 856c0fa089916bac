import { randomUUID } from "node:crypto";
import { hostname } from "node:os";
import type { Kysely } from "kysely";
import { SextantError } from "../../error.ts";
import { published } from "../database/content.ts";
import type { StagedKeys } from "../database/engine.ts";
import { removedSets } from "../database/not-removed.ts";
import type { Tables } from "../database/schema.ts";
import type { Access } from "../database/transactions.ts";
import { PhraseWriter } from "../phrases/phrase-writer.ts";
import { publishRuns, StagedPhrases } from "../phrases/staged-phrases.ts";
import { removeContent } from "./removal.ts";
import { type Place, Writer } from "./writer.ts";

/** Who has written nothing for so long is taken for dead, and what it staged is taken out; a process that is gone, at once. */
const MAX_SILENT_MS = 300_000;

/**
 * Rows and units of a document set that are written by many short changes, and that nobody sees until they are published, all at
 * once. Dispose of it.
 */
export class Staging {
  /** What they are listed under. */
  readonly content: string;
  readonly #write: Access["write"];
  readonly #engine: Access["engine"];
  readonly #phrases: StagedPhrases;
  readonly #keys: StagedKeys | undefined;
  #place: Place = { paragraph: 0, unit: 0 };
  /** The last unit that was there before. */
  readonly #before: number;

  private constructor({ write, engine }: Access, content: string, before: number) {
    this.#write = write;
    this.#engine = engine;
    this.content = content;
    this.#before = before;
    this.#phrases = new StagedPhrases(engine, content);
    this.#keys = engine.stagedKeys?.();
  }

  static async begin(access: Access): Promise<Staging> {
    const content = `content-${randomUUID()}`;
    const about = { id: content, symbol: "", source: "", fingerprint: "", memory: "", content: null };
    const before = await access.write(async (db) => {
      await db.insertInto("document_set").values(about).execute();
      const staged = { document_set: content, owner: ownName(), renewed: new Date().toISOString() };
      await db.insertInto("staged").values(staged).execute();
      return (await db.selectFrom("edition").select("last_unit").executeTakeFirstOrThrow()).last_unit;
    });
    return new Staging(access, content, before);
  }

  /**
   * Writes more, by one change.
   *
   * @param fill writes rows behind those that were written
   * @throws {SextantError} `memory-not-changed` where it was taken for dead
   */
  async add(fill: (writer: Writer) => Promise<void>): Promise<void> {
    this.#place = await this.#write(async (db) => {
      await this.#renew(db);
      await this.#keys?.flush(db, false);
      await using writer = await Writer.begin(db, this.#engine, this.content, {
        place: this.#place,
        staged: this.#phrases,
        keys: this.#keys,
      });
      await fill(writer);
      await writer.end();
      return writer.place;
    });
    await this.#phrases.flush(this.#write);
  }

  async #renew(db: Kysely<Tables>): Promise<void> {
    const { numUpdatedRows } = await db
      .updateTable("staged")
      .set({ renewed: new Date().toISOString() })
      .where("document_set", "=", this.content)
      .executeTakeFirstOrThrow();
    if (numUpdatedRows === 0n)
      throw new SextantError("memory-not-changed", "nothing was written for so long that what had been was taken out");
  }

  /**
   * To be called when all is written: what is left to do before it is published.
   *
   * @throws {SextantError} as {@link add}
   */
  async end(): Promise<void> {
    await this.#phrases.flush(this.#write, true);
    await this.#write(async (db) => {
      await this.#renew(db);
      await this.#keys?.flush(db, true);
      await this.#engine.written(db, this.#before);
    });
  }

  /** Lets what was written be found, once a document set has it for its content; `db` is the transaction that gives it that. */
  async publish(db: Kysely<Tables>): Promise<void> {
    await this.#renew(db);
    await publishRuns(db, this.content);
    await db.deleteFrom("staged").where("document_set", "=", this.content).execute();
  }

  /** To be called when it is published: its lists join others. */
  async settle(): Promise<void> {
    await this.#write(async (db) => {
      await using phrases = await PhraseWriter.begin(db, this.#engine);
      await phrases.merge(this.#phrases.languages);
    });
  }

  /** Gives up what was written, for {@link removeRemains} to take out. */
  async abandon(): Promise<void> {
    await this.#write((db) => db.deleteFrom("staged").where("document_set", "=", this.content).execute());
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#keys?.close();
    await this.#phrases[Symbol.asyncDispose]();
  }
}

const ownName = (): string => `${hostname()}:${process.pid}`;

/**
 * Takes out what nobody sees any more, or will see: content that was replaced, and what the dead have staged. What cannot be taken out
 * now, because others write or the database is not there, is left to the next who comes.
 */
export async function removeRemains({ engine, read, write }: Access): Promise<void> {
  try {
    for (const { id, owner, renewed } of await read(hiddenContents)) {
      if (owner !== null && isAlive(owner, renewed ?? "")) continue;
      // From here on its writer, if there is one after all, cannot publish it.
      await write((db) => db.deleteFrom("staged").where("document_set", "=", id).execute());
      await removeContent(write, engine, id);
    }
  } catch (error) {
    if (!(error instanceof SextantError) && engine.explained(error) === undefined) throw error;
  }
}

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

function isAlive(owner: string, renewed: string): boolean {
  if (Date.now() - Date.parse(renewed) > MAX_SILENT_MS) return false;
  const [, host, pid] = /^(.*):(\d+)$/.exec(owner) ?? [];
  if (host !== hostname()) return true;
  try {
    process.kill(Number(pid), 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code !== "ESRCH";
  }
}
