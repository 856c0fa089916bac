import { countUtf8 } from "./encoding/well-formed.ts";

/** A text in UTF-8 that a program has read in another encoding, and written again. */
export interface Misreading {
  /** The encoding in which it was read, by its name in the WHATWG Encoding Standard. */
  readonly encoding: string;
  /** A word as it stands, and as it was meant: `dÃ©claration`, `déclaration`. */
  readonly found: string;
  readonly meant: string;
}

/** Encodings that programs take when nothing else is said. */
const TAKEN = ["windows-1252", "windows-1251", "windows-1256"] as const;
/** Number of UTF-16 code units that show how a text was misread. */
const SAMPLE_LENGTH = 20_000;
/** A right text has a stretch by chance, and a quotation of a misread word some. */
const MIN_STRETCHES = 3;
const MIN_SHARE = 0.5;
const MAX_STRETCHES = 500;
/** A stretch beyond ASCII: what an older encoding makes of one character of UTF-8 or several. */
const STRETCH = /[^\p{ASCII}]+/gu;

/**
 * Finds out whether a text in UTF-8 was misread: most of its stretches beyond ASCII are well-formed UTF-8 when they are
 * written in another encoding, which those of a right text hardly ever are.
 */
export function misreadingOf(text: string): Misreading | undefined {
  const sample = text.slice(0, SAMPLE_LENGTH);
  const stretches = (sample.match(STRETCH) ?? []).slice(0, MAX_STRETCHES);
  for (const encoding of TAKEN) {
    const good = stretches.filter((stretch) => bytesOf(stretch, encoding) !== undefined);
    if (good.length < MIN_STRETCHES || good.length < MIN_SHARE * stretches.length) continue;
    const words = sample.match(/\S+/gu) ?? [];
    const found = words.find((word) => good.some((stretch) => word.includes(stretch))) ?? (good[0] as string);
    return { encoding, found, meant: mended(found, encoding) };
  }
  return undefined;
}

/** Returns a text with the stretches that an encoding garbled as they were meant. */
export const mended = (text: string, encoding: string): string =>
  text.replace(STRETCH, (stretch) => meantBy(stretch, encoding) ?? stretch);

/** What a stretch is if its bytes in an encoding are read as UTF-8. */
const meantBy = (stretch: string, encoding: string): string | undefined => {
  const bytes = bytesOf(stretch, encoding);
  return bytes && new TextDecoder().decode(bytes).trimEnd();
};

/** The bytes of a stretch in an encoding, with a space behind them; undefined if they are not UTF-8. */
function bytesOf(stretch: string, encoding: string): Uint8Array | undefined {
  const codes = codesOf(encoding);
  const bytes = [...stretch].map((character) => codes.get(character) ?? 0);
  if (bytes.includes(0)) return undefined;
  // The space shows that a sequence was cut off.
  const own = Uint8Array.from([...bytes, 0x20]);
  return countUtf8(own).bad === 0 ? own : undefined;
}

const known = new Map<string, ReadonlyMap<string, number>>();

/** The bytes beyond ASCII of an encoding, by their characters, or by the control characters that Latin-1 has there. */
function codesOf(encoding: string): ReadonlyMap<string, number> {
  const before = known.get(encoding);
  if (before) return before;
  const codes = new Map<string, number>();
  const decoder = new TextDecoder(encoding);
  for (let byte = 0x80; byte < 0xa0; byte++) codes.set(String.fromCodePoint(byte), byte);
  for (let byte = 0x80; byte <= 0xff; byte++) codes.set(decoder.decode(Uint8Array.of(byte)), byte);
  known.set(encoding, codes);
  return codes;
}

/** Letters that end words and never begin one: in Arabic, and in Hebrew. */
const FINAL = "ةךםןףץ";
const MIN_FINALS = 3;

/** Whether the words of a text from right to left stand backwards: letters that end words begin them. */
export function isBackwards(text: string): boolean {
  const sample = text.slice(0, SAMPLE_LENGTH);
  const count = (pattern: RegExp): number => sample.match(pattern)?.length ?? 0;
  const first = count(new RegExp(`(?<![\\p{L}\\p{M}])[${FINAL}](?=\\p{L})`, "gu"));
  return first >= MIN_FINALS && first > count(new RegExp(`(?<=\\p{L}\\p{M}*)[${FINAL}](?![\\p{L}\\p{M}])`, "gu"));
}
