import { languageCode, languageProfile } from "../../language/profile.ts";
import { sentences } from "../../language/sentences/sentences.ts";
import type { Span } from "../../language/span.ts";
import type { TranslationUnit } from "../../memory/stored.ts";
import { exactKey } from "../../memory/text/normal.ts";
import type { ComparedMemory } from "../compared-memory.ts";
import type { TranslatedSegment, VersionComparison, VersionEntry } from "./entries.ts";
import { editsIn, joinedTexts } from "./versions.ts";
import { versionWarning } from "./warning.ts";
import type { Edit } from "./word-diff.ts";

/** Which translations are asked for. */
export interface TranslationOptions {
  /** Languages, BCP 47. */
  readonly to: readonly string[];
  /** The document set of the old text, by id or symbol; told from its symbol if left out. */
  readonly documentSet?: string;
}

/** Segments that are looked up at one time. */
const LOOKUPS_AT_ONCE = 4;

/**
 * A comparison with the translations that the old texts had, of all entries that stand in both versions: from the old text's
 * own document set where the memory holds that, with what people corrected; otherwise, and for what is not there, from
 * exact matches anywhere in the memory.
 *
 * @throws {RangeError} for a document set that is named and not there, or a tag that is none
 */
export async function withTranslations(
  comparison: VersionComparison,
  memory: ComparedMemory,
  { to, documentSet }: TranslationOptions,
): Promise<VersionComparison> {
  const languages = [...new Set(to.map(languageCode))].filter((code) => code !== comparison.language);
  const named = documentSet ?? comparison.old.symbol;
  const set = named === undefined ? undefined : await memory.documentSets.find(named);
  if (documentSet !== undefined && !set) throw new RangeError(`there is no document set ${documentSet} in the memory`);
  const translator = new Translator(memory, comparison.language, languages);
  const has = (language: string): boolean => set?.versions.some((own) => own.language === language) ?? false;
  const warnings = [...comparison.warnings];
  if (set && has(comparison.language)) {
    await translator.take(set.id);
    const missing = languages.filter((language) => !has(language));
    if (missing.length > 0) warnings.push(versionWarning("no-versions", { document: set.symbol, languages: missing }));
  } else
    warnings.push(
      named === undefined
        ? versionWarning("unnamed", { language: comparison.language })
        : versionWarning("not-held", { document: named, language: comparison.language }),
    );
  const entries: VersionEntry[] = [];
  for (const entry of comparison.entries) {
    const isKept = entry.old.length > 0 && entry.new.length > 0;
    entries.push(isKept ? { ...entry, translations: await translator.of(entry) } : entry);
  }
  return { ...comparison, entries, warnings };
}

/** A segment of an old text, and the units that are it. */
interface Segment {
  readonly span: Span;
  readonly unit?: TranslationUnit;
}

/** Finds the translations of old texts. */
class Translator {
  readonly #memory: ComparedMemory;
  readonly #language: string;
  readonly #languages: readonly string[];
  /** Units of the old text's own document set: those of a paragraph by what it says, and each by itself. */
  readonly #paragraphs = new Map<string, TranslationUnit[][]>();
  readonly #units = new Map<string, TranslationUnit>();
  readonly #looked = new Map<string, Promise<TranslationUnit | undefined>>();

  constructor(memory: ComparedMemory, language: string, languages: readonly string[]) {
    this.#memory = memory;
    this.#language = language;
    this.#languages = languages;
  }

  /** Takes the units of a document set. */
  async take(documentSet: string): Promise<void> {
    const paragraphs = new Map<number, TranslationUnit[]>();
    for await (const unit of this.#memory.units([documentSet])) {
      const text = unit.variants[this.#language];
      if (text === undefined) continue;
      const own = paragraphs.get(unit.paragraph);
      if (own) own.push(unit);
      else paragraphs.set(unit.paragraph, [unit]);
      const key = exactKey(text);
      if (!this.#units.has(key)) this.#units.set(key, unit);
    }
    const joint = languageProfile(this.#language).spaced ? " " : "";
    for (const units of paragraphs.values()) {
      const key = exactKey(units.map(({ variants }) => variants[this.#language]).join(joint));
      this.#paragraphs.set(key, [...(this.#paragraphs.get(key) ?? []), units]);
    }
  }

  async of(entry: VersionEntry): Promise<TranslatedSegment[]> {
    const edits = entry.differences.length > 0 ? editsIn(entry, this.#language) : [];
    const { starts } = joinedTexts(entry.old, this.#language);
    const { terminators } = languageProfile(this.#language);
    const inserted = joinedTexts(entry.new, this.#language).text;
    const found: TranslatedSegment[] = [];
    for (const [at, { text }] of entry.old.entries()) {
      const segments = this.#segmentsOf(text);
      for (let from = 0; from < segments.length; from += LOOKUPS_AT_ONCE)
        found.push(
          ...(await Promise.all(
            segments.slice(from, from + LOOKUPS_AT_ONCE).map(async ({ span, unit }) => {
              const start = starts[at]! + span.start;
              const place = { start, end: starts[at]! + span.end };
              const touched = edits.some((edit) => touches(edit, place, inserted, terminators));
              return this.#translated(text.slice(span.start, span.end), touched, unit);
            }),
          )),
        );
    }
    return found;
  }

  /** An old text cut as its own document set has it, or else into sentences. */
  #segmentsOf(text: string): Segment[] {
    const paragraphs = this.#paragraphs.get(exactKey(text)) ?? [];
    // Of paragraphs that say the same, each is taken once, the last again.
    const units = paragraphs.length > 1 ? paragraphs.shift() : paragraphs[0];
    const segments: Segment[] = [];
    let from = 0;
    for (const unit of units ?? []) {
      const own = unit.variants[this.#language]!;
      const start = text.indexOf(own, from);
      // A person wrote it otherwise: it cannot be placed.
      if (start < 0) return this.#sentencesOf(text);
      from = start + own.length;
      segments.push({ span: { start, end: from }, unit });
    }
    return segments.length > 0 ? segments : this.#sentencesOf(text);
  }

  #sentencesOf(text: string): Segment[] {
    return sentences(text, this.#language).map((span) => {
      const unit = this.#units.get(exactKey(text.slice(span.start, span.end)));
      return { span, ...(unit && { unit }) };
    });
  }

  async #translated(source: string, touched: boolean, own: TranslationUnit | undefined): Promise<TranslatedSegment> {
    const targets: Record<string, string> = {};
    const units: Record<string, number> = {};
    const working: string[] = [];
    for (const language of this.#languages) {
      const unit = own?.variants[language] === undefined ? await this.#match(source, language) : own;
      const target = unit?.variants[language];
      if (!unit || target === undefined) continue;
      targets[language] = target;
      units[language] = unit.id;
      if (unit.working?.includes(language)) working.push(language);
    }
    return { source, touched, targets, units, ...(working.length > 0 && { working }) };
  }

  /** The unit of an exact match anywhere in the memory; asked for once. */
  #match(source: string, language: string): Promise<TranslationUnit | undefined> {
    const key = `${language} ${source}`;
    let unit = this.#looked.get(key);
    if (!unit) {
      const query = { from: this.#language, to: language, threshold: 100, limit: 1 };
      unit = this.#memory.lookup(source, query).then(([match]) => match?.unit);
      this.#looked.set(key, unit);
    }
    return unit;
  }
}

/** Whether an edit changes a segment. What was put in between two segments, and is a sentence itself, changes neither. */
function touches({ old, new: own }: Edit, { start, end }: Span, newText: string, terminators: string): boolean {
  if (old.start < old.end) return old.start < end && old.end > start;
  if (old.start > start && old.start < end) return true;
  if (old.start !== start && old.start !== end) return false;
  return !terminators.includes(newText.slice(own.start, own.end).trim().at(-1) ?? "");
}
