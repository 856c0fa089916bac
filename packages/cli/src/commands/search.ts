import { Command, Option } from "@commander-js/extra-typings";
import { type Concept, conceptOf, TBX_EDITIONS, writeTbx } from "@sextant/core/exchange";
import { languageCode, OFFICIAL_LANGUAGES, type Span } from "@sextant/core/language";
import {
  ARABIC_SPELLINGS,
  type ConcordanceHit,
  type ConcordanceOptions,
  type ConcordancePage,
  type Memory,
  PAGE_LIMIT,
  PHRASE_PLACES,
  ROW_STATUSES,
  unofficialVersions,
} from "@sextant/core/memory";
import { names, UsageError, wholeNumber } from "../exit.ts";
import { DATA, withExistingMemory, writeOutput } from "../files.ts";
import { languageIn } from "../language.ts";
import { colour, isolate, type Style } from "../terminal.ts";
import { expectLanguages, expectMemories, expectSets, origins } from "../there.ts";

/** `sextant search`: shows where a phrase occurs, with translations. */
export const searchCommand = new Command("search")
  .argument("<phrase>", "case and accents do not count")
  .option("-l, --language <tag>", "language of the phrase; told from it if left out")
  .option("-s, --show <tags>", "languages to show, separated by commas; all if left out", names)
  .option("-n, --limit <number>", "how many hits at the most", wholeNumber("--limit", 1, 500), 20)
  .option("-w, --words", "all words, in any order, instead of the phrase")
  .option("-x, --exact", "case and accents count")
  .addOption(
    new Option(
      "--arabic <how>",
      "whether Arabic vowel signs, the seat of hamza, and the dots of a final ya or ta marbuta count",
    )
      .choices(ARABIC_SPELLINGS)
      .default("loose" as const),
  )
  .addOption(
    new Option("-p, --place <where>", "anywhere, also inside words; where a word begins; as whole words")
      .choices(PHRASE_PLACES)
      .default("anywhere" as const),
  )
  .option("--translated <tag:phrase>", "only with a translation that holds this: en:drug trafficking", translation)
  .option("--set <set>", "only this document set, by id or symbol")
  .option("--symbol <beginning>", "only documents whose symbol begins so")
  .option("--body <organ>", "only documents of this organ, such as A/C.3")
  .option("--session <number>", "only documents of this session", wholeNumber("--session", 1, 1000))
  .option("--year <year>", "only documents of this year", wholeNumber("--year", 1000, 9999))
  .option("-m, --memories <names>", "only these memories, separated by commas", names)
  .option("--leave-out <origins>", "no hits of these: documentSet:UDHR,body:A/C.3,memory:Old,unit:15", origins)
  .option("--prefer <origins>", "the same; their hits come first", origins)
  .addOption(
    new Option("--status <status>", "only what a person has said this of; rejected units are shown only so").choices(
      ROW_STATUSES,
    ),
  )
  .option("--after <unit>", "the next page: only hits behind this unit", wholeNumber("--after", 0, 2 ** 31))
  .option("--json", "print the hits as JSON")
  .option("--tbx <file>", "write the phrase and what probably renders it as terms, TBX-Basic; - for standard output")
  .option("--subject <field>", "of TBX: the field that the phrase belongs to")
  .addOption(
    new Option("--tbx-edition <year>", "of TBX, ISO 30042: 2008 is what most tools read")
      .choices(TBX_EDITIONS)
      .default("2019" as const),
  )
  .option("--data <folder>", "where the memory is", DATA)
  .action(
    async (
      phrase,
      { language: named, show, limit, words, exact, place, translated, set, after, json, data, ...given },
    ) => {
      const { tbx, subject, tbxEdition, ...narrowed } = given;
      await withExistingMemory(data, async (memory) => {
        const origins = [narrowed.leaveOut, narrowed.prefer].filter((own) => own !== undefined);
        await expectMemories(
          memory,
          [narrowed, ...origins].flatMap((own) => own.memories ?? []),
        );
        await expectSets(
          memory,
          origins.flatMap((own) => own.documentSets ?? []),
        );
        await expectLanguages(memory, [
          ...(named === undefined ? [] : [named]),
          ...(show ?? []),
          ...(translated ? [translated.language] : []),
        ]);
        if (set !== undefined) await expectSets(memory, [set]);
        const within = set === undefined ? undefined : await memory.documentSets.find(set);
        const options = {
          ...narrowed,
          place,
          match: words ? "words" : "phrase",
          exact: exact ?? false,
          mark: show ?? OFFICIAL_LANGUAGES,
          ...(translated && { translated }),
          ...(within && { documentSet: within.id }),
        } satisfies ConcordanceOptions;
        const hitsIn = async (own: string): Promise<number> =>
          (await memory.concordance(phrase, own, { ...options, mark: [], limit: 1 })).total;
        const language = named ?? (await languageIn(memory, phrase, hitsIn, "--language"));
        if (tbx !== undefined) {
          const concept = await conceptOf(
            (behind) => memory.concordance(phrase, language, { ...options, after: behind, limit: PAGE_LIMIT }),
            { phrase, language, into: options.mark, subject },
          );
          if (concept.units === 0) throw new Error(`${phrase} is nowhere in ${language}: no terms were written`);
          await writeOutput(tbx === "-" ? undefined : tbx, writeTbx([concept], phrase, tbxEdition));
          for (const line of conceptView(concept)) console.error(line);
          return;
        }
        const page = await memory.concordance(phrase, language, { ...options, limit, ...(after && { after }) });
        return json
          ? writeOutput(undefined, [`${JSON.stringify(page, null, 2)}\n`])
          : writeOutput(undefined, [`${(await pageView(memory, page, { language, show, after })).join("\n")}\n`]);
      });
    },
  );

/** What was written of a concept, and in which languages nothing was: a rendering is probable, or it is none. */
function conceptView({ languages, units, more }: Concept): string[] {
  const all = `${units}${more ? "+" : ""}`;
  return [...languages].map(([tag, terms]) => {
    const said = terms.map(({ text, units }) => `${isolate(text)} (${units})`).join(", ");
    return said ? `${tag}: ${said} of ${all} segments` : `${tag}: no rendering that is sure`;
  });
}

interface View {
  readonly language: string;
  readonly show: readonly string[] | undefined;
  readonly after: number | undefined;
}

/** Hits, and how many there are. */
async function pageView(memory: Memory, page: ConcordancePage, { language, show, after }: View): Promise<string[]> {
  const sets = await Promise.all(
    [...new Set(page.hits.map(({ unit }) => unit.documentSet))].map((id) => memory.documentSets.find(id)),
  );
  const working = unofficialVersions(sets.filter((own) => own !== undefined));
  const lines = page.hits.flatMap((hit) => hitView(hit, language, show, working));
  const all = `${page.total}${page.more ? "+" : ""} ${page.total === 1 ? "hit" : "hits"}`;
  lines.push(
    page.next === undefined
      ? all
      : `${page.hits.length} of ${all}${after ? " from here on" : ""}; --after ${page.next} shows the next`,
  );
  return lines;
}

/** Reads `en:drug trafficking`. */
function translation(value: string): { language: string; phrase: string } {
  const [, language, phrase] = /^\s*([A-Za-z][\w-]{1,34})\s*:\s*(\S.*)$/su.exec(value) ?? [];
  if (language === undefined || phrase === undefined)
    throw new UsageError("--translated takes a language and a phrase, as --translated en:drug trafficking");
  return { language, phrase };
}

function hitView(
  { unit, variant, places, speltOtherwise, translations }: ConcordanceHit,
  language: string,
  show: readonly string[] | undefined,
  working: ReadonlySet<string>,
): string[] {
  const code = variant ?? languageCode(language);
  const others = Object.entries(unit.variants).filter(([other]) => other !== code && (!show || show.includes(other)));
  const label = (code: string): string =>
    `  ${colour("dim", `${unit.tags?.[code] ?? code}${working.has(`${unit.documentSet} ${code}`) ? "*" : " "}`)} `;
  return [
    colour(
      "cyan",
      `${unit.symbol} · ${unit.role}${unit.number ? ` ${unit.number}` : ""} · ${Math.round(100 * unit.confidence)} %${speltOtherwise ? " · spelt otherwise" : ""}`,
    ),
    `${label(code)}${isolate(marked(unit.variants[code] ?? "", places, ["bold", "yellow"]))}`,
    ...others.map(
      ([other, variant]) => `${label(other)}${isolate(marked(variant, translations?.[other], "underline"))}`,
    ),
    ...([code, ...others.map(([other]) => other)].some((own) => working.has(`${unit.documentSet} ${own}`))
      ? [colour("dim", "  * a working translation, not the official text")]
      : []),
    "",
  ];
}

/** Shows a text with some places in colour, if there are colours. */
function marked(text: string, places: readonly Span[] = [], style: Style): string {
  let out = "";
  let from = 0;
  for (const { start, end } of places) {
    out += text.slice(from, start) + colour(style, text.slice(start, end));
    from = end;
  }
  return out + text.slice(from);
}
