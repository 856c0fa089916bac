import { createRoute, z } from "@hono/zod-openapi";
import {
  type NamedDocument,
  REUSE_CLASSES,
  reuseOf,
  storedVersion,
  VERSION_STATES,
  VERSION_WARNING_CODES,
  withTranslations,
} from "@sextant/core/compare";
import { type Document, readUntrusted, UnreadableDocument } from "@sextant/core/document";
import type { MemoryReads } from "@sextant/core/memory";
import { json, problem } from "./answer-shapes.ts";
import { compared } from "./comparing-thread.ts";
import { part } from "./environment.ts";
import { LanguageParameter } from "./schemas/parameters.ts";
import { warningSchema } from "./schemas/warning.ts";
import { streaming } from "./streaming.ts";
import { WrongRequest } from "./wrong-request.ts";

/** Two versions of a text compared, and what the memory knows of documents: routes, shapes and answers. */

/** A resolution has some 20,000 characters, a long report a million. */
const MAX_TEXT = 1_000_000;
const MAX_DOCUMENTS = 50;
const MAX_ALL = 5_000_000;
const LIMITS = { maxSeconds: 20, maxMemoryMB: 512 };

const TextSource = z.object({
  text: z.string().min(1).max(MAX_TEXT).openapi({ description: "Paragraphs with an empty line between them" }),
});
const SetSource = z.object({
  documentSet: z.string().min(1).max(200).openapi({ description: "Id or symbol of a document set of the memory" }),
});
const SourceSchema = z.union([TextSource, SetSource]);
type Source = z.infer<typeof SourceSchema>;

const VersionTextSchema = z.object({
  at: z.int().openapi({ description: "Its place among the blocks, or the notes, of its document; 0 for the first" }),
  role: z.string(),
  number: z.string().optional().openapi({ description: "Its printed number, or a note's mark" }),
  text: z.string(),
  page: z.int().optional(),
});

const VersionNameSchema = z.object({
  symbol: z.string().optional(),
  date: z.string().optional(),
  title: z.string().optional(),
});

const ComparisonSchema = z
  .object({
    language: z.string(),
    old: VersionNameSchema,
    new: VersionNameSchema,
    entries: z
      .array(
        z.object({
          states: z.array(z.enum(VERSION_STATES)),
          old: z.array(VersionTextSchema),
          new: z.array(VersionTextSchema),
          differences: z.array(
            z.object({
              kind: z.enum(["same", "added", "removed"]),
              text: z.string(),
              moved: z.literal(true).optional().openapi({ description: "The same words stand elsewhere, too" }),
            }),
          ),
          translations: z
            .array(
              z.object({
                source: z.string(),
                touched: z.boolean().openapi({ description: "Whether the change touches the segment" }),
                targets: z.record(z.string(), z.string()),
                working: z.array(z.string()).optional(),
                units: z.record(z.string(), z.int()),
              }),
            )
            .optional(),
        }),
      )
      .openapi({ description: "Blocks in the new order, then notes; what was dropped stands where it stood" }),
    counts: z.record(z.enum(VERSION_STATES), z.int()),
    words: z.object({ same: z.int(), added: z.int(), removed: z.int() }),
    warnings: z
      .array(warningSchema(VERSION_WARNING_CODES).openapi("VersionWarning"))
      .openapi({ description: "What could not be done" }),
  })
  .openapi("VersionComparison");

const CountSchema = z.object({ segments: z.int(), words: z.int(), characters: z.int() });
const CountsShape = { classes: z.record(z.enum(REUSE_CLASSES), CountSchema), all: CountSchema };

const ReuseSchema = z
  .object({
    documents: z.array(z.object({ name: z.string(), language: z.string(), ...CountsShape })),
    total: z.object(CountsShape),
  })
  .openapi("ReuseReport");

const answers = {
  400: problem("What is asked is wrong; the message says what"),
  404: problem("There is no such document set"),
};

const versions = createRoute({
  method: "post",
  path: "/api/compare/versions",
  summary: "What changed between two versions of a text in one language",
  description:
    "With `to`, each old text that is still there comes with its translations, and the segments that the change touches are marked.",
  request: {
    body: {
      required: true,
      content: {
        "application/json": {
          schema: z
            .object({
              old: SourceSchema,
              new: SourceSchema,
              language: LanguageParameter.optional().openapi({
                description: "Of both; told from the texts if left out",
              }),
              to: z.array(LanguageParameter).max(20).optional(),
            })
            .openapi("VersionsRequest"),
        },
      },
    },
  },
  responses: { 200: json(ComparisonSchema, "Entries in the new order"), ...answers },
});

const reuse = createRoute({
  method: "post",
  path: "/api/reuse",
  summary: "How much of some documents the memory knows, by class of match",
  description:
    "What is in an earlier document, or earlier in its own, is counted as repeated unless the memory has it as it is.",
  request: {
    body: {
      required: true,
      content: {
        "application/json": {
          schema: z
            .object({
              documents: z
                .array(z.object({ name: z.string().max(500), text: TextSource.shape.text }))
                .min(1)
                .max(MAX_DOCUMENTS)
                .refine((all) => all.reduce((sum, { text }) => sum + text.length, 0) <= MAX_ALL, {
                  message: `at most ${MAX_ALL.toLocaleString("en")} characters in all`,
                }),
              from: LanguageParameter.optional().openapi({ description: "Of all; told from each if left out" }),
              to: LanguageParameter,
              memories: z.array(z.string()).max(100).optional(),
            })
            .openapi("ReuseRequest"),
        },
      },
    },
  },
  responses: { 200: json(ReuseSchema, "The documents in their order, and all together"), ...answers },
});

/** Two versions compared, and what the memory knows of documents. */
export function comparingAnswers() {
  return part()
    .openapi(versions, async (c) => {
      const memory = c.get("memory");
      const { old, new: current, language, to } = c.req.valid("json");
      const earlier = await documentOf(memory, old, "old", language);
      const later = await documentOf(memory, current, "new", language ?? earlier.language);
      const answer = await refused(async () => {
        const comparison = await compared({ kind: "versions", old: earlier, current: later }, c.get("signal"));
        return to ? withTranslations(comparison, streaming(memory), { to }) : comparison;
      });
      return c.json(answer as unknown as z.infer<typeof ComparisonSchema>, 200);
    })
    .openapi(reuse, async (c) => {
      const { documents, from, to, memories } = c.req.valid("json");
      const named: NamedDocument[] = [];
      for (const { name, text } of documents) named.push({ name, document: await read(text, name, from) });
      const options = { to, ...(memories && { memories }) };
      const answer = await refused(() => reuseOf(streaming(c.get("memory")), named, options));
      return c.json(answer as unknown as z.infer<typeof ReuseSchema>, 200);
    });
}

async function documentOf(memory: MemoryReads, source: Source, name: string, language?: string): Promise<Document> {
  if ("text" in source) return read(source.text, name, language);
  if (language === undefined)
    throw new WrongRequest(400, `name the language in which ${source.documentSet} is compared`);
  const document = await refused(() => storedVersion(streaming(memory), source.documentSet, language));
  if (!document)
    throw new WrongRequest(404, `there is no document set ${source.documentSet}; /api/document-sets lists them`);
  return document;
}

/** Reads a text on a thread of its own, which is ended when it costs too much. */
function read(text: string, name: string, language: string | undefined): Promise<Document> {
  return refused(() => readUntrusted(Buffer.from(text), { name, ...(language && { language }) }, LIMITS));
}

/** What the caller can do something about is the caller's. */
async function refused<T>(work: () => T | Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (cause) {
    if (cause instanceof UnreadableDocument || cause instanceof RangeError) throw new WrongRequest(400, cause.message);
    throw cause;
  }
}
