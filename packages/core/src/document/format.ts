/** Formats, which are recognised by content; the name of a file decides nothing. */
export type Format = "pdf" | "docx" | "doc" | "odt" | "rtf" | "html" | "image" | "archive" | "text";

/** Recognises a file's format by its first bytes. */
export function formatOf(bytes: Uint8Array): Format {
  const head = Buffer.from(bytes.subarray(0, 1024)).toString("latin1");
  if (head.includes("%PDF-")) return "pdf";
  if (head.startsWith("PK\u0003\u0004")) {
    const names = Buffer.from(bytes).toString("latin1");
    if (head.includes("mimetypeapplication/vnd.oasis.opendocument.text")) return "odt";
    if (names.includes("word/document.xml")) return "docx";
    return "archive";
  }
  if (head.startsWith("\u00d0\u00cf\u0011\u00e0\u00a1\u00b1\u001a\u00e1")) return "doc";
  if (/^\s*\{\\rtf/.test(head)) return "rtf";
  if (/^(?:\u0089PNG|\u00ff\u00d8\u00ff|GIF8|II\*\0|MM\0\*|RIFF)/.test(head)) return "image";
  if (
    /^(?:\u00ef\u00bb\u00bf)?\s*(?:<\?xml[^>]*>\s*)?(?:<!--[\s\S]*?-->\s*)*<(?:!doctype\s+html|html|head|body|div|article|main|h1|p)\b/i.test(
      head,
    )
  )
    return "html";
  return "text";
}
