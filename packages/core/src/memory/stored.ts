import type { NoteMark, Role } from "../document/document.ts";
import type { Span } from "../language/span.ts";

/** Who made a row: the aligner, a person, or the tool that a file was imported from. */
export const ORIGINS = ["automatic", "corrected", "imported"] as const;
export type StoredOrigin = (typeof ORIGINS)[number];

/** What a person has said of a row: nothing, that it is right, that it is not to be offered. */
export const ROW_STATUSES = ["automatic", "confirmed", "rejected"] as const;
export type RowStatus = (typeof ROW_STATUSES)[number];

/** What is translated from, and into: a code, or a tag (`en`, `en-GB`). */
export interface LanguagePair {
  readonly from: string;
  readonly to: string;
}

/** The memory of what nobody said another of. */
export const MAIN_MEMORY = "main";

/** A named memory: document sets that are looked up together. */
export interface NamedMemory {
  readonly name: string;
  /** 1 for the best; each rank below costs its matches a point. */
  readonly rank: number;
  readonly documentSets: number;
  readonly units: number;
}

/** A language version of a document set. */
export interface StoredVersion {
  readonly language: string;
  readonly title: string;
  /** Whether the text is an official one, or a working translation; absent where nobody said, as of a file of another tool. */
  readonly official?: boolean;
}

/** A document set that the memory holds. */
export interface StoredDocumentSet {
  readonly id: string;
  /** The memory that it is in. */
  readonly memory: string;
  readonly symbol: string;
  readonly date?: string;
  /** The organ that its symbol names: `A`, `A/C.3`, `CTOC/COP`. */
  readonly body?: string;
  /** The organ's session, where the symbol names one. */
  readonly session?: number;
  readonly source: string;
  readonly versions: readonly StoredVersion[];
  /** The tags that its units have, by variant key: `{ en: ["en-US", "en-GB"] }`; absent where none is more than a language. */
  readonly tags?: Readonly<Record<string, readonly string[]>>;
  /** What the file that it was imported from said of itself. */
  readonly header?: FileHeader;
  readonly paragraphs: number;
  readonly units: number;
}

/** The versions that are working translations, each as `documentSet language`. */
export function unofficialVersions(sets: readonly StoredDocumentSet[]): Set<string> {
  return new Set(
    sets.flatMap(({ id, versions }) =>
      versions.filter(({ official }) => official === false).map(({ language }) => `${id} ${language}`),
    ),
  );
}

/** A block of a stored row. */
export interface StoredBlock {
  readonly number?: string;
  readonly text: string;
  readonly marks: readonly NoteMark[];
}

/** A paragraph row: blocks by language, and the units inside it. */
export interface StoredRow {
  /** Stays, whatever becomes of the rows around it. */
  readonly id: number;
  /** Another one for each state of the row: `r17-3`. A correction names the one that it was made of. */
  readonly version: string;
  readonly position: number;
  readonly role: Role | "note";
  readonly number?: string;
  readonly confidence: number;
  readonly origin: StoredOrigin;
  readonly status: RowStatus;
  readonly blocks: Readonly<Record<string, readonly StoredBlock[]>>;
  /** What its units say by language, where a person edited them: the blocks stay as they were published. Absent where nobody did. */
  readonly edited?: Readonly<Record<string, string>>;
  readonly units: readonly number[];
}

/** A code inside a text that is no part of it, before the character at `offset` (UTF-16 code units). */
export interface InlineCode {
  readonly offset: number;
  /** An inline element of TMX 1.4, or one of its tags, as XML: `<bpt i="1">&lt;b&gt;</bpt>`, `<hi>`, `</hi>`. */
  readonly code: string;
}

/** Something that a file of another tool said of a unit, or of one of its variants. */
export interface Property {
  /** Key of the variant that it is said of; of the unit if left out. */
  readonly variant?: string;
  /** What it is in TMX: an attribute, a prop, a note. */
  readonly kind: "attribute" | "prop" | "note";
  /** An attribute's name, a prop's type; a note has none. */
  readonly name?: string;
  readonly value: string;
  /** `xml:lang` and `o-encoding` of a prop or a note. */
  readonly language?: string;
  readonly encoding?: string;
}

/** Attributes of TMX that earlier versions kept as properties by name. */
const ATTRIBUTES = /^(?:usagecount|lastusagedate|creation(?:tool|toolversion|date|id)|change(?:date|id))$/;

/**
 * Properties as they were kept: earlier versions did so by name, with a variant's language before it (`fr changeid`), and
 * several of one name in as many lines.
 */
export function propertiesIn(kept: readonly Property[] | Readonly<Record<string, string>>): readonly Property[] {
  if (Array.isArray(kept)) return kept as readonly Property[];
  return Object.entries(kept as Readonly<Record<string, string>>).flatMap(([key, value]): Property[] => {
    const [, variant, name = ""] = /^(?:([a-z]{2,3}) )?(.*)$/su.exec(key) ?? [];
    const of = variant === undefined ? {} : { variant };
    if (ATTRIBUTES.test(name)) return [{ ...of, kind: "attribute" as const, name, value }];
    return value
      .split("\n")
      .map((line) =>
        name === "note" ? { ...of, kind: "note", value: line } : { ...of, kind: "prop", name, value: line },
      );
  });
}

/** What a file said of itself. */
export interface FileHeader {
  /** Attributes of TMX's header by name: `creationtool`, `srclang`. */
  readonly attributes: Readonly<Record<string, string>>;
  /** Its notes and props, in order. */
  readonly properties: readonly Property[];
  /** Its user-defined encodings, each as XML: `<ude name="x"><map unicode="#xF8FF"/></ude>`. */
  readonly encodings?: readonly string[];
}

/** A time as TMX writes it, in UTC and to the second: `20121220T000000Z`. */
export function tmxDate(date: Date): string {
  return date.toISOString().replace(/[-:]|\.\d+/g, "");
}

/** What few units have beside their texts. */
export interface UnitDetails {
  /** Language tags of variants that are more than a language: `{ en: "en-GB" }`. */
  readonly tags?: Readonly<Record<string, string>>;
  /** Codes that stand in the variants, by language, in order of place. */
  readonly codes?: Readonly<Record<string, readonly InlineCode[]>>;
  /** How the file that brought it calls it. */
  readonly tuid?: string;
  /** What that file said of it, in its order. */
  readonly properties?: readonly Property[];
  /**
   * The content of TMX's `seg` by variant key, where the variant's text and codes do not say it whole: line breaks and blanks
   * that the text is without, segments without any text.
   */
  readonly segments?: Readonly<Record<string, string>>;
  /** The keys of its variants in the order of the file, where that is not the order of the house. */
  readonly order?: readonly string[];
  /** The texts as they were aligned or imported, where a person has edited them. */
  readonly original?: Readonly<Record<string, string>>;
}

/** A translation unit, with where it is from. */
export interface TranslationUnit extends UnitDetails {
  /** Keys of variants that are working translations; absent where none is. */
  readonly working?: readonly string[];
  readonly id: number;
  /** Another one for each state of the unit: `u17-3`. */
  readonly version: string;
  /** The memory that its document set is in. */
  readonly memory: string;
  readonly documentSet: string;
  readonly symbol: string;
  /** Zero-based, in its document set. */
  readonly position: number;
  readonly paragraph: number;
  readonly role: Role | "note";
  readonly number?: string;
  readonly confidence: number;
  readonly origin: StoredOrigin;
  readonly status: RowStatus;
  /**
   * Texts by key: the language, `en`, of the first variant in a language, its tag of a further one, `en-GB`, or a tag of
   * private use, `en-x-2`, where that is taken, too.
   */
  readonly variants: Readonly<Record<string, string>>;
}

/** What a row may be: a block's role, or a note. */
export const ROW_ROLES = [
  "title",
  "heading",
  "opening",
  "preamble",
  "operative",
  "subparagraph",
  "table-cell",
  "closing",
  "text",
  "note",
] as const satisfies readonly (Role | "note")[];

/** Whether a word that another tool kept is a role. */
export function isRole(role: string): role is Role | "note" {
  return (ROW_ROLES as readonly string[]).includes(role);
}

/** A unit as it comes from a file of another tool. */
export interface ImportedUnit extends UnitDetails {
  readonly number?: string;
  readonly role: string;
  readonly confidence: number;
  readonly origin: string;
  /** Automatic, if left out. */
  readonly status?: string;
  readonly variants: Readonly<Record<string, string>>;
  /** Languages whose text is a working translation. */
  readonly unofficial: readonly string[];
}

/** A place where a phrase occurs. */
export interface ConcordanceHit {
  readonly unit: TranslationUnit;
  /** Key of the variant that holds the phrase, where it is not the first in the language searched. */
  readonly variant?: string;
  /** Offsets of the phrase in that variant, UTF-16 code units. */
  readonly places: readonly Span[];
  /** Present where Arabic is loose and the phrase is spelt otherwise everywhere in it: a strict search would not find the unit. */
  readonly speltOtherwise?: true;
  /** Where its translation probably stands in other languages, if that was asked for. */
  readonly translations?: Readonly<Record<string, readonly Span[]>>;
}

/** A document set that was removed. */
export interface RemovedSet {
  readonly id: string;
  readonly symbol: string;
  readonly units: number;
}

/** What was removed at one time, and can be restored as long as it is kept. */
export interface Removed {
  readonly id: string;
  /** The named memory that was removed, or that the document set was in. */
  readonly memory: string;
  /** Whether the memory was removed with all that was in it. */
  readonly isMemory: boolean;
  /** Whether that is a former memory: another has, or had, its name since, and roles in that are none in it. */
  readonly isOfFormer?: boolean;
  /** ISO 8601, UTC. */
  readonly at: string;
  /** ISO 8601, UTC: from when on it is taken out for good. */
  readonly until: string;
  /** Name, or else id, of who removed it, where that is known. */
  readonly by?: string;
  readonly documentSets: readonly RemovedSet[];
}

/** A page of hits. */
export interface ConcordancePage {
  readonly hits: readonly ConcordanceHit[];
  /** How many hits there are from this page on, as far as they were counted. */
  readonly total: number;
  /** Whether there are more than that. */
  readonly more: boolean;
  /** The last unit of the page, which the next page is `after`; absent on the last page. */
  readonly next?: number;
}
