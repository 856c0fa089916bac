import type { Block } from "../../document/document.ts";
import { asciiDigits } from "../../language/script.ts";
import type { Row } from "../rows/rows.ts";
import { anchorsOf } from "../text/anchors.ts";
import type { Versions } from "./versions.ts";

/** Index of the first closing line, if only closing lines follow it; otherwise the number of blocks. */
export function closingStart(blocks: readonly Block[]): number {
  const first = blocks.findIndex(({ role }) => role === "closing");
  return first >= 0 && blocks.slice(first).every(({ role }) => role === "closing") ? first : blocks.length;
}

/** A row of closing lines while it is filled. */
interface ClosingRow {
  readonly units: Record<string, number[]>;
  /** Sum of the shares of signs that its lines have in common with the first one, and their number. */
  shared: number;
  compared: number;
}

/**
 * Matches closing lines as a set: the lines of each language go to lines of the first language that has most, by shared
 * numbers and dates.
 */
export function matchClosings(
  { languages, blocksOf }: Versions,
  lines: (language: string) => readonly number[],
): Row[] {
  const lead = languages.reduce(
    (most, language) => (lines(language).length > lines(most).length ? language : most),
    languages[0]!,
  );
  const signs = (language: string, unit: number): Set<string> => signsOf(blocksOf(language)[unit]!.text, language);
  const rows = lines(lead).map((unit): ClosingRow => ({ units: { [lead]: [unit] }, shared: 0, compared: 0 }));
  const extra: Row[] = [];
  for (const language of languages) {
    if (language === lead) continue;
    const pairs = lines(language).flatMap((unit, place) =>
      lines(lead).map((own, at) => {
        const share = commonShare(signs(language, unit), signs(lead, own));
        return { unit, at, share, apart: Math.abs(place - at) };
      }),
    );
    pairs.sort((a, b) => b.share - a.share || a.apart - b.apart || a.unit - b.unit);
    const taken = new Set<number>();
    for (const { unit, at, share } of pairs) {
      const row = rows[at]!;
      if (taken.has(unit) || row.units[language]) continue;
      row.units[language] = [unit];
      row.shared += share;
      row.compared++;
      taken.add(unit);
    }
    for (const unit of lines(language))
      if (!taken.has(unit)) extra.push({ units: { [language]: [unit] }, confidence: 0.5, origin: "automatic" });
  }
  return [
    ...rows.map(
      ({ units, shared, compared }): Row => ({
        units,
        confidence: compared > 0 ? shared / compared : 1,
        origin: "automatic",
      }),
    ),
    ...extra,
  ];
}

/** The numbers and dates of a closing line. */
function signsOf(text: string, language: string): Set<string> {
  // Languages differ in whether the name stands before the number: 60e séance, الجلسة 60.
  const anchors = anchorsOf(text, language).filter((anchor) => !/^@\d+$/.test(anchor));
  return new Set([...anchors, ...(asciiDigits(text).match(/\d+/g) ?? [])]);
}

function commonShare(one: ReadonlySet<string>, other: ReadonlySet<string>): number {
  const common = [...one].filter((sign) => other.has(sign)).length;
  return common / Math.max(1, one.size, other.size);
}
