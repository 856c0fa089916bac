import { z } from "zod";
import { languageCode } from "../language/profile.ts";
import type { ImportedUnit } from "../memory/stored.ts";
import { isInlineCode } from "./inline-codes.ts";
import type { ImportProblem } from "./problem.ts";
import { decoded } from "./unpack.ts";

/** A file of units that is not one, or that cannot be read on. */
export class UnreadableLines extends Error {
  override name = "UnreadableLines";
}

/** A line of more characters than this ends the reading: memory stays bounded. */
const MOST_LINE = 4 * 1024 * 1024;
/** A text of more characters than this is no segment. */
const MOST_SEGMENT = 100_000;

/**
 * Reads translation units from tab-separated values: a line of names first, `tuid` and `symbol` as they are written
 * ({@link writeTsv}), or left out, every other name a language tag. An empty field is no text. Any encoding that has a byte
 * order mark, UTF-8 without one; gzip, and the first `.tsv` of a ZIP archive.
 *
 * @param report told of each line that is passed over
 * @throws {UnreadableLines} for a file without two languages, or with a line too long for memory
 */
export async function* readTsv(
  bytes: AsyncIterable<Uint8Array>,
  report: (problem: ImportProblem) => void,
): AsyncGenerator<ImportedUnit> {
  let columns: (string | undefined)[] | undefined;
  let tuidAt = -1;
  for await (const { number, text } of linesOf(bytes, ".tsv")) {
    const fields = text.split("\t");
    if (!columns) {
      const names = fields.map((field) => field.trim());
      tuidAt = names.indexOf("tuid");
      columns = names.map((name) => (name === "tuid" || name === "symbol" ? undefined : tagOf(name)));
      const languages = columns.filter((code) => code !== undefined);
      if (new Set(languages).size < Math.max(2, languages.length))
        throw new UnreadableLines(
          `line ${number}: the first line names the columns, at least two of them different languages, such as fr and en; it says ${names.join(", ").slice(0, 200)}`,
        );
      continue;
    }
    if (text.trim() === "") continue;
    const tuid = fields[tuidAt]?.trim();
    if (fields.length !== columns.length) {
      report({ line: number, message: `${fields.length} fields where the first line names ${columns.length}` });
      continue;
    }
    const texts = columns.flatMap((code, at) => (code === undefined ? [] : [[code, fields[at] as string] as const]));
    const unit = unitOf(texts, { ...(tuid && { tuid }) });
    if (typeof unit === "string") report({ line: number, ...(tuid && { tuid }), message: unit });
    else yield unit;
  }
  if (!columns) throw new UnreadableLines("the file is empty");
}

const Line = z.object({
  tuid: z.string().optional(),
  number: z.string().optional(),
  role: z.string().default("text"),
  confidence: z.number().min(0).max(1).default(1),
  origin: z.string().default("imported"),
  status: z.string().optional(),
  tags: z.record(z.string(), z.string().max(35)).optional(),
  properties: z.record(z.string().max(200), z.string().max(4000)).optional(),
  codes: z
    .record(
      z.string(),
      z.array(
        z.object({ offset: z.int().min(0), code: z.string().refine(isInlineCode, "it is no inline element of TMX") }),
      ),
    )
    .optional(),
  variants: z.record(z.string(), z.string()),
});

/**
 * Reads translation units from JSON Lines, as {@link writeJsonLines} writes them; `variants` is all that a line needs.
 *
 * @param report told of each line that is passed over
 * @throws {UnreadableLines} for a line too long for memory
 */
export async function* readJsonLines(
  bytes: AsyncIterable<Uint8Array>,
  report: (problem: ImportProblem) => void,
): AsyncGenerator<ImportedUnit> {
  for await (const { number, text } of linesOf(bytes, ".jsonl")) {
    if (text.trim() === "") continue;
    let value: unknown;
    try {
      value = JSON.parse(text);
    } catch (error) {
      report({ line: number, message: `this is no JSON: ${(error as Error).message}` });
      continue;
    }
    const line = Line.safeParse(value);
    if (!line.success) {
      report({ line: number, message: z.prettifyError(line.error).replace(/\s+/g, " ").replace(/^✖ /, "") });
      continue;
    }
    const { variants, ...more } = line.data;
    const texts: (readonly [string, string])[] = [];
    let wrong: string | undefined;
    for (const [tag, own] of Object.entries(variants)) {
      const code = tagOf(tag);
      if (code === undefined) wrong = `${tag} is no language tag`;
      else texts.push([code, own]);
    }
    const unit = wrong ?? unitOf(texts, more);
    if (typeof unit === "string") report({ line: number, ...(more.tuid && { tuid: more.tuid }), message: unit });
    else yield unit;
  }
}

/** A unit, or what is wrong with it. */
function unitOf(
  texts: readonly (readonly [language: string, text: string])[],
  more: Partial<Omit<z.output<typeof Line>, "variants">>,
): ImportedUnit | string {
  const variants: Record<string, string> = {};
  for (const [language, own] of texts) {
    const text = own.normalize("NFC").trim();
    if (text.length > MOST_SEGMENT) return `a text of ${text.length} characters in ${language} is no segment`;
    if (text) variants[language] = text;
  }
  if (Object.keys(variants).length === 0) return "a unit without any text";
  const { tuid, number, role = "text", confidence = 1, origin = "imported", status, tags, properties, codes } = more;
  return {
    ...(status !== undefined && { status }),
    ...(tags && { tags }),
    ...(properties && { properties }),
    ...(codes && { codes }),
    ...(tuid !== undefined && { tuid }),
    ...(number !== undefined && { number }),
    role,
    confidence,
    origin,
    variants,
    unofficial: [],
  };
}

function tagOf(tag: string): string | undefined {
  try {
    return languageCode(tag.replaceAll("_", "-"));
  } catch {
    return undefined;
  }
}

async function* linesOf(
  bytes: AsyncIterable<Uint8Array>,
  extension: string,
): AsyncGenerator<{ readonly number: number; readonly text: string }> {
  let rest = "";
  let number = 0;
  for await (const part of decoded(bytes, extension, UnreadableLines)) {
    const lines = (rest + part).split("\n");
    rest = lines.pop() ?? "";
    if (rest.length > MOST_LINE)
      throw new UnreadableLines(`line ${number + lines.length + 1}: a line of more than ${MOST_LINE} characters`);
    for (const line of lines) yield { number: ++number, text: line.replace(/\r$/, "") };
  }
  if (rest) yield { number: ++number, text: rest };
}
