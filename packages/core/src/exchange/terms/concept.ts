/**
 * Room terms: what a concordance found, as terms. In: pages of hits with marked translations. Out: a concept (concept.ts), and
 * a TBX file of it (tbx-write.ts). Imports language, and what the memory's hits are.
 *
 * @module
 */

import { languageCode } from "../../language/profile.ts";
import type { ConcordanceHit, ConcordancePage, TranslationUnit } from "../../memory/stored.ts";
import { chosenKeys, tagOf } from "../chosen.ts";

/** A text in which a term stands. */
export interface TermContext {
  readonly text: string;
  /** The document: `A/RES/67/189, 3`. */
  readonly source: string;
  /** Whether the text is a working translation. */
  readonly isWorking: boolean;
}

/** A term, in its most frequent spelling. */
export interface ConceptTerm {
  readonly text: string;
  /** Units in which it is marked. */
  readonly units: number;
  /** At most {@link MAX_CONTEXTS}, of different texts, in the order of the hits. */
  readonly contexts: readonly TermContext[];
}

/** What is one thing in all languages. */
export interface Concept {
  readonly subject?: string;
  /** Units that were looked at; whether there are more that were not. */
  readonly units: number;
  readonly more: boolean;
  /** By language tag: the phrase first, then what renders it, the most frequent first. */
  readonly languages: ReadonlyMap<string, readonly ConceptTerm[]>;
}

/** What is asked of {@link conceptOf}. */
export interface ConceptOptions {
  readonly phrase: string;
  readonly language: string;
  /** Languages of the renderings, which the pages have marks in. */
  readonly into: readonly string[];
  readonly subject?: string | undefined;
  /** Only these renderings, in any of their forms; all if left out. */
  readonly renderings?: readonly string[] | undefined;
}

/** What Arabic writes as one with a word: a conjunction, a preposition, the article; of the first word all, then only the article. */
const PARTICLES = /^[وف]?(?:[بك]?ال|لل|[بكل])?(?=\p{L}{3})|(?<=\s)ال(?=\p{L}{3})/gu;

/** What the forms of one wording have in common: neither case nor what Arabic writes as one with a word parts them. */
function wordingOf(text: string, tag: string): string {
  const lower = text.toLocaleLowerCase(tag);
  return languageCode(tag) === "ar" ? lower.replace(PARTICLES, "") : lower;
}

const MAX_CONTEXTS = 3;
/** Hits that are looked at. */
const MAX_HITS = 1000;

/**
 * A phrase with what renders it, by the marks of its hits: each wording is a term, whatever its case and, in Arabic, its particles.
 *
 * @param pageAfter asks for the page behind a unit, 0 for the first
 */
export async function conceptOf(
  pageAfter: (unit: number) => Promise<ConcordancePage>,
  { phrase, language, into, subject, renderings }: ConceptOptions,
): Promise<Concept> {
  const own = new Wordings(language);
  const others = into.filter((other) => languageCode(other) !== languageCode(language)).map((tag) => new Wordings(tag));
  let units = 0;
  let next: number | undefined = 0;
  while (next !== undefined && units < MAX_HITS) {
    const page: ConcordancePage = await pageAfter(next);
    next = page.next;
    units += page.hits.length;
    for (const hit of page.hits) {
      own.add(hit, hit.variant ?? chosenKeys(hit.unit, [language])[0], hit.places);
      for (const other of others) other.addMarks(hit, renderings);
    }
  }
  const phraseTerm = { text: phrase, units, contexts: own.contexts() };
  return {
    ...(subject && { subject }),
    units,
    more: next !== undefined,
    languages: new Map([[language, [phraseTerm]], ...others.map((other) => [other.tag, other.terms()] as const)]),
  };
}

/** One wording in its spellings, with how often each was met. */
interface Wording {
  readonly spellings: Map<string, number>;
  readonly units: Set<number>;
  readonly contexts: TermContext[];
}

/** How often wordings of one language were met, each with its spellings. */
class Wordings {
  readonly tag: string;
  readonly #met = new Map<string, Wording>();

  constructor(tag: string) {
    this.tag = tag;
  }

  /** Adds what is marked in a hit, as far as it is wanted. */
  addMarks(hit: ConcordanceHit, renderings: readonly string[] | undefined): void {
    const wanted = renderings && new Set(renderings.map((text) => wordingOf(text, this.tag)));
    for (const key of chosenKeys(hit.unit, [this.tag])) {
      const text = hit.unit.variants[key] ?? "";
      const places = hit.translations?.[key] ?? [];
      this.add(
        hit,
        key,
        wanted ? places.filter(({ start, end }) => wanted.has(wordingOf(text.slice(start, end), this.tag))) : places,
      );
    }
  }

  add({ unit }: ConcordanceHit, key: string | undefined, places: ConcordanceHit["places"]): void {
    if (key === undefined) return;
    const text = unit.variants[key] ?? "";
    for (const { start, end } of places) {
      const spelling = text.slice(start, end);
      const wording = wordingOf(spelling, tagOf(unit, key));
      const met: Wording = this.#met.get(wording) ?? { spellings: new Map(), units: new Set(), contexts: [] };
      this.#met.set(wording, met);
      met.spellings.set(spelling, (met.spellings.get(spelling) ?? 0) + 1);
      met.units.add(unit.id);
      if (met.contexts.length < MAX_CONTEXTS && met.contexts.every((known) => known.text !== text))
        met.contexts.push({ text, source: sourceOf(unit), isWorking: unit.working?.includes(key) ?? false });
    }
  }

  /** The most frequent wording first. */
  terms(): ConceptTerm[] {
    return [...this.#met.values()]
      .map(({ spellings, units, contexts }) => ({
        text: [...spellings].reduce((most, own) => (own[1] > most[1] ? own : most))[0],
        units: units.size,
        contexts,
      }))
      .sort((a, b) => b.units - a.units || (a.text < b.text ? -1 : 1));
  }

  /** Contexts of all wordings. */
  contexts(): TermContext[] {
    return [...this.#met.values()].flatMap(({ contexts }) => contexts).slice(0, MAX_CONTEXTS);
  }
}

/** The document of a unit, and the number that its row has there. */
const sourceOf = ({ symbol, number }: TranslationUnit): string =>
  number === undefined || number.includes("/") ? symbol : `${symbol}, ${number}`;
