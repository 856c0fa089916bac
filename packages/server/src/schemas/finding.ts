import { z } from "@hono/zod-openapi";
import { NUMBER_CHECK_REASONS, PENALTIES, PENALTY_REASONS } from "@sextant/core/memory";
import { UnitSchema } from "./document-sets.ts";
import { ArabicParameter, LanguageParameter, MemoriesParameter, SegmentText } from "./parameters.ts";

/** Shapes of what is found: concordance, matches, known parts; and how it is asked. */

export const ConcordanceSchema = z
  .object({
    hits: z.array(
      z.object({
        unit: UnitSchema,
        variant: z.string().optional().openapi({ description: "Key of the variant that holds the phrase" }),
        places: z
          .array(z.object({ start: z.int(), end: z.int() }))
          .openapi({ description: "Where the phrase stands in the variant searched, UTF-16 code units" }),
        speltOtherwise: z.literal(true).optional().openapi({
          description: "Present where Arabic is loose and only letters or signs that are put aside make it a hit",
        }),
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
    checks: z
      .array(z.object({ written: z.string(), asked: z.string(), reason: z.enum(NUMBER_CHECK_REASONS) }))
      .optional()
      .openapi({ description: "Numbers that differ and were not put right, because words around them may not fit" }),
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

const Points = z.coerce.number().int().min(0).max(100);

/** The questions of a lookup, but for the text. */
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
      "Points that it loses if its words are written otherwise: capitals, Arabic vowel signs, hamza, final ya, ta marbuta",
  }),
  rank: Points.default(PENALTIES.rank).openapi({
    description: "Points that it loses for each rank that its memory is below the first",
  }),
};

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
  memories: MemoriesParameter.optional(),
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
