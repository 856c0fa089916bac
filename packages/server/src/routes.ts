import { createRoute, z } from "@hono/zod-openapi";
import { UNIT_FORMATS } from "@sextant/core/exchange";
import { PAGE_LIMIT, ROW_STATUSES } from "@sextant/core/memory";
import { badRequest, conflict, json, notFound, problem } from "./answer-shapes.ts";
import { FORMATS } from "./downloads/export.ts";
import {
  AskedHeaders,
  ChangeSchema,
  CorrectedSchema,
  CorrectionRequestSchema,
  UndoHeaders,
} from "./schemas/corrections.ts";
import { DocumentSetSchema, MemorySchema, RowSchema, UnitSchema } from "./schemas/document-sets.ts";
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
} from "./schemas/finding.ts";
import { AuditSchema } from "./schemas/jobs.ts";
import {
  CursorParameter,
  FromParameter,
  IdsParameter,
  LanguagesParameter,
  MemoriesParameter,
  NamesParameter,
  ShareParameter,
  WholeNumber,
  WholeNumberOr,
} from "./schemas/parameters.ts";

/** The API's routes: what is asked, what is answered. The files of answers/ answer. */

export const documentSets = createRoute({
  method: "get",
  path: "/api/document-sets",
  summary: "All document sets of the memory",
  responses: { 200: json(z.array(DocumentSetSchema), "The newest first") },
});

export const memories = createRoute({
  method: "get",
  path: "/api/memories",
  summary: "The named memories",
  responses: { 200: json(z.array(MemorySchema), "The best ranks first") },
});

export const rankMemory = createRoute({
  method: "put",
  path: "/api/memories/{name}",
  summary: "Rank a named memory, which is made where there is none",
  request: {
    params: z.object({ name: z.string().max(200) }),
    body: {
      required: true,
      content: { "application/json": { schema: z.object({ rank: z.int().min(1).max(100) }).openapi("MemoryRank") } },
    },
  },
  responses: {
    200: json(z.array(MemorySchema), "All named memories, the best ranks first"),
    400: badRequest,
    404: notFound,
  },
});

export const renameMemory = createRoute({
  method: "put",
  path: "/api/memories/{name}/name",
  summary: "Rename a named memory; tokens that are good for it stay so",
  request: {
    params: z.object({ name: z.string().max(200) }),
    body: {
      required: true,
      content: { "application/json": { schema: z.object({ name: z.string().max(200) }).openapi("NewMemoryName") } },
    },
  },
  responses: {
    204: { description: "It is renamed" },
    400: badRequest,
    404: notFound,
    409: problem("There is a memory of that name"),
  },
});

export const assignSet = createRoute({
  method: "put",
  path: "/api/document-sets/{id}/memory",
  summary: "Put a document set into a named memory, which is made where there is none",
  request: {
    params: z.object({ id: z.string().max(200) }),
    body: {
      required: true,
      content: { "application/json": { schema: z.object({ name: z.string().max(200) }).openapi("MemoryName") } },
    },
  },
  responses: { 200: json(DocumentSetSchema, "The document set"), 400: badRequest, 404: notFound },
});

export const rows = createRoute({
  method: "get",
  path: "/api/document-sets/{id}/rows",
  summary: "Aligned rows of a document set, in order",
  request: {
    params: z.object({ id: z.string().max(200) }),
    query: z.object({
      languages: LanguagesParameter.optional(),
      from: FromParameter,
      cursor: CursorParameter.optional(),
      limit: WholeNumberOr(PAGE_LIMIT, 1, PAGE_LIMIT),
    }),
  },
  responses: {
    200: json(z.array(RowSchema), "Rows from position `from` on, or behind the cursor; `Link` names the next page"),
    400: badRequest,
    404: notFound,
  },
});

export const rowSegments = createRoute({
  method: "get",
  path: "/api/document-sets/{id}/rows/{position}/segments",
  summary: "The translation units that a row is cut into, in order",
  request: { params: z.object({ id: z.string().max(200), position: WholeNumber(0, 1e9) }) },
  responses: { 200: json(z.array(UnitSchema), "The units"), 400: badRequest, 404: notFound },
});

export const units = createRoute({
  method: "get",
  path: "/api/document-sets/{id}/segments",
  summary: "The translation units of a document set, in order; what is rejected is left out",
  request: {
    params: z.object({ id: z.string().max(200) }),
    query: z.object({ cursor: CursorParameter.optional() }),
  },
  responses: { 200: json(z.array(UnitSchema), "A page; `Link` names the next one"), 400: badRequest, 404: notFound },
});

export const corrections = createRoute({
  method: "post",
  path: "/api/document-sets/{id}/corrections",
  summary: "Correct the alignment or a text: confirm, reject, edit, merge, split, move, unlink, link",
  description:
    "What the correction made is settled: no later run moves it. Rows that it does not speak of stay as they are; what a move leaves is aligned again, with the unsure rows beside it. Where a unit is named, merge, split and move change how its row is cut into units; the row stays, and is settled. A correction names the version that it is made of, in `version` or as If-Match; where that is no longer what is there, nothing is done.",
  request: {
    params: z.object({ id: z.string().max(200) }),
    headers: AskedHeaders,
    body: { required: true, content: { "application/json": { schema: CorrectionRequestSchema } } },
  },
  responses: {
    200: json(CorrectedSchema, "What it made"),
    400: badRequest,
    404: notFound,
    409: conflict("What is corrected has changed since it was seen, or the rows do not allow it"),
    422: problem("The idempotency key was given to another request"),
    428: problem("No version is named"),
  },
});

export const undo = createRoute({
  method: "delete",
  path: "/api/document-sets/{id}/changes/{change}",
  summary: "Take a correction back",
  description:
    "The rows that it replaced are as they were, as long as nothing has been done since to those that it made.",
  request: {
    params: z.object({
      id: z.string().max(200),
      change: WholeNumber(1, 2 ** 31 - 1),
    }),
    headers: UndoHeaders,
  },
  responses: {
    200: json(ChangeSchema, "The correction that was taken back"),
    400: badRequest,
    404: notFound,
    409: conflict("What it made has changed since"),
    422: problem("The idempotency key was given to another request"),
  },
});

export const changes = createRoute({
  method: "get",
  path: "/api/document-sets/{id}/changes",
  summary: "The corrections of a document set, the last first",
  request: { params: z.object({ id: z.string().max(200) }) },
  responses: { 200: json(z.array(ChangeSchema), "At most 100"), 404: notFound },
});

export const segment = createRoute({
  method: "get",
  path: "/api/segments/{id}",
  summary: "One translation unit: a segment in all its languages",
  request: { params: z.object({ id: WholeNumber(1, Number.MAX_SAFE_INTEGER) }) },
  responses: { 200: json(UnitSchema, "The unit"), 400: badRequest, 404: notFound },
});

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

export const tmx = createRoute({
  method: "get",
  path: "/api/document-sets/{id}/tmx",
  summary: "A document set as TMX 1.4",
  request: {
    params: z.object({ id: z.string().max(200) }),
    query: z.object({ languages: LanguagesParameter.optional() }),
  },
  responses: {
    200: {
      description: "The first of `languages` is the source",
      content: { "application/x-tmx+xml": { schema: z.string() } },
    },
    400: badRequest,
    404: notFound,
  },
});

export const exportSets = createRoute({
  method: "get",
  path: "/api/export",
  summary: "Document sets as a file of another tool, all of one state of the memory",
  description: "A download that cannot be ended breaks off, without the end of its transfer.",
  request: {
    query: z.object({
      format: z.enum(UNIT_FORMATS).default("tmx"),
      sets: NamesParameter.optional().openapi({ description: "Ids or symbols, separated by commas; all if left out" }),
      memories: MemoriesParameter.optional(),
      languages: LanguagesParameter.optional().openapi({ description: "The source first; all if left out" }),
      status: z.enum(ROW_STATUSES).optional(),
      minConfidence: ShareParameter.optional().openapi({ description: "Only units so sure" }),
      units: IdsParameter.optional().openapi({ description: "Only these units, by their ids, separated by commas" }),
    }),
  },
  responses: {
    200: {
      description: "The file",
      content: Object.fromEntries(Object.values(FORMATS).map(({ type }) => [type, { schema: z.string() }])),
    },
    400: badRequest,
    404: notFound,
    503: problem("There are as many downloads as may be; ask again later"),
  },
});

export const auditLog = createRoute({
  method: "get",
  path: "/api/audit",
  summary: "Who changed what, and when; for admins",
  request: { query: z.object({ cursor: CursorParameter.optional() }) },
  responses: {
    200: json(z.array(AuditSchema), "A page, the oldest first; `Link` names the next one"),
    403: problem("That takes an admin's token"),
  },
});
