import { createRoute, z } from "@hono/zod-openapi";
import { UNIT_FORMATS } from "@sextant/core/exchange";
import { ROW_STATUSES } from "@sextant/core/memory";
import { badRequest, notFound, problem } from "../answer-shapes.ts";
import { FORMATS } from "../downloads/export.ts";
import {
  IdsParameter,
  LanguagesParameter,
  MemoriesParameter,
  NamesParameter,
  SetParameter,
  ShareParameter,
} from "../schemas/parameters.ts";

/** The routes of downloads; answers/exports.ts answers. */

export const tmx = createRoute({
  method: "get",
  path: "/api/document-sets/{id}/tmx",
  summary: "A document set as TMX 1.4",
  request: {
    params: SetParameter,
    query: z.object({
      languages: LanguagesParameter.optional().openapi({ description: "The source first; all if left out" }),
    }),
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
      format: z.enum(UNIT_FORMATS).default("tmx").openapi({ description: "Of the file" }),
      sets: NamesParameter.optional().openapi({ description: "Ids or symbols, separated by commas; all if left out" }),
      memories: MemoriesParameter.optional(),
      languages: LanguagesParameter.optional().openapi({ description: "The source first; all if left out" }),
      status: z.enum(ROW_STATUSES).optional().openapi({ description: "Only units of this status" }),
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
