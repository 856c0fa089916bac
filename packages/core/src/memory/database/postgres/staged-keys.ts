import type { Kysely } from "kysely";
import type { StagedKeys, WrittenText } from "../engine.ts";
import type { Tables } from "../schema.ts";
import { type CopiedRows, copyRows } from "./copying.ts";
import type { FuzzyKeys } from "./fuzzy.ts";
import { KEY_COLUMNS } from "./key-rows.ts";
import { KeyThread } from "./key-thread.ts";

/** Fewer texts have their keys made at once: to start a thread takes longer. */
const MIN_THREAD_TEXTS = 1000;
/** The most portions that are behind: they are held in memory. */
const MAX_PORTIONS_BEHIND = 8;

interface Portion {
  readonly language: string;
  /** Of the order that the keys are made by. */
  readonly order: string;
  readonly rows: Promise<CopiedRows>;
  isReady: boolean;
}

/** Keys of texts that nobody sees yet, made on a thread, and written by a later change than their texts. */
export class ThreadedKeys implements StagedKeys {
  readonly #keys: FuzzyKeys;
  readonly #behind: Portion[] = [];
  #thread: KeyThread | undefined;

  constructor(keys: FuzzyKeys) {
    this.#keys = keys;
  }

  async add(db: Kysely<Tables>, texts: readonly WrittenText[]): Promise<void> {
    for (const [language, own] of Map.groupBy(texts, (text) => text.language)) {
      const order = own.length < MIN_THREAD_TEXTS ? undefined : await this.#keys.standing(db, language);
      if (!order) {
        await this.#keys.insert(db, own);
        continue;
      }
      this.#thread ??= new KeyThread();
      const keyed = { language, units: own.map(({ unit }) => unit), texts: own.map(({ text }) => text) };
      const rows = this.#thread.rows(keyed, order.id, order.frequent);
      const portion: Portion = { language, order: order.id, rows, isReady: false };
      rows.finally(() => (portion.isReady = true)).catch(() => {});
      this.#behind.push(portion);
    }
  }

  async flush(db: Kysely<Tables>, isLast: boolean): Promise<void> {
    for (;;) {
      const [portion] = this.#behind;
      if (!portion || !(isLast || portion.isReady || this.#behind.length > MAX_PORTIONS_BEHIND)) return;
      this.#behind.shift();
      const rows = await portion.rows;
      // By another order all keys were made anew, with those of these texts.
      const order = await this.#keys.standing(db, portion.language);
      if (order?.id === portion.order) await copyRows(db, "fuzzy_key", KEY_COLUMNS, rows);
    }
  }

  async close(): Promise<void> {
    await this.#thread?.close();
  }
}
