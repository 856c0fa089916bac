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
import { type StoredDocumentSet, unofficialVersions } from "@sextant/core/memory";
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
  .action(async (named, { languages: asked, memories, to, format, level, data }) => {
    await withMemory(data, async (memory) => {
      const [damage] = await memory.check(true);
      if (damage)
        throw new Error(`the memory is damaged, and would not be written whole (${damage}); restore a backup`);
      const all = await memory.documentSets();
      const sets =
        named.length > 0
          ? named.map((name) => all.find(({ id, symbol }) => id === name || symbol === name) ?? unknown(name))
          : all.filter(({ memory }) => !memories || memories.includes(memory));
      if (sets.length === 0 && all.length > 0) throw new UsageError(`no document set is in ${memories?.join(", ")}`);
      if (sets.length === 0)
        throw new Error(`the memory in ${data} holds no document set yet; sextant serve --corpus DIR fills it`);
      const languages = asked ? askedIn(sets, asked) : allIn(sets);
      const header = headerOf(sets);
      // A file of another tool has its own order, and languages that a unit names without a text.
      const isAsItWas = asked === undefined && sets.length === 1 && header !== undefined;
      const unofficial = unofficialVersions(sets);
      let counts: TmxCounts | undefined;
      const report = (written: TmxCounts): void => {
        counts = written;
      };
      const units = () => memory.units(sets.map(({ id }) => id));
      if (BILINGUAL.includes(format) && languages.length !== 2)
        throw new UsageError(`${format} has a source and a target: -l ${languages.slice(0, 2).join(",") || "fr,en"}`);
      const names = languageNames(languages, sets);
      if (format === "moses") {
        if (to === undefined) throw new UsageError("moses is two files: -o says how their names begin");
        for (const [at, side] of (["source", "target"] as const).entries())
          await writeOutput(`${to}.${languages[at]}`, writeMoses(units(), { languages, report }, side));
      } else if (format === "tmx" && (isAsItWas || languages.length === 0))
        await writeOutput(
          to,
          writeTmx(units(), {
            unofficial,
            level: level === "1" ? 1 : 2,
            report,
            ...(header && { header }),
            imported: importedSets(sets),
          }),
        );
      else if (languages.length === 0) throw new Error("there is no unit to write");
      else
        await writeOutput(
          to,
          WRITERS[format](units(), {
            languages,
            names,
            unofficial,
            level: level === "1" ? 1 : 2,
            report,
            ...(header && { header }),
            imported: importedSets(sets),
          }),
        );
      console.error(
        `${counted(counts?.units ?? 0, "unit")} written${languages.length > 0 ? ` in ${languages.map((own) => names[own]).join(", ")}` : ""}${counts?.left ? `; ${counts.left} have no text in these languages` : ""}${counts?.codes ? `; ${format} has no place for inline codes: ${counts.codes} were left out` : ""}`,
      );

      function unknown(name: string): never {
        throw new UsageError(
          `there is no document set ${name}; there are ${all.map(({ id }) => id).join(", ") || "none"}`,
        );
      }
    });
  });

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
