import { z } from "@hono/zod-openapi";
import { ORIGINS, ROW_ROLES, ROW_STATUSES } from "@sextant/core/memory";

/** Shapes of named memories, document sets, rows and units. Each is a component of the OpenAPI document under the same name. */

const Confidence = z
  .number()
  .min(0)
  .max(1)
  .openapi({ description: "Posterior probability that the row is right", example: 0.98 });
const Origin = z
  .enum(ORIGINS)
  .openapi({ description: "Whether the aligner made the row, a person corrected it, or a file brought it" });
const Status = z
  .enum(ROW_STATUSES)
  .openapi({ description: "What a person has said of it; what is rejected is not looked up, searched or exported" });
const Role = z.enum(ROW_ROLES);

export const MemorySchema = z
  .object({
    name: z.string().openapi({ example: "main" }),
    rank: z.int().openapi({ description: "1 for the best; each rank below costs a match a point" }),
    documentSets: z.int(),
    units: z.int(),
  })
  .openapi("Memory");

const PropertySchema = z.object({
  variant: z
    .string()
    .optional()
    .openapi({ description: "Key of the variant that it is said of; the unit if left out" }),
  kind: z.enum(["attribute", "prop", "note"]),
  name: z.string().optional(),
  value: z.string(),
  language: z.string().optional(),
  encoding: z.string().optional(),
});

export const DocumentSetSchema = z
  .object({
    id: z.string().openapi({ example: "A-RES-67-189" }),
    memory: z.string().openapi({ description: "The named memory that it is in", example: "main" }),
    symbol: z.string().openapi({ example: "A/RES/67/189" }),
    body: z.string().optional().openapi({ description: "The organ that its symbol names", example: "A/C.3" }),
    session: z.int().optional().openapi({ description: "The organ's session, where the symbol names one" }),
    date: z.string().optional().openapi({ description: "ISO 8601", example: "2012-12-20" }),
    source: z.string().openapi({ description: "Where the texts are from" }),
    versions: z.array(
      z.object({
        language: z.string().openapi({ description: "BCP 47", example: "fr" }),
        title: z.string(),
        official: z
          .boolean()
          .optional()
          .openapi({ description: "false for a working translation; absent where nobody said" }),
      }),
    ),
    tags: z
      .record(z.string(), z.array(z.string()).readonly())
      .optional()
      .openapi({ description: "Tags of its units by key of variant, where they are more than a language" }),
    header: z
      .object({
        attributes: z.record(z.string(), z.string()),
        properties: z.array(PropertySchema).readonly(),
        encodings: z.array(z.string()).readonly().optional(),
      })
      .optional()
      .openapi({ description: "What the file that it was imported from said of itself, by TMX's names" }),
    paragraphs: z.int().openapi({ description: "Number of paragraph rows, notes included" }),
    units: z.int().openapi({ description: "Number of translation units" }),
  })
  .openapi("DocumentSet");

const BlockSchema = z
  .object({
    number: z.string().optional(),
    text: z.string(),
    marks: z.array(
      z.object({ mark: z.string(), offset: z.int().openapi({ description: "UTF-16 code units into text" }) }),
    ),
    symbols: z
      .array(z.object({ symbol: z.string(), start: z.int(), end: z.int() }))
      .openapi({ description: "Document symbols that the text names, and where" }),
  })
  .openapi("Block");

const Version = z.string().openapi({
  description: "Another one for each state: what a correction is made of",
  example: "r17-3",
});

export const RowSchema = z
  .object({
    id: z.int().openapi({ description: "Stays, whatever becomes of the rows around it" }),
    version: Version,
    position: z.int(),
    role: Role,
    number: z.string().optional(),
    confidence: Confidence,
    origin: Origin,
    status: Status,
    blocks: z
      .record(z.string(), z.array(BlockSchema))
      .openapi({ description: "By language; a language with no block in the row is absent" }),
    edited: z
      .record(z.string(), z.string())
      .optional()
      .openapi({ description: "What its units say by language, where a person edited them; blocks stay as published" }),
    units: z.array(z.int()).openapi({ description: "Ids of the row's translation units" }),
  })
  .openapi("Row");

export const UnitSchema = z
  .object({
    id: z.int(),
    version: Version,
    documentSet: z.string(),
    symbol: z.string(),
    position: z.int().openapi({ description: "Zero-based, in its document set" }),
    paragraph: z.int().openapi({ description: "Position of its paragraph row" }),
    role: Role,
    number: z.string().optional(),
    confidence: Confidence,
    origin: Origin,
    status: Status,
    memory: z.string().openapi({ description: "The named memory that its document set is in" }),
    working: z
      .array(z.string())
      .readonly()
      .optional()
      .openapi({ description: "Keys of variants that are working translations, not official texts" }),
    variants: z.record(z.string(), z.string()).openapi({ description: "Text by language" }),
    tags: z
      .record(z.string(), z.string())
      .optional()
      .openapi({ description: "Language tags of variants that are more than a language: en-GB" }),
    codes: z
      .record(z.string(), z.array(z.object({ offset: z.int(), code: z.string() })).readonly())
      .optional()
      .openapi({ description: "Inline elements of TMX 1.4 and where they stand, UTF-16 code units" }),
    tuid: z.string().optional().openapi({ description: "How the file that brought the unit calls it" }),
    properties: z
      .array(PropertySchema)
      .readonly()
      .optional()
      .openapi({ description: "What the file that brought the unit said of it, by TMX's names" }),
    segments: z
      .record(z.string(), z.string())
      .optional()
      .openapi({ description: "TMX's segments that a variant's text and codes do not say whole" }),
    order: z.array(z.string()).readonly().optional().openapi({ description: "The order of the variants in that file" }),
    original: z
      .record(z.string(), z.string())
      .optional()
      .openapi({ description: "The texts before a person edited them" }),
  })
  .openapi("TranslationUnit");
