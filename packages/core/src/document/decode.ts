import { UnreadableDocument } from "./document.ts";

/**
 * The text that a file's bytes stand for: UTF-8, or UTF-16 with a byte order mark.
 *
 * @param bytes the whole file; @param name how messages call it
 * @throws {UnreadableDocument} for an empty file, a binary one, and one in another encoding
 */
export function decodeText(bytes: Uint8Array, name = "the file"): string {
  if (bytes.length === 0) throw new UnreadableDocument(`${name} is empty`);
  const format = binaryFormat(bytes);
  if (format) throw new UnreadableDocument(`${name} is ${format}, not text; give the text taken out of it`);
  const encoding =
    bytes[0] === 0xff && bytes[1] === 0xfe ? "utf-16le" : bytes[0] === 0xfe && bytes[1] === 0xff ? "utf-16be" : "utf-8";
  let text: string;
  try {
    text = new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    throw new UnreadableDocument(
      `${name} is not ${encoding.toUpperCase()} text (first bad byte near ${firstBadByte(bytes)}); save it as UTF-8`,
    );
  }
  const nul = text.indexOf("\0");
  if (nul >= 0)
    throw new UnreadableDocument(`${name} holds a NUL character at offset ${nul}: it is a binary file, not text`);
  if (!/\S/u.test(text)) throw new UnreadableDocument(`${name} holds no text, only white space`);
  return text;
}

const SIGNATURES: readonly (readonly [string, string])[] = [
  ["%PDF-", "a PDF file"],
  ["PK\u0003\u0004", "a ZIP archive (a Word or OpenDocument file is one)"],
  ["\u00d0\u00cf\u0011\u00e0", "an old Word file"],
  ["{\\rtf", "an RTF file"],
  ["\u0089PNG", "a picture"],
  ["\u00ff\u00d8\u00ff", "a picture"],
];

function binaryFormat(bytes: Uint8Array): string | undefined {
  const head = String.fromCharCode(...bytes.subarray(0, 8));
  return SIGNATURES.find(([signature]) => head.startsWith(signature))?.[1];
}

function firstBadByte(bytes: Uint8Array): number {
  const lenient = new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes);
  return Buffer.byteLength(lenient.slice(0, lenient.indexOf("\ufffd")));
}
