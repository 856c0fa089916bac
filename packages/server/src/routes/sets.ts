import { createRoute, z } from "@hono/zod-openapi";
import { PAGE_LIMIT } from "@sextant/core/memory";
import { badRequest, conflict, json, notFound, problem } from "../answer-shapes.ts";
import {
  AskedHeaders,
  ChangeSchema,
  CorrectedSchema,
  CorrectionRequestSchema,
  UndoHeaders,
} from "../schemas/corrections.ts";
import { DocumentSetSchema, RowSchema, UnitSchema } from "../schemas/document-sets.ts";
import {
  CursorParameter,
  FromParameter,
  LanguagesParameter,
  SetParameter,
  WholeNumber,
  WholeNumberOr,
} from "../schemas/parameters.ts";

/** The routes of document sets, their rows and their corrections; answers/sets.ts answers. */

export const documentSets = createRoute({
  method: "get",
  path: "/api/document-sets",
  summary: "All document sets of the memory",
  responses: { 200: json(z.array(DocumentSetSchema), "The newest first") },
});

export const assignSet = createRoute({
  method: "put",
  path: "/api/document-sets/{id}/memory",
  summary: "Put a document set into a named memory, which is made where there is none",
  request: {
    params: SetParameter,
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
    params: SetParameter,
    query: z.object({
      languages: LanguagesParameter.optional().openapi({ description: "Only these; all if left out" }),
      from: FromParameter,
      cursor: CursorParameter.optional(),
      limit: WholeNumberOr(PAGE_LIMIT, 1, PAGE_LIMIT).openapi({ description: "How many a page has at most" }),
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
  request: {
    params: SetParameter.extend({
      position: WholeNumber(0, 1e9).openapi({ description: "Position of the row" }),
    }),
  },
  responses: { 200: json(z.array(UnitSchema), "The units"), 400: badRequest, 404: notFound },
});

export const units = createRoute({
  method: "get",
  path: "/api/document-sets/{id}/segments",
  summary: "The translation units of a document set, in order; what is rejected is left out",
  request: {
    params: SetParameter,
    query: z.object({ cursor: CursorParameter.optional() }),
  },
  responses: { 200: json(z.array(UnitSchema), "A page; `Link` names the next one"), 400: badRequest, 404: notFound },
});

export const segment = createRoute({
  method: "get",
  path: "/api/segments/{id}",
  summary: "One translation unit: a segment in all its languages",
  request: {
    params: z.object({ id: WholeNumber(1, Number.MAX_SAFE_INTEGER).openapi({ description: "Id of the unit" }) }),
  },
  responses: { 200: json(UnitSchema, "The unit"), 400: badRequest, 404: notFound },
});

export const corrections = createRoute({
  method: "post",
  path: "/api/document-sets/{id}/corrections",
  summary: "Correct the alignment or a text: confirm, reject, edit, merge, split, move, unlink, link",
  description:
    "What the correction made is settled: no later run moves it. Rows that it does not speak of stay as they are; what a move leaves is aligned again, with the unsure rows beside it. Where a unit is named, merge, split and move change how its row is cut into units; the row stays, and is settled. A correction names the version that it is made of, in `version` or as If-Match; where that is no longer what is there, nothing is done.",
  request: {
    params: SetParameter,
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
    "The rows that it replaced are as they were, as long as nothing has been done since to those that it made. A refusal names the newer change that is taken back first.",
  request: {
    params: SetParameter.extend({
      change: WholeNumber(1, 2 ** 31 - 1).openapi({
        description: "Id of the change, as the correction was answered with",
      }),
    }),
    headers: UndoHeaders,
  },
  responses: {
    200: json(ChangeSchema, "The correction that was taken back"),
    400: badRequest,
    404: notFound,
    409: conflict("What it made has changed since, or a newer change spans it"),
    422: problem("The idempotency key was given to another request"),
  },
});

export const changes = createRoute({
  method: "get",
  path: "/api/document-sets/{id}/changes",
  summary: "The corrections of a document set, the last first",
  request: { params: SetParameter },
  responses: { 200: json(z.array(ChangeSchema), "At most 100"), 404: notFound },
});
