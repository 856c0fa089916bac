import type { Kysely } from "kysely";
import type { Tables } from "./schema.ts";

/** Something whose time runs out, and how it is taken out then. */
export interface Sweep {
  /** Whether there is any whose time has run out: asked without a lock. */
  hasRunOut(db: Kysely<Tables>): Promise<boolean>;
  /** Takes it out; `db` is a transaction. */
  takeOut(db: Kysely<Tables>): Promise<void>;
}
