import { createRoute, z } from "@hono/zod-openapi";
import { type NamedDocument, REUSE_CLASSES, reuseOf, storedVersion, withTranslations } from "@sextant/core/compare";
import { type Document, readUntrusted, UnreadableDocument } from "@sextant/core/document";
import type { MemoryReads } from "@sextant/core/memory";
import { json, problem } from "./answer-shapes.ts";
import { readUpload, unreadable } from "./answers/reading.ts";
import { compared } from "./comparing-thread.ts";
import { part } from "./environment.ts";
import { ComparisonSchema } from "./schemas/comparing.ts";
import { LanguageParameter, LanguagesParameter } from "./schemas/parameters.ts";
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
type FileOrSet = File | string;

const CountSchema = z.object({ segments: z.int(), words: z.int(), characters: z.int() });
const CountsShape = { classes: z.record(z.enum(REUSE_CLASSES), CountSchema), all: CountSchema };

const ReuseSchema = z
  .object({
    documents: z.array(z.object({ name: z.string(), language: z.string(), ...CountsShape })),
    total: z.object(CountsShape),
  })
  .openapi("ReuseReport");

const FileSource = z.union([
  z
    .instanceof(File)
    .openapi({ type: "string", format: "binary", description: "A document, of any format that is read" }),
  SetSource.shape.documentSet,
]);

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

const versionFiles = createRoute({
  method: "post",
  path: "/api/compare/files",
  summary: "The same of files: what changed between two versions of a text in one language",
  description:
    "Either side is a file, or the id or symbol of a document set of the memory. Files are read, and not kept.",
  request: {
    body: {
      required: true,
      content: {
        "multipart/form-data": {
          schema: z.object({
            old: FileSource,
            new: FileSource,
            language: LanguageParameter.optional().openapi({
              description:
                "Of both; told from the files if left out. Of a file in several languages, the part in it is read",
            }),
            to: LanguagesParameter.optional().openapi({ type: "string" }),
          }),
        },
      },
    },
  },
  responses: {
    200: json(ComparisonSchema, "Entries in the new order"),
    ...answers,
    415: problem("What was sent is no form"),
  },
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
      return c.json(await comparison(memory, earlier, later, to, c.get("signal")), 200);
    })
    .openapi(versionFiles, async (c) => {
      const memory = c.get("memory");
      const { old, new: current, language, to } = c.req.valid("form");
      const [earlier, later] = await bothOf(memory, old, current, language);
      return c.json(await comparison(memory, earlier, later, to, c.get("signal")), 200);
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

/** Both versions of a request of files, in one language: the one that is stated, or else that of the first file. */
async function bothOf(
  memory: MemoryReads,
  old: FileOrSet,
  current: FileOrSet,
  stated: string | undefined,
): Promise<[Document, Document]> {
  const [first, second] = await Promise.all([fileOf(old, stated), fileOf(current, stated)]);
  const language = stated ?? first?.language ?? second?.language;
  const of = (file: Document | undefined, given: FileOrSet): Document | Promise<Document> =>
    file ?? documentOf(memory, { documentSet: given as string }, "", language);
  return [await of(first, old), await of(second, current)];
}

/** A file as it was read, of several languages the part in the one that is stated; undefined for a document set. */
async function fileOf(given: FileOrSet, language: string | undefined): Promise<Document | undefined> {
  if (typeof given === "string") return undefined;
  const bytes = new Uint8Array(await given.arrayBuffer());
  const isOfSeveral = (read: Document): boolean => read.reading?.languages?.includes(language ?? "") ?? false;
  return refused(async () => {
    const whole = await readUpload(bytes, { name: given.name, ...(language && { language }) });
    return isOfSeveral(whole) ? readUpload(bytes, { name: given.name, part: language ?? "" }) : whole;
  });
}

/** What changed, with the translations that the old one had. */
async function comparison(
  memory: MemoryReads,
  old: Document,
  current: Document,
  to: string[] | undefined,
  signal: AbortSignal,
): Promise<z.infer<typeof ComparisonSchema>> {
  const answer = await refused(async () => {
    const found = await compared({ kind: "versions", old, current }, signal);
    return to ? withTranslations(found, streaming(memory), { to }) : found;
  });
  return answer as unknown as z.infer<typeof ComparisonSchema>;
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
    if (cause instanceof UnreadableDocument) throw unreadable(cause);
    if (cause instanceof RangeError) throw new WrongRequest(400, cause.message);
    throw cause;
  }
}
