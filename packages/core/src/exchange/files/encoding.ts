import { canBeIn, detectEncoding, doubtful, whyDoubtful } from "../../document/encoding/detect-encoding.ts";
import { encodingLabel, encodingNamed } from "../../document/encoding/encodings.ts";
import { countUtf8, countUtf8Lines } from "../../document/encoding/well-formed.ts";
import type { UnreadableOptions } from "../../error.ts";
import type { Report } from "../problem.ts";
import { withBeginning } from "./beginning.ts";
import { decoderOf } from "./decoder.ts";
import { newlines, stretchesOf } from "./stretches.ts";

/** The error class that a reader throws for a file that it cannot read. */
export type Unreadable = new (message: string, options?: UnreadableOptions) => Error;

/** How a file is decoded. */
export interface Decoding {
  readonly unreadable: Unreadable;
  readonly report: Report;
  /** The encoding that a person named. */
  readonly encoding?: string | undefined;
  /** Languages of a table's columns, if a person named them. */
  readonly languages?: readonly string[] | undefined;
}

/** Number of bytes that name the languages of a file, of those that show its encoding, and of those among them beyond ASCII. */
const BEGINNING_BYTES = 4096;
const MAX_SAMPLE_BYTES = 1024 * 1024;
const SAMPLE_HIGH_BYTES = 4096;
/** Number of bytes that are decoded at once, so that a parser never holds much more than it can pass on. */
const PORTION_BYTES = 64 * 1024;
/** Lines in UTF-8, and their share of those beyond ASCII, that a text in another encoding does not have by chance. */
const MIN_UTF8_LINES = 2;
const MIN_UTF8_SHARE = 0.25;

/**
 * Decodes a file in portions. UTF-8 and UTF-16 are recognised by a byte order mark or by their bytes; other encodings are
 * those that the file declares, if its text can be in them, or are detected by the letters of its languages, and reported.
 * Ill-formed places become `ILL_FORMED`.
 *
 * @throws {Unreadable} if the file is empty, or several encodings remain possible, or it is in two
 * @throws {RangeError} if the encoding that was named does not exist
 */
export async function* decoded(bytes: AsyncIterable<Uint8Array>, how: Decoding): AsyncGenerator<string> {
  const { encoding: stated, unreadable } = how;
  const iterator = withBeginning(bytes, BEGINNING_BYTES)[Symbol.asyncIterator]();
  const first = await iterator.next();
  if (first.done) throw new unreadable("the file is empty", { why: { reason: "empty" } });
  const start = unicodeOf(first.value, unreadable);
  let encoding = stated === undefined ? start?.encoding : encodingNamed(stated);
  let line = 1;
  let part: Uint8Array | undefined = first.value.subarray(start?.encoding === encoding ? start?.mark : 0);
  // While everything is ASCII the encoding does not matter.
  while (encoding === undefined && part && isAscii(part)) {
    const text = LATIN1.decode(part);
    line += newlines(text);
    yield text;
    part = await nextOf(iterator);
  }
  if (!part) return;
  if (encoding === undefined) {
    part = await sample(part, iterator);
    encoding = encodingOf(part, first.value, line, how);
  }
  const decoder = decoderOf(encoding);
  for (let own: Uint8Array | undefined = part; own; own = await nextOf(iterator))
    for (let at = 0; at < own.length; at += PORTION_BYTES) yield decoder.write(own.subarray(at, at + PORTION_BYTES));
  yield decoder.end();
}

const LATIN1 = new TextDecoder("latin1");
const latin1 = (bytes: Uint8Array): string =>
  Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString("latin1");
const isAscii = (part: Uint8Array): boolean => part.every((byte) => byte < 0x80);

async function nextOf(iterator: AsyncIterator<Uint8Array>): Promise<Uint8Array | undefined> {
  const next = await iterator.next();
  return next.done ? undefined : next.value;
}

/** Returns a part with those after it, as many as the encoding needs. */
async function sample(part: Uint8Array, iterator: AsyncIterator<Uint8Array>): Promise<Uint8Array> {
  const parts = [part];
  const highOf = (own: Uint8Array): number => own.reduce((sum, byte) => sum + (byte < 0x80 ? 0 : 1), 0);
  for (let [size, high] = [part.length, highOf(part)]; size < MAX_SAMPLE_BYTES && high < SAMPLE_HIGH_BYTES; ) {
    const next = await nextOf(iterator);
    if (!next) break;
    parts.push(next);
    size += next.length;
    high += highOf(next);
  }
  return parts.length === 1 ? part : Buffer.concat(parts);
}

/** Recognises UTF-8 with a byte order mark, and UTF-16, with the length of the mark; undefined for other files. */
function unicodeOf(
  start: Uint8Array,
  unreadable: Unreadable,
): { readonly encoding: string; readonly mark: number } | undefined {
  const [a, b, c, d] = start;
  const isUtf32 = (a === 0xff && b === 0xfe && c === 0 && d === 0) || (a === 0 && b === 0 && c === 0xfe && d === 0xff);
  if (isUtf32) throw new unreadable("the file is in UTF-32; save it as UTF-8", { why: { reason: "binary" } });
  if (a === 0xff && b === 0xfe) return { encoding: "utf-16le", mark: 2 };
  if (a === 0xfe && b === 0xff) return { encoding: "utf-16be", mark: 2 };
  if (a === 0xef && b === 0xbb && c === 0xbf) return { encoding: "utf-8", mark: 3 };
  // Every other byte of mark-up in UTF-16 is NUL.
  if (a !== 0 && b === 0 && c !== 0 && d === 0) return { encoding: "utf-16le", mark: 0 };
  if (a === 0 && b !== 0 && c === 0 && d !== 0) return { encoding: "utf-16be", mark: 0 };
  return undefined;
}

/** The name of the encoding that an XML declaration says. */
const labelIn = (beginning: string): string | undefined =>
  /^\s*<\?xml[^>]*encoding\s*=\s*["']([\w.:-]+)/.exec(beginning)?.[1];

/** The encoding of a name; bytes of one each are no UTF-16, whatever it says. */
function declaredBy(label: string | undefined): string | undefined {
  try {
    const encoding = encodingNamed(label ?? "");
    return encoding.startsWith("utf-16") ? undefined : encoding;
  } catch {
    return undefined;
  }
}

function encodingOf(
  bytes: Uint8Array,
  first: Uint8Array,
  line: number,
  { unreadable, report, languages }: Decoding,
): string {
  const beginning = latin1(first);
  const label = labelIn(beginning);
  const declared = declaredBy(label);
  const high = bytes.findIndex((byte) => byte >= 0x80);
  const own = line + newlines(latin1(bytes.subarray(0, high)));
  const told = (encoding: string): string => {
    const said = declared === undefined ? "names no encoding" : `says that it is in ${label}`;
    const message = `the file ${said}; it was read as ${encodingLabel(encoding)}`;
    report({ kind: "repaired", reason: "encoding", line: own, message });
    return encoding;
  };
  const { good, bad } = countUtf8(bytes);
  // Some bytes of a text in UTF-8 may be damaged; a text in another encoding has hardly any that look like UTF-8.
  if (good > bad) return declared === undefined || declared === "utf-8" ? "utf-8" : told("utf-8");
  refuseTwoEncodings(bytes, line, unreadable);
  const stretches = stretchesOf({ beginning, part: latin1(bytes), line, languages });
  if (declared !== undefined && declared !== "utf-8" && canBeIn(declared, stretches)) return declared;
  const found = detectEncoding(stretches);
  if (typeof found !== "string")
    throw new unreadable(`line ${found.line}: ${doubtful(found)}`, { why: whyDoubtful(found) });
  return told(found);
}

/** Files that were joined, or that several programs wrote into, would be read wrongly in part, whatever the encoding. */
function refuseTwoEncodings(bytes: Uint8Array, line: number, unreadable: Unreadable): void {
  const { good, bad, firstBad } = countUtf8Lines(bytes);
  if (good < MIN_UTF8_LINES || good < MIN_UTF8_SHARE * (good + bad)) return;
  throw new unreadable(
    `line ${line + firstBad}: the file is in two encodings: ${good} of its lines are in UTF-8, and ${bad} are not; ` +
      "save it in one, or leave out what is in the other with --encoding NAME",
    { why: { reason: "two-encodings", values: { good, bad, line: line + firstBad } } },
  );
}
