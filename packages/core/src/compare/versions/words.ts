import type { Span } from "../../language/span.ts";
import { foldedText } from "../../memory/text/foldings.ts";

/** A word or a mark of punctuation of a text. */
export interface Word extends Span {
  /** What is compared: case counts, print does not, see `Folding` "shape". */
  readonly key: string;
  /** Whether it says something; punctuation is none. */
  readonly isWord: boolean;
}

/** A long text is cut at a space before it is given to the segmenter, whose time grows faster than the text. */
const PIECE = 8192;

const segmenters = new Map<string, Intl.Segmenter>();
const graphemes = new Intl.Segmenter(undefined, { granularity: "grapheme" });

function segmenterOf(language: string): Intl.Segmenter {
  let segmenter = segmenters.get(language);
  if (!segmenter) {
    segmenter = new Intl.Segmenter(language, { granularity: "word" });
    segmenters.set(language, segmenter);
  }
  return segmenter;
}

/**
 * The words of a text with their places, as UAX #29 and, for Chinese, ICU's dictionary have them. No border is inside a
 * grapheme. Spaces, and characters that show nothing, lie between words.
 *
 * @param language a BCP 47 tag
 */
export function wordsIn(text: string, language: string): Word[] {
  const words: Word[] = [];
  const segmenter = segmenterOf(language);
  for (let from = 0; from < text.length; ) {
    const to = pieceEnd(text, from);
    // A narrow no-break space ends a word as any other space does; UAX #29 lets it hold words together.
    for (const { segment, index } of segmenter.segment(text.slice(from, to).replaceAll("\u202f", " "))) {
      const key = foldedText(segment.normalize("NFC"), "shape").trim();
      const start = from + index;
      const last = words.at(-1);
      // What stands on the word before is one grapheme with it: a vowel sign that the segmenter sets apart.
      if (last?.end === start && !PLAIN.test(segment) && isInsideGrapheme(text, start))
        words[words.length - 1] = wordOf(text, last.start, start + segment.length);
      else if (key !== "") words.push({ start, end: start + segment.length, key, isWord: SAYS.test(key) });
    }
    from = to;
  }
  return words;
}

const SAYS = /[\p{L}\p{N}]/u;
/** Such a segment begins a grapheme, wherever it stands. */
const PLAIN = /^[\x20-\x7e\p{L}]/u;

function wordOf(text: string, start: number, end: number): Word {
  const key = foldedText(text.slice(start, end).normalize("NFC"), "shape").trim();
  return { start, end, key, isWord: SAYS.test(key) };
}

function isInsideGrapheme(text: string, at: number): boolean {
  const from = Math.max(0, at - 64);
  return graphemes.segment(text.slice(from, at + 64)).containing(at - from)?.index !== at - from;
}

function pieceEnd(text: string, from: number): number {
  const to = from + PIECE;
  if (to >= text.length) return text.length;
  const space = text.lastIndexOf(" ", to);
  if (space > from) return space;
  const code = text.charCodeAt(to);
  return code >= 0xdc00 && code <= 0xdfff ? to - 1 : to;
}
