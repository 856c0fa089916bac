import { readFile, stat } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { languageCode } from "../language/profile.ts";
import { decode } from "./decode.ts";
import { detectLanguage } from "./detect.ts";
import { type Block, type Decision, type Document, UnreadableDocument } from "./document.ts";
import { type Flow, type FlowParagraph, textFlow } from "./flow.ts";
import { type Format, formatOf } from "./format.ts";
import { takeMarks } from "./marks.ts";
import { languageRuns, mixtureWarning, partOf } from "./mixture.ts";
import { rolesOf } from "./roles.ts";
import { symbolAlone } from "./symbols.ts";
import { withWholeWords } from "./whole-words.ts";

export interface ReadOptions {
  /** BCP 47. Without it the language is told from the text. */
  readonly language?: string;
  /** The document symbol, where the caller knows it better than the text. */
  readonly symbol?: string;
  /** How messages call the document; the path of the file if left out. */
  readonly name?: string;
  /**
   * Of a document in several languages, the one whose part alone is to be read, BCP 47; `Document.reading.languages` names
   * them. The rest is left out, with its reason; a part that is not there is an error.
   */
  readonly part?: string;
  /** Whether to keep every decision with its reasons in `Document.reading`. */
  readonly explain?: boolean;
}

/**
 * Reads a document from a file's bytes: PDF, Word (DOCX and DOC), OpenDocument, HTML or plain text, told by content; RTF
 * where LibreOffice is installed. A format's reader is loaded when its first file comes.
 *
 * @param file a path, a `file:` URL, or the bytes
 * @throws {UnreadableDocument} for what is none of these, is damaged, or is in no language that can be told
 * @throws {RangeError} for a language tag that is none
 * @example
 * ```ts
 * const { symbol, language, blocks, notes } = await readDocument("resolution.pdf");
 * ```
 */
export async function readDocument(file: string | URL | Uint8Array, options: ReadOptions = {}): Promise<Document> {
  if (file instanceof Uint8Array) return readBytes(file, options);
  const path = typeof file === "string" ? file : fileURLToPath(file);
  return readBytes(await contentsOf(path), { name: path, ...options });
}

/** Larger files are refused before they are read. */
export const MAX_FILE_BYTES = 64 * 1024 * 1024;

/** The bytes of a file. @throws {UnreadableDocument} naming it, and why it cannot be read */
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
  if (bytes.length === 0) throw new UnreadableDocument(`${name} is empty`);
  const format = formatOf(bytes);
  try {
    return await readAs(format, bytes, options, name);
  } catch (cause) {
    if (cause instanceof UnreadableDocument) throw cause;
    // What a reader stumbled over is for its makers; a person needs to know which file it was.
    throw new UnreadableDocument(`${name} is damaged: it cannot be read as ${NAMED[format]}`, { cause });
  }
}

const NAMED: Readonly<Record<Format, string>> = {
  pdf: "a PDF",
  docx: "a Word file (DOCX)",
  doc: "a Word file (DOC)",
  odt: "an OpenDocument text",
  rtf: "an RTF file",
  html: "an HTML page",
  text: "text",
  image: "a picture",
  archive: "an archive",
};

async function readAs(format: Format, bytes: Uint8Array, options: ReadOptions, name: string): Promise<Document> {
  switch (format) {
    case "pdf": {
      const { pdfFlow } = await import("./formats/pdf/flow.ts");
      const { flow, language } = await pdfFlow(bytes, { name, languageOf: (text) => languageOf(text, options, name) });
      return documentOf(flow, language, options, name);
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
    case "html": {
      const { htmlFlow } = await import("./formats/html.ts");
      return flowDocument(htmlFlow(decode(bytes, name, declaredEncoding(bytes)).text), options, name);
    }
    case "text": {
      const { text, encoding } = decode(bytes, name);
      const document = readText(text, { ...options, name });
      return encoding.startsWith("utf-")
        ? document
        : { ...document, warnings: [`read as ${encoding}`, ...document.warnings] };
    }
    default:
      throw new UnreadableDocument(`${name} is ${REFUSED[format]}`);
  }
}

const REFUSED: Readonly<Record<Extract<Format, "image" | "archive">, string>> = {
  image: "a picture; it needs character recognition (OCR) first",
  archive: "a ZIP archive, and neither a Word nor an OpenDocument file; take the document out of it",
};

/**
 * Reads a document from text as it comes out of a PDF: lines are joined into blocks, paragraphs that run over a page are
 * healed, notes are taken out and kept, and so are note marks, numbers and roles. See ARCHITECTURE.md for the way.
 *
 * @throws {UnreadableDocument} when the text is empty or its language cannot be told
 */
export function readText(text: string, options: ReadOptions = {}): Document {
  const name = options.name ?? "the text";
  const language = languageOf(text, options, name);
  return documentOf(textFlow(text, language), language, options, name);
}

function flowDocument(flow: Flow, options: ReadOptions, name: string, warnings: readonly string[] = []): Document {
  const language = languageOf(flow.paragraphs.map(({ text }) => text).join("\n"), options, name);
  const document = documentOf(flow, language, options, name);
  return { ...document, warnings: [...warnings, ...document.warnings] };
}

function languageOf(text: string, { part, language = part }: ReadOptions, name: string): string {
  return language ? languageCode(language) : detectLanguage(text, name);
}

/** What the text seems to be, where that is another language than it was said to be. */
function languageDoubt(blocks: readonly Block[], language: string): string[] {
  let told: string;
  try {
    told = detectLanguage(blocks.map(({ text }) => text).join(" "));
  } catch {
    return [];
  }
  return told === language ? [] : [`it was said to be in ${language}, but seems to be in ${told}`];
}

/** From a flow to a document: roles and numbers, then note marks, then blocks. */
function documentOf(whole: Flow, language: string, options: ReadOptions, name: string): Document {
  const { symbol: given, language: stated, part } = options;
  const { flow, healed } = withWholeWords(part === undefined ? whole : partOf(whole, language, name));
  const runs = part === undefined ? languageRuns(flow.paragraphs.map(({ text }) => text)) : [];
  if (flow.paragraphs.length === 0) throw new UnreadableDocument(`${name} holds no running text`);
  const { roles, symbol } = rolesOf(
    flow.paragraphs.map(({ text, role, label }) => ({
      text: label ? `${label} ${text}` : text,
      ...(role && { role }),
    })),
    language,
  );
  const texts = flow.paragraphs.map(({ text, pages, marks = [], label }, at) => {
    const cut = Math.max(0, (roles[at]?.cut ?? 0) - (label ? label.length + 1 : 0));
    return {
      text: text.slice(cut),
      pages: pages.map(({ page, offset }) => ({ page, offset: Math.max(0, offset - cut) })),
      marks: marks.map(({ mark, offset }) => ({ mark, offset: Math.max(0, offset - cut) })),
    };
  });
  const decisions: Decision[] = [...(flow.decisions ?? [])];
  const marked =
    flow.marks === "known"
      ? texts
      : takeMarks(
          texts,
          flow.notes.filter(({ placed }) => !placed),
          {
            repeatsOnly: flow.marks === "repeated in the text",
            ...(options.explain && { decisions }),
          },
        );
  const blocks = marked.map(({ text, marks }, at): Block => {
    const { label, level: outline, pages, cell, box, doubt, role: given } = flow.paragraphs[at] as FlowParagraph;
    // What the format says is a cell is one, whatever its words; and a number that it prints is never lost.
    const told = roles[at] as (typeof roles)[number];
    const { role } = given === "table-cell" ? { role: given } : told;
    const number = told.number ?? label?.replace(/[.．、]$/u, "");
    const level = role === "heading" ? (outline ?? told.level) : told.level;
    return {
      role,
      ...(number !== undefined && { number }),
      ...(level !== undefined && { level }),
      text: text.trimEnd(),
      ...(marks.length > 0 && { marks }),
      ...(flow.pageCount !== undefined && { page: (pages[0]?.page ?? 0) + 1 }),
      ...(box && { box }),
      ...(cell && { cell }),
      ...(doubt && { doubt }),
    };
  });

  const own = given ?? flow.masthead?.symbol ?? symbol ?? symbolAlone(flow.paragraphs.map(({ text }) => text));
  const placed = new Set(blocks.flatMap((block) => block.marks?.map(({ mark }) => mark) ?? []));
  const unplaced = flow.notes.filter(({ mark }) => /^\d/.test(mark) && !placed.has(mark)).map(({ mark }) => mark);
  return {
    ...flow.masthead,
    ...(own && { symbol: own }),
    language,
    blocks,
    notes: flow.notes.map(({ mark, text, page }) => ({
      mark,
      text,
      ...(flow.pageCount !== undefined && { page: page + 1 }),
    })),
    furniture: flow.leftOut.map(({ text }) => text),
    warnings: [
      ...(flow.warnings ?? []),
      ...mixtureWarning(runs, flow),
      ...(stated ? languageDoubt(blocks, language) : []),
      ...(unplaced.length > 0 ? [`no mark was found in the text for note ${unplaced.join(", ")}`] : []),
    ],
    reading: {
      ...(flow.pageCount !== undefined && { pages: flow.pageCount }),
      leftOut: flow.leftOut,
      ...(healed > 0 && { healed }),
      ...(runs.length > 1 && { languages: [...new Set(runs.map(({ language: one }) => one))] }),
      ...(options.explain && { decisions }),
    },
  };
}

/** The encoding that a page's own mark-up names. */
function declaredEncoding(bytes: Uint8Array): string | undefined {
  return /<meta[^>]+charset\s*=\s*["']?([\w-]+)/i
    .exec(Buffer.from(bytes.subarray(0, 2048)).toString("latin1"))?.[1]
    ?.toLowerCase();
}
