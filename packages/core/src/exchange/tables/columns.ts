import { probableLanguages } from "../../document/detect.ts";
import type { WhyUnreadable } from "../../error.ts";
import { knownLanguage, type LanguageName } from "../language-name.ts";

/** What a column of a table holds. */
export type Column =
  | { readonly kind: "language"; readonly named: LanguageName }
  | { readonly kind: "tuid" | "symbol" }
  /** Something else, which is kept as a note or as a prop of that name. */
  | { readonly kind: "note" | "prop"; readonly name: string };

const NOTES = /^(?:notes?|comments?|remarks?)$/i;

/** Names that tools give to the columns of a source and its translation, without their languages. */
const SIDES: readonly RegExp[] = [
  /^(?:source|original|term|msgid|source text)$/i,
  /^(?:target|translation|msgstr|target text)$/i,
];

/**
 * Decides what the columns of a table hold, by their names; returns why not if that is impossible.
 *
 * @param names the first line
 * @param sample records that follow: `id` may mean Indonesian or the id of a unit, and words may look like tags
 * @param doubt called with a sentence if the first line may be no line of names
 */
export function columnsOf(
  names: readonly string[],
  sample: readonly (readonly string[])[],
  doubt: (message: string) => void,
): readonly Column[] | NoColumns {
  const columns = names.map((name): Column => columnNamed(name));
  const languages = columns.flatMap((column) => (column.kind === "language" ? [column.named.tag] : []));
  const said = names.join(", ").slice(0, 200);
  if (languages.length < 2 || new Set(languages).size < languages.length)
    return noColumns(
      "columns",
      said,
      `the first line names the columns, at least two of them different languages, such as fr and en, unless --languages names them; it says ${said}`,
    );
  const trust = trusted(names, columns, sample);
  if (trust === "no")
    return noColumns(
      "column-names",
      said,
      `the first line may be names of languages, but what follows is not in them: name the languages with --languages, such as --languages fr,en; it says ${said}`,
    );
  if (trust === "doubt")
    doubt(
      `the first line was read as names of languages, ${said}, but what follows seems to be in others; if it is text, name the languages with --languages`,
    );
  return withId(names, columns, sample);
}

/** Why a first line names no columns. */
interface NoColumns {
  readonly message: string;
  readonly why: WhyUnreadable;
}

const noColumns = (reason: WhyUnreadable["reason"], said: string, message: string): NoColumns => ({
  message,
  why: { reason, values: { said } },
});

function columnNamed(name: string): Column {
  const own = name.trim();
  if (own === "tuid" || own === "symbol") return { kind: own };
  const named = knownLanguage(own);
  if (named) return { kind: "language", named };
  return { kind: NOTES.test(own) ? "note" : "prop", name: own };
}

/** Letters of a column that show a script, and a language. */
const SCRIPT_LETTERS = 2;
const LANGUAGE_LETTERS = 60;
const COLUMN_CHARACTERS = 4000;

/** Whether names are languages, by what stands below them. A name with more than a language, or beside a `tuid`, is no word. */
function trusted(
  names: readonly string[],
  columns: readonly Column[],
  sample: readonly (readonly string[])[],
): "yes" | "doubt" | "no" {
  if (columns.some(({ kind }) => kind === "tuid" || kind === "symbol")) return "yes";
  if (columns.some((column) => column.kind === "language" && column.named.tag !== column.named.language)) return "yes";
  const found = columns.flatMap((column, at) => {
    if (column.kind !== "language") return [];
    const text = sample.map((fields) => fields[at] ?? "").join("\n");
    return [fitting(column.named.language, text.slice(0, COLUMN_CHARACTERS))];
  });
  if (found.includes("another script")) return "no";
  if (found.includes("its language")) return "yes";
  // A tag is written in small letters or in capitals; a word that begins a line is not.
  if (names.some((name) => /^[A-Z][a-z]{1,2}$/.test(name.trim()))) return "no";
  return found.every((own) => own === "another language") ? "doubt" : "yes";
}

function fitting(language: string, text: string): "another script" | "another language" | "its language" | "unknown" {
  const letters = text.match(/\p{L}/gu)?.length ?? 0;
  if (letters < SCRIPT_LETTERS) return "unknown";
  const { script = "Latn" } = new Intl.Locale(language).maximize();
  const own = text.match(scriptOf(script))?.length ?? 0;
  if (own < letters / 5) return "another script";
  if (script !== "Latn") return "its language";
  if (letters < LANGUAGE_LETTERS) return "unknown";
  return probableLanguages(text).includes(language) ? "its language" : "another language";
}

/** Scripts that are made of several, as ISO 15924 names them. */
const MIXED: Readonly<Record<string, string>> = {
  Hans: "\\p{Script=Han}",
  Hant: "\\p{Script=Han}",
  Jpan: "\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}",
  Kore: "\\p{Script=Han}\\p{Script=Hangul}",
};

function scriptOf(script: string): RegExp {
  try {
    return new RegExp(`[${MIXED[script] ?? `\\p{Script=${script}}`}]`, "gu");
  } catch {
    // A script that has no name here may hold any letter.
    return /\p{L}/gu;
  }
}

/** Tells the id of a unit from Indonesian. */
function withId(
  names: readonly string[],
  columns: readonly Column[],
  sample: readonly (readonly string[])[],
): readonly Column[] | NoColumns {
  const id = names.findIndex((name) => name.trim().toLowerCase() === "id");
  if (id < 0 || columns.filter(({ kind }) => kind === "language").length < 3) return columns;
  const values = sample.flatMap((fields) => fields[id]?.trim() || []);
  if (values.length === 0 || values.some((value) => /\s/.test(value))) return columns;
  const numbered = values.filter((value) => /[\p{N}._:/#-]/u.test(value)).length;
  if (2 * numbered >= values.length) return columns.with(id, { kind: "tuid" });
  return {
    message: "the column id may be Indonesian, or what units are called by; name it ind or tuid",
    why: { reason: "id-column" },
  };
}

/**
 * Decides what the columns of a table hold whose languages are given: they are the first columns, or those that the first line
 * calls source and target, or by these languages. A column behind them is a note.
 */
export function headOf(
  names: readonly string[],
  languages: readonly LanguageName[],
): { readonly columns: readonly Column[]; readonly isNames: boolean } {
  const known = names.map((name) => knownLanguage(name.trim()));
  const places = languages.map(({ language, tag }, at) => {
    const exact = names.findIndex((name, place) => SIDES[at]?.test(name.trim()) || known[place]?.tag === tag);
    // A language without a region is any region's.
    return exact < 0 && tag === language ? known.findIndex((own) => own?.language === language) : exact;
  });
  const isNames = places.every((place) => place >= 0);
  const columns = names.map((name, at): Column => {
    const own = isNames ? places.indexOf(at) : at;
    const named = languages[own];
    if (named && own >= 0) return { kind: "language", named };
    if (!isNames) return { kind: "note", name: "" };
    const column = columnNamed(name);
    return column.kind === "language" ? { kind: "prop", name: name.trim() } : column;
  });
  return { columns, isNames };
}
