import { getDocumentProxy } from "unpdf";
import { UnreadableDocument } from "./document.ts";
import type { Line } from "./lines.ts";
import { type Glyphs, linesOfPage, type PdfLine, plainLetters } from "./pdf-glyphs.ts";
import { edgeLines, laidOut } from "./pdf-layout.ts";

/** Larger documents are refused before they are laid out. */
const MOST_PAGES = 2000;

/**
 * The lines of a PDF's text layer, as linesOf gives those of a text: but better, for the page says more than its text.
 * A raised, smaller number is a note mark and comes as superscript digits; smaller lines at the foot come below a rule;
 * gaps, indents and short lines say where a paragraph begins (`begins`); what repeats on the pages' edges is left out.
 *
 * @returns lines, and what was left out as furniture
 * @throws {UnreadableDocument} for a PDF that is encrypted, damaged, or has no text
 */
export async function pdfLines(bytes: Uint8Array, name: string): Promise<{ lines: Line[]; furniture: string[] }> {
  const pages = await pageLines(bytes, name);
  const found = pages.flat();
  if (found.length === 0)
    throw new UnreadableDocument(`${name} is a PDF without text, a scan; it needs character recognition (OCR) first`);
  const edges = edgeLines(pages);
  const furniture: string[] = [];
  const bodies = pages.map((page) =>
    page.filter((line) => {
      if (!edges.has(line)) return true;
      furniture.push(line.text);
      return false;
    }),
  );
  return { lines: laidOut(bodies), furniture };
}

async function pageLines(bytes: Uint8Array, name: string): Promise<PdfLine[][]> {
  let document: Awaited<ReturnType<typeof getDocumentProxy>>;
  try {
    // The library takes the bytes over: it gets its own.
    document = await getDocumentProxy(Uint8Array.from(bytes), { verbosity: 0 });
  } catch (cause) {
    const why =
      (cause as Error).name === "PasswordException"
        ? "is encrypted; give a copy without a password"
        : "is a damaged PDF";
    throw new UnreadableDocument(`${name} ${why}`, { cause });
  }
  try {
    if (document.numPages > MOST_PAGES)
      throw new UnreadableDocument(`${name} has ${document.numPages} pages; at most ${MOST_PAGES} are read`);
    const pages: PdfLine[][] = [];
    for (let number = 1; number <= document.numPages; number++) {
      const page = await document.getPage(number);
      const { items } = await page.getTextContent();
      const glyphs = items.flatMap((item): Glyphs[] => {
        if (!("str" in item) || item.str === "") return [];
        const [, skew, , height, x, y] = item.transform as number[];
        const size = Math.abs(height ?? 0);
        if (size < 1 || Math.abs(skew ?? 0) > 0.1) return []; // nothing, or set upright along the margin
        return [
          { text: plainLetters(item.str), x: x ?? 0, y: y ?? 0, width: item.width, size, rtl: item.dir === "rtl" },
        ];
      });
      pages.push(linesOfPage(glyphs));
      page.cleanup();
    }
    return pages;
  } catch (cause) {
    if (cause instanceof UnreadableDocument) throw cause;
    throw new UnreadableDocument(`${name} is a damaged PDF: ${(cause as Error).message}`, { cause });
  } finally {
    await document.loadingTask.destroy();
  }
}
