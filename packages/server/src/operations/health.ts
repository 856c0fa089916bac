import { part } from "../environment.ts";
import type { MemorySource } from "../source.ts";

const MAX_MS = 2000;

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
  const answers = part().get("/health/live", (c) => c.json({ status: "live" }, 200, { "Cache-Control": "no-store" }));
  for (const path of ["/health", "/health/ready"])
    answers.get(path, async (c) => {
      const { preparing, replica } = source;
      const isReady = preparing.length === 0 && (await ready());
      const status = isReady ? "ready" : "not ready";
      const said = { status, ...(preparing.length > 0 && { preparing }), ...(replica && { replica }) };
      return c.json(said, isReady ? 200 : 503, { "Cache-Control": "no-store" });
    });
  return answers;
}
