import { Command } from "@commander-js/extra-typings";
import type { Document } from "@sextant/core/document";
import { readFileDocument } from "../documents.ts";
import { UsageError, wholeNumber } from "../exit.ts";
import { writeOutput } from "../files.ts";
import { blocksView } from "../reading/blocks.ts";
import { decisionsView, EXPLAINED, type Explained, leftOutView } from "../reading/decisions.ts";
import { summaryView } from "../reading/summary.ts";
import { colour, counted } from "../terminal.ts";

const KINDS = Object.keys(EXPLAINED).join(", ");

/** `sextant read`: shows how a document is read. */
export const readCommand = new Command("read")
  .argument(
    "[file]",
    "PDF, Word (DOCX, DOC), OpenDocument, EPUB, HTML, or text as it comes out of a PDF; - for standard input",
  )
  .option("-l, --language <tag>", "the document's language; told from the text if left out")
  .option("--encoding <name>", "the encoding of a text or a page, such as gb18030; detected if left out")
  .option("--part <tag>", "of a document in several languages, read the part in this one")
  .option("--summary", "show the summary alone")
  .option("--furniture", "show what was left out, with its page and what it was taken for")
  .option("--explain [kind]", `show what was decided, with the evidence and its weights: all, or ${KINDS}`)
  .option("--page <number>", "show what is on this page alone, 1 for the first", wholeNumber("--page", 1, 1_000_000))
  .option("--json", "print the document as JSON: its masthead, language, blocks, notes, warnings, and how it was read")
  .addHelpText(
    "after",
    `
Examples:
  sextant read A_RES_80_1.pdf
  sextant read A_RES_80_1.pdf --furniture --page 2
  sextant read A_RES_80_1.pdf --explain marks
  sextant read submission.pdf --part zh --json`,
  )
  .action(async (given, options) => {
    const { file, kind } = fileAndKind(given, options.explain);
    const views = [options.summary, options.furniture, options.explain && !options.json, options.json];
    if (views.filter(Boolean).length > 1)
      throw new UsageError("--summary, --furniture, --explain and --json each show something else; name one");
    if (options.page !== undefined && (options.json || options.summary))
      throw new UsageError("--page narrows what is shown of blocks, --furniture and --explain; with these alone");
    const document = await readFileDocument(file, {
      ...(options.language && { language: options.language }),
      ...(options.encoding && { encoding: options.encoding }),
      ...(options.part && { part: options.part }),
      ...(options.explain && { explain: true }),
    });
    if (options.json || options.furniture || options.explain)
      for (const { message } of document.warnings) console.error(`sextant: ${file}: ${message}`);
    await writeOutput(undefined, [options.json ? asJson(document) : asText(document, options, kind)]);
  });

/** The value of `--explain FILE` is a file, not a kind of decision. */
function fileAndKind(given: string | undefined, explain: string | true | undefined) {
  const kind = typeof explain === "string" && Object.hasOwn(EXPLAINED, explain) ? (explain as Explained) : undefined;
  const other = typeof explain === "string" && kind === undefined ? explain : undefined;
  if (given !== undefined && other !== undefined)
    throw new UsageError(`--explain tells of ${KINDS}, or of all without a name; not of ${other}`);
  const file = given ?? other;
  if (file === undefined) throw new UsageError("name a document, or - for standard input: sextant read FILE");
  return { file, kind };
}

/** The document without `furniture`, because `reading.leftOut` holds the same and more. */
function asJson({ symbol, language, blocks, notes, furniture: _, warnings, reading, ...masthead }: Document): string {
  return `${JSON.stringify({ symbol, ...masthead, language, blocks, notes, warnings, reading }, null, 2)}\n`;
}

function asText(
  document: Document,
  { summary, furniture, page }: { summary?: true; furniture?: true; page?: number; explain?: string | true },
  kind: Explained | undefined,
): string {
  const { reading } = document;
  const pages = reading?.pages;
  if (page !== undefined && pages === undefined)
    throw new UsageError("--page asks for a page, but this document’s format has none");
  if (page !== undefined && pages !== undefined && page > pages)
    throw new UsageError(`--page ${page}: the document has ${counted(pages, "page")}`);
  const onPage = (one: { page?: number }): boolean => page === undefined || one.page === page;
  const shown = (): readonly string[] => {
    if (furniture) return leftOutLines(document, onPage);
    if (!reading?.decisions)
      return summary ? summaryView(document) : [...blocksView(document, page), "", ...summaryView(document)];
    const decisions = reading.decisions.filter(
      (one) => onPage(one) && (kind === undefined || one.about === EXPLAINED[kind]),
    );
    return decisions.length > 0 ? decisionsView(decisions) : [`no decision about ${kind ?? "anything"} was kept`];
  };
  return `${[colour("bold", headline(document)), "", ...shown()].join("\n")}\n`;
}

function leftOutLines({ reading }: Document, onPage: (one: { page?: number }) => boolean): string[] {
  const leftOut = (reading?.leftOut ?? []).filter(onPage);
  return leftOut.length > 0 ? leftOutView(leftOut) : ["nothing was left out"];
}

function headline({ symbol, language, blocks, notes }: Document): string {
  return `${symbol ?? "no symbol"} · ${language} · ${counted(blocks.length, "block")} · ${counted(notes.length, "note")}`;
}
