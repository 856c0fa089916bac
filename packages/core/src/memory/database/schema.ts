import type { Generated } from "kysely";
import type { Role } from "../../document/document.ts";
import type { RowStatus, StoredOrigin } from "../stored.ts";
import type { AccountTables } from "./account-tables.ts";
import type { RemovedTables } from "./removed-tables.ts";
import type { ServingTables } from "./serving-tables.ts";

/** The tables of a memory. JSON columns hold what is only ever read whole. */
export interface Tables extends ServingTables, AccountTables, RemovedTables {
  document_set: DocumentSetTable;
  version: VersionTable;
  paragraph: ParagraphTable;
  block: BlockTable;
  unit: UnitTable;
  variant: VariantTable;
  edition: EditionTable;
  change: ChangeTable;
  memory: MemoryTable;
  translation: TranslationTable;
  phrase_run: PhraseRunTable;
  posting: PostingTable;
  request: RequestTable;
  edition_token: EditionTokenTable;
  not_error: NotErrorTable;
  staged: StagedTable;
  staged_run: StagedRunTable;
}

/** The columns of the tables whose rows are written many at a time, in the order in which they are written and copied. */
export const COLUMNS = {
  memory: ["name", "rank"],
  document_set: [
    ...(["id", "symbol", "date", "body", "session", "source", "fingerprint", "memory", "details", "file"] as const),
    ...(["content", "published"] as const),
  ],
  version: ["document_set", "language", "title", "official"],
  removal: ["id", "memory", "rank", "at", "until", "by", "roles"],
  removed: ["document_set", "removal", "id", "content"],
  paragraph: ["id", "document_set", "position", "role", "number", "confidence", "origin", "status", "version"],
  block: ["paragraph", "language", "position", "number", "text", "marks"],
  unit: [
    "id",
    "document_set",
    "paragraph",
    "position",
    "confidence",
    "origin",
    "status",
    "edition",
    "details",
    "version",
  ],
  variant: ["unit", "language", "text"],
  change: ["id", "document_set", "at", "correction", "position", "rows", "replaced", "made", "by"],
  translation: ["document_set", "source_language", "target_language", "source", "target", "count"],
  posting: ["run", "gram", "units"],
  not_error: ["id", "document_set", "scope", "key", "finding", "at", "by"],
  token: ["id", "name", "role", "memories", "hash", "created", "expires", "revoked"],
  account: ["id", "name", "role", "memories", "password", "password_until", "subject", "created"],
} as const satisfies { readonly [T in keyof Tables]?: readonly (keyof Tables[T])[] };

/** A table whose {@link COLUMNS} are listed. */
export type BatchTable = keyof typeof COLUMNS;

/** A named memory. */
interface MemoryTable {
  name: string;
  /** 1 for the best. */
  rank: number;
}

/** How often a word was translated by another in a document set: what the next one is aligned with. */
interface TranslationTable {
  document_set: string;
  /** Language codes, in the order of the house. */
  source_language: string;
  target_language: string;
  /** Keys of words, see align/tokens.ts. */
  source: string;
  target: string;
  /** Expected number of times; fractional. */
  count: number;
}

interface DocumentSetTable {
  /** Its folder's name, or the symbol with `-` for `/`: unique, safe in an address. */
  id: string;
  symbol: string;
  date: string | null;
  /** The organ that its symbol names, and the organ's session; null where it names none. */
  body: string | null;
  session: number | null;
  source: string;
  /** What its texts were when they were aligned; another fingerprint means that they are to be aligned again. */
  fingerprint: string;
  /** The name of the memory that it is in. */
  memory: string;
  /** JSON of the tags of its variants and the header of the file that it was imported from; null where it has neither. */
  details: string | null;
  /** The path of the file that it was imported from; empty where that is not known, null for a set that was aligned. */
  file: string | null;
  /**
   * What its rows and units are listed under, in place of its id: the id itself, or that of a document set that is none: what a file
   * was written under before it was published. Null for these: nobody sees them.
   */
  content: string | null;
  /** The edition of the memory that its content took its place in, where that was written before; 0 for others. */
  published: Generated<number>;
}

/** A document set that is being written, and is to be published. */
interface StagedTable {
  document_set: string;
  /** Host and process, `host:pid`. */
  owner: string;
  /** When something was last written to it, ISO 8601, UTC. */
  renewed: string;
}

/** Lists of a document set that is being written, as those of {@link PhraseRunTable}; their numbers are of one row. */
interface StagedRunTable extends PhraseRunTable {
  document_set: string;
}

interface VersionTable {
  document_set: string;
  language: string;
  title: string;
  /** 1 for an official text, 0 for a working translation, 2 where nobody said. */
  official: 0 | 1 | 2;
}

/** A paragraph row: blocks that translate one another. */
interface ParagraphTable {
  id: Generated<number>;
  /** The content of the document set that it is in. */
  document_set: string;
  position: number;
  role: Role | "note";
  number: string | null;
  confidence: number;
  origin: StoredOrigin;
  status: RowStatus;
  /** The memory's edition that made it what it is: no two states of a row have the same. */
  version: Generated<number>;
}

/** The blocks of a paragraph row, as they were read. */
interface BlockTable {
  paragraph: number;
  language: string;
  position: number;
  number: string | null;
  text: string;
  /** JSON: note marks with offsets. */
  marks: string;
}

/** A translation unit: a row of segments. */
interface UnitTable {
  id: Generated<number>;
  /** The content of the document set that it is in. */
  document_set: string;
  paragraph: number;
  position: number;
  confidence: number;
  origin: StoredOrigin;
  status: RowStatus;
  /** The memory's edition since which it says what it says; 0 for what was written before it was published. */
  edition: number;
  /** JSON of its details, of which few units have any. */
  details: string | null;
  /** The memory's edition that made it what it is; that of an earlier state again where that is put back. */
  version: Generated<number>;
}

/** A unit's text in one language. */
interface VariantTable {
  unit: number;
  language: string;
  text: string;
}

/** Lists that were written together, see phrases/phrase-writer.ts. */
interface PhraseRunTable {
  id: number;
  language: string;
  /** Of the units that it lists. */
  first: number;
  last: number;
  /** How many those are. */
  texts: number;
}

/** The units of a run whose text in its language has a gram. */
interface PostingTable {
  run: number;
  /** See phrases/grams.ts; `""` for all units of the run. */
  gram: string;
  /** See phrases/posting-list.ts. */
  units: Uint8Array;
}

/** A correction, with what it replaced. */
interface ChangeTable {
  id: Generated<number>;
  document_set: string;
  /** ISO 8601, UTC. */
  at: string;
  /** JSON of the correction. */
  correction: string;
  /** Where the rows that it replaced began, and how many rows stand there now. */
  position: number;
  rows: number;
  /** JSON of the rows that it replaced. */
  replaced: string;
  /** JSON of the ids and versions of the rows that it made; null where an earlier version of Sextant made it. */
  made: string | null;
  /** Id of the account or token of who made it; null where that is not known. */
  by: string | null;
}

/** A finding that a person said is no error, see verdicts/not-errors.ts. */
interface NotErrorTable {
  id: Generated<number>;
  document_set: string;
  scope: "row" | "document" | "pair";
  /** What it is found by. */
  key: string;
  /** JSON of the finding's id, type and values. */
  finding: string;
  /** ISO 8601, UTC. */
  at: string;
  /** Id of the account or token of who said so; what they named themselves, where they have none. */
  by: string;
}

/** A request that was answered, and is answered so again. */
interface RequestTable {
  /** That its client gave it. */
  key: string;
  /** ISO 8601, UTC. */
  at: string;
  /** JSON of what was asked, and of what was answered. */
  asked: string;
  answer: string;
}

/** What an edition is known by: an index of another one with its number is of another memory's past. */
interface EditionTokenTable {
  number: number;
  token: string;
}

/** One row: which memory this is, and how often it has changed. */
interface EditionTable {
  number: number;
  /** A UUID: indexes that are kept beside a memory belong to it alone. */
  memory: string;
  /** The last ids that were given: none is given again. */
  last_paragraph: Generated<number>;
  last_unit: Generated<number>;
}
