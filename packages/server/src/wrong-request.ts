import type { SextantError, WhyUnreadable } from "@sextant/core/document";
import { HTTPException } from "hono/http-exception";
import type { ContentfulStatusCode } from "hono/utils/http-status";

/** An error of the request itself. */
export class WrongRequest extends HTTPException {
  readonly code: string;
  /** Seconds after which to ask again, where that is known. */
  readonly retryAfter: number | undefined;

  /** Of a file that cannot be read. */
  readonly why: WhyUnreadable | undefined;

  constructor(status: ContentfulStatusCode, message: string, code?: string, retryAfter?: number, cause?: Error) {
    super(status, { message, cause });
    this.why = (cause as SextantError | undefined)?.why;
    this.code = code ?? CODES[status] ?? "wrong-request";
    this.retryAfter = retryAfter;
  }
}

export const CODES: Readonly<Record<number, string>> = {
  401: "no-token",
  403: "not-allowed",
  404: "not-found",
  413: "too-large",
  415: "unknown-format",
  429: "too-many-requests",
  503: "busy",
};
