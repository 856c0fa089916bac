import { serveStatic } from "@hono/node-server/serve-static";
import { OpenAPIHono, z } from "@hono/zod-openapi";
import { findSymbols } from "@sextant/core/document";
import { headerOf, importedSets, languageNames, sourceFirst, writeTmx } from "@sextant/core/exchange";
import {
  type ArabicSpelling,
  type ConcordanceHit,
  type Correction,
  ImpossibleCorrection,
  KeyTaken,
  type LookupOptions,
  type Match,
  type Memory,
  MissingVersion,
  type Penalties,
  SextantError,
  type SextantErrorCode,
  StaleVersion,
  type StoredDocumentSet,
  type StoredRow,
  unofficialVersions,
} from "@sextant/core/memory";
import { HTTPException } from "hono/http-exception";
import { secureHeaders } from "hono/secure-headers";
import { stream } from "hono/streaming";
import { addComparing } from "./comparing.ts";
import {
  changes,
  corrections,
  documentSets,
  lookup,
  lookupBatch,
  memories,
  rowSegments,
  rows,
  search,
  segment,
  subsegments,
  tmx,
  undo,
} from "./routes.ts";
import type { ChangeSchema } from "./schemas.ts";

export interface AppOptions {
  readonly memory: Memory;
  /** Folder of the built pages; without it only the API is served. */
  readonly webRoot?: string;
  /** Host names that requests may carry; others are refused, against DNS rebinding. Any, if left out. */
  readonly hosts?: readonly string[];
  /** Told of what went wrong inside; the client gets a plain 500. */
  readonly onError?: (error: Error) => void;
}

/** What keeps the memory from being asked or changed, whatever the request is. */
const UNAVAILABLE: ReadonlySet<SextantErrorCode> = new Set([
  "memory-unavailable",
  "memory-damaged",
  "memory-not-changed",
]);

/** The API and, where there are any, the pages: a Hono application that holds nothing but the memory it is given. */
export function createApp({ memory, webRoot, hosts, onError }: AppOptions) {
  const app = new OpenAPIHono({
    defaultHook: (result, c) => {
      if (!result.success) return c.json({ error: z.prettifyError(result.error).replace(/^✖ /gm, "") }, 400);
      return undefined;
    },
  });
  app.use(
    secureHeaders({
      contentSecurityPolicy: {
        defaultSrc: ["'self'"],
        imgSrc: ["'self'", "data:"],
        objectSrc: ["'none'"],
        baseUri: ["'none'"],
        frameAncestors: ["'none'"],
      },
      // The pages are served over plain HTTP on loopback: nothing may turn their addresses into HTTPS.
      strictTransportSecurity: false,
    }),
  );
  if (hosts)
    app.use(async (c, next) => {
      const host = new URL(c.req.url).hostname.replace(/^\[|\]$/g, "");
      if (!hosts.includes(host))
        return c.json({ error: `this server answers to ${hosts.join(", ")}, not to ${host}` }, 403);
      return next();
    });
  app.onError((error, c) => {
    if (error instanceof HTTPException) return c.json({ error: error.message }, error.status);
    // A damaged file, a full disk, another process that writes: to be told, whatever was asked.
    if (error instanceof SextantError && UNAVAILABLE.has(error.code)) return c.json({ error: error.message }, 503);
    onError?.(error);
    return c.json({ error: "something went wrong inside; the server's log says what" }, 500);
  });
  app.notFound((c) => c.json({ error: `there is nothing at ${new URL(c.req.url).pathname}` }, 404));

  const api = app
    .openapi(documentSets, async (c) => c.json((await memory.documentSets()).map(mutable), 200))
    .openapi(memories, async (c) => c.json(await memory.memories(), 200))
    .openapi(rows, async (c) => {
      const set = await findSet(memory, c.req.valid("param").id);
      const { languages, from, limit } = c.req.valid("query");
      const asked = languages && knownLanguages(set, languages);
      const found = await memory.rows(set.id, { from, limit });
      return c.json(
        found.map((row) => shownRow(row, asked)),
        200,
      );
    })
    .openapi(rowSegments, async (c) => {
      const { id, position } = c.req.valid("param");
      const set = await findSet(memory, id);
      const units = await memory.rowUnits(set.id, position);
      return units ? c.json(units, 200) : c.json({ error: `${set.symbol} has no row ${position}` }, 404);
    })
    .openapi(corrections, async (c) => {
      const set = await findSet(memory, c.req.valid("param").id);
      const { version, ...correction } = c.req.valid("json");
      const { "if-match": match, "idempotency-key": key } = c.req.valid("header");
      const seen = version === undefined ? versionsIn(match) : [version].flat();
      try {
        const found = await memory.correct(set.id, correction as Correction, { seen, ...(key && { key }) });
        return c.json(
          found.map((row) => shownRow(row)),
          200,
        );
      } catch (error) {
        if (error instanceof MissingVersion) return c.json({ error: error.message }, 428);
        if (error instanceof KeyTaken) return c.json({ error: error.message }, 422);
        const conflict = conflictIn(error);
        if (conflict) return c.json(conflict, 409);
        throw error;
      }
    })
    .openapi(undo, async (c) => {
      const set = await findSet(memory, c.req.valid("param").id);
      const { change: number } = c.req.valid("param");
      const { "idempotency-key": key } = c.req.valid("header");
      try {
        const change = await memory.undo(set.id, number, { ...(key && { key }) });
        return change
          ? c.json(change as z.infer<typeof ChangeSchema>, 200)
          : c.json({ error: `there is no correction ${number} of ${set.symbol}, or it was taken back already` }, 404);
      } catch (error) {
        if (error instanceof KeyTaken) return c.json({ error: error.message }, 422);
        const conflict = conflictIn(error);
        if (conflict) return c.json(conflict, 409);
        throw error;
      }
    })
    .openapi(changes, async (c) => {
      const set = await findSet(memory, c.req.valid("param").id);
      return c.json((await memory.changes(set.id)) as z.infer<typeof ChangeSchema>[], 200);
    })
    .openapi(segment, async (c) => {
      const { id } = c.req.valid("param");
      const unit = await memory.unit(id);
      return unit ? c.json(unit, 200) : c.json({ error: `there is no segment ${id}` }, 404);
    })
    .openapi(search, async (c) => {
      const { q, language, translated, documentSet, symbol, body, session, year, memories, status, mark, ...asked } =
        c.req.valid("query");
      const colon = translated?.indexOf(":") ?? -1;
      const page = await memory.concordance(q, language, {
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
      return c.json({ ...page, hits: page.hits.map(mutableHit) }, 200);
    })
    .openapi(lookup, async (c) => {
      const { text, source, target, before, after, ...asked } = c.req.valid("query");
      const neighbours = { ...(before && { before }), ...(after && { after }) };
      const matches = await memory.lookup(text, source, target, { ...optionsOf(asked), ...neighbours });
      return c.json(matches.map(mutableMatch), 200);
    })
    .openapi(subsegments, async (c) => {
      const { text, source, target, least, limit } = c.req.valid("query");
      const parts = await memory.subsegments(text, source, target, { least, limit });
      return c.json(
        parts.map((part) => ({ ...part, units: [...part.units], targets: [...part.targets] })),
        200,
      );
    })
    .openapi(lookupBatch, async (c) => {
      const { texts, source, target, ...asked } = c.req.valid("json");
      const found = await Array.fromAsync(memory.lookupAll(texts, source, target, optionsOf(asked)));
      return c.json(
        found.map((matches) => matches.map(mutableMatch)),
        200,
      );
    });

  app.openapi(tmx, async (c) => {
    const set = await findSet(memory, c.req.valid("param").id);
    const all = set.versions.map(({ language }) => language);
    const asked = c.req.valid("query").languages;
    const header = headerOf([set]);
    const languages = asked ? knownLanguages(set, asked) : sourceFirst(all, all[0] as string);
    const unofficial = unofficialVersions([set]);
    c.header("Content-Type", "application/x-tmx+xml; charset=utf-8");
    c.header(
      "Content-Disposition",
      `attachment; filename="${set.id.replace(/[^\w.()-]/g, "_")}.${languages.join("-")}.tmx"`,
    );
    return stream(c, async (out) => {
      for await (const piece of writeTmx(memory.units([set.id]), {
        unofficial,
        ...((asked || !header) && { languages, names: languageNames(languages, [set]) }),
        ...(header && { header }),
        imported: importedSets([set]),
      }))
        await out.write(piece);
    });
  });

  addComparing(app, memory);
  app.doc31("/api/openapi.json", {
    openapi: "3.1.0",
    info: {
      title: "Sextant",
      version: "0.1.0",
      description: "Aligned documents of the United Nations, searched and exported.",
    },
  });
  if (webRoot) app.use("/*", serveStatic({ root: webRoot }));
  return api;
}

/** The API's type, for clients written in TypeScript. */
export type Api = ReturnType<typeof createApp>;

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

async function findSet(memory: Memory, id: string): Promise<StoredDocumentSet> {
  const set = await memory.documentSet(id);
  if (!set) throw new HTTPException(404, { message: `there is no document set ${id}; /api/document-sets lists them` });
  return set;
}

function knownLanguages(set: StoredDocumentSet, languages: readonly string[]): string[] {
  const known = set.versions.map(({ language }) => language);
  const unknown = languages.filter((language) => !known.includes(language));
  if (unknown.length > 0)
    throw new HTTPException(400, {
      message: `${set.symbol} has no version in ${unknown.join(", ")}; it has ${known.join(", ")}`,
    });
  return [...new Set(languages)];
}

/** The versions that If-Match names. */
function versionsIn(match: string | undefined): string[] {
  const listed = (match ?? "").split(",").map((tag) => tag.trim().replace(/^(?:W\/)?"(.*)"$/, "$1"));
  return listed.filter((tag) => tag !== "" && tag !== "*");
}

/** What the answer to a correction says that could not be made; undefined for an error of another kind. */
function conflictIn(error: unknown) {
  if (error instanceof ImpossibleCorrection) return { error: error.message };
  if (!(error instanceof StaleVersion)) return undefined;
  return { error: error.message, rows: error.now.map((row) => shownRow(row)) };
}

/** A row as it is shown, with the document symbols that its blocks name. */
function shownRow(row: StoredRow, languages?: readonly string[]) {
  return {
    ...row,
    units: [...row.units],
    blocks: Object.fromEntries(
      Object.entries(row.blocks)
        .filter(([language]) => !languages || languages.includes(language))
        .map(([language, blocks]) => [
          language,
          blocks.map((block) => ({
            ...block,
            marks: [...block.marks],
            symbols: findSymbols(block.text, language),
          })),
        ]),
    ),
  };
}

function mutableHit({ unit, variant, places, translations }: ConcordanceHit) {
  const marked = Object.entries(translations ?? {}).map(
    ([language, own]): [string, { start: number; end: number }[]] => [language, [...own]],
  );
  return {
    unit,
    ...(variant !== undefined && { variant }),
    places: [...places],
    ...(translations && { translations: Object.fromEntries(marked) }),
  };
}

function mutableMatch(match: Match) {
  return { ...match, tags: [...match.tags], penalties: [...match.penalties], differences: [...match.differences] };
}

function mutable(set: StoredDocumentSet) {
  return { ...set, versions: [...set.versions] };
}
