import { type LeftOut, UnreadableDocument } from "../../document.ts";
import type { Flow } from "../../flow.ts";
import { warning } from "../../warning.ts";
import { unzip } from "../archive.ts";
import { settledFlow } from "../settle.ts";
import { unknownSigns } from "../symbol-fonts.ts";
import { readXml } from "../xml.ts";
import { ODF } from "./namespaces.ts";
import { OdtStory } from "./story.ts";
import { OdtStyles } from "./styles.ts";

/**
 * Reads an OpenDocument text (ODT): paragraphs, titles and headings with their levels, automatic numbers, tables with
 * their cells, footnotes and endnotes with their marks; tracked changes are accepted. Headers, footers, comments and
 * hidden text are left out (OpenDocument 1.3, part 3).
 *
 * @throws {UnreadableDocument} if the file is damaged, encrypted or too large
 */
export function odtFlow(bytes: Uint8Array, name: string): Flow {
  let hasObjects = false;
  const wanted = (path: string): boolean => {
    hasObjects ||= /^Object [^/]*\/content\.xml$/.test(path);
    return /^(?:(?:content|styles)\.xml|META-INF\/manifest\.xml)$/.test(path);
  };
  const files = unzip(bytes, wanted, name);
  const content = files.get("content.xml");
  if (!content)
    throw new UnreadableDocument(`${name} is a ZIP archive, but no OpenDocument text: it has no content.xml`, {
      why: { reason: "other-office" },
    });
  if (Buffer.from(files.get("META-INF/manifest.xml") ?? []).includes("encryption-data"))
    throw new UnreadableDocument(`${name} is encrypted; give a copy without a password`, {
      why: { reason: "encrypted" },
    });
  try {
    const styles = new OdtStyles();
    const heads = headsOf(files.get("styles.xml"), styles);
    const body = new OdtStory(styles);
    readStory(content, styles, body, "office:body");
    return settledFlow({
      paragraphs: body.paragraphs,
      notes: body.notes,
      heads: heads.map(({ text }) => text),
      leftOut: [...heads, ...body.leftOut],
      warnings: [...(hasObjects ? [warning("objects")] : []), ...unknownSigns(body.unknownFonts)],
    });
  } catch (cause) {
    throw new UnreadableDocument(`${name} is a damaged OpenDocument file: ${(cause as Error).message}`, {
      cause,
      why: { reason: "damaged" },
    });
  }
}

/** Reads the styles that a part declares, and the content of elements of one name as a story. */
function readStory(part: Uint8Array, styles: OdtStyles, story: OdtStory, within: string): void {
  let inside = 0;
  readXml(part, ODF, {
    open(name, attributes) {
      if (name === within) inside++;
      if (inside > 0) story.open(name, attributes);
      else styles.open(name, attributes);
    },
    text(text) {
      if (inside > 0) story.text(text);
    },
    close(name) {
      if (inside > 0) story.close(name);
      else styles.close(name);
      if (name === within) inside--;
    },
  });
}

/** Reads the lines in the heads and feet of pages, and the styles of that part. */
function headsOf(part: Uint8Array | undefined, styles: OdtStyles): LeftOut[] {
  if (!part) return [];
  const story = new OdtStory(styles);
  readStory(part, styles, story, "office:master-styles");
  const texts = new Set(story.paragraphs.map(({ text }) => text).filter((text) => /[\p{L}\p{N}]/u.test(text)));
  return [...texts].map((text) => ({ text, reason: "header or footer" }));
}
