import { createRoute, z } from "@hono/zod-openapi";
import { badRequest, json, notFound, problem } from "../answer-shapes.ts";
import { MemorySchema } from "../schemas/document-sets.ts";
import { MemoryParameter } from "../schemas/parameters.ts";

/** The routes of named memories; answers/sets.ts answers. */

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
    params: MemoryParameter,
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
    params: MemoryParameter,
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
