import { composed } from "../../language/script.ts";
import type { Span } from "../../language/span.ts";
import type { Cell, NoteMark } from "../document.ts";
import type { FlowParagraph } from "../flow.ts";

/** A paragraph of a structured format, before it is decided what its raised text is. */
export interface RichParagraph {
  readonly text: string;
  /** Marks of notes that the format names, in order; the text does not hold them. */
  readonly marks: readonly NoteMark[];
  /** Raised text: `text.slice(start, end)`, in order, UTF-16 code units. */
  readonly raised: readonly Span[];
  readonly role?: NonNullable<FlowParagraph["role"]>;
  readonly level?: number;
  readonly label?: string;
  readonly cell?: Cell;
  readonly doubt?: string;
  /** Whether its style says that it is a line of the masthead. */
  readonly inMasthead?: true;
}

/**
 * Characters that are not text: controls other than white space, soft hyphens, zero-width spaces and byte order marks.
 */
const NO_TEXT = /[[\p{Cc}--[\t\n\f\r]]\u00ad\u200b\ufeff]/gv;

/**
 * Collects the text of a paragraph, run by run: NFC, on one line, white space (except no-break spaces) as single
 * spaces, none at either end, no-break hyphens as hyphens. A mark between a space and a comma or full stop removes the
 * space.
 */
export class RichText {
  readonly #pieces: ({ text: string; raised: boolean } | { mark: string })[] = [];

  /** Adds text, on the line or raised. */
  add(text: string, raised = false): void {
    const last = this.#pieces.at(-1);
    if (last && "text" in last && last.raised === raised) last.text += text;
    else if (text !== "") this.#pieces.push({ text, raised });
  }

  /** Adds the mark of a note. */
  mark(mark: string): void {
    this.#pieces.push({ mark });
  }

  /** Whether it holds neither text nor marks yet. */
  get isEmpty(): boolean {
    return this.#pieces.every((piece) => "text" in piece && /^\s*$/.test(piece.text.replace(NO_TEXT, "")));
  }

  /** Returns the text. */
  finish(): Pick<RichParagraph, "text" | "marks" | "raised"> {
    const parts: string[] = [];
    let length = 0;
    let spaced = true;
    const marks: { mark: string; offset: number }[] = [];
    const raised: Span[] = [];
    for (const piece of this.#pieces) {
      if ("mark" in piece) {
        marks.push({ mark: piece.mark, offset: length });
        continue;
      }
      let text = composed(piece.text)
        .replace(NO_TEXT, "")
        .replace(/\u2011/g, "-")
        .replace(/[\t\n\f\r \u2028\u2029]+/g, " ");
      if (spaced && text.startsWith(" ")) text = text.slice(1);
      if (text === "") continue;
      if (marks.at(-1)?.offset === length && /^[,.)]/.test(text) && parts.at(-1)?.endsWith(" ")) {
        parts.push((parts.pop() as string).slice(0, -1));
        length--;
        // Marks that stand together, usually few.
        for (let at = marks.length - 1; (marks[at]?.offset ?? 0) > length; at--)
          (marks[at] as { offset: number }).offset = length;
      }
      spaced = text.endsWith(" ");
      if (piece.raised) raised.push({ start: length, end: length + text.length });
      parts.push(text);
      length += text.length;
    }
    const text = parts.join("").trimEnd();
    return {
      text,
      marks: marks.map(({ mark, offset }) => ({ mark, offset: Math.min(offset, text.length) })),
      raised: raised
        .filter(({ start }) => start < text.length)
        .map(({ start, end }) => ({ start, end: Math.min(end, text.length) })),
    };
  }
}
