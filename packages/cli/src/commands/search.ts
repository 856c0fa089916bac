import { Command } from "@commander-js/extra-typings";
import { detectLanguage, type TranslationUnit } from "@sextant/core";
import { UsageError } from "../exit.ts";
import { DATA, withMemory, writeOutput } from "../files.ts";
import { colour, isolate } from "../terminal.ts";

export const searchCommand = new Command("search")
  .description("Find a phrase in the memory, in context, with its translations")
  .argument("<phrase>", "case and accents do not count")
  .option("-l, --language <tag>", "language of the phrase; told from it if left out")
  .option("-s, --show <tags>", "languages to show, separated by commas; all if left out")
  .option("--exact", "only segments that are the phrase, whole")
  .option(
    "-n, --limit <number>",
    "how many hits at the most",
    (value) => {
      const limit = Number(value);
      if (!Number.isInteger(limit) || limit < 1 || limit > 500)
        throw new UsageError("--limit takes a number from 1 to 500");
      return limit;
    },
    20,
  )
  .option("--json", "print the hits as JSON")
  .option("--data <folder>", "where the memory is", DATA)
  .action(async (phrase, { language: named, show, exact, limit, json, data }) => {
    const language = named ?? languageOf(phrase);
    const page = await withMemory(data, async (memory) => {
      if (!exact) return memory.concordance(phrase, language, { limit });
      const target = show?.split(",")[0];
      if (!target) throw new UsageError("--exact asks for a pair: name the other language with --show");
      const units = await memory.lookup(phrase, language, target);
      return {
        hits: units.map((unit) => ({ unit, places: [{ start: 0, end: unit.variants[language]?.length ?? 0 }] })),
        total: units.length,
      };
    });
    if (json) return writeOutput(undefined, [`${JSON.stringify(page, null, 2)}\n`]);
    const lines = page.hits.flatMap(({ unit, places }) => hit(unit, language, places, show?.split(",")));
    lines.push(
      page.total > page.hits.length
        ? `${page.hits.length} of ${page.total} hits; --limit shows more`
        : `${page.total} hits`,
    );
    return writeOutput(undefined, [`${lines.join("\n")}\n`]);
  });

function languageOf(phrase: string): string {
  try {
    return detectLanguage(phrase, "the phrase");
  } catch {
    throw new UsageError("the phrase is too short to tell its language; name it with --language");
  }
}

function hit(
  unit: TranslationUnit,
  language: string,
  places: readonly { start: number; end: number }[],
  show: readonly string[] | undefined,
): string[] {
  const text = unit.variants[language] ?? "";
  let marked = "";
  let from = 0;
  for (const { start, end } of places) {
    marked += text.slice(from, start) + colour(["bold", "yellow"], text.slice(start, end));
    from = end;
  }
  const others = Object.entries(unit.variants).filter(
    ([other]) => other !== language && (!show || show.includes(other)),
  );
  return [
    colour(
      "cyan",
      `${unit.symbol} · ${unit.role}${unit.number ? ` ${unit.number}` : ""} · ${Math.round(100 * unit.confidence)} %`,
    ),
    `  ${colour("dim", language)}  ${isolate(marked + text.slice(from))}`,
    ...others.map(([other, variant]) => `  ${colour("dim", other)}  ${isolate(variant)}`),
    "",
  ];
}
