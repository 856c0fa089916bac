import { z } from "@hono/zod-openapi";
import { TBX_EDITIONS } from "@sextant/core/exchange";
import {
  NUMBER_CHECK_REASONS,
  PAGE_LIMIT,
  PENALTIES,
  PENALTY_REASONS,
  PHRASE_PLACES,
  ROW_STATUSES,
} from "@sextant/core/memory";
import { UnitSchema } from "./document-sets.ts";
import {
  ArabicParameter,
  LanguageParameter,
  LanguagesParameter,
  MemoriesParameter,
  OriginList,
  OriginsParameter,
  SegmentText,
  TextParameter,
  WholeNumber,
  WholeNumberOr,
} from "./parameters.ts";

/** Shapes of what is found: concordance, matches, known parts; and how it is asked. */

/** How a concordance is asked. */
export const ConcordanceQuery = z.object({
  q: TextParameter.openapi({ description: "The phrase" }),
  language: LanguageParameter.openapi({ description: "Of the phrase" }),
  match: z.enum(["phrase", "words"]).default("phrase").openapi({ description: "As it stands, or all its words" }),
  place: z.enum(PHRASE_PLACES).default("anywhere").openapi({
    description: "Where it may stand: anywhere, also inside words; where a word begins; as whole words",
  }),
  arabic: ArabicParameter,
  exact: z.stringbool().default(false).openapi({ description: "Whether case and accents count" }),
  translated: z
    .string()
    .max(2036)
    .regex(/^[^:]{2,35}:./u, "a language and a phrase, such as en:drug trafficking")
    .optional()
    .openapi({ description: "A language and a phrase that its text holds, too: en:drug trafficking" }),
  documentSet: z.string().max(200).optional().openapi({ description: "Only the document set of this id or symbol" }),
  symbol: z.string().max(200).optional().openapi({ description: "What the document's symbol begins with" }),
  body: z.string().max(80).optional().openapi({ description: "The organ that its symbol names: A/C.3" }),
  session: WholeNumber(1, 1000).optional().openapi({ description: "The organ's session" }),
  year: WholeNumber(1000, 9999).optional().openapi({ description: "Of the document" }),
  memories: MemoriesParameter.optional(),
  status: z.enum(ROW_STATUSES).optional().openapi({ description: "Only units of this status" }),
  leaveOut: OriginsParameter.optional().openapi({
    description:
      "Document sets by id or symbol, organs and memories of which no hit is shown: documentSet:UDHR,body:A/C.3,memory:Old; what is not there leaves nothing out",
  }),
  prefer: OriginsParameter.optional().openapi({ description: "The same, of which hits come first" }),
  mark: LanguagesParameter.optional().openapi({
    description: "Languages in which the phrase's probable translation is marked",
  }),
  after: WholeNumberOr(0, 0, Number.MAX_SAFE_INTEGER).openapi({
    description: "The unit behind which the page begins: `next` of the page before",
  }),
  limit: WholeNumberOr(50, 1, PAGE_LIMIT).openapi({ description: "How many hits a page has at most" }),
});

/** The media type of TBX, as IANA has none of its own. */
export const TBX_TYPE = "application/x-tbx; charset=utf-8";

/** How terms are asked. */
export const TermsQuery = ConcordanceQuery.omit({ after: true, limit: true }).extend({
  mark: LanguagesParameter.openapi({ description: "Languages of the renderings" }),
  subject: z.string().trim().max(200).optional().openapi({ description: "The field that the phrase belongs to" }),
  rendering: z
    .union([TextParameter, z.array(TextParameter).max(200)])
    .transform((given) => (typeof given === "string" ? [given] : given))
    .optional()
    .openapi({ description: "Only this rendering, whatever its case; may be given several times; all if left out" }),
  edition: z.enum(TBX_EDITIONS).default("2019").openapi({
    description: "Of ISO 30042: 2019, or 2008, which most tools read",
  }),
});

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

const points = (initial: number) => WholeNumberOr(initial, 0, 100);

const LEFT_OUT =
  "Document sets by id or symbol, organs, memories and units of which nothing is offered: documentSet:UDHR,body:A/C.3,memory:Old,unit:15; what is not there leaves nothing out";

/** The questions of a lookup, but for the text. */
const LookupFields = {
  source: LanguageParameter.openapi({ description: "Language of the text" }),
  target: LanguageParameter.openapi({ description: "Language of the translations" }),
  threshold: WholeNumberOr(70, 50, 100).openapi({ description: "The least score of a match" }),
  limit: WholeNumberOr(10, 1, 100).openapi({ description: "How many matches at most" }),
  memories: MemoriesParameter.optional(),
  leaveOut: OriginsParameter.optional().openapi({ description: LEFT_OUT }),
  arabic: ArabicParameter,
  unconfirmed: points(PENALTIES.unconfirmed).openapi({
    description: "Points that a match loses if no person has confirmed it",
  }),
  variant: points(PENALTIES.variant).openapi({
    description: "Points that it loses if it is in another variant of a language: en-US for en-GB",
  }),
  script: points(PENALTIES.script).openapi({
    description: "Points that it loses if that variant is written in another script: zh-CN for zh-TW",
  }),
  spelling: points(PENALTIES.spelling).openapi({
    description:
      "Points that it loses if its words are written otherwise: capitals, Arabic vowel signs, hamza, final ya, ta marbuta",
  }),
  rank: points(PENALTIES.rank).openapi({
    description: "Points that it loses for each rank that its memory is below the first",
  }),
};

export const LookupQuery = z.object({
  text: SegmentText.openapi({ description: "The segment" }),
  ...LookupFields,
  before: SegmentText.optional().openapi({ description: "The segment before, for matches in the same context" }),
  after: SegmentText.optional().openapi({ description: "The segment after" }),
});

export const SubsegmentQuery = z.object({
  text: SegmentText.openapi({ description: "The segment" }),
  source: LanguageParameter.openapi({ description: "Language of the text" }),
  target: LanguageParameter.openapi({ description: "Language of the translations" }),
  least: WholeNumberOr(2, 1, 20).openapi({ description: "Words of the shortest part" }),
  limit: WholeNumberOr(3, 1, 20).openapi({ description: "Units for each part" }),
  memories: MemoriesParameter.optional(),
  leaveOut: OriginsParameter.optional().openapi({ description: LEFT_OUT }),
});

export const BatchSchema = z
  .object({
    ...LookupFields,
    memories: z.array(z.string()).max(100).optional(),
    leaveOut: OriginList.optional().openapi({ description: LEFT_OUT }),
    texts: z
      .array(SegmentText)
      .min(1)
      .max(500)
      .openapi({ description: "Segments in order: each is the next's context" }),
  })
  .openapi("LookupBatch");
