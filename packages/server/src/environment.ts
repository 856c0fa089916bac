import { OpenAPIHono, type OpenAPIHonoOptions, z } from "@hono/zod-openapi";
import type { MemoryReads } from "@sextant/core/memory";
import type { Identity } from "./access/identity.ts";
import { WrongRequest } from "./wrong-request.ts";

/** What is known of a request by the time it is answered. */
export interface Environment {
  readonly Variables: {
    readonly requestId: string;
    identity: Identity;
    /** Who it is by now, for an answer that goes on: undefined where they are known no longer. Their session does not go on by it. */
    identityNow: () => Promise<Identity | undefined>;
    /** The memory as who asks may see it; what has not begun is taken back when they go. */
    memory: MemoryReads;
    /** Aborted when who asks goes, or when it takes too long. */
    signal: AbortSignal;
  };
}

const defaultHook: NonNullable<OpenAPIHonoOptions<Environment>["defaultHook"]> = (result) => {
  if (!result.success) throw new WrongRequest(400, z.prettifyError(result.error).replace(/^✖ /gm, ""));
};

/**
 * A part of the API. What does not fit its definition is answered with what is wrong.
 *
 * @param getPath the path that a request is routed by
 */
export function part(getPath?: (request: Request) => string): OpenAPIHono<Environment> {
  return new OpenAPIHono<Environment>(getPath ? { getPath, defaultHook } : { defaultHook });
}
