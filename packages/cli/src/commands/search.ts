import { Command } from "@commander-js/extra-typings";
import { type ConcordanceHit, languageCode, unofficialVersions } from "@sextant/core";
import { names, wholeNumber } from "../exit.ts";
import { DATA, withMemory, writeOutput } from "../files.ts";
import { languageOf } from "../language.ts";
import { colour, isolate } from "../terminal.ts";

export const searchCommand = new Command("search")
  .alias("concordance")
  .description("Find a phrase in the memory, in context, with its translations")
  .argument("<phrase>", "case and accents do not count")
  .option("-l, --language <tag>", "language of the phrase; told from it if left out")
  .option("-s, --show <tags>", "languages to show, separated by commas; all if left out")
  .option("-n, --limit <number>", "how many hits at the most", wholeNumber("--limit", 1, 500), 20)
  .option("-w, --words", "all words, in any order, instead of the phrase")
  .option("-x, --exact", "case and accents count")
  .option("--symbol <beginning>", "only documents whose symbol begins so")
  .option("--body <organ>", "only documents of this organ, such as A/C.3")
  .option("--session <number>", "only documents of this session", wholeNumber("--session", 1, 1000))
  .option("--year <year>", "only documents of this year", wholeNumber("--year", 1000, 9999))
  .option("-m, --memories <names>", "only these memories, separated by commas", names)
  .option("--json", "print the hits as JSON")
  .option("--data <folder>", "where the memory is", DATA)
  .action(
    async (
      phrase,
      { language: named, show, limit, words, exact, symbol, body, session, year, memories, json, data },
    ) => {
      const language = named ?? languageOf(phrase, "--language");
      await withMemory(data, async (memory) => {
        const page = await memory.concordance(phrase, language, {
          limit,
          match: words ? "words" : "phrase",
          exact: exact ?? false,
          ...(symbol && { symbol }),
          ...(body && { body }),
          ...(session && { session }),
          ...(year && { year }),
          ...(memories && { memories }),
        });
        if (json) return writeOutput(undefined, [`${JSON.stringify(page, null, 2)}\n`]);
        const working = unofficialVersions(await memory.documentSets());
        const lines = page.hits.flatMap((hit) => hitView(hit, language, show?.split(","), working));
        const all = `${page.total}${page.more ? "+" : ""} ${page.total === 1 ? "hit" : "hits"}`;
        lines.push(page.total > page.hits.length ? `${page.hits.length} of ${all}; --limit shows more` : all);
        return writeOutput(undefined, [`${lines.join("\n")}\n`]);
      });
    },
  );

function hitView(
  { unit, places }: ConcordanceHit,
  language: string,
  show: readonly string[] | undefined,
  working: ReadonlySet<string>,
): string[] {
  const text = unit.variants[languageCode(language)] ?? "";
  let marked = "";
  let from = 0;
  for (const { start, end } of places) {
    marked += text.slice(from, start) + colour(["bold", "yellow"], text.slice(start, end));
    from = end;
  }
  const others = Object.entries(unit.variants).filter(
    ([other]) => other !== language && (!show || show.includes(other)),
  );
  const label = (code: string): string =>
    `  ${colour("dim", `${code}${working.has(`${unit.documentSet} ${code}`) ? "*" : " "}`)} `;
  return [
    colour(
      "cyan",
      `${unit.symbol} · ${unit.role}${unit.number ? ` ${unit.number}` : ""} · ${Math.round(100 * unit.confidence)} %`,
    ),
    `${label(language)}${isolate(marked + text.slice(from))}`,
    ...others.map(([other, variant]) => `${label(other)}${isolate(variant)}`),
    ...([language, ...others.map(([other]) => other)].some((code) => working.has(`${unit.documentSet} ${code}`))
      ? [colour("dim", "  * a working translation, not the official text")]
      : []),
    "",
  ];
}
