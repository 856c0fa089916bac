import { Command, Option } from "@commander-js/extra-typings";
import {
  askedLanguages,
  BILINGUAL_FORMATS,
  languageNames,
  languagesIn,
  type TmxCounts,
  writeUnits,
} from "@sextant/core/exchange";
import type { Memory, StoredDocumentSet } from "@sextant/core/memory";
import { names, UsageError } from "../exit.ts";
import { DATA, withExistingMemory, writeOutput } from "../files.ts";
import { counted } from "../terminal.ts";

const FORMATS = ["tmx", "tsv", "jsonl", "xliff", "xliff12", "moses"] as const;

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
  .action((named, options) => withExistingMemory(options.data, (memory) => exportSets(memory, named, options)));

interface ExportOptions {
  readonly languages?: string | undefined;
  readonly memories?: readonly string[] | undefined;
  readonly to?: string | undefined;
  readonly format: (typeof FORMATS)[number];
  readonly level: "1" | "2";
  readonly data: string;
}

async function exportSets(memory: Memory, named: readonly string[], given: ExportOptions): Promise<void> {
  const { languages: asked, format, level, to } = given;
  const sets = await setsIn(memory, named, given);
  const languages = asked ? askedIn(sets, asked) : undefined;
  const known = languages ?? languagesIn(sets);
  const isBilingual = format === "moses" || BILINGUAL_FORMATS.has(format);
  if (isBilingual && known.length !== 2)
    throw new UsageError(`${format} has a source and a target: -l ${known.slice(0, 2).join(",") || "fr,en"}`);
  if (format !== "tmx" && known.length === 0) throw new Error("there is no unit to write");
  let counts: TmxCounts | undefined;
  const options = {
    languages,
    level: level === "1" ? 1 : 2,
    report: (written: TmxCounts): void => {
      counts = written;
    },
  } as const;
  const units = () => memory.units(sets.map(({ id }) => id));
  if (format === "moses") {
    if (to === undefined) throw new UsageError("moses is two files: -o says how their names begin");
    for (const [at, side] of (["moses-source", "moses-target"] as const).entries())
      await writeOutput(`${to}.${known[at]}`, writeUnits(units(), sets, { ...options, format: side }));
  } else await writeOutput(to, writeUnits(units(), sets, { ...options, format }));
  const names = languageNames(known, sets);
  console.error(summaryOf(counts, known.map((own) => names[own]).join(", "), format));
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
  const [damage] = await memory.maintenance.check(true);
  if (damage) throw new Error(`the memory is damaged, and would not be written whole (${damage}); restore a backup`);
  const all = await memory.documentSets.list();
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

/**
 * Parses the languages that are asked for.
 *
 * @throws {UsageError} if no document set has one of them
 */
function askedIn(sets: readonly StoredDocumentSet[], asked: string): string[] {
  try {
    const { languages, missing, known } = askedLanguages(names(asked), sets);
    if (missing.length === 0) return languages;
    throw new UsageError(`there is no version in ${missing.join(", ")}; there are ${known.join(", ")}`);
  } catch (error) {
    throw error instanceof RangeError ? new UsageError(error.message) : error;
  }
}
