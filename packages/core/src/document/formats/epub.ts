import { posix } from "node:path";
import { append } from "../append.ts";
import { type LeftOut, UnreadableDocument } from "../document.ts";
import type { Flow, FlowParagraph } from "../flow.ts";
import type { FootNote } from "../footnotes.ts";
import { EPUB_CONTAINER } from "../format.ts";
import { unzip } from "./archive.ts";
import { htmlFlows } from "./html.ts";
import { readXml } from "./xml.ts";

/** Namespaces of an EPUB with the prefixes by which they are read (EPUB 3.3, packages and containers). */
const EPUB: ReadonlyMap<string, string> = new Map([
  ["urn:oasis:names:tc:opendocument:xmlns:container", "ocf"],
  ["http://www.idpf.org/2007/opf", "opf"],
  ["http://www.w3.org/2001/04/xmlenc#", "enc"],
]);

const CONTAINER = "META-INF/container.xml";
const ENCRYPTION = "META-INF/encryption.xml";
const PAGE = /\.(?:x?html?|opf|xml)$/i;

/**
 * Reads an EPUB: the pages of its spine, one after the other, each as an HTML page. Its tables of contents that are navigation,
 * and pages that are beside the reading order, are left out, but for the notes that stand there.
 *
 * @throws {UnreadableDocument} if the file is damaged, protected or too large
 */
export function epubFlow(bytes: Uint8Array, name: string): Flow {
  const files = withoutFolder(unzip(bytes, (path) => PAGE.test(path), name));
  try {
    const { pages, beside } = spineOf(files);
    if (pages.length === 0) throw new Error("it names no pages to read");
    const protectedPaths = protectedIn(files.get(ENCRYPTION));
    if (pages.some((path) => protectedPaths.has(path)))
      throw new UnreadableDocument(`${name} is protected against copying; give a copy without protection`, {
        why: { reason: "encrypted" },
      });
    const readable = beside.filter((path) => files.has(path) && !protectedPaths.has(path));
    const flows = htmlFlows([...pages, ...readable].map((path) => ({ path, html: pageOf(files, path) })));
    // A page that holds nothing but notes was read; of others, their text is left out.
    const isRead = (path: string): boolean => {
      const flow = flows[pages.length + readable.indexOf(path)];
      return readable.includes(path) && flow?.paragraphs.length === 0 && flow.leftOut.length === 0;
    };
    const leftOut = beside.filter((path) => !isRead(path));
    return joined(
      flows.slice(0, pages.length),
      leftOut.map((text): LeftOut => ({ text, reason: "page beside the reading order" })),
    );
  } catch (cause) {
    if (cause instanceof UnreadableDocument) throw cause;
    throw new UnreadableDocument(`${name} is a damaged EPUB: ${(cause as Error).message}`, {
      cause,
      why: { reason: "damaged" },
    });
  }
}

/** The files of an EPUB by their paths from its root, where it was packed with the folder in which it was made. */
function withoutFolder(files: ReadonlyMap<string, Uint8Array>): ReadonlyMap<string, Uint8Array> {
  const container = [...files.keys()].find((path) => EPUB_CONTAINER.test(path)) ?? CONTAINER;
  const folder = container.slice(0, -CONTAINER.length);
  return new Map([...files].map(([path, file]) => [path.startsWith(folder) ? path.slice(folder.length) : path, file]));
}

/** The paths of the pages in the order of reading, and of those beside it. */
function spineOf(files: ReadonlyMap<string, Uint8Array>): { pages: string[]; beside: string[] } {
  let root = "";
  readXml(fileAt(files, CONTAINER), EPUB, {
    open(name, attributes) {
      if (name === "ocf:rootfile") root ||= attributes["full-path"] ?? "";
    },
  });
  const paths = new Map<string, string>(); // by the ids of the manifest
  // A page that the spine names again would be read again.
  const pages = new Set<string>();
  const beside = new Set<string>();
  readXml(fileAt(files, root), EPUB, {
    open(name, { id = "", href = "", idref = "", linear }) {
      if (name === "opf:item") paths.set(id, posix.join(posix.dirname(root), decodeURIComponent(href)));
      const path = name === "opf:itemref" ? paths.get(idref) : undefined;
      if (path && PAGE.test(path)) (linear === "no" ? beside : pages).add(path);
    },
  });
  return { pages: [...pages], beside: [...beside.difference(pages)] };
}

/** The paths of the files that are encrypted; fonts often are, and are no text. */
function protectedIn(encryption: Uint8Array | undefined): Set<string> {
  const paths = new Set<string>();
  if (encryption)
    readXml(encryption, EPUB, {
      open(name, { URI }) {
        if (name === "enc:CipherReference" && URI) paths.add(decodeURIComponent(URI));
      },
    });
  return paths;
}

function fileAt(files: ReadonlyMap<string, Uint8Array>, path: string): Uint8Array {
  const file = files.get(path);
  if (!file) throw new Error(`it has no ${path || "package document"}`);
  return file;
}

/** Elements of HTML that have no end tag. */
const VOID = /^(?:area|base|br|col|embed|hr|img|input|link|meta|source|track|wbr)$/i;

/** A page as HTML: an element that XML closes in its own tag (`<a id="x"/>`) would stay open there. */
function pageOf(files: ReadonlyMap<string, Uint8Array>, path: string): string {
  const file = fileAt(files, path);
  const encoding = file[0] === 0xff && file[1] === 0xfe ? "utf-16le" : file[0] === 0xfe ? "utf-16be" : "utf-8";
  return new TextDecoder(encoding)
    .decode(file)
    .replace(/^\s*<\?xml[^>]*>/, "")
    .replace(/<([a-z][\w:-]*)((?:\s[^<>]*)?)\/>/gi, (whole, tag: string, attributes: string) =>
      VOID.test(tag) ? whole : `<${tag}${attributes}></${tag}>`,
    );
}

const hasTitle = ({ paragraphs }: Flow): boolean => paragraphs.some(({ role }) => role === "title");

/** A page whose title is the heading of a chapter, and stands above its other headings. */
function asChapter(page: Flow): Flow {
  if (!hasTitle(page)) return page;
  return {
    ...page,
    paragraphs: page.paragraphs.map((paragraph) => {
      if (paragraph.role === "title") return { ...paragraph, role: "heading", level: 1 };
      return paragraph.level === undefined ? paragraph : { ...paragraph, level: paragraph.level + 1 };
    }),
  };
}

/** Makes one flow of several; tables are counted through all of them, and only the first title is the book's. */
function joined(pages: readonly Flow[], besides: readonly LeftOut[]): Flow {
  const first = pages.findIndex(hasTitle);
  const flows = pages.map((page, at) => (at > first ? asChapter(page) : page));
  const paragraphs: FlowParagraph[] = [];
  const notes: FootNote[] = [];
  const leftOut: LeftOut[] = [];
  let tables = 0;
  for (const flow of flows) {
    const before = tables;
    for (const paragraph of flow.paragraphs) {
      const { cell } = paragraph;
      if (cell) tables = Math.max(tables, before + cell.table + 1);
      paragraphs.push(cell ? { ...paragraph, cell: { ...cell, table: before + cell.table } } : paragraph);
    }
    append(notes, flow.notes);
    append(leftOut, flow.leftOut);
  }
  return { paragraphs, notes, leftOut: [...leftOut, ...besides], marks: "known" };
}
