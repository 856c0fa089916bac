import { Command } from "@commander-js/extra-typings";
import { type Block, type Document, readDocument } from "@sextant/core/document";
import { readInput, writeOutput } from "../files.ts";
import { colour, isolate } from "../terminal.ts";

export const readCommand = new Command("read")
  .argument(
    "<file>",
    "PDF, Word (DOCX, DOC), OpenDocument, HTML, or text as it comes out of a PDF; - for standard input",
  )
  .option("-l, --language <tag>", "the document's language; told from the text if left out")
  .option("--json", "print {symbol, language, blocks, notes} as JSON")
  .action(async (file, { language, json }) => {
    const document = await readDocument(await readInput(file), {
      name: file === "-" ? "standard input" : file,
      ...(language && { language }),
    });
    for (const warning of document.warnings) console.error(`sextant: ${file}: ${warning}`);
    const { symbol, blocks, notes } = document;
    await writeOutput(
      undefined,
      json
        ? [`${JSON.stringify({ symbol, language: document.language, blocks, notes }, null, 2)}\n`]
        : [humanView(document)],
    );
  });

function humanView({ symbol, language, blocks, notes, furniture }: Document): string {
  const lines = [
    colour("bold", `${symbol ?? "no symbol"} · ${language} · ${blocks.length} blocks · ${notes.length} notes`),
    "",
  ];
  for (const block of blocks)
    lines.push(
      `${colour("cyan", block.role.padEnd(12))} ${colour("yellow", (block.number ?? "").padStart(7))}  ${isolate(withMarks(block))}`,
    );
  if (notes.length > 0) lines.push("");
  for (const { mark, text } of notes)
    lines.push(`${colour("cyan", "note".padEnd(12))} ${colour("yellow", mark.padStart(7))}  ${isolate(text)}`);
  if (furniture.length > 0)
    lines.push(
      "",
      colour(
        "dim",
        `taken as furniture: ${furniture.length} lines (${[...new Set(furniture)].slice(0, 5).join(" · ")})`,
      ),
    );
  return `${lines.join("\n")}\n`;
}

function withMarks({ text, marks = [] }: Block): string {
  let out = "";
  let from = 0;
  for (const { mark, offset } of marks) {
    out += text.slice(from, offset) + colour("magenta", `[${mark}]`);
    from = offset;
  }
  return out + text.slice(from);
}
