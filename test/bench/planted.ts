import type { ComparedRow, FindingType } from "@sextant/core/compare";
import { random as randomFrom } from "../random.ts";
import { composedRows } from "./composed.ts";
import { FAULTS } from "./faults.ts";

/** A fault that was planted into rows. */
export interface Plant {
  readonly kind: string;
  readonly rows: readonly number[];
  /** Types of findings that tell it. */
  readonly accept: readonly FindingType[];
}

/** What is planted, and where. */
export interface Planting {
  readonly languages: readonly [string, string];
  /** A language that is not compared: paragraphs are left in it. */
  readonly third: string;
  /** Says where. */
  readonly seed: number;
}

/** Plants a fault of each kind into copies of rows of two languages, each into rows of its own, and adds composed rows. */
export function planted(
  rows: readonly ComparedRow[],
  { languages, third, seed }: Planting,
): { readonly rows: ComparedRow[]; readonly plants: Plant[] } {
  const random = randomFrom(seed);
  const made = rows.map((row) => ({ ...row }));
  const free = new Set(
    rows.keys().filter((row) => languages.every((language) => (rows[row]?.texts[language] ?? "").trim() !== "")),
  );
  const plants: Plant[] = [];
  for (const [kind, { fault, accept }] of Object.entries(FAULTS)) {
    const order = [...free].map((row) => [random(), row] as const).sort((a, b) => a[0] - b[0]);
    for (const [, at] of order) {
      const side = random() < 0.5 ? 0 : 1;
      const [language, otherLanguage] = [languages[side], languages[1 - side]] as [string, string];
      const { row, texts } = made[at] as ComparedRow;
      const [text = "", other = ""] = [texts[language], texts[otherLanguage]];
      const rowsWith = (pattern: RegExp): number =>
        rows.filter((own) => pattern.test(own.texts[language] ?? "")).length;
      const faulty = fault({ text, language, other, otherLanguage, third: texts[third] ?? "", random, rowsWith });
      if (faulty === undefined || faulty === text) continue;
      made[at] = { row, texts: { ...texts, [language]: faulty } };
      plants.push({ kind, rows: [row], accept });
      free.delete(at);
      break;
    }
  }
  const swap = swapped(made, free, languages[random() < 0.5 ? 0 : 1]);
  if (swap) plants.push(swap);
  const composed = composedRows(languages, Math.max(...rows.map(({ row }) => row)) + 1, random);
  return {
    rows: [...made, ...composed.rows],
    plants: [...plants, ...composed.faults.map(({ kind, row, accept }) => ({ kind, rows: [row], accept }))],
  };
}

/** Shorter paragraphs are headings, which nobody exchanges. */
const MIN_SWAPPED = 100;

/** Two neighbours without a fault change places in a language. */
function swapped(rows: ComparedRow[], free: ReadonlySet<number>, language: string): Plant | undefined {
  for (const at of free) {
    const [one, other] = [rows[at], rows[at + 1]];
    if (!one || !other || !free.has(at + 1)) continue;
    const [first = "", second = ""] = [one.texts[language], other.texts[language]];
    const least = language === "zh" ? MIN_SWAPPED / 3 : MIN_SWAPPED;
    if (first.length < least || second.length < least) continue;
    rows[at] = { ...one, texts: { ...one.texts, [language]: second } };
    rows[at + 1] = { ...other, texts: { ...other.texts, [language]: first } };
    return { kind: "paragraphs exchanged", rows: [one.row, other.row], accept: ["order"] };
  }
  return undefined;
}
