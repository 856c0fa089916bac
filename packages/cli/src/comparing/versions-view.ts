import type { TranslatedSegment, VersionComparison, VersionEntry, VersionText } from "@sextant/core/compare";
import { colour, counted, isolate, type Style } from "../terminal.ts";
import { differencesText } from "./differences.ts";
import { countsText, type GivenNames, headline, numbersText } from "./wording.ts";

const STYLES: Readonly<Record<string, Style>> = { new: "green", dropped: "red", changed: "yellow" };

/** Characters (UTF-16 code units) of a text that is only to be known again. */
const MAX_BEGINNING = 100;
const wordSegmenter = new Intl.Segmenter(undefined, { granularity: "word" });

/** A comparison for a person at a terminal; of what is unchanged only how much there is, unless it is asked for. */
export function versionsView(comparison: VersionComparison, given: GivenNames, showUnchanged: boolean): string[] {
  const lines = [colour("bold", headline(comparison, given)), ""];
  let skipped = 0;
  const endSkipped = (): void => {
    if (skipped > 0) lines.push(colour("dim", `… ${counted(skipped, "unchanged text")}`), "");
    skipped = 0;
  };
  for (const entry of comparison.entries) {
    if (entry.states[0] === "unchanged" && !showUnchanged) skipped++;
    else {
      endSkipped();
      lines.push(...entryView(entry), "");
    }
  }
  endSkipped();
  return [...lines, countsText(comparison)];
}

function entryView(entry: VersionEntry): string[] {
  const { states, old, new: current, translations = [] } = entry;
  const [text] = (current.length > 0 ? current : old) as readonly [VersionText, ...VersionText[]];
  const page = old[0]?.page;
  const before = states.includes("moved") && page !== undefined && page !== text.page ? ` (was p. ${page})` : "";
  const place = text.page === undefined ? "" : ` · p. ${text.page}${before}`;
  const number = numbersText(entry);
  const head = `${colour(STYLES[states[0] ?? ""] ?? "cyan", states.join(", "))} · ${text.role}${number && ` ${number}`}${place}`;
  return [head, `  ${isolate(bodyOf(entry))}`, ...translations.flatMap(translationView)];
}

function bodyOf({ states, old, new: current, differences }: VersionEntry): string {
  if (differences.length > 0) return differencesText(differences);
  const text = (current.length > 0 ? current : old).map((own) => own.text).join(" ¶ ");
  if (states.join() === "renumbered") return beginningOf(text);
  if (states[0] === "new") return differencesText([{ kind: "added", text }]);
  return states[0] === "dropped" ? differencesText([{ kind: "removed", text }]) : text;
}

/** Of a text that has another number alone, enough to know it again. */
function beginningOf(text: string): string {
  const words = [...wordSegmenter.segment(text.slice(0, 2 * MAX_BEGINNING))];
  const cut = words.find(({ index, segment }) => index + segment.length > MAX_BEGINNING);
  return cut ? `${text.slice(0, cut.index).trimEnd()} …` : text;
}

function translationView({ source, touched, targets, working = [] }: TranslatedSegment): string[] {
  const sign = touched ? colour("yellow", "≠") : colour("dim", "=");
  const languages = Object.entries(targets);
  if (languages.length === 0) return [`  ${sign} ${colour("dim", `no translation of: ${isolate(source)}`)}`];
  return languages.map(([language, target]) => {
    const note = working.includes(language) ? colour("dim", "  (a working translation, not the official text)") : "";
    return `  ${sign} ${colour("dim", language)}  ${isolate(target)}${note}`;
  });
}
