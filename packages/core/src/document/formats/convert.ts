import { UnreadableDocument } from "../document.ts";
import type { Flow } from "../flow.ts";
import { warning } from "../warning.ts";
import { docxFlow } from "./docx/docx.ts";
import { convertedToDocx } from "./office.ts";

/**
 * Reads a format that only LibreOffice can convert: RTF, and Word 6 or 95. `what` names the format in messages.
 *
 * @throws {UnreadableDocument} if LibreOffice is not installed, or cannot read the file
 */
export async function convertedFlow(
  bytes: Uint8Array,
  name: string,
  what: "an RTF file" | "a file of Word 6 or 95",
): Promise<Flow> {
  const docx = await convertedToDocx(bytes, what === "an RTF file" ? "rtf" : "doc");
  if (docx === "not installed")
    throw new UnreadableDocument(
      `${name} is ${what}, which is read only where LibreOffice is installed; save it as DOCX`,
      { why: { reason: "needs-converting" } },
    );
  if (docx === "failed")
    throw new UnreadableDocument(`${name} is ${what}, and LibreOffice cannot convert it; save it as DOCX`, {
      why: { reason: "needs-converting" },
    });
  const flow = docxFlow(docx, name);
  return { ...flow, warnings: [warning("converted", { format: what }), ...(flow.warnings ?? [])] };
}
