import { z } from "zod";
import { type ImportedUnit, type Property, propertiesIn } from "../../memory/stored.ts";
import { languageNamed, VariantKeys } from "../language-name.ts";
import { ILL_FORMED_BYTES, MAX_SEGMENT_CHARACTERS, type Report } from "../problem.ts";
import { isInlineCode, isSegmentContent } from "../tmx/inline-codes.ts";
import { content } from "../xml.ts";
import { linesOf } from "./records.ts";

const PropertySchema = z.object({
  variant: z.string().max(35).optional(),
  kind: z.enum(["attribute", "prop", "note"]),
  name: z.string().max(200).optional(),
  value: z.string().max(MAX_SEGMENT_CHARACTERS),
  language: z.string().max(35).optional(),
  encoding: z.string().max(35).optional(),
});
const CodeSchema = z.object({
  offset: z.int().min(0),
  code: z.string().refine(isInlineCode, "it is no inline element of TMX"),
});
const Line = z.object({
  tuid: z.string().optional(),
  number: z.string().optional(),
  role: z.string().default("text"),
  confidence: z.number().min(0).max(1).default(1),
  origin: z.string().default("imported"),
  status: z.string().optional(),
  tags: z.record(z.string(), z.string().max(35)).optional(),
  /** An object by name, as earlier versions wrote it, or a list. */
  properties: z.union([z.array(PropertySchema), z.record(z.string().max(200), z.string().max(4000))]).optional(),
  codes: z.record(z.string(), z.array(CodeSchema)).optional(),
  segments: z.record(z.string(), z.string().refine(isSegmentContent, "it is no content of a TMX segment")).optional(),
  order: z.array(z.string().max(35)).optional(),
  variants: z.record(z.string(), z.string()),
});

/**
 * Reads translation units from JSON Lines, as {@link writeJsonLines} writes them; a line needs only `variants`.
 *
 * @param portions of the file's text
 * @param report receives each line that is left out
 * @throws {UnreadableLines} if a line is too long for memory
 */
export async function* jsonUnits(portions: AsyncIterable<string>, report: Report): AsyncGenerator<ImportedUnit> {
  for await (const { line, text } of linesOf(portions)) {
    if (text.trim() === "") continue;
    const unit = text.isWellFormed() ? unitOf(text) : ILL_FORMED_BYTES;
    if (typeof unit !== "string") yield unit;
    else report({ kind: "unit", reason: "JSON", line, message: unit });
  }
}

/** Returns the unit of a line, or what is wrong with it. */
function unitOf(text: string): ImportedUnit | string {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return "this is no JSON";
  }
  const line = Line.safeParse(value);
  if (!line.success) return wrongIn(line.error);
  const { variants: said, properties, ...more } = line.data;
  const keys = new VariantKeys();
  /** Maps each name in the line to its key. */
  const renamed = new Map<string, string>();
  const variants: Record<string, string> = {};
  const tags: Record<string, string> = {};
  const segments: Record<string, string> = {};
  for (const [name, own] of Object.entries(said)) {
    if (own.includes("\0")) return `a text in ${name} that holds the character U+0000`;
    if (own.length > MAX_SEGMENT_CHARACTERS) return `a text of ${own.length} characters in ${name} is no segment`;
    try {
      const named = languageNamed(name);
      const key = keys.next(named);
      renamed.set(name, key);
      const tag = languageNamed(more.tags?.[name] ?? named.tag.replace(/-x-\d+$/, "")).tag;
      if (tag !== named.language) tags[key] = tag;
      const trimmed = own.normalize("NFC").trim();
      if (trimmed !== "") variants[key] = trimmed;
      if (trimmed !== own && !more.codes?.[name]) segments[key] = content(own);
    } catch {
      return `${name} is no language tag`;
    }
  }
  if (Object.keys(variants).length === 0) return "a unit without any text";
  const list = properties && propertiesIn(properties as readonly Property[]);
  const named = <T>(own: Readonly<Record<string, T>> | undefined): Record<string, T> =>
    Object.fromEntries(Object.entries(own ?? {}).map(([name, of]) => [renamed.get(name) ?? name, of]));
  const details = {
    tags,
    codes: named(more.codes),
    segments: { ...segments, ...named(more.segments) },
    properties: (list ?? []).map((own) =>
      own.variant === undefined ? own : { ...own, variant: renamed.get(own.variant) ?? own.variant },
    ),
    order: (more.order ?? []).map((name) => renamed.get(name) ?? name),
  };
  const { tags: _, codes: __, segments: ___, order: ____, ...fields } = more;
  const present = Object.entries(details).filter(([, own]) => Object.keys(own).length > 0);
  return { ...fields, ...Object.fromEntries(present), variants, unofficial: [] } as ImportedUnit;
}

const UNIT = 'a unit is an object such as {"variants":{"en":"Peace","fr":"Paix"}}';

/** What zod calls the types of JSON. */
const TYPES: Readonly<Record<string, string>> = {
  record: "an object",
  object: "an object",
  array: "a list",
  string: "a text",
  number: "a number",
  int: "a whole number",
};

/** What is wrong with a line, in a sentence: the first of it. */
function wrongIn({ issues: [issue] }: z.ZodError): string {
  const where = issue?.path.join(".") ?? "";
  if (where === "" || where === "variants")
    return `${where === "" ? "this is no unit" : "it has no “variants”"}: ${UNIT}`;
  const wanted = issue?.code === "invalid_type" ? TYPES[issue.expected] : undefined;
  return `“${where}” ${wanted === undefined ? `is not what it has to be: ${issue?.message}` : `has to be ${wanted}`}`;
}
