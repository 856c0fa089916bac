import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { getDocument, OPS } from "unpdf/pdfjs";
import { UnreadableDocument } from "../../document.ts";
import type { Page } from "./page.ts";
import { paintedPage } from "./painting/painted-page.ts";

/** Larger documents are refused before they are laid out. */
const MAX_PAGES = 2000;

/**
 * The folder in which pdf.js has the character maps of fonts that are not embedded, and the metrics of the standard
 * fonts.
 */
const DATA = dirname(createRequire(import.meta.url).resolve("pdfjs-dist/package.json"));

/** The pages of a PDF, and whether the file describes its structure. */
export interface Pages {
  readonly pages: readonly Page[];
  /** Whether it is a tagged PDF (ISO 32000-1, 14.8). */
  readonly tagged: boolean;
}

/**
 * Reads the pages of a PDF as they are painted: glyphs, rules and shades. Pictures are not decoded, scripts are not
 * run, nothing is fetched.
 *
 * @param name names the file in messages
 * @throws {UnreadableDocument} if the PDF is encrypted, damaged or too long
 */
export async function pagesOf(bytes: Uint8Array, name: string): Promise<Pages> {
  // The library takes ownership of the bytes, so it gets a copy.
  const task = getDocument({
    data: Uint8Array.from(bytes),
    verbosity: 0,
    cMapUrl: join(DATA, "cmaps/"),
    cMapPacked: true,
    standardFontDataUrl: join(DATA, "standard_fonts/"),
    maxImageSize: 1,
    disableFontFace: false,
    useSystemFonts: false,
  });
  try {
    const document = await task.promise;
    if (document.numPages > MAX_PAGES)
      throw new UnreadableDocument(`${name} has ${document.numPages} pages; at most ${MAX_PAGES} are read`, {
        why: { reason: "too-costly" },
      });
    const tagged = (await document.getMarkInfo())?.Marked === true;
    const pages: Page[] = [];
    for (let number = 1; number <= document.numPages; number++) {
      const page = await document.getPage(number);
      const viewport = page.getViewport({ scale: 1 });
      const { fnArray, argsArray } = await page.getOperatorList();
      pages.push(
        paintedPage({ fnArray, argsArray, font: (id) => page.commonObjs.get(id) }, OPS, {
          number,
          width: viewport.width,
          height: viewport.height,
          transform: viewport.transform,
        }),
      );
      page.cleanup();
    }
    return { pages, tagged };
  } catch (cause) {
    if (cause instanceof UnreadableDocument) throw cause;
    const isEncrypted = (cause as Error).name === "PasswordException";
    const why = isEncrypted ? "is encrypted; give a copy without a password" : "is a damaged PDF";
    throw new UnreadableDocument(`${name} ${why}`, { cause, why: { reason: isEncrypted ? "encrypted" : "damaged" } });
  } finally {
    await task.destroy();
  }
}
