import { readFile, stat } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { languageCode } from "../language/profile.ts";
import { documentOf, type Given } from "./assembly.ts";
import { type DecodeOptions, decode } from "./decode.ts";
import { detectLanguage } from "./detect.ts";
import { type Document, UnreadableDocument } from "./document.ts";
import { encodingNamed } from "./encoding/encodings.ts";
import { type Flow, textFlow } from "./flow.ts";
import { type Format, formatOf } from "./format.ts";
import { refuseUnits } from "./formats/units-file.ts";
import type { ReadingWarning } from "./warning.ts";

/** Options for reading a document. */
export interface ReadOptions {
  /** Language of the text, BCP 47; detected if left out. */
  readonly language?: string;
  /** The document symbol, if the caller knows better than the text. */
  readonly symbol?: string;
  /** Names the document in messages; the path of the file if left out. */
  readonly name?: string;
  /**
   * The language, BCP 47, of the only part to be read, in a document in several languages; `Document.reading.languages`
   * names them. The rest is reported as left out; a part that does not exist is an error.
   */
  readonly part?: string;
  /** The encoding of a text or a page, by a name of the WHATWG Encoding Standard; detected if left out. */
  readonly encoding?: string;
  /** Whether to keep every decision with its reasons in `Document.reading`. */
  readonly explain?: boolean;
}

/**
 * Reads a document: PDF, Word (DOCX and DOC), OpenDocument, EPUB, HTML or plain text, and RTF if LibreOffice is installed.
 * The content decides the format. A format's reader is loaded when its first file comes.
 *
 * @param file a path, a `file:` URL, or the bytes
 * @throws {UnreadableDocument} if the file has another format, is damaged, or its language cannot be detected
 * @throws {RangeError} if a language tag or the name of an encoding is invalid
 *
 * @example
 * ```ts
 * import { readDocument } from "@sextant/core/document";
 * const { symbol, language, blocks, notes } = await readDocument("resolution.pdf");
 * language; // => "en"
 * ```
 */
export async function readDocument(file: string | URL | Uint8Array, options: ReadOptions = {}): Promise<Document> {
  if (file instanceof Uint8Array) return readBytes(file, options);
  const path = typeof file === "string" ? file : fileURLToPath(file);
  return readBytes(await contentsOf(path), { name: path, ...options });
}

/** Larger files are refused before they are read. */
export const MAX_FILE_BYTES = 64 * 1024 * 1024;

/**
 * Reads the bytes of a file.
 *
 * @throws {UnreadableDocument} naming the file, and why it cannot be read
 */
export async function contentsOf(path: string): Promise<Uint8Array> {
  let bytes: number;
  try {
    bytes = (await stat(path)).size;
    if (bytes <= MAX_FILE_BYTES) return await readFile(path);
  } catch (cause) {
    const { code, message } = cause as NodeJS.ErrnoException;
    throw new UnreadableDocument(`${path} cannot be read: ${code ?? message}`, { cause });
  }
  throw new UnreadableDocument(`${path} has ${bytes} bytes; the largest that is read is ${MAX_FILE_BYTES}`);
}

async function readBytes(bytes: Uint8Array, options: ReadOptions): Promise<Document> {
  const name = options.name ?? "the file";
  for (const tag of [options.language, options.part]) if (tag) languageCode(tag);
  if (options.encoding !== undefined) encodingNamed(options.encoding);
  if (bytes.length === 0) throw new UnreadableDocument(`${name} is empty`, { why: { reason: "empty" } });
  const format = formatOf(bytes);
  try {
    return await readAs(format, bytes, options, name);
  } catch (cause) {
    if (cause instanceof UnreadableDocument) throw cause;
    // The cause is for developers; the message only names the file.
    throw new UnreadableDocument(`${name} is damaged: it cannot be read as ${NAMED[format]}`, {
      cause,
      why: { reason: "damaged" },
    });
  }
}

const NAMED: Readonly<Record<Format, string>> = {
  pdf: "a PDF",
  docx: "a Word file (DOCX)",
  doc: "a Word file (DOC)",
  odt: "an OpenDocument text",
  epub: "an EPUB",
  rtf: "an RTF file",
  html: "an HTML page",
  text: "text",
  image: "a picture",
  workbook: "a workbook",
  archive: "an archive",
};

async function readAs(format: Format, bytes: Uint8Array, options: ReadOptions, name: string): Promise<Document> {
  switch (format) {
    case "pdf": {
      const { pdfFlow } = await import("./formats/pdf/flow.ts");
      const { flow, language } = await pdfFlow(bytes, { name, languageOf: (text) => languageOf(text, options, name) });
      return documentOf(flow, givenBy(options, language, name));
    }
    case "docx": {
      const { docxFlow } = await import("./formats/docx/docx.ts");
      return flowDocument(docxFlow(bytes, name), options, name);
    }
    case "doc": {
      const { docFlow } = await import("./formats/doc/doc.ts");
      return flowDocument(await docFlow(bytes, name), options, name);
    }
    case "rtf": {
      const { convertedFlow } = await import("./formats/convert.ts");
      return flowDocument(await convertedFlow(bytes, name, "an RTF file"), options, name);
    }
    case "odt": {
      const { odtFlow } = await import("./formats/odt/odt.ts");
      return flowDocument(odtFlow(bytes, name), options, name);
    }
    case "epub": {
      const { epubFlow } = await import("./formats/epub.ts");
      return flowDocument(epubFlow(bytes, name), options, name);
    }
    case "html": {
      const { htmlFlow } = await import("./formats/html.ts");
      const { text, warnings } = decode(bytes, { ...decoding(options), name, declared: declaredEncoding(bytes) });
      return flowDocument(htmlFlow(text), options, name, warnings);
    }
    case "text": {
      refuseUnits(bytes, name);
      const { text, warnings } = decode(bytes, { ...decoding(options), name });
      const document = readText(text, { ...options, name });
      return { ...document, warnings: [...warnings, ...document.warnings] };
    }
    default:
      throw new UnreadableDocument(`${name} is ${REFUSED[format]}`, {
        why: { reason: format === "image" ? "picture" : format },
      });
  }
}

const decoding = ({ encoding, language, part = language }: ReadOptions): DecodeOptions => ({
  encoding,
  language: part,
});

const REFUSED: Readonly<Record<Extract<Format, "image" | "workbook" | "archive">, string>> = {
  image: "a picture; it needs character recognition (OCR) first",
  workbook: "a workbook, as Excel writes it, and no document; saved as CSV, a table of translations can be imported",
  archive: "a ZIP archive, and neither a Word nor an OpenDocument file, nor an EPUB; take the document out of it",
};

/**
 * Reads a document from text that was extracted from a PDF: joins lines into blocks, also over pages, takes out notes
 * and note marks, and gives numbers and roles. See ARCHITECTURE.md.
 *
 * @throws {UnreadableDocument} if the text is empty or its language cannot be detected
 *
 * @example
 * ```ts
 * import { readText } from "@sextant/core/document";
 * const { blocks } = readText("Everyone has the right\nto life.", { language: "en" });
 * blocks.map(({ text }) => text); // => ["Everyone has the right to life."]
 * ```
 */
export function readText(text: string, options: ReadOptions = {}): Document {
  const name = options.name ?? "the text";
  const language = languageOf(text, options, name);
  return documentOf(textFlow(text, language), givenBy(options, language, name));
}

function flowDocument(
  flow: Flow,
  options: ReadOptions,
  name: string,
  warnings: readonly ReadingWarning[] = [],
): Document {
  const language = languageOf(flow.paragraphs.map(({ text }) => text).join("\n"), options, name);
  const document = documentOf(flow, givenBy(options, language, name));
  return { ...document, warnings: [...warnings, ...document.warnings] };
}

/** What the caller said about a document. */
function givenBy({ language: stated, symbol, part, explain }: ReadOptions, language: string, name: string): Given {
  return {
    name,
    language,
    isStated: Boolean(stated),
    ...(symbol !== undefined && { symbol }),
    ...(part !== undefined && { part }),
    ...(explain !== undefined && { explain }),
  };
}

function languageOf(text: string, { part, language = part }: ReadOptions, name: string): string {
  return language ? languageCode(language) : detectLanguage(text, name);
}

/** The encoding that the mark-up of a page declares. */
function declaredEncoding(bytes: Uint8Array): string | undefined {
  return /<meta[^>]+charset\s*=\s*["']?([\w-]+)/i
    .exec(Buffer.from(bytes.subarray(0, 2048)).toString("latin1"))?.[1]
    ?.toLowerCase();
}
