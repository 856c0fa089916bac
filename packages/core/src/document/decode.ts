import { OFFICIAL_LANGUAGES } from "../language/profile.ts";
import { UnreadableDocument } from "./document.ts";
import { detectEncoding, doubtful, whyDoubtful } from "./encoding/detect-encoding.ts";
import { encodingLabel, encodingNamed } from "./encoding/encodings.ts";
import { countUtf8, countUtf8Lines } from "./encoding/well-formed.ts";
import { misreadingOf } from "./garbled.ts";
import { type ReadingWarning, warning } from "./warning.ts";

/** A file's text, and the encoding that it was in. */
export interface Decoded {
  readonly text: string;
  /** Its name in the WHATWG Encoding Standard. */
  readonly encoding: string;
  /** Says what was not simply UTF-8 or UTF-16. */
  readonly warnings: readonly ReadingWarning[];
}

/** What is known of a text that is decoded. */
export interface DecodeOptions {
  /** Names the file in messages. */
  readonly name?: string;
  /** The encoding that the file declares; one that does not fit its bytes is not believed. */
  readonly declared?: string | undefined;
  /** The encoding that a person named. */
  readonly encoding?: string | undefined;
  /** Language of the text, BCP 47; the six official ones if left out. */
  readonly language?: string | undefined;
}

/** Number of bytes that show an encoding. */
const SAMPLE_BYTES = 1024 * 1024;

/**
 * Decodes the bytes of a text file: UTF-8, UTF-16 (with a byte order mark, or recognised by its NULs), or an older
 * encoding, recognised by the letters of the language.
 *
 * @param bytes the whole file
 * @param name names the file in messages
 * @param known its encoding and language, if they are known
 * @throws {UnreadableDocument} if the file is empty or binary, or its encoding is in doubt
 * @throws {RangeError} if there is no encoding of that name
 */
export function decodeText(
  bytes: Uint8Array,
  name = "the file",
  known: Pick<DecodeOptions, "encoding" | "language"> = {},
): string {
  return decode(bytes, { ...known, name }).text;
}

/** Does what {@link decodeText} does, and returns the encoding too. */
export function decode(bytes: Uint8Array, options: DecodeOptions = {}): Decoded {
  const { name = "the file", encoding } = options;
  if (bytes.length === 0) throw new UnreadableDocument(`${name} is empty`, { why: { reason: "empty" } });
  const decoded = encoding === undefined ? (unicode(bytes) ?? legacy(bytes, options)) : named(bytes, encoding);
  const control = CONTROL.exec(decoded.text) ?? (misreadingOf(decoded.text) ? null : HIGH_CONTROL.exec(decoded.text));
  if (control) throw binaryFile(name, control[0].codePointAt(0) ?? 0, control.index);
  if (!/[^\s\ufeff]/u.test(decoded.text))
    throw new UnreadableDocument(`${name} holds no text, only white space`, { why: { reason: "empty" } });
  return decoded;
}

/** Characters that no text has. */
const CONTROL = /[\p{Cc}--[\t\n\f\r\u{80}-\u{9f}]]/v;
/** Those that only a garbled text has, but for a line break. */
const HIGH_CONTROL = /[[\u{80}-\u{9f}]--\u{85}]/v;

function binaryFile(name: string, character: number, offset: number): UnreadableDocument {
  const code = character.toString(16).toUpperCase().padStart(4, "0");
  return new UnreadableDocument(
    `${name} is a binary file, not text: it holds the character U+${code} at offset ${offset}; ` +
      "if it is text, name its encoding with --encoding NAME",
    { why: { reason: "binary" } },
  );
}

/** Number of bytes that show UTF-16. */
const UTF16_SAMPLE_BYTES = 4096;
/** White space and commas are at least so much of a text in any script; a wrong order of bytes has none of them. */
const MIN_SEPARATORS = 0.01;

/**
 * UTF-16, where the bytes are: told by a byte order mark, by a file that begins with ASCII characters of two bytes each, as
 * markup does, or by bytes that are a text in only one order.
 */
export function utf16Of(bytes: Uint8Array): "utf-16le" | "utf-16be" | undefined {
  const [first = 0, second = 0, third = 0, fourth = 0] = bytes;
  if (first === 0xff && second === 0xfe) return "utf-16le";
  if (first === 0xfe && second === 0xff) return "utf-16be";
  if (isAscii(first) && isAscii(third) && second === 0 && fourth === 0) return "utf-16le";
  if (isAscii(second) && isAscii(fourth) && first === 0 && third === 0) return "utf-16be";
  const sample = bytes.subarray(0, UTF16_SAMPLE_BYTES);
  // A text in another encoding has no control characters, and UTF-16 has them at least in its line breaks.
  if (!sample.some(isControl)) return undefined;
  const [little, big] = [separatorsIn(sample, "utf-16le"), separatorsIn(sample, "utf-16be")];
  if (Math.max(little, big) < MIN_SEPARATORS) return undefined;
  return little > big ? "utf-16le" : "utf-16be";
}

/** The share of white space and commas in a text in UTF-16; 0 if the bytes are no text in it. */
function separatorsIn(sample: Uint8Array, encoding: "utf-16le" | "utf-16be"): number {
  const whole = sample.subarray(0, sample.length - (sample.length % 2));
  const text = new TextDecoder(encoding).decode(whole, { stream: true });
  if (/[[\p{Cc}--[\t\n\f\r]]\p{Cn}\p{Co}\ufffd]/v.test(text)) return 0;
  return (text.match(/[ \t\n\r,،、，。؛]/g)?.length ?? 0) / text.length;
}

const isControl = (byte: number): boolean => byte < 0x20 && !isAscii(byte);

const isAscii = (byte: number): boolean => (byte >= 0x20 && byte < 0x7f) || (byte >= 0x09 && byte <= 0x0d);

function unicode(bytes: Uint8Array): Decoded | undefined {
  const encoding = utf16Of(bytes) ?? "utf-8";
  try {
    return { text: new TextDecoder(encoding, { fatal: true }).decode(bytes), encoding, warnings: [] };
  } catch {
    return undefined;
  }
}

function named(bytes: Uint8Array, label: string): Decoded {
  const encoding = encodingNamed(label);
  const text = new TextDecoder(encoding).decode(bytes);
  return { text, encoding, warnings: illFormed(text, encoding) };
}

/** A file with as many lines in UTF-8, and as many beside one in another encoding, is in both. */
const MIN_UTF8_LINES = 3;
const MIN_UTF8_SHARE = 0.2;

function legacy(bytes: Uint8Array, { name = "the file", declared, language }: DecodeOptions): Decoded {
  const { good, bad } = countUtf8(bytes);
  // Some bytes of a text in UTF-8 are damaged; it is not in another encoding.
  if (good > bad) return named(bytes, "utf-8");
  try {
    const encoding = encodingNamed(declared ?? "");
    if (encoding !== "utf-8")
      return { text: new TextDecoder(encoding, { fatal: true }).decode(bytes), encoding, warnings: [] };
  } catch {
    // The name is unknown, or a byte has no character in this encoding.
  }
  // A control character is one in all encodings, so no encoding is asked for a binary file.
  const control = bytes.findIndex(isControl);
  if (control >= 0) throw binaryFile(name, bytes[control] ?? 0, control);
  // White space, also an encoding's own, is inside of no character.
  const sample = bytes.subarray(
    0,
    bytes.length <= SAMPLE_BYTES ? undefined : bytes.lastIndexOf(0x0a, SAMPLE_BYTES) + 1 || SAMPLE_BYTES,
  );
  const lines = countUtf8Lines(sample);
  if (lines.good >= MIN_UTF8_LINES && lines.good > MIN_UTF8_SHARE * lines.bad)
    throw new UnreadableDocument(
      `${name} is in two encodings: ${lines.good} lines with letters beyond ASCII are in UTF-8, and ${lines.bad} are not, ` +
        `the first in line ${lines.firstBad + 1}; save it as UTF-8, or name one of the two with --encoding NAME`,
      { why: { reason: "two-encodings", values: { good: lines.good, bad: lines.bad, line: lines.firstBad + 1 } } },
    );
  const languages = language === undefined ? OFFICIAL_LANGUAGES : [language];
  const found = detectEncoding(linesOf(sample).map((line, at) => ({ bytes: line, languages, line: at + 1 })));
  if (typeof found !== "string")
    throw new UnreadableDocument(`${name}, line ${found.line}: ${doubtful(found)}`, { why: whyDoubtful(found) });
  const text = new TextDecoder(found).decode(bytes);
  return {
    text,
    encoding: found,
    warnings: [warning("read-as", { encoding: encodingLabel(found) }), ...illFormed(text, found)],
  };
}

/** Says how many places are no text, and where the first is. */
function illFormed(text: string, encoding: string): ReadingWarning[] {
  const places = [...text.matchAll(/\ufffd+/g)];
  const [first] = places;
  if (!first) return [];
  const line = text.slice(0, first.index).split("\n").length;
  return [warning("ill-formed", { places: places.length, encoding: encodingLabel(encoding), line })];
}

function linesOf(bytes: Uint8Array): Uint8Array[] {
  const lines: Uint8Array[] = [];
  for (let at = 0; at < bytes.length; ) {
    const end = bytes.indexOf(0x0a, at);
    lines.push(bytes.subarray(at, end < 0 ? undefined : end));
    at = end < 0 ? bytes.length : end + 1;
  }
  return lines;
}
