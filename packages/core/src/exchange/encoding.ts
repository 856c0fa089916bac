import { decode } from "../document/decode.ts";
import type { Report } from "./problem.ts";

/** The error class that a reader throws for a file that it cannot read. */
export type Unreadable = new (message: string, options?: ErrorOptions) => Error;

/** Number of bytes that show the encoding of a file: from its beginning, and from its first byte that is not ASCII. */
const BEGINNING_BYTES = 256;
const SAMPLE_BYTES = 64 * 1024;
/** Number of bytes that are decoded at once, so that a parser never holds much more than it can pass on. */
const PORTION_BYTES = 64 * 1024;
const REPLACEMENT = "\ufffd";

/**
 * Decodes a file in portions. UTF-8 and UTF-16 are recognised by a byte order mark or by their bytes; other encodings
 * are those that the file declares or, if that fails, are detected as for documents, and reported.
 *
 * @throws {Unreadable} if bytes are invalid in the encoding: with the place of the first, and their number
 */
export async function* decoded(
  bytes: AsyncIterable<Uint8Array>,
  unreadable: Unreadable,
  report: Report,
): AsyncGenerator<string> {
  const iterator = regrouped(bytes)[Symbol.asyncIterator]();
  const first = await iterator.next();
  if (first.done) throw new unreadable("the file is empty");
  let encoding = unicodeOf(first.value, unreadable);
  let line = 1;
  let part: Uint8Array | undefined = first.value;
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
    encoding = toldBy(part, declaredIn(first.value), line, unreadable, report);
  }
  yield* strictly(encoding, part, iterator, line, unreadable);
}

const LATIN1 = new TextDecoder("latin1");
const isAscii = (part: Uint8Array): boolean => part.every((byte) => byte < 0x80);

async function nextOf(iterator: AsyncIterator<Uint8Array>): Promise<Uint8Array | undefined> {
  const next = await iterator.next();
  return next.done ? undefined : next.value;
}

/** Returns a part with those after it, as many as the encoding needs. */
async function sample(part: Uint8Array, iterator: AsyncIterator<Uint8Array>): Promise<Uint8Array> {
  const parts = [part];
  for (let size = part.length; size < SAMPLE_BYTES; ) {
    const next = await nextOf(iterator);
    if (!next) break;
    parts.push(next);
    size += next.length;
  }
  return parts.length === 1 ? part : Buffer.concat(parts);
}

/** Recognises UTF-8 with a byte order mark, and UTF-16; undefined for other files. */
function unicodeOf(start: Uint8Array, unreadable: Unreadable): string | undefined {
  const [a, b, c, d] = start;
  const isUtf32 = (a === 0xff && b === 0xfe && c === 0 && d === 0) || (a === 0 && b === 0 && c === 0xfe && d === 0xff);
  if (isUtf32) throw new unreadable("the file is in UTF-32; save it as UTF-8");
  if (a === 0xff && b === 0xfe) return "utf-16le";
  if (a === 0xfe && b === 0xff) return "utf-16be";
  if (a === 0xef && b === 0xbb && c === 0xbf) return "utf-8";
  // Every other byte of mark-up in UTF-16 is NUL.
  if (a !== 0 && b === 0 && c !== 0 && d === 0) return "utf-16le";
  if (a === 0 && b !== 0 && c === 0 && d !== 0) return "utf-16be";
  return undefined;
}

/** Returns the encoding that an XML declaration names, by its label in the WHATWG Encoding Standard. */
function declaredIn(start: Uint8Array): string | undefined {
  const label = /^\s*<\?xml[^>]*encoding\s*=\s*["']([\w.:-]+)/.exec(
    LATIN1.decode(start.subarray(0, BEGINNING_BYTES)),
  )?.[1];
  try {
    const { encoding } = new TextDecoder(label ?? "?");
    return encoding.startsWith("utf-16") ? undefined : encoding;
  } catch {
    return undefined;
  }
}

function toldBy(
  bytes: Uint8Array,
  declared: string | undefined,
  line: number,
  unreadable: Unreadable,
  report: Report,
): string {
  const text = new TextDecoder().decode(bytes, { stream: true });
  const bad = countOf(text, REPLACEMENT) - encodedReplacements(bytes, "utf-8");
  const good = countOf(text, /[^\0-\x7f\ufffd]/gu);
  const isSingleByte = declared !== undefined && /^(?:windows|iso|koi8|ibm|mac)/.test(declared);
  const said = declared === undefined ? "names no encoding" : `says that it is in ${declared}`;
  const told = (encoding: string): string => {
    const message = `the file ${said}; it was read as ${encoding}`;
    report({ kind: "repaired", reason: "encoding", line, message });
    return encoding;
  };
  if (declared !== undefined && declared !== "utf-8" && !(isSingleByte && bad === 0)) return declared;
  if (bad === 0) return declared === undefined || declared === "utf-8" ? "utf-8" : told("utf-8");
  // Some bytes of a text in UTF-8 are damaged; it is not in another encoding.
  if (good > bad) return "utf-8";
  try {
    // The last character may continue after the sample.
    const whole = bytes.length < SAMPLE_BYTES ? bytes.length : bytes.lastIndexOf(0x0a) + 1 || bytes.length;
    return told(decode(bytes.subarray(0, whole), "the file").encoding);
  } catch (cause) {
    throw new unreadable(`line ${line}: ${(cause as Error).message}`, { cause });
  }
}

async function* strictly(
  encoding: string,
  first: Uint8Array,
  iterator: AsyncIterator<Uint8Array>,
  line: number,
  unreadable: Unreadable,
): AsyncGenerator<string> {
  const decoder = new TextDecoder(encoding);
  let bad = 0;
  let place = 0;
  let own = line;
  let carried: Uint8Array = new Uint8Array(0);
  const looked = (text: string, part: Uint8Array): string => {
    // A part may begin inside a character, so its first bytes are checked together with the end of the part before.
    const bytes = carried.length === 0 ? part : Buffer.concat([carried, part]);
    if (text.includes(REPLACEMENT)) {
      const more = countOf(text, REPLACEMENT) - encodedReplacements(bytes, encoding);
      if (more > 0 && bad === 0) place = own + newlines(text.slice(0, text.indexOf(REPLACEMENT)));
      bad += Math.max(0, more);
    }
    carried = bytes.subarray(Math.max(0, bytes.length - (encoding === "utf-8" ? 2 : 1)));
    own += newlines(text);
    return text;
  };
  for (let part: Uint8Array | undefined = first; part; part = await nextOf(iterator))
    for (let at = 0; at < part.length; at += PORTION_BYTES) {
      const portion = part.subarray(at, at + PORTION_BYTES);
      yield looked(decoder.decode(portion, { stream: true }), portion);
    }
  const rest = decoder.decode();
  if (rest) yield looked(rest, new Uint8Array(0));
  if (bad > 0)
    throw new unreadable(
      `${bad} ${bad === 1 ? "place is" : "places are"} no ${encoding.toUpperCase()}, the first in line ${place}; save the file as UTF-8`,
    );
}

/** Counts U+FFFD in the bytes themselves: characters that another program could not read. */
function encodedReplacements(bytes: Uint8Array, encoding: string): number {
  const codes: Readonly<Record<string, readonly number[]>> = {
    "utf-8": [0xef, 0xbf, 0xbd],
    "utf-16le": [0xfd, 0xff],
    "utf-16be": [0xff, 0xfd],
  };
  const code = codes[encoding];
  if (!code) return 0;
  const own = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const wanted = Buffer.from(code);
  let count = 0;
  for (let at = own.indexOf(wanted); at >= 0; at = own.indexOf(wanted, at + wanted.length)) count++;
  return count;
}

const countOf = (text: string, what: string | RegExp): number =>
  typeof what === "string" ? text.split(what).length - 1 : (text.match(what)?.length ?? 0);

function newlines(text: string): number {
  let count = 0;
  for (let at = text.indexOf("\n"); at >= 0; at = text.indexOf("\n", at + 1)) count++;
  return count;
}

/** Regroups bytes so that the first part is long enough to show the encoding, unless the file is shorter. */
async function* regrouped(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let start: Uint8Array | undefined = new Uint8Array(0);
  for await (const part of bytes) {
    if (!start) {
      if (part.length > 0) yield part;
      continue;
    }
    start = start.length === 0 ? part : Buffer.concat([start, part]);
    if (start.length < BEGINNING_BYTES) continue;
    yield start;
    start = undefined;
  }
  if (start && start.length > 0) yield start;
}
