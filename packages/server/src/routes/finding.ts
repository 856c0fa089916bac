import { createRoute, z } from "@hono/zod-openapi";
import { badRequest, json } from "../answer-shapes.ts";
import {
  BatchSchema,
  ConcordanceQuery,
  ConcordanceSchema,
  LookupQuery,
  MatchSchema,
  SubsegmentQuery,
  SubsegmentSchema,
  TBX_TYPE,
  TermsQuery,
} from "../schemas/finding.ts";

/** The routes of lookup and concordance; answers/finding.ts answers. */

export const search = createRoute({
  method: "get",
  path: "/api/search",
  summary: "Concordance: every unit in which a phrase occurs",
  description: "Case, accents, vowel signs, width and kinds of digits, spaces and quotation marks do not count.",
  request: {
    query: ConcordanceQuery,
  },
  responses: { 200: json(ConcordanceSchema, "Hits in the order in which units were taken in"), 400: badRequest },
});

export const terms = createRoute({
  method: "get",
  path: "/api/terms",
  summary: "A phrase with what probably renders it, as terms for other tools: TBX-Basic",
  description:
    "Asked as a concordance is; `mark` names the languages of the renderings. The first 1,000 hits are looked at.",
  request: { query: TermsQuery },
  responses: {
    200: { description: "The file", content: { [TBX_TYPE]: { schema: z.string() } } },
    400: badRequest,
  },
});

export const lookup = createRoute({
  method: "get",
  path: "/api/lookup",
  summary: "Matches of a segment: in context, exact, repaired, fuzzy",
  description:
    "Whatever reaches the threshold is found. Numbers, symbols, quotation marks and the first letter's case do not keep a match from being exact or repaired.",
  request: { query: LookupQuery },
  responses: { 200: json(z.array(MatchSchema), "The best first"), 400: badRequest },
});

export const lookupBatch = createRoute({
  method: "post",
  path: "/api/lookup",
  summary: "Matches of all segments of a document",
  request: { body: { required: true, content: { "application/json": { schema: BatchSchema } } } },
  responses: { 200: json(z.array(z.array(MatchSchema)), "For each text its matches, the best first"), 400: badRequest },
});

export const subsegments = createRoute({
  method: "get",
  path: "/api/subsegments",
  summary: "The longest parts of a segment that the memory knows, and where",
  request: { query: SubsegmentQuery },
  responses: { 200: json(z.array(SubsegmentSchema), "The longest first"), 400: badRequest },
});
