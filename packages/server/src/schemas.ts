import { z } from "@hono/zod-openapi";
import {
  ARABIC_SPELLINGS,
  JOB_KINDS,
  JOB_STATES,
  ORIGINS,
  PAGE_LIMIT,
  PENALTIES,
  PENALTY_REASONS,
  ROW_ROLES,
  ROW_STATUSES,
} from "@sextant/core/memory";

/** A language tag in a query. */
export const LanguageParameter = z
  .string()
  .regex(/^[A-Za-z]{2,8}(?:[-_][A-Za-z0-9]{1,8})*$/, "a BCP 47 language tag, such as fr")
  .max(35);

/** Shapes of the API's answers and questions. Each is a component of the OpenAPI document under the same name. */

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

export const ConcordanceSchema = z
  .object({
    hits: z.array(
      z.object({
        unit: UnitSchema,
        variant: z.string().optional().openapi({ description: "Key of the variant that holds the phrase" }),
        places: z
          .array(z.object({ start: z.int(), end: z.int() }))
          .openapi({ description: "Where the phrase stands in the variant searched, UTF-16 code units" }),
        translations: z
          .record(z.string(), z.array(z.object({ start: z.int(), end: z.int() })))
          .optional()
          .openapi({
            description: "Where its translation probably stands, by key of variant, in the languages of `mark`",
          }),
      }),
    ),
    total: z.int().openapi({ description: "How many hits there are from this page on, as far as they were counted" }),
    more: z.boolean().openapi({ description: "Whether there are more than that" }),
    next: z.int().optional().openapi({ description: "`after` of the next page; absent on the last" }),
  })
  .openapi("Concordance");

export const MatchSchema = z
  .object({
    unit: UnitSchema,
    score: z.int().min(0).max(101).openapi({ description: "101 in the same context, 100 exact; penalties are off" }),
    kind: z.enum(["context", "exact", "repaired", "fuzzy"]),
    source: z.string(),
    target: z.string().openapi({ description: "The translation; if `repaired`, with the text's own numbers put in" }),
    tags: z
      .array(z.string())
      .openapi({ description: "Tags of source and target, as far as the unit says them: en-US, es-BO" }),
    penalties: z.array(z.object({ reason: z.enum(PENALTY_REASONS), points: z.int() })),
    differences: z
      .array(z.object({ kind: z.enum(["same", "added", "removed"]), text: z.string() }))
      .openapi({ description: "From the match's source to the text, word by word; empty for an exact match" }),
    occurrences: z.int().openapi({ description: "Units that say the same in both languages" }),
  })
  .openapi("Match");

export const SubsegmentSchema = z
  .object({
    start: z.int().openapi({ description: "UTF-16 code units into the text" }),
    end: z.int(),
    text: z.string(),
    units: z.array(UnitSchema),
    targets: z
      .array(z.string())
      .openapi({ description: "For each unit the key of its variant that is nearest to the language asked for" }),
  })
  .openapi("Subsegment");

/** Names of memories, separated by commas, which no name holds. */
export const MemoriesParameter = z
  .string()
  .max(2000)
  .transform((list) => list.split(",").map((name) => name.trim()))
  .openapi({ type: "string", description: "Names of the memories to look in, separated by commas; all if left out" });

/** Ids, separated by commas, which no id holds. */
export const NamesParameter = z
  .string()
  .max(20_000)
  .transform((list) => list.split(",").map((name) => name.trim()))
  .openapi({ type: "string" });

const Points = z.coerce.number().int().min(0).max(100);

/** The questions of a lookup, but for the text. */
export const ArabicParameter = z.enum(ARABIC_SPELLINGS).default("loose").openapi({
  description:
    "Whether Arabic vowel signs, the seat of hamza and the dots of a final ya count: strict; otherwise they do not",
});

const LookupFields = {
  source: LanguageParameter,
  target: LanguageParameter,
  threshold: z.coerce.number().int().min(50).max(100).default(70),
  limit: z.coerce.number().int().min(1).max(100).default(10),
  memories: MemoriesParameter.optional(),
  arabic: ArabicParameter,
  unconfirmed: Points.default(PENALTIES.unconfirmed).openapi({
    description: "Points that a match loses if no person has confirmed it",
  }),
  variant: Points.default(PENALTIES.variant).openapi({
    description: "Points that it loses if it is in another variant of a language: en-US for en-GB",
  }),
  script: Points.default(PENALTIES.script).openapi({
    description: "Points that it loses if that variant is written in another script: zh-CN for zh-TW",
  }),
  spelling: Points.default(PENALTIES.spelling).openapi({
    description:
      "Points that it loses if its words are written otherwise: capitals, Arabic vowel signs, hamza, final ya",
  }),
  rank: Points.default(PENALTIES.rank).openapi({
    description: "Points that it loses for each rank that its memory is below the first",
  }),
};
const SegmentText = z.string().trim().min(1, "some text").max(5000, "at most 5,000 characters");

export const LookupQuery = z.object({
  text: SegmentText,
  ...LookupFields,
  before: SegmentText.optional().openapi({ description: "The segment before, for matches in the same context" }),
  after: SegmentText.optional().openapi({ description: "The segment after" }),
});

export const SubsegmentQuery = z.object({
  text: SegmentText,
  source: LanguageParameter,
  target: LanguageParameter,
  least: z.coerce.number().int().min(1).max(20).default(2).openapi({ description: "Words of the shortest part" }),
  limit: z.coerce.number().int().min(1).max(20).default(3).openapi({ description: "Units for each part" }),
});

export const BatchSchema = z
  .object({
    ...LookupFields,
    memories: z.array(z.string()).max(100).optional(),
    texts: z
      .array(SegmentText)
      .min(1)
      .max(500)
      .openapi({ description: "Segments in order: each is the next's context" }),
  })
  .openapi("LookupBatch");

const Position = z.int().min(0).max(1e9).openapi({ description: "Of a paragraph row" });
const MOST_BLOCKS = 1000;
const BlockCount = z.int().min(0).max(MOST_BLOCKS);
const UnitId = z.int().min(1);
const UnitOfRow = UnitId.optional().openapi({ description: "Id of one unit of the row; the row itself if left out" });

export const CorrectionSchema = z
  .discriminatedUnion("action", [
    z.object({
      action: z.enum(["confirm", "reject"]),
      position: Position,
      unit: UnitId.optional().openapi({ description: "Id of one unit of the row; all of it if left out" }),
    }),
    z.object({
      action: z.literal("edit"),
      position: Position,
      unit: UnitId.openapi({ description: "Id of a unit of the row" }),
      language: LanguageParameter,
      text: SegmentText.openapi({ description: "What the unit says in that language from now on" }),
    }),
    z.object({
      action: z.literal("merge"),
      position: Position,
      unit: UnitOfRow,
      count: z.int().min(2).max(100).openapi({ description: "Rows, or units, that become one" }),
    }),
    z
      .object({
        action: z.literal("split"),
        position: Position,
        unit: UnitOfRow,
        at: z.record(LanguageParameter, z.int().min(0).max(1e6)).openapi({
          description:
            "How many blocks of each language the first part of a row keeps, or characters (UTF-16 code units) of a unit; none of those left out",
        }),
      })
      .refine(({ unit, at }) => unit !== undefined || Object.values(at).every((count) => count <= MOST_BLOCKS), {
        message: `at most ${MOST_BLOCKS} blocks of a row`,
      }),
    z
      .object({
        action: z.literal("move"),
        position: Position,
        unit: UnitOfRow,
        language: LanguageParameter,
        to: z.enum(["before", "after"]),
        blocks: BlockCount.min(1).optional().openapi({ description: "How many of the row's blocks" }),
        segments: BlockCount.min(1).optional().openapi({ description: "How many of the unit's segments (sentences)" }),
      })
      .refine(({ unit, blocks, segments }) => (unit === undefined ? blocks && !segments : segments && !blocks), {
        message: "`blocks` of a row are moved, or `segments` of a `unit`",
      }),
    z.object({ action: z.literal("unlink"), position: Position, language: LanguageParameter }),
    z.object({ action: z.literal("link"), position: Position, other: Position }),
  ])
  .openapi("Correction");

export const ChangeSchema = z
  .object({ id: z.int(), at: z.string().openapi({ description: "ISO 8601" }), correction: CorrectionSchema })
  .openapi("Change");

/** A version as a request names it. */
const SeenVersion = z.string().regex(/^[ru]\d{1,15}-\d{1,15}$/, "a version as it was read, such as r17-3");

/** A correction with the versions that it is made of. */
export const CorrectionRequestSchema = z
  .intersection(
    CorrectionSchema,
    z.object({
      version: z
        .union([SeenVersion, z.array(SeenVersion).min(1).max(100)])
        .optional()
        .openapi({
          description:
            "The version of the row, or of the unit, that is corrected, as it was read; then, if several, those of other rows that the correction speaks of. A link needs both. With it `position` and `other` may be out of date: the rows are found by their versions",
        }),
    }),
  )
  .openapi("CorrectionRequest");

const Anything = z.record(z.string(), z.unknown()).readonly();

export const JobSchema = z
  .object({
    id: z.string(),
    kind: z.enum(JOB_KINDS),
    who: z.string().openapi({ description: "Who asked for it: id of the token, or `local`" }),
    state: z.enum(JOB_STATES),
    created: z.string().openapi({ description: "ISO 8601" }),
    ended: z.string().optional(),
    tries: z.int().openapi({ description: "How often it was begun: one whose worker is lost is begun once more" }),
    asked: Anything,
    progress: Anything.optional().openapi({ description: "The step, and how much of it is done" }),
    report: Anything.optional().openapi({ description: "What came of it; where it failed, `error` and `code`" }),
  })
  .openapi("Job");

export const AuditSchema = z
  .object({
    id: z.int(),
    at: z.string().openapi({ description: "ISO 8601" }),
    who: z.string().openapi({ description: "Id of the token, or `local`" }),
    name: z.string().optional().openapi({ description: "Whose it is; absent where that was erased" }),
    method: z.string(),
    path: z.string(),
    status: z.int(),
    request: z.string().openapi({ description: "The request's id" }),
  })
  .openapi("AuditEntry");

/** What a correction or an undo may have in its head. */
export const AskedHeaders = z.object({
  "if-match": z
    .string()
    .max(3000)
    .optional()
    .openapi({ description: 'In place of `version`: `"r17-3"`, several separated by commas' }),
  "idempotency-key": IdempotencyKey(),
});
export const UndoHeaders = AskedHeaders.pick({ "idempotency-key": true });

function IdempotencyKey() {
  return z.string().min(1).max(200).optional().openapi({
    description: "Under the same key a request is done once, and answered again as it was, for seven days",
  });
}

/** Several tags, separated by commas. */
export const LanguagesParameter = z
  .string()
  .max(200)
  .regex(
    /^[A-Za-z]{2,8}(?:[-_][A-Za-z0-9]{1,8})*(?:,[A-Za-z]{2,8}(?:[-_][A-Za-z0-9]{1,8})*)*$/,
    "BCP 47 language tags separated by commas, such as fr,en,ar",
  )
  .transform((list) => list.split(","));

/** Where a page ended. */
export const CursorParameter = z.string().max(100).openapi({ description: "As `Link` of the page before has it" });

export const FromParameter = z.coerce.number().int().min(0).max(1e9).default(0);
export const LimitParameter = z.coerce.number().int().min(1).max(PAGE_LIMIT);
export const TextParameter = z.string().trim().min(1, "some text").max(2000, "at most 2,000 characters");
