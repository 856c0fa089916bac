import { HTTPException } from "hono/http-exception";
import type { ContentfulStatusCode } from "hono/utils/http-status";

/** An error of the request itself. */
export class WrongRequest extends HTTPException {
  readonly code: string;

  constructor(status: ContentfulStatusCode, message: string, code?: string) {
    super(status, { message });
    this.code = code ?? CODES[status] ?? "wrong-request";
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
