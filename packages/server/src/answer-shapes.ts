import type { z } from "@hono/zod-openapi";
import { ConflictSchema, ProblemSchema } from "./problem.ts";

/** How the definitions of routes say what is answered. */

/** An answer in JSON. */
export const json = <T extends z.ZodType>(schema: T, description: string) => ({
  description,
  content: { "application/json": { schema } },
});

/** A refusal: problem details (RFC 9457). */
export const problem = (description: string) => ({
  description,
  content: { "application/problem+json": { schema: ProblemSchema } },
});

/** A refusal with what is there now. */
export const conflict = (description: string) => ({
  description,
  content: { "application/problem+json": { schema: ConflictSchema } },
});

export const badRequest = problem("A parameter is wrong; the message says which");
export const notFound = problem("There is no such thing");
