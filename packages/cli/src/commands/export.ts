import { Command, Option } from "@commander-js/extra-typings";
import {
  headerOf,
  importedSets,
  languageNames,
  sourceFirst,
  type TmxCounts,
  writeJsonLines,
  writeMoses,
  writeTmx,
  writeTsv,
  writeXliff,
  writeXliff12,
} from "@sextant/core/exchange";
import { languageCode, languageTag } from "@sextant/core/language";
import { type Memory, type StoredDocumentSet, unofficialVersions } from "@sextant/core/memory";
import { names, UsageError } from "../exit.ts";
import { DATA, withMemory, writeOutput } from "../files.ts";
import { counted } from "../terminal.ts";

const WRITERS = {
  tmx: writeTmx,
  tsv: writeTsv,
  jsonl: writeJsonLines,
  xliff: writeXliff,
  xliff12: writeXliff12,
} as const;
const FORMATS = ["tmx", "tsv", "jsonl", "xliff", "xliff12", "moses"] as const;
/** Formats with exactly one source and one target. */
const BILINGUAL: readonly string[] = ["xliff", "xliff12", "moses"];

/** `sextant export`: writes units for other tools. */
export const exportCommand = new Command("export")
  .argument("[sets...]", "ids or symbols, such as UDHR or A/RES/67/189; all if left out")
  .option("-l, --languages <tags>", "languages to write, the source first, separated by commas; all if left out")
  .addOption(new Option("-f, --format <name>", "how to write them").choices(FORMATS).default("tmx" as const))
  .addOption(
    new Option("--level <number>", "of TMX: 2 with the inline codes that units have, 1 without")
      .choices(["1", "2"])
      .default("2"),
  )
  .option("-m, --memories <names>", "document sets of these memories, separated by commas", names)
  .option("-o, --to <file>", "where to write; standard output if left out; moses: FILE.fr and FILE.en")
  .option("--data <folder>", "where the memory is", DATA)
  .action((named, options) => withMemory(options.data, (memory) => exportSets(memory, named, options)));

interface ExportOptions {
  readonly languages?: string | undefined;
  readonly memories?: readonly string[] | undefined;
  readonly to?: string | undefined;
  readonly format: (typeof FORMATS)[number];
  readonly level: "1" | "2";
  readonly data: string;
}

async function exportSets(memory: Memory, named: readonly string[], options: ExportOptions): Promise<void> {
  const { languages: asked, format, level, to } = options;
  const sets = await setsIn(memory, named, options);
  const languages = asked ? askedIn(sets, asked) : allIn(sets);
  if (BILINGUAL.includes(format) && languages.length !== 2)
    throw new UsageError(`${format} has a source and a target: -l ${languages.slice(0, 2).join(",") || "fr,en"}`);
  const header = headerOf(sets);
  const names = languageNames(languages, sets);
  let counts: TmxCounts | undefined;
  const tmxOptions = {
    unofficial: unofficialVersions(sets),
    level: level === "1" ? 1 : 2,
    report: (written: TmxCounts): void => {
      counts = written;
    },
    ...(header && { header }),
    imported: importedSets(sets),
  } as const;
  const units = () => memory.units(sets.map(({ id }) => id));
  // A file of another tool has its own order, and languages that a unit names without a text.
  const isAsItWas = asked === undefined && sets.length === 1 && header !== undefined;
  if (format === "moses") {
    if (to === undefined) throw new UsageError("moses is two files: -o says how their names begin");
    for (const [at, side] of (["source", "target"] as const).entries())
      await writeOutput(`${to}.${languages[at]}`, writeMoses(units(), { ...tmxOptions, languages }, side));
  } else if (format === "tmx" && (isAsItWas || languages.length === 0))
    await writeOutput(to, writeTmx(units(), tmxOptions));
  else if (languages.length === 0) throw new Error("there is no unit to write");
  else await writeOutput(to, WRITERS[format](units(), { ...tmxOptions, languages, names }));
  console.error(summaryOf(counts, languages.map((own) => names[own]).join(", "), format));
}

/**
 * Chooses the document sets that are exported.
 *
 * @throws {UsageError} if a set that is named does not exist, or no set is in the memories
 */
async function setsIn(
  memory: Memory,
  named: readonly string[],
  { memories, data }: ExportOptions,
): Promise<StoredDocumentSet[]> {
  const [damage] = await memory.check(true);
  if (damage) throw new Error(`the memory is damaged, and would not be written whole (${damage}); restore a backup`);
  const all = await memory.documentSets();
  if (all.length === 0 && named.length === 0)
    throw new Error(`the memory in ${data} holds no document set yet; sextant serve --corpus DIR fills it`);
  if (named.length === 0) {
    const chosen = all.filter(({ memory }) => !memories || memories.includes(memory));
    if (chosen.length === 0) throw new UsageError(`no document set is in ${memories?.join(", ")}`);
    return chosen;
  }
  return named.map((name) => {
    const set = all.find(({ id, symbol }) => id === name || symbol === name);
    if (set) return set;
    const ids = all.map(({ id }) => id).join(", ") || "none";
    throw new UsageError(`there is no document set ${name}; there are ${ids}`);
  });
}

/** Says what was written, and what was left out. */
function summaryOf(counts: TmxCounts | undefined, languages: string, format: string): string {
  return [
    `${counted(counts?.units ?? 0, "unit")} written${languages && ` in ${languages}`}`,
    ...(counts?.left ? [`${counts.left} have no text in these languages`] : []),
    ...(counts?.codes ? [`${format} has no place for inline codes: ${counts.codes} were left out`] : []),
  ].join("; ");
}

/** Returns the languages of document sets, the source of another tool's file first. */
function allIn(sets: readonly StoredDocumentSet[]): string[] {
  const known = [...new Set(sets.flatMap(({ versions }) => versions.map(({ language }) => language)))];
  const said = sets.length === 1 ? sets[0]?.header?.attributes.srclang : undefined;
  const source = known.find((language) => said !== undefined && said.toLowerCase().split(/[-_]/)[0] === language);
  return known.length === 0 ? [] : sourceFirst(known, source ?? (known[0] as string));
}

/**
 * Parses the languages that are asked for.
 *
 * @throws {UsageError} if no document set has one of them
 */
function askedIn(sets: readonly StoredDocumentSet[], asked: string): string[] {
  const keys = [...new Set(sets.flatMap(({ versions }) => versions.map(({ language }) => language)))];
  const tags = new Set(
    sets.flatMap(({ versions, tags = {} }) => versions.flatMap(({ language }) => tags[language] ?? [language])),
  );
  const languages = names(asked).map((name) => (keys.includes(name) ? name : tagIn(name)));
  const missing = languages.filter(
    (own) => !keys.includes(own) && !tags.has(own) && !keys.some((key) => languageCode(key) === own),
  );
  if (missing.length > 0)
    throw new UsageError(
      `there is no version in ${missing.join(", ")}; there are ${[...new Set([...keys, ...tags])].join(", ")}`,
    );
  return languages;

  function tagIn(name: string): string {
    try {
      return languageTag(name);
    } catch (error) {
      throw new UsageError((error as Error).message);
    }
  }
}
