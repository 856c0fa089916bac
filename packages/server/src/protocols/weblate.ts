import { z } from "@hono/zod-openapi";
import type { Match } from "@sextant/core/memory";
import { lookupAll } from "../answers/looking-up.ts";
import { part } from "../environment.ts";
import { WrongRequest } from "../wrong-request.ts";
import { isKnown, tagOf } from "./languages.ts";

const Asked = z.object({
  source_language: z.string().max(35),
  target_language: z.string().max(35),
  strings: z.array(z.string().max(2000)).max(100),
  exact: z.boolean().default(false),
});
const THRESHOLD = 75;

/** Weblate's lookup of many strings at once: for each its best match, or null. */
export function weblate() {
  const answers = part();
  for (const path of ["/api/memory/lookup/", "/api/memory/lookup"])
    answers.post(path, async (c) => {
      const asked = Asked.safeParse(await c.req.json().catch(() => undefined));
      if (!asked.success) throw new WrongRequest(400, z.prettifyError(asked.error).replace(/^✖ /gm, ""));
      const { source_language, target_language, strings, exact } = asked.data;
      const memory = c.get("memory");
      const [from, to] = [tagOf(source_language), tagOf(target_language)];
      const isThere = from && to && (await isKnown(memory, from)) && (await isKnown(memory, to));
      const threshold = exact ? 100 : THRESHOLD;
      const found = isThere
        ? await Array.fromAsync(
            lookupAll(strings, async (text) =>
              text.trim() ? memory.lookup(text, { from, to, threshold, limit: 1 }) : [],
            ),
          )
        : [];
      return c.json(strings.map((query, at) => ({ query, match: shown(found[at]?.[0]) })));
    });
  return answers;
}

function shown(match: Match | undefined) {
  if (!match) return null;
  const { unit, source, target, score } = match;
  return { id: unit.id, source, target, origin: unit.symbol, exact: score >= 100, quality: Math.min(100, score) };
}
