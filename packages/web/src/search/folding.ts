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

/** What translates the phrase of a hit, as it is counted: without case, each wording once; undefined where nothing is marked. */
export function renderingOf({ unit, translations }: Hit, language: string): string | undefined {
  const key = variantsOf(unit.variants, language).find((own) => translations?.[own]?.length);
  const text = key === undefined ? undefined : unit.variants[key];
  const places = key === undefined ? undefined : translations?.[key];
  if (text === undefined || !places || places.length === 0) return undefined;
  // The phrase may stand there twice, and be rendered alike.
  const said = new Set(places.map(({ start, end }) => text.slice(start, end).toLocaleLowerCase(language)));
  return [...said].join(" … ");
}

/** How the phrase was rendered, and how often, the most frequent first. */
export function renderings(hits: readonly Hit[], language: string): { text: string; count: number }[] {
  const counts = new Map<string, number>();
  for (const hit of hits) {
    const text = renderingOf(hit, language);
    if (text !== undefined) counts.set(text, (counts.get(text) ?? 0) + 1);
  }
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
    const text = renderingOf(hit, language);
    if (text === undefined) continue;
    const { body, date } = byId.get(hit.unit.documentSet) ?? {};
    const year = date?.slice(0, 4);
    const key = JSON.stringify([body, year]);
    const group = groups.get(key) ?? { ...(body && { body }), ...(year && { year }), counts: new Map() };
    group.counts.set(text, (group.counts.get(text) ?? 0) + 1);
    groups.set(key, group);
  }
  return [...groups.values()].sort(
    (a, b) => (b.year ?? "").localeCompare(a.year ?? "") || (a.body ?? "").localeCompare(b.body ?? ""),
  );
}
