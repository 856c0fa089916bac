import { z } from "@hono/zod-openapi";
import { UNREADABLE_REASONS } from "@sextant/core/document";
import type { SextantErrorCode, StoredRow } from "@sextant/core/memory";
import type { Context } from "hono";
import { HTTPException } from "hono/http-exception";
import type { ContentfulStatusCode } from "hono/utils/http-status";
import { shownRow } from "./answers/shown.ts";
import { RowSchema } from "./schemas/document-sets.ts";
import { ValuesSchema } from "./schemas/warning.ts";
import { CODES, WrongRequest } from "./wrong-request.ts";

/** What HTTP says of each error that a client can act on. */
const STATUS: Partial<Record<SextantErrorCode, ContentfulStatusCode>> = {
  "unreadable-document": 422,
  "unreadable-file": 422,
  "unalignable-documents": 422,
  "memory-unavailable": 503,
  "memory-damaged": 503,
  "memory-not-changed": 503,
  "memory-busy": 503,
  "impossible-correction": 409,
  "stale-version": 409,
  "missing-version": 428,
  "key-taken": 422,
  "id-taken": 409,
  "decisions-lost": 409,
};
/** PostgreSQL's code for a text that holds U+0000. */
const NUL = "22021";
/** Seconds after which to ask again; and to send a job again, which waits for others to be done. */
const RETRY_SECONDS = 2;
const JOB_RETRY_SECONDS = 60;

/** What a problem is answered with (RFC 9457); `error` says the same as `detail`, for clients of earlier versions. */
export interface Problem {
  readonly status: ContentfulStatusCode;
  readonly detail: string;
  /** A code of `SextantError`, or of the request: `wrong-request`, `not-found`. */
  readonly code: string;
  /** Seconds after which to ask again, where that is known. */
  readonly retryAfter?: number | undefined;
  /** What it tells besides. */
  readonly more?: Readonly<Record<string, unknown>>;
}

export const ProblemSchema = z
  .object({
    type: z.string().openapi({ description: "Which kind it is", example: "urn:sextant:problem:stale-version" }),
    title: z.string(),
    status: z.int(),
    detail: z.string().openapi({ description: "What was wrong, and what would be right" }),
    code: z.string().openapi({ description: "The kind in a word", example: "stale-version" }),
    instance: z.string().openapi({ description: "The request's id, which the server's log has, too" }),
    error: z.string().openapi({ description: "The same as `detail`" }),
    why: z
      .object({ reason: z.enum(UNREADABLE_REASONS), values: ValuesSchema.optional() })
      .optional()
      .openapi({ description: "Why a file cannot be read, for who says it in other words" }),
  })
  .openapi("Problem");

export const ConflictSchema = ProblemSchema.extend({
  rows: z.array(RowSchema).optional().openapi({ description: "What is there now" }),
}).openapi("Conflict");

/** Errors of the memory, with what they tell besides. */
type Told = Error & { code?: SextantErrorCode; now?: readonly StoredRow[]; isOwn?: boolean };

/** What an error means to the client; undefined for one that is the server's own fault. */
export function problemOf(error: unknown): Problem | undefined {
  if (error instanceof WrongRequest) {
    const { status, message: detail, code, retryAfter, why } = error;
    return { status: status as ContentfulStatusCode, detail, code, retryAfter, ...(why && { more: { why } }) };
  }
  if (error instanceof HTTPException)
    return {
      status: error.status as ContentfulStatusCode,
      detail: error.message,
      code: CODES[error.status] ?? "wrong-request",
    };
  if (error instanceof RangeError) return { status: 400, detail: error.message, code: "wrong-request" };
  const { code, message, name, now, isOwn } = error as Told;
  if (code === "jobs-full") return { status: isOwn ? 429 : 503, detail: message, code, retryAfter: JOB_RETRY_SECONDS };
  const status = code && STATUS[code];
  if (status) return { status, detail: message, code, ...(now && { more: { rows: now.map((row) => shownRow(row)) } }) };
  if ((code as string) === NUL)
    return { status: 400, detail: "the sign U+0000 stands in no text of the memory", code: "wrong-request" };
  if (name === "AbortError" || name === "TimeoutError")
    return { status: 503, detail: "the answer took too long; ask again later, or for less", code: "busy" };
  return undefined;
}

/** Answers with a problem. */
export function answerProblem(c: Context, { status, detail, code, retryAfter, more = {} }: Problem): Response {
  if (status === 503 || status === 429) c.header("Retry-After", String(retryAfter ?? RETRY_SECONDS));
  const title = code.replaceAll("-", " ");
  const type = `urn:sextant:problem:${code}`;
  const instance = `urn:request:${c.get("requestId") ?? "-"}`;
  const body = JSON.stringify({ type, title, status, detail, code, instance, error: detail, ...more });
  return c.body(body, status, {
    "Content-Type": "application/problem+json; charset=utf-8",
    "Cache-Control": "no-store",
  });
}
