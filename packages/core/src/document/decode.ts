import chardet from "chardet";
import { UnreadableDocument } from "./document.ts";

/** A file's text, and the encoding that it was in. */
export interface Decoded {
  readonly text: string;
  /** A label of the WHATWG Encoding Standard. */
  readonly encoding: string;
}

/** Legacy encodings of the six languages, besides UTF-8 and UTF-16. */
const LEGACY: Readonly<Record<string, string>> = {
  "windows-1252": "windows-1252",
  "ISO-8859-1": "windows-1252",
  "windows-1251": "windows-1251",
  "KOI8-R": "koi8-r",
  "ISO-8859-5": "iso-8859-5",
  "windows-1256": "windows-1256",
  "ISO-8859-6": "iso-8859-6",
  GB18030: "gb18030",
  Big5: "big5",
};
const SAMPLE_BYTES = 100_000;

/**
 * Decodes the bytes of a text file: UTF-8, UTF-16 (with a byte order mark, or recognised by its NULs), or a legacy
 * encoding of the six languages, recognised by statistics.
 *
 * @param bytes the whole file
 * @param name names the file in messages
 * @throws {UnreadableDocument} if the file is empty or binary, or its encoding cannot be recognised
 */
export function decodeText(bytes: Uint8Array, name = "the file"): string {
  return decode(bytes, name).text;
}

/** Does what {@link decodeText} does, and returns the encoding too. */
export function decode(bytes: Uint8Array, name = "the file", declared?: string): Decoded {
  if (bytes.length === 0) throw new UnreadableDocument(`${name} is empty`);
  const decoded = unicode(bytes) ?? legacy(bytes, name, declared);
  const control = /[\p{Cc}--[\t\n\f\r\u{85}]]/v.exec(decoded.text);
  if (control)
    throw new UnreadableDocument(
      `${name} is a binary file, not text: it holds the character U+${(control[0].codePointAt(0) as number).toString(16).toUpperCase().padStart(4, "0")} at offset ${control.index}`,
    );
  if (!/[^\s\ufeff]/u.test(decoded.text)) throw new UnreadableDocument(`${name} holds no text, only white space`);
  return decoded;
}

/**
 * UTF-16, where the bytes are: told by a byte order mark, by a file that begins with ASCII characters of two bytes each, as
 * markup does, or by the NULs of Latin text.
 */
export function utf16Of(bytes: Uint8Array): "utf-16le" | "utf-16be" | undefined {
  const [first = 0, second = 0, third = 0, fourth = 0] = bytes;
  if (first === 0xff && second === 0xfe) return "utf-16le";
  if (first === 0xfe && second === 0xff) return "utf-16be";
  if (isAscii(first) && isAscii(third) && second === 0 && fourth === 0) return "utf-16le";
  if (isAscii(second) && isAscii(fourth) && first === 0 && third === 0) return "utf-16be";
  // Half of the bytes of Latin text are NULs, on one side.
  const sample = bytes.subarray(0, 2000);
  const nuls = [0, 0];
  for (let at = 0; at < sample.length; at++) if (sample[at] === 0) nuls[at % 2] = (nuls[at % 2] as number) + 1;
  const [even, odd] = nuls as [number, number];
  if (odd > 0.3 * (sample.length / 2) && even === 0) return "utf-16le";
  return even > 0.3 * (sample.length / 2) && odd === 0 ? "utf-16be" : undefined;
}

const isAscii = (byte: number): boolean => (byte >= 0x20 && byte < 0x7f) || (byte >= 0x09 && byte <= 0x0d);

function unicode(bytes: Uint8Array): Decoded | undefined {
  const encoding = utf16Of(bytes) ?? "utf-8";
  try {
    return { text: new TextDecoder(encoding, { fatal: true }).decode(bytes), encoding };
  } catch {
    return undefined;
  }
}

function legacy(bytes: Uint8Array, name: string, declared: string | undefined): Decoded {
  const told = chardet.analyse(bytes.subarray(0, SAMPLE_BYTES)).filter(({ name }) => LEGACY[name]);
  const labels = [declared, ...told.map((match) => LEGACY[match.name] as string)].filter(
    (label) => label !== undefined,
  );
  for (const label of labels) {
    try {
      const text = new TextDecoder(label, { fatal: true }).decode(bytes);
      return { text, encoding: label };
    } catch {
      // Try the next: the label is unknown, or a byte has no character in this encoding.
    }
  }
  throw new UnreadableDocument(`${name} is in no encoding that can be told; save it as UTF-8`);
}
