import { ILL_FORMED } from "../problem.ts";

const REPLACEMENT = "\ufffd";
const UTF8_REPLACEMENT = Buffer.from(REPLACEMENT);

/**
 * Decodes a file in portions. Each ill-formed place becomes {@link ILL_FORMED}, so that a reader knows which unit it is in.
 * A replacement character that stands in the file itself stays.
 */
export interface Decoder {
  write(portion: Uint8Array): string;
  end(): string;
}

/** Returns a decoder; the file's byte order mark is to be taken off before. */
export function decoderOf(encoding: string): Decoder {
  if (encoding === "utf-8") return new WholeCharacters(endOfUtf8, utf8);
  if (encoding === "utf-16le") return new WholeCharacters(endOfUtf16, utf16);
  if (encoding === "utf-16be")
    return new WholeCharacters(
      (bytes) => endOfUtf16(swapped(bytes)),
      (bytes) => utf16(swapped(bytes)),
    );
  const decoder = new TextDecoder(encoding);
  const marked = (text: string): string => text.replaceAll(REPLACEMENT, ILL_FORMED);
  return {
    write: (portion) => marked(decoder.decode(portion, { stream: true })),
    end: () => marked(decoder.decode()),
  };
}

/** Decodes portions that end with a character; what a portion cuts off is decoded with the next. */
class WholeCharacters implements Decoder {
  readonly #endOf: (bytes: Uint8Array) => number;
  readonly #decode: (bytes: Uint8Array) => string;
  #rest: Uint8Array = new Uint8Array(0);

  constructor(endOf: (bytes: Uint8Array) => number, decode: (bytes: Uint8Array) => string) {
    this.#endOf = endOf;
    this.#decode = decode;
  }

  write(portion: Uint8Array): string {
    const bytes = this.#rest.length === 0 ? portion : Buffer.concat([this.#rest, portion]);
    const end = this.#endOf(bytes);
    // The caller may use its bytes again.
    this.#rest = bytes.slice(end);
    return this.#decode(bytes.subarray(0, end));
  }

  end(): string {
    const text = this.#decode(this.#rest);
    this.#rest = new Uint8Array(0);
    return text;
  }
}

/** The end of the last character that is not cut off: a sequence has at most three bytes more. */
function endOfUtf8(bytes: Uint8Array): number {
  for (let at = bytes.length - 1; at >= Math.max(0, bytes.length - 3); at--) {
    const byte = bytes[at] as number;
    if (byte < 0x80) break;
    if (byte < 0xc0) continue;
    const length = byte < 0xe0 ? 2 : byte < 0xf0 ? 3 : 4;
    return at + length > bytes.length ? at : bytes.length;
  }
  return bytes.length;
}

const strict = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
const tolerant = new TextDecoder("utf-8", { ignoreBOM: true });

function utf8(bytes: Uint8Array): string {
  try {
    return strict.decode(bytes);
  } catch {
    // U+FFFD is a sequence that nothing before or behind it can change.
    return piecesBetween(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length), UTF8_REPLACEMENT)
      .map((piece) => tolerant.decode(piece).replaceAll(REPLACEMENT, ILL_FORMED))
      .join(REPLACEMENT);
  }
}

function piecesBetween(bytes: Buffer, mark: Buffer): Uint8Array[] {
  const pieces: Uint8Array[] = [];
  let from = 0;
  for (let at = bytes.indexOf(mark); at >= 0; at = bytes.indexOf(mark, from)) {
    pieces.push(bytes.subarray(from, at));
    from = at + mark.length;
  }
  return [...pieces, bytes.subarray(from)];
}

const swapped = (bytes: Uint8Array): Uint8Array => {
  const even = Buffer.from(bytes.subarray(0, bytes.length & ~1)).swap16();
  return even.length === bytes.length ? even : Buffer.concat([even, bytes.subarray(-1)]);
};

/** The end of the last code unit, or pair of them, that is not cut off. */
function endOfUtf16(bytes: Uint8Array): number {
  const end = bytes.length & ~1;
  return end > 0 && ((bytes[end - 1] as number) & 0xfc) === 0xd8 ? end - 2 : end;
}

function utf16(bytes: Uint8Array): string {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length & ~1).toString("utf16le");
  return text.replace(/\p{Cs}/gu, ILL_FORMED) + (bytes.length % 2 === 0 ? "" : ILL_FORMED);
}
