import type { ArabicSpelling, LookupOptions, Penalties } from "@sextant/core/memory";
import { part } from "../environment.ts";
import { lookup, lookupBatch, search, subsegments } from "../routes.ts";
import { lookupAll } from "./looking-up.ts";
import { shownHit, shownMatch } from "./shown.ts";

/** Lookup and concordance. */
export function findingAnswers() {
  return part()
    .openapi(search, async (c) => {
      const { q, language, translated, documentSet, symbol, body, session, year, memories, status, mark, ...asked } =
        c.req.valid("query");
      const colon = translated?.indexOf(":") ?? -1;
      const page = await c.get("memory").concordance(q, language, {
        ...asked,
        ...(translated && {
          translated: { language: translated.slice(0, colon), phrase: translated.slice(colon + 1) },
        }),
        ...(documentSet && { documentSet }),
        ...(symbol && { symbol }),
        ...(body && { body }),
        ...(session && { session }),
        ...(year && { year }),
        ...(memories && { memories }),
        ...(status && { status }),
        ...(mark && { mark }),
      });
      return c.json({ ...page, hits: page.hits.map(shownHit) }, 200);
    })
    .openapi(lookup, async (c) => {
      const { text, source, target, before, after, ...asked } = c.req.valid("query");
      const neighbours = { ...(before && { before }), ...(after && { after }) };
      const options = { ...optionsOf(asked), ...neighbours };
      const matches = await c.get("memory").lookup(text, source, target, options);
      return c.json(matches.map(shownMatch), 200);
    })
    .openapi(subsegments, async (c) => {
      const { text, source, target, memories, ...asked } = c.req.valid("query");
      const parts = await c
        .get("memory")
        .subsegments(text, source, target, { ...asked, ...(memories && { memories }) });
      return c.json(
        parts.map((own) => ({ ...own, units: [...own.units], targets: [...own.targets] })),
        200,
      );
    })
    .openapi(lookupBatch, async (c) => {
      const { texts, source, target, ...asked } = c.req.valid("json");
      const options = optionsOf(asked);
      const memory = c.get("memory");
      const found = lookupAll(texts, (text, neighbours) =>
        memory.lookup(text, source, target, { ...options, ...neighbours }),
      );
      return c.json(await Array.fromAsync(found, (matches) => matches.map(shownMatch)), 200);
    });
}

/** What is asked of a lookup, as the memory takes it. */
function optionsOf({
  threshold,
  limit,
  memories,
  arabic,
  ...penalties
}: Penalties & {
  threshold: number;
  limit: number;
  memories?: string[] | undefined;
  arabic: ArabicSpelling;
}): LookupOptions {
  return { threshold, limit, arabic, penalties, ...(memories && { memories }) };
}
