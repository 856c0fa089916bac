import { z } from "@hono/zod-openapi";
import { json } from "../answer-shapes.ts";
import { part } from "../environment.ts";
import type { MemorySource } from "../source.ts";

const MAX_MS = 2000;

const HealthSchema = z
  .object({
    status: z.enum(["live", "ready", "not ready"]),
    preparing: z.array(z.string()).optional().openapi({ description: "Languages in which lookups would wait" }),
    replica: z.enum(["in step", "behind", "away"]).optional().openapi({ description: "How the read replica is" }),
  })
  .openapi("Health");
const LIVE = { 200: json(HealthSchema, "It does") };
const READY = { 200: json(HealthSchema, "It can"), 503: json(HealthSchema, "It cannot, or lookups would wait") };

/**
 * Whether the server lives, and whether it can answer: what those ask who start and watch it. It is not ready while indexes are built
 * that lookups would wait for; all else is answered.
 */
export function healthAnswers(source: MemorySource) {
  const ready = async (): Promise<boolean> => {
    try {
      await source.reading(AbortSignal.timeout(MAX_MS)).state();
      return true;
    } catch {
      return false;
    }
  };
  const answers = part();
  answers.get("/health/live", (c) => c.json({ status: "live" }, 200, { "Cache-Control": "no-store" }));
  const described = answers.openAPIRegistry;
  described.registerPath({ method: "get", path: "/health/live", summary: "Whether the server lives", responses: LIVE });
  for (const path of ["/health", "/health/ready"]) {
    described.registerPath({ method: "get", path, summary: "Whether the server can answer", responses: READY });
    answers.get(path, async (c) => {
      const { preparing, replica } = source;
      const isReady = preparing.length === 0 && (await ready());
      const status = isReady ? "ready" : "not ready";
      const said = { status, ...(preparing.length > 0 && { preparing }), ...(replica && { replica }) };
      return c.json(said, isReady ? 200 : 503, { "Cache-Control": "no-store" });
    });
  }
  return answers;
}
