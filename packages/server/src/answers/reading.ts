import { createRoute, z } from "@hono/zod-openapi";
import { numberSetting } from "@sextant/core/config";
import {
  type Document,
  formatOf,
  type ReadOptions,
  readUntrusted,
  UnreadableDocument,
  WARNING_CODES,
} from "@sextant/core/document";
import { badRequest, json, problem } from "../answer-shapes.ts";
import { part } from "../environment.ts";
import { LanguageParameter } from "../schemas/parameters.ts";
import { warningSchema } from "../schemas/warning.ts";
import { WrongRequest } from "../wrong-request.ts";

/** A file read for a person to look at, before it is aligned: route, shape and answer. */

const WarningSchema = warningSchema(WARNING_CODES).openapi("ReadingWarning");

/** Blocks that are shown; of all, the number. */
const SHOWN_BLOCKS = 200;

export const DocumentReadSchema = z
  .object({
    name: z.string().openapi({ description: "The file's" }),
    format: z.string().openapi({ description: "As its content says: pdf, docx, doc, odt, epub, rtf, html, text" }),
    language: z.string().openapi({ description: "BCP 47: as it was asked for, or detected" }),
    languages: z
      .array(z.string())
      .optional()
      .openapi({ description: "Of its long stretches, in order; absent where there is only one" }),
    symbol: z.string().optional(),
    date: z.string().optional().openapi({ description: "ISO 8601" }),
    title: z.string().optional(),
    pages: z.int().optional().openapi({ description: "Absent where the format has none" }),
    blocks: z
      .array(z.object({ role: z.string(), number: z.string().optional(), text: z.string() }))
      .openapi({ description: `The first ${SHOWN_BLOCKS}, in order` }),
    blockCount: z.int(),
    noteCount: z.int(),
    leftOutCount: z.int().openapi({ description: "Running heads, page numbers, lines of the masthead" }),
    warnings: z.array(WarningSchema).openapi({ description: "What a person should know" }),
  })
  .openapi("DocumentRead");

export const readFileRoute = createRoute({
  method: "post",
  path: "/api/read",
  summary: "Read a document, and keep nothing: its language, symbol, pages and blocks, and what is doubtful",
  request: {
    body: {
      required: true,
      content: {
        "multipart/form-data": {
          schema: z.object({
            file: z.instanceof(File).openapi({ type: "string", format: "binary" }),
            language: LanguageParameter.optional().openapi({ description: "Detected if left out" }),
            part: LanguageParameter.optional().openapi({
              description: "Of a file in several languages, read the part in this one alone",
            }),
          }),
        },
      },
    },
  },
  responses: {
    200: json(DocumentReadSchema, "As it was read"),
    400: badRequest,
    415: problem("What was sent is no form"),
  },
});

/** Files read within the limits of an upload. */
export function readingAnswers() {
  return part().openapi(readFileRoute, async (c) => {
    const { file, language, part } = c.req.valid("form");
    const bytes = new Uint8Array(await file.arrayBuffer());
    try {
      const told = { ...(language && { language }), ...(part && { part }) };
      const document = await readUpload(bytes, { name: file.name, ...told });
      return c.json(shownDocument(document, file.name, formatOf(bytes)), 200);
    } catch (cause) {
      if (cause instanceof UnreadableDocument) throw unreadable(cause);
      throw cause;
    }
  });
}

/** What cannot be read is the fault of who sent it. */
export const unreadable = (cause: UnreadableDocument): WrongRequest =>
  new WrongRequest(400, cause.message, undefined, undefined, cause);

/** Reads a file that was sent, within the limits of an upload. @throws {UnreadableDocument} */
export function readUpload(bytes: Uint8Array, options: ReadOptions): Promise<Document> {
  return readUntrusted(bytes, options, {
    maxSeconds: numberSetting("SEXTANT_READ_SECONDS") as number,
    maxMemoryMB: numberSetting("SEXTANT_READ_MEMORY_MB") as number,
    maxFileMB: numberSetting("SEXTANT_READ_FILE_MB") as number,
  });
}

function shownDocument(document: Document, name: string, format: string): z.infer<typeof DocumentReadSchema> {
  const { language, symbol, date, blocks, notes, reading, warnings } = document;
  const title = blocks.find(({ role }) => role === "title")?.text;
  return {
    name,
    format,
    language,
    ...(reading?.languages && { languages: [...reading.languages] }),
    ...(symbol && { symbol }),
    ...(date && { date }),
    ...(title && { title }),
    ...(reading?.pages && { pages: reading.pages }),
    blocks: blocks.slice(0, SHOWN_BLOCKS).map(({ role, number, text }) => ({ role, ...(number && { number }), text })),
    blockCount: blocks.length,
    noteCount: notes.length,
    leftOutCount: reading?.leftOut.length ?? 0,
    warnings: [...warnings],
  };
}
