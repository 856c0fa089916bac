/** What matters in XML here: references, text that only looks like one, and stretches where neither counts. */
const MARK =
  /&(?!(?:#\d+|#x[\da-fA-F]+|[\p{L}_:][\p{L}\p{M}\p{N}._:-]*);)|<(?![\p{L}_:/!?])|<!\[CDATA\[|<!--|<!DOCTYPE/gu;
const ENDS: Readonly<Record<string, string>> = { "<![CDATA[": "]]>", "<!--": "-->" };
/** A reference, or one of those words, may be this long. */
const MAX_REFERENCE_CHARACTERS = 64;

/**
 * Escapes `&` and `<` that stand unescaped in the text of an XML file: “R&D”, “a < b”. Text comes and leaves in
 * portions of any size.
 */
export class Lenient {
  readonly #write: (text: string) => void;
  readonly #escaped: (character: string) => void;
  #rest = "";
  /** The end of the open comment or character data; in a DOCTYPE brackets are counted. */
  #until: string | undefined;
  #inSubset = false;

  /**
   * @param write receives the text
   * @param escaped called for each character that was escaped, after everything before it was written
   */
  constructor(write: (text: string) => void, escaped: (character: string) => void) {
    this.#write = write;
    this.#escaped = escaped;
  }

  write(text: string): void {
    this.#take(this.#rest + text, false);
  }

  close(): void {
    this.#take(this.#rest, true);
  }

  #take(text: string, isLast: boolean): void {
    // What begins near the end may continue in the next portion.
    let end = text.length;
    if (!isLast) {
      const from = Math.max(0, text.length - MAX_REFERENCE_CHARACTERS);
      const tail = text.slice(from);
      const open = Math.max(tail.lastIndexOf("&"), tail.lastIndexOf("<"), this.#until ? tail.search(/[\]>-]+$/) : -1);
      if (open >= 0 && !(tail[open] === "&" && tail.includes(";", open))) end = from + open;
    }
    let at = 0;
    while (at < end) at = this.#until ? this.#skipped(text, at, end) : this.#scanned(text, at, end);
    this.#rest = text.slice(end);
  }

  /** Passes on what is not text, up to its end. */
  #skipped(text: string, at: number, end: number): number {
    const until = this.#until as string;
    let found: number;
    if (until === ">") {
      found = this.#endOfDoctype(text, at, end);
    } else {
      found = text.indexOf(until, at);
      if (found >= 0) found += until.length;
    }
    const to = found < 0 || found > end ? end : found;
    if (found >= 0 && found <= end) this.#until = undefined;
    this.#write(text.slice(at, to));
    return to;
  }

  #endOfDoctype(text: string, at: number, end: number): number {
    for (let place = at; place < end; place++) {
      const character = text[place];
      if (character === "[") this.#inSubset = true;
      else if (character === "]") this.#inSubset = false;
      else if (character === ">" && !this.#inSubset) return place + 1;
    }
    return -1;
  }

  #scanned(text: string, at: number, end: number): number {
    MARK.lastIndex = at;
    for (let match = MARK.exec(text); match && match.index < end; match = MARK.exec(text)) {
      const [mark] = match;
      if (mark.length > 1) {
        this.#until = ENDS[mark] ?? ">";
        this.#write(text.slice(at, match.index + mark.length));
        return match.index + mark.length;
      }
      this.#write(text.slice(at, match.index));
      this.#escaped(mark);
      this.#write(mark === "&" ? "&amp;" : "&lt;");
      at = match.index + 1;
    }
    this.#write(text.slice(at, end));
    return end;
  }
}
