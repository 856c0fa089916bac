import { VERSION_STATES, type VersionComparison, type VersionEntry, type VersionName } from "@sextant/core/compare";
import { counted } from "../terminal.ts";

/** What the versions are called where they were named: file names. */
export type GivenNames = readonly [old: string, current: string];

const nameOf = ({ symbol, title }: VersionName, given: string): string => symbol ?? title ?? given;

/** Which versions are compared: `A/C.3/67/L.10 → A/RES/67/189 · en`. @param given for those that have neither symbol nor title */
export function headline({ old, new: current, language }: VersionComparison, given: GivenNames): string {
  return `${nameOf(old, given[0])} → ${nameOf(current, given[1])} · ${language}`;
}

/** How much there is of which: `1 new, 2 changed, 40 unchanged · 900 words stayed, 12 came, 3 went`. */
export function countsText({ counts, words }: VersionComparison): string {
  const states = VERSION_STATES.filter((state) => counts[state] > 0).map(
    (state) => `${counts[state].toLocaleString("en")} ${state}`,
  );
  const { same, added, removed } = words;
  return `${states.join(", ") || "no text"} · ${counted(same, "word")} stayed, ${added.toLocaleString("en")} came, ${removed.toLocaleString("en")} went`;
}

/** The printed numbers of an entry: `3`, `3 → 4`, `2 → 2 + 3`; empty where there are none. */
export function numbersText({ old, new: current }: VersionEntry): string {
  const numbers = (texts: VersionEntry["old"]): string =>
    texts
      .map(({ number }) => number)
      .filter((number) => number !== undefined)
      .join(" + ");
  const [before, after] = [numbers(old), numbers(current)];
  if (before === after || old.length === 0 || current.length === 0) return after || before;
  return `${before || "–"} → ${after || "–"}`;
}
