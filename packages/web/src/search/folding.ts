import type { DocumentSet, Hit } from "../api/client.ts";
import { variantsOf } from "../text/languages.ts";

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

/** What translates the phrase of a hit: each wording once, whatever its case; none where nothing is marked. */
export function renderingsOf({ unit, translations }: Hit, language: string): ReadonlySet<string> {
  return new Set(
    variantsOf(unit.variants, language).flatMap((key) =>
      (translations?.[key] ?? []).map(({ start, end }) =>
        (unit.variants[key] ?? "").slice(start, end).toLocaleLowerCase(language),
      ),
    ),
  );
}

/** How the phrase was rendered, and in how many hits, the most frequent first. */
export function renderings(hits: readonly Hit[], language: string): { text: string; count: number }[] {
  const counts = new Map<string, number>();
  for (const hit of hits) for (const text of renderingsOf(hit, language)) counts.set(text, (counts.get(text) ?? 0) + 1);
  return [...counts].map(([text, count]) => ({ text, count })).sort((a, b) => b.count - a.count);
}

/** Hits of one organ in one year, and how often they have each rendering. */
export interface RenderingsOf {
  /** Absent where the document set does not tell. */
  readonly body?: string;
  /** Four digits; absent where the document set has no date. */
  readonly year?: string;
  /** Without renderings that are not there. */
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
