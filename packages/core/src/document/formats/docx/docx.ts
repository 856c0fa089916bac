import { append } from "../../append.ts";
import { type LeftOut, UnreadableDocument } from "../../document.ts";
import type { Flow } from "../../flow.ts";
import { warning } from "../../warning.ts";
import { unzip } from "../archive.ts";
import type { RichParagraph } from "../rich-text.ts";
import { settledFlow } from "../settle.ts";
import { unknownSigns } from "../symbol-fonts.ts";
import { readXml } from "../xml.ts";
import { WORD } from "./namespaces.ts";
import { readNotes } from "./notes.ts";
import { readNumbering } from "./numbering.ts";
import { Story } from "./story.ts";
import type { FileState } from "./story-tables.ts";
import { readStyles } from "./styles.ts";

/** Parts of a DOCX that hold text; pictures, macros and embedded objects are not unpacked. */
const PARTS =
  /^word\/(?:(?:document|footnotes|endnotes|comments|header|footer)\d*|numbering|styles|settings)\.xml$|^word\/_rels\/document\d*\.xml\.rels$|^_rels\/\.rels$/;
/** Parts whose words are reported but are not text: diagrams and charts. */
const FIGURES = /^word\/(?:(?<diagram>diagrams)\/data|charts\/chart)\d*\.xml$/;
/** Parts in another format, which are not read. */
const FOREIGN = /^word\/afchunk/i;

/** The parts of a file, and what it says about itself. */
interface Parts {
  readonly files: ReadonlyMap<string, Uint8Array>;
  /** The path of the main part. */
  readonly main: string;
  /** Whether parts of it are in another format. */
  readonly hasForeign: boolean;
}

/**
 * Reads a Word file (DOCX): paragraphs with the titles, outline levels and automatic numbers of their styles, tables
 * with their cells, footnotes and endnotes; tracked changes are accepted. Headers, footers, comments and hidden text
 * are left out; a masthead in them is read. Nothing outside the file is opened.
 *
 * @throws {UnreadableDocument} if the file is damaged or too large
 */
export function docxFlow(bytes: Uint8Array, name: string): Flow {
  const parts = partsOf(bytes, name);
  try {
    return flowOf(parts);
  } catch (cause) {
    throw new UnreadableDocument(`${name} is a damaged Word file: ${(cause as Error).message}`, {
      cause,
      why: { reason: "damaged" },
    });
  }
}

function partsOf(bytes: Uint8Array, name: string): Parts {
  let hasForeign = false;
  const wanted = (path: string): boolean => {
    hasForeign ||= FOREIGN.test(path);
    return PARTS.test(path) || FIGURES.test(path);
  };
  const files = unzip(bytes, wanted, name);
  const main = [...files.keys()].find((path) => /^word\/document\d*\.xml$/.test(path));
  if (!main)
    throw new UnreadableDocument(`${name} is a ZIP archive, but no Word file: it has no word/document.xml`, {
      why: { reason: "other-office" },
    });
  for (const [path, content] of files)
    if (/<!DOCTYPE|<!ENTITY/i.test(Buffer.from(content).toString("latin1")))
      throw new UnreadableDocument(`${name} declares XML entities in ${path}, which no Word file does`);
  return { files, main, hasForeign };
}

function flowOf({ files, main, hasForeign }: Parts): Flow {
  const file: FileState = {
    style: readStyles(files.get("word/styles.xml")),
    label: readNumbering(files.get("word/numbering.xml")),
    tables: 0,
    unknownFonts: new Set(),
  };
  const body = storyOf(files.get(main), file);
  const { notes, marks, unreferenced } = readNotes(files, body, file);
  const paragraphs = body.paragraphs.map(
    (paragraph): RichParagraph => ({
      ...paragraph,
      marks: paragraph.marks.flatMap(({ mark, offset }) => {
        const printed = mark.startsWith("\u0000") ? marks.get(mark) : mark;
        return printed ? [{ mark: printed, offset }] : [];
      }),
    }),
  );
  const heads = headsOf(files, main, file);
  const figures = figuresOf(files);
  return settledFlow({
    paragraphs,
    notes,
    heads: heads.first,
    leftOut: [...heads.leftOut, ...body.leftOut, ...unreferenced, ...figures, ...commentsOf(files, file)],
    warnings: [
      ...(hasForeign ? [warning("other-format")] : []),
      ...(figures.length > 0 ? [warning("charts")] : []),
      ...(body.hasOpenField ? [warning("open-field")] : []),
      ...unknownSigns(file.unknownFonts),
    ],
  });
}

/** Reads a part as one story. */
export function storyOf(part: Uint8Array | undefined, file: FileState): Story {
  const story = new Story(file);
  if (part) readXml(part, WORD, story);
  return story;
}

/** Reads the lines of headers and footers; those of the first page may hold the masthead. */
function headsOf(files: Parts["files"], main: string, file: FileState): { first: string[]; leftOut: LeftOut[] } {
  const targets = new Map<string, string>();
  const relations = files.get(main.replace(/([^/]+)$/, "_rels/$1.rels"));
  if (relations)
    readXml(relations, WORD, {
      open: (_, { Id = "", Target = "" }) => targets.set(Id, `word/${Target.replace(/^\/?(?:word\/)?/, "")}`),
    });
  const first: string[] = [];
  const others: string[] = [];
  readXml(files.get(main) as Uint8Array, WORD, {
    open(name, { id = "", type }) {
      const path = /^w:(?:header|footer)Reference$/.test(name) ? targets.get(id) : undefined;
      if (!path) return;
      const lines = storyOf(files.get(path), file).paragraphs.map(({ text }) => text);
      append(type === "first" ? first : others, lines);
    },
  });
  const leftOut = [...new Set([...first, ...others])]
    .filter((text) => /[\p{L}\p{N}]/u.test(text))
    .map((text) => ({ text, reason: "header or footer" }));
  // A file without a separate first page may have the masthead in the head of all pages.
  return { first: [...first, ...others], leftOut };
}

function commentsOf(files: Parts["files"], file: FileState): LeftOut[] {
  return storyOf(files.get("word/comments.xml"), file).paragraphs.map(({ text }) => ({ text, reason: "comment" }));
}

/** Collects the words of each chart and diagram. */
function figuresOf(files: Parts["files"]): LeftOut[] {
  const words: LeftOut[] = [];
  for (const [path, part] of files) {
    const figure = FIGURES.exec(path);
    if (!figure) continue;
    const texts = new Set<string>();
    const open: string[] = [];
    readXml(part, WORD, {
      open: (name) => void open.push(name),
      text(text) {
        const isWord = open.at(-1) === "a:t" || (open.at(-1) === "c:v" && open.includes("c:strCache"));
        if (isWord && /\p{L}/u.test(text)) texts.add(text.trim());
      },
      close: () => void open.pop(),
    });
    if (texts.size > 0)
      words.push({ text: [...texts].join(" · "), reason: figure.groups?.diagram ? "diagram" : "chart" });
  }
  return words;
}
