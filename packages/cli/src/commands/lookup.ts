import { Command, Option } from "@commander-js/extra-typings";
import { languageCode } from "@sextant/core/language";
import {
  ARABIC_SPELLINGS,
  type Difference,
  type LookupOptions,
  type Match,
  type Memory,
  type NumberCheck,
  PENALTIES,
  type Penalties,
  type TranslationUnit,
} from "@sextant/core/memory";
import { names, pairOf, UsageError, wholeNumber } from "../exit.ts";
import { DATA, withExistingMemory, writeOutput } from "../files.ts";
import { languageIn } from "../language.ts";
import { colour, isolate, progressBar } from "../terminal.ts";
import { expectLanguages, expectMemories, expectSets, origins } from "../there.ts";
import { analysisOf, analysisView, fileSegments, lookUpAll } from "./lookup-document.ts";

function penalty(value: string, before: Partial<Penalties>): Partial<Penalties> {
  const [reason, points] = pairOf("--penalty", value);
  if (!Object.hasOwn(PENALTIES, reason))
    throw new UsageError(`--penalty is for ${Object.keys(PENALTIES).join(", ")}, not for ${reason}`);
  return { ...before, [reason]: wholeNumber("--penalty", 0, 100)(points) };
}

/** `sextant lookup`: shows the matches of a segment or a document. */
export const lookupCommand = new Command("lookup")
  .argument("[text]", "one segment")
  .option("-d, --document <file>", "a document whose segments are looked up one by one, in any format that is read")
  .requiredOption("-t, --to <tag>", "language of the translation")
  .option("-f, --from <tag>", "language of the segment; told from it if left out")
  .option("--threshold <score>", "the lowest score", wholeNumber("--threshold", 50, 100), 70)
  .option("-n, --limit <number>", "how many matches at the most", wholeNumber("--limit", 1, 100), 5)
  .option("-m, --memories <names>", "only these memories, separated by commas", names)
  .option("--leave-out <origins>", "no matches of these: documentSet:UDHR,body:A/C.3,memory:Old,unit:15", origins)
  .option(
    "--penalty <reason=points>",
    "points that matches lose: unconfirmed=0, variant=1 (en-US for en-GB), script=5 (zh-CN for zh-TW), spelling=1 (the same words written otherwise), rank=1; may be given several times",
    penalty,
    {},
  )
  .addOption(
    new Option(
      "--arabic <how>",
      "whether Arabic vowel signs, the seat of hamza, and the dots of a final ya or ta marbuta count",
    )
      .choices(ARABIC_SPELLINGS)
      .default("loose" as const),
  )
  .option("--analysis", "of a document only how many segments and words have a match of which score")
  .option("--json", "print the matches as JSON")
  .option("--data <folder>", "where the memory is", DATA)
  .addHelpText(
    "after",
    `
A score of 100 is exact, but for the first letter's case, what shows nothing, and kinds of spaces, dashes, quotation marks,
apostrophes and digits; below, 1 − edits ÷ words of the longer text, less up to 5 for other punctuation. A match that differs only in numbers and document symbols is shown with them put right, or, where
words that depend on a number may not fit, as it is, with what to check.`,
  )
  .action(
    async (text, { to, from, document, analysis, memories, leaveOut, penalty: penalties, json, data, ...asked }) => {
      const query = { ...asked, from, to, penalties, ...(memories && { memories }), ...(leaveOut && { leaveOut }) };
      if ((text === undefined) === (document === undefined))
        throw new UsageError("lookup takes one segment, or --document and a file");
      await withExistingMemory(data, async (memory) => {
        await expectMemories(memory, [...(memories ?? []), ...(leaveOut?.memories ?? [])]);
        await expectSets(memory, leaveOut?.documentSets ?? []);
        await expectLanguages(memory, [to, ...(from === undefined ? [] : [from])]);
        if (document !== undefined)
          return writeOutput(undefined, await documentView(memory, document, query, { json, analysis }));
        return writeOutput(undefined, await segmentView(memory, text ?? "", query, json));
      });
    },
  );

/** What is looked up, as it was asked: the language of the text is detected, if left out. */
type Query = Pick<LookupOptions, "penalties" | "memories" | "leaveOut" | "arabic"> & {
  readonly from: string | undefined;
  readonly to: string;
  readonly threshold: number;
  readonly limit: number;
};

async function segmentView(memory: Memory, text: string, query: Query, json: true | undefined): Promise<string[]> {
  const { to, threshold, memories, leaveOut } = query;
  const origins = { ...(memories && { memories }), ...(leaveOut && { leaveOut }) };
  const knownParts = (from: string): ReturnType<Memory["subsegments"]> =>
    memory.subsegments(text, { from, to, limit: 1, ...origins });
  /** The best score, or less than any: what share of the text is known by its parts. */
  const bestIn = async (own: string): Promise<number> => {
    if (languageCode(own) === languageCode(to)) return 0;
    const [best] = await memory.lookup(text, { ...query, from: own, limit: 1 });
    if (best) return best.score;
    return (await knownParts(own)).reduce((sum, { start, end }) => sum + end - start, 0) / text.length;
  };
  const from = query.from ?? (await languageIn(memory, text, bestIn, "--from"));
  const matches = await memory.lookup(text, { ...query, from });
  if (json) return [`${JSON.stringify(matches, null, 2)}\n`];
  const lines = matches.flatMap(matchView);
  if (matches.length === 0) {
    lines.push(`no match of ${threshold} or more`);
    const parts = await knownParts(from);
    if (parts.length > 0) lines.push("", "known parts:");
    for (const { text: part, units, targets } of parts)
      units.forEach((unit, at) => {
        const key = targets[at] as string;
        const tag = unit.tags?.[key] ?? languageCode(key);
        lines.push(
          `${isolate(part)} · ${colour("cyan", `${unit.symbol}${unit.number ? ` ${unit.number}` : ""}`)}`,
          `  ${colour("dim", tag)}  ${isolate(unit.variants[key] ?? "")}${workingNote(unit, to)}`,
          "",
        );
      });
  }
  return [`${lines.join("\n")}\n`];
}

async function documentView(
  memory: Memory,
  file: string,
  query: Query,
  { json, analysis }: { json: true | undefined; analysis: true | undefined },
): Promise<string[]> {
  const { language, texts } = await fileSegments(file, query.from);
  const bar = progressBar(`looking ${file} up`);
  const asked = { ...query, from: query.from ?? language };
  const found = await lookUpAll(memory, texts, asked, bar.update).finally(bar.stop);
  const shares = analysisOf(found, language);
  if (json)
    return [`${JSON.stringify({ language, ...(!analysis && { segments: found }), analysis: shares }, null, 2)}\n`];
  const lines = analysis
    ? []
    : found.flatMap(({ text, matches }, at) => [
        ...(matches.length === 0
          ? [`${colour("bold", `${at + 1}`)} no match`, `  ${colour("dim", language)}  ${isolate(text)}`, ""]
          : matches.flatMap((match, rank) => {
              const [head, ...rest] = matchView(match);
              return [`${colour("bold", `${rank === 0 ? at + 1 : ""}`)} ${head?.trimStart()}`, ...rest];
            })),
      ]);
  return [`${[...lines, ...analysisView(shares)].join("\n")}\n`];
}

function matchView(match: Match): string[] {
  const { unit, score, kind, source, target, tags, penalties, differences, occurrences, checks = [] } = match;
  const [from, to] = tags;
  const marked = differences.length > 0 ? differences.map(differenceView).join("") : source;
  const less = penalties.map(({ reason, points }) => `−${points} ${reason}`).join(", ");
  const place = `${unit.symbol}${unit.number ? ` ${unit.number}` : ""}${occurrences > 1 ? ` and ${occurrences - 1} more` : ""}`;
  return [
    `${colour(["bold"], String(score).padStart(3))} ${kind}${less ? ` (${less})` : ""} · ${colour("cyan", place)}`,
    `  ${colour("dim", from)}  ${isolate(marked)}`,
    `  ${colour("dim", to)}  ${isolate(target)}${workingNote(unit, to)}`,
    ...checks.map(({ written, asked, reason }) =>
      colour("dim", `  check ${isolate(written)}${asked && ` → ${isolate(asked)}`}: ${CHECKED[reason]}`),
    ),
    "",
  ];
}

/** What is to be looked at where a number differs. */
const CHECKED: Readonly<Record<NumberCheck["reason"], string>> = {
  plural: "the words behind it may have another form",
  ordinal: "its ending may be another",
  article: "the word before it may be another",
  writing: "it cannot be written so here",
  missing: "the translation does not have it as often as its source",
  order: "it stands there several times, for different numbers",
};

/** Says that a text is not official. */
function workingNote({ working = [] }: TranslationUnit, tag: string): string {
  const isWorking = working.some((key) => languageCode(key) === languageCode(tag));
  return isWorking ? colour("dim", "  (a working translation, not the official text)") : "";
}

/** Shows a difference in colours, or without colours in the form of wdiff. */
function differenceView({ kind, text }: Difference): string {
  if (kind === "same") return text;
  const plain = kind === "added" ? `{+${text}+}` : `[-${text}-]`;
  const coloured = colour(kind === "added" ? ["green", "underline"] : ["red", "strikethrough"], text);
  return coloured === text ? plain : coloured;
}
