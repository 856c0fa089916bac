import { conceptOf, writeTbx } from "@sextant/core/exchange";
import type { ArabicSpelling, ConcordanceOptions, LookupOptions, Origins, Penalties } from "@sextant/core/memory";
import { PAGE_LIMIT } from "@sextant/core/memory";
import { part } from "../environment.ts";
import { lookup, lookupBatch, search, subsegments, terms } from "../routes/finding.ts";
import { TBX_TYPE } from "../schemas/finding.ts";
import { lookupAll } from "./looking-up.ts";
import { shownHit, shownMatch } from "./shown.ts";

/** Lookup and concordance. */
export function findingAnswers() {
  return part()
    .openapi(search, async (c) => {
      const { q, language, ...asked } = c.req.valid("query");
      const page = await c.get("memory").concordance(q, language, concordanceOptions(asked));
      return c.json({ ...page, hits: page.hits.map(shownHit) }, 200);
    })
    .openapi(terms, async (c) => {
      const { q, language, mark, subject, rendering, edition, ...asked } = c.req.valid("query");
      const options = { ...concordanceOptions(asked), mark, limit: PAGE_LIMIT };
      const concept = await conceptOf((after) => c.get("memory").concordance(q, language, { ...options, after }), {
        phrase: q,
        language,
        into: mark,
        subject,
        renderings: rendering,
      });
      const name = `${[language, ...mark].join("-")}.tbx`.replace(/[^\w.-]/g, "_");
      return c.body([...writeTbx([concept], q, edition)].join(""), 200, {
        "Content-Type": TBX_TYPE,
        "Content-Disposition": `attachment; filename="terms.${name}"`,
      });
    })
    .openapi(lookup, async (c) => {
      const { text, source, target, before, after, ...asked } = c.req.valid("query");
      const neighbours = { ...(before && { before }), ...(after && { after }) };
      const options = { ...optionsOf(asked), ...neighbours };
      const matches = await c.get("memory").lookup(text, { from: source, to: target, ...options });
      return c.json(matches.map(shownMatch), 200);
    })
    .openapi(subsegments, async (c) => {
      const { text, source, target, memories, leaveOut, ...asked } = c.req.valid("query");
      const origins = { ...(memories && { memories }), ...(leaveOut && { leaveOut }) };
      const parts = await c.get("memory").subsegments(text, { from: source, to: target, ...asked, ...origins });
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
        memory.lookup(text, { from: source, to: target, ...options, ...neighbours }),
      );
      return c.json(await Array.fromAsync(found, (matches) => matches.map(shownMatch)), 200);
    });
}

/** What is asked of a concordance, as the memory takes it: what is left out or blank asks nothing. */
export function concordanceOptions({
  translated,
  ...asked
}: { readonly translated?: string | undefined } & Loose<Omit<ConcordanceOptions, "translated">>): ConcordanceOptions {
  const colon = translated?.indexOf(":") ?? -1;
  const given = Object.entries(asked).filter(([, value]) => value !== undefined && value !== "");
  return {
    ...Object.fromEntries(given),
    ...(translated && {
      translated: { language: translated.slice(0, colon), phrase: translated.slice(colon + 1) },
    }),
  };
}

type Loose<T> = { readonly [key in keyof T]: T[key] | undefined };

/** What is asked of a lookup, as the memory takes it. */
function optionsOf({
  threshold,
  limit,
  memories,
  leaveOut,
  arabic,
  ...penalties
}: Penalties & {
  threshold: number;
  limit: number;
  memories?: string[] | undefined;
  leaveOut?: Origins | undefined;
  arabic: ArabicSpelling;
}): LookupOptions {
  return { threshold, limit, arabic, penalties, ...(memories && { memories }), ...(leaveOut && { leaveOut }) };
}
