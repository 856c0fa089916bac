import type { DocumentSet, Hit } from "../api/client.ts";
import { directionOf, variantsOf } from "../text/languages.ts";

/** Hits that say the same in all languages shown. */
export interface HitGroup {
  /** The first of them. */
  readonly hit: Hit;
  /** The others. */
  readonly others: readonly Hit[];
}

/** Hits whose texts are the same in these languages, folded into one; in the order of the first of each. */
export function folded(hits: readonly Hit[], language: string, targets: readonly string[]): HitGroup[] {
  const groups = new Map<string, { hit: Hit; others: Hit[] }>();
  for (const hit of hits) {
    const { variants } = hit.unit;
    const shown = [language, ...targets].flatMap((own) => variantsOf(variants, own));
    const key = shown.map((own) => `${own} ${variants[own]}`).join("\n");
    const group = groups.get(key);
    if (group) group.others.push(hit);
    else groups.set(key, { hit, others: [] });
  }
  return [...groups.values()];
}

/** What Arabic writes as one with a word: a conjunction, a preposition, the article; of the first word all, then only the article. */
const PARTICLES = /^[وف]?(?:[بك]?ال|لل|[بكل])?(?=\p{L}{3})|(?<=\s)ال(?=\p{L}{3})/gu;

/** What forms of one rendering have in common: neither case nor the particles that Arabic writes as one with a word part them. */
export function renderingKey(text: string, language: string): string {
  const lower = text.toLocaleLowerCase(language);
  return directionOf(language) === "rtl" ? lower.replace(PARTICLES, "") : lower;
}

/** What translates the phrase of a hit, by {@link renderingKey}: each once; none where nothing is marked. */
export const renderingsOf = (hit: Hit, language: string): ReadonlySet<string> =>
  new Set(writtenRenderings(hit, language).map(({ text }) => renderingKey(text, language)));

/** A rendering as it is written, and whether a text begins with it: then a capital says nothing. */
interface WrittenRendering {
  readonly text: string;
  readonly isFirst: boolean;
}

const writtenRenderings = ({ unit, translations }: Hit, language: string): WrittenRendering[] =>
  variantsOf(unit.variants, language).flatMap((key) => {
    const whole = unit.variants[key] ?? "";
    return (translations?.[key] ?? []).map(({ start, end }) => ({
      text: whole.slice(start, end),
      isFirst: !/[\p{L}\p{N}]/u.test(whole.slice(0, start)),
    }));
  });

/** Where a form was met: within texts, and at all. */
type Met = { readonly within: number; readonly all: number };

/** The form that is met most: within texts first, for there a capital belongs to the word; then the one with fewer capitals. */
function commonest(forms: ReadonlyMap<string, Met>): string | undefined {
  const capitals = (text: string): number => text.match(/\p{Lu}/gu)?.length ?? 0;
  return [...forms].sort(
    ([a, one], [b, other]) => other.within - one.within || other.all - one.all || capitals(a) - capitals(b),
  )[0]?.[0];
}

/** How the phrase was rendered, in the form that is met most, and in how many hits; the most frequent first. */
export function renderings(hits: readonly Hit[], language: string): { text: string; count: number }[] {
  const forms = new Map<string, Map<string, Met>>();
  const counts = new Map<string, number>();
  for (const hit of hits) {
    for (const key of renderingsOf(hit, language)) counts.set(key, (counts.get(key) ?? 0) + 1);
    for (const { text, isFirst } of writtenRenderings(hit, language)) {
      const key = renderingKey(text, language);
      const own = forms.get(key) ?? new Map<string, Met>();
      const { within = 0, all = 0 } = own.get(text) ?? {};
      forms.set(key, own.set(text, { within: within + (isFirst ? 0 : 1), all: all + 1 }));
    }
  }
  return [...counts]
    .map(([key, count]) => ({ text: commonest(forms.get(key) ?? new Map()) ?? key, count }))
    .sort((a, b) => b.count - a.count);
}

/** Hits of one organ in one year, and how often they have each rendering. */
export interface RenderingsOf {
  /** Absent where the document set does not tell. */
  readonly body?: string;
  /** Four digits; absent where the document set has no date. */
  readonly year?: string;
  /** By {@link renderingKey}; without renderings that are not there. */
  readonly counts: ReadonlyMap<string, number>;
}

/** How the phrase was rendered by organ and year: the latest year first, what has none last. */
export function spreadOf(hits: readonly Hit[], language: string, sets: readonly DocumentSet[]): RenderingsOf[] {
  const byId = new Map(sets.map((set) => [set.id, set]));
  const groups = new Map<string, { body?: string; year?: string; counts: Map<string, number> }>();
  for (const hit of hits) {
    const texts = renderingsOf(hit, language);
    if (texts.size === 0) continue;
    const { body, date } = byId.get(hit.unit.documentSet) ?? {};
    const year = date?.slice(0, 4);
    const key = JSON.stringify([body, year]);
    const group = groups.get(key) ?? { ...(body && { body }), ...(year && { year }), counts: new Map() };
    for (const text of texts) group.counts.set(text, (group.counts.get(text) ?? 0) + 1);
    groups.set(key, group);
  }
  return [...groups.values()].sort(
    (a, b) =>
      (b.year ?? "").localeCompare(a.year ?? "") ||
      Number(a.body === undefined) - Number(b.body === undefined) ||
      (a.body ?? "").localeCompare(b.body ?? ""),
  );
}
