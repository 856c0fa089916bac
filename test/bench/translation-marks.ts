/**
 * Probable translations: how many of those that a concordance marks are right, and how many of the hits in which the translation stands
 * have one. Phrases of the corpus, in all pairs of its languages, with what renders them: those of development.txt the bounds
 * were chosen on, those of held-out.txt nothing was.
 *
 *   pnpm bench:marks [--wrong, to see what is marked and not right]
 */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { alignDocuments, Memory, readDocumentSet } from "@sextant/core";
import { type Cell, writeMeasurement } from "../docs/measurement.ts";

/** Words that may stand at either end of a mark, or be left out: articles and what joins. */
const EDGES: Readonly<Record<string, RegExp>> = {
  en: /^(?:(?:the|a|an|of|to|in)\s+)+/i,
  fr: /^(?:(?:les?|la|des?|du|aux?|à|une?)\s+|[ld]’)+/i,
  es: /^(?:(?:el|las?|los|del?|al?|una?)\s+)+/i,
};

/** What renders a thing in one language. */
interface Gold {
  readonly language: string;
  readonly phrase: string;
  readonly rendering: RegExp | undefined;
}

function goldOf(name: string): Gold[][] {
  const text = readFileSync(join(import.meta.dirname, `translation-marks/${name}.txt`), "utf8");
  return text
    .split(/\n\n+/)
    .map((thing) => thing.split("\n").filter((line) => line !== "" && !line.startsWith("#")))
    .filter((lines) => lines.length > 0)
    .map((lines) =>
      lines.map((line) => {
        const [language = "", phrase = "", renderings] = line.split("\t");
        return { language, phrase, rendering: renderings === undefined ? undefined : patternOf(renderings) };
      }),
    );
}

function patternOf(renderings: string): RegExp {
  const words = renderings.replace(/[.?+^$()[\]{}\\]/g, "\\$&").replaceAll(" * ", "(?: [^ ]+)@ ");
  return new RegExp(
    `(?:${words.replaceAll("*", "[\\p{L}\\p{M}-]@").replaceAll("@", "*").replaceAll(/['’]/g, "['’]")})`,
    "iu",
  );
}

const isWhole = (text: string, { language, rendering }: Gold): boolean => {
  const bare = text.replace(EDGES[language] ?? /^$/, "").replace(/\s+/gu, " ");
  return [text, bare].some((own) => new RegExp(`^${rendering?.source ?? "(?!)"}$`, "iu").test(own));
};

const memory = await Memory.open(":memory:");
for (const id of ["A-RES-67-189", "UDHR"]) {
  const set = await readDocumentSet(join(import.meta.dirname, "../../corpus", id));
  await memory.documentSets.save(set, alignDocuments(set.versions.map(({ document }) => document)));
}

/** To be read, and nothing is kept. */
const isWrongShown = process.argv.includes("--wrong");
const rows: Cell[][] = [];
for (const name of ["development", "held-out"]) {
  const sum = { questions: 0, answered: 0, marks: 0, right: 0, hits: 0, marked: 0 };
  const wrong = new Map<string, number>();
  let time = 0;
  for (const thing of goldOf(name))
    for (const asked of thing) {
      const others = thing.filter(({ language }) => language !== asked.language);
      const started = performance.now();
      const { hits } = await memory.concordance(asked.phrase, asked.language, {
        mark: others.map(({ language }) => language),
        limit: 200,
      });
      time += performance.now() - started;
      for (const other of others) {
        sum.questions++;
        let any = 0;
        for (const { unit, translations } of hits) {
          const text = unit.variants[other.language] ?? "";
          const places = translations?.[other.language] ?? [];
          const isThere = other.rendering?.test(text) ?? false;
          sum.hits += isThere ? 1 : 0;
          sum.marked += isThere && places.length > 0 ? 1 : 0;
          for (const { start, end } of places) {
            any++;
            sum.marks++;
            const own = text.slice(start, end);
            if (isWhole(own, other)) sum.right++;
            else {
              const line = `${asked.language} ${asked.phrase} > ${other.language} ${own}`;
              wrong.set(line, (wrong.get(line) ?? 0) + 1);
            }
          }
        }
        sum.answered += any > 0 ? 1 : 0;
      }
    }
  if (isWrongShown) for (const [line, times] of wrong) console.log(`${times} × ${line}`);
  console.log(name, sum, `${Math.round(time)} ms`);
  rows.push([name, sum.questions, sum.answered, sum.marks, sum.right, sum.right / sum.marks, sum.marked / sum.hits]);
}
await memory.close();
if (!isWrongShown)
  writeMeasurement(
    "translation-marks",
    "pnpm bench:marks",
    [
      { label: "phrases" },
      { label: "phrases and languages" },
      { label: "with marks" },
      { label: "marks" },
      { label: "right" },
      { label: "of the marks", decimals: 3 },
      { label: "hits with the translation that are marked", decimals: 3 },
    ],
    rows,
  );
