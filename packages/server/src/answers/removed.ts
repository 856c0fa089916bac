import { createRoute, z } from "@hono/zod-openapi";
import type { Removed } from "@sextant/core/memory";
import type { Context } from "hono";
import { need, needEverywhere, ownMemory } from "../access/guard.ts";
import { badRequest, json, notFound, problem } from "../answer-shapes.ts";
import { type Environment, part } from "../environment.ts";
import { MemoryParameter, SetParameter } from "../schemas/parameters.ts";
import { RemovedSchema } from "../schemas/removed.ts";
import type { MemorySource } from "../source.ts";
import { WrongRequest } from "../wrong-request.ts";
import { findSet } from "./shown.ts";

const removal = {
  params: z.object({ id: z.string().max(200).openapi({ description: "Id of the removal" }) }),
};

const removeSet = createRoute({
  method: "delete",
  path: "/api/document-sets/{id}",
  summary: "Remove a document set, with all that people decided of it; for a set time it can be restored",
  request: { params: SetParameter },
  responses: { 200: json(RemovedSchema, "Nobody sees it any more"), 404: notFound },
});

const removeMemory = createRoute({
  method: "delete",
  path: "/api/memories/{name}",
  summary: "Remove a named memory with all that is in it; for a set time it can be restored",
  request: { params: MemoryParameter },
  responses: { 200: json(RemovedSchema, "Nobody sees it any more"), 400: badRequest, 404: notFound },
});

const removed = createRoute({
  method: "get",
  path: "/api/removed",
  summary: "What was removed and can be restored",
  responses: { 200: json(z.array(RemovedSchema), "The last first") },
});

const restore = createRoute({
  method: "post",
  path: "/api/removed/{id}/restore",
  summary: "Restore what was removed, as it was",
  request: removal,
  responses: {
    200: json(RemovedSchema, "It is there again"),
    404: notFound,
    409: problem("A document set of that id is there again; nothing was restored"),
  },
});

const forget = createRoute({
  method: "delete",
  path: "/api/removed/{id}",
  summary: "Take out for good what was removed",
  request: removal,
  responses: { 204: { description: "It is no more" }, 404: notFound },
});

/** Removing document sets and memories, and what becomes of them then: whoever may remove may restore. */
export function removedAnswers(source: MemorySource) {
  return part()
    .openapi(removed, async (c) => c.json(await c.get("memory").removals.list(), 200))
    .openapi(removeSet, async (c) => {
      const set = await findSet(c.get("memory"), c.req.valid("param").id);
      need(c, "reviser", set.memory);
      return c.json(there(await source.writing().removals.remove(set.id, c.get("identity").id), set.id), 200);
    })
    .openapi(removeMemory, async (c) => {
      const name = ownMemory(c, c.req.valid("param").name);
      need(c, "reviser", name);
      return c.json(there(await source.writing().removals.removeMemory(name, c.get("identity").id), name), 200);
    })
    .openapi(restore, async (c) => {
      const { id } = await removalFor(c, c.req.valid("param").id);
      return c.json(there(await source.writing().removals.restore(id), id), 200);
    })
    .openapi(forget, async (c) => {
      const { id } = await removalFor(c, c.req.valid("param").id);
      await source.writing().removals.forget(id);
      return c.body(null, 204);
    });
}

/** A removal, for who may undo it. @throws {WrongRequest} 404 where they see none, 403 where they may not */
async function removalFor(c: Context<Environment>, id: string): Promise<Removed> {
  const found = there(
    (await c.get("memory").removals.list()).find((own) => own.id === id),
    id,
  );
  if (found.isOfFormer) needEverywhere(c, "reviser");
  else need(c, "reviser", found.memory);
  return found;
}

function there(found: Removed | undefined, what: string): Removed {
  if (!found) throw new WrongRequest(404, `there is no ${what}, any more`);
  return found;
}
