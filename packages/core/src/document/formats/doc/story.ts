import { Fields } from "../docx/fields.ts";
import { type RichParagraph, RichText } from "../rich-text.ts";
import { MAX_HEADING_LENGTH } from "../style-names.ts";
import { printedText } from "../symbol-fonts.ts";
import { Grid } from "../tables.ts";
import { DELETED, HIDDEN, RAISED } from "./properties.ts";
import type { DocStyle } from "./styles.ts";
import type { DocSymbol, WordBinary } from "./word-binary.ts";

/** What a story of an old Word file holds. */
export interface DocStory {
  readonly paragraphs: RichParagraph[];
  readonly hidden: string[];
  /** Whether Word numbers some of its paragraphs. */
  readonly hasNumbers: boolean;
  /** Fonts with signs that are not known. */
  readonly unknownFonts: ReadonlySet<string>;
}

/** A reference to a note: the mark, and how many characters of the text it takes. */
export interface DocReference {
  readonly mark: string;
  readonly isPrinted: boolean;
}

/**
 * Reads the characters from `start` to `end` as paragraphs: tracked changes accepted, fields as their results, cells of
 * tables in their rows.
 */
export function readStory(
  file: WordBinary,
  start: number,
  end: number,
  styles: readonly DocStyle[],
  references: ReadonlyMap<number, DocReference>,
): DocStory {
  const story = new Reader(file, styles, references);
  for (let at = start; at < end; at++) story.read(at);
  story.endParagraph(end);
  return story;
}

class Reader implements DocStory {
  readonly paragraphs: RichParagraph[] = [];
  readonly hidden: string[] = [];
  hasNumbers = false;
  readonly unknownFonts = new Set<string>();
  readonly #file: WordBinary;
  readonly #styles: readonly DocStyle[];
  readonly #references: ReadonlyMap<number, DocReference>;
  readonly #fields = new Fields();
  #text = new RichText();
  #table: Grid | undefined;
  #met = 0;
  /** Whether the next paragraph begins a row, or a cell. */
  #atRow = true;
  #atCell = true;

  constructor(file: WordBinary, styles: readonly DocStyle[], references: ReadonlyMap<number, DocReference>) {
    this.#file = file;
    this.#styles = styles;
    this.#references = references;
  }

  read(at: number): void {
    const bits = this.#file.set[at] ?? 0;
    // The end of a paragraph that was deleted joins it to the next.
    if (bits & DELETED) return;
    const character = this.#file.text[at] as string;
    const reference = this.#references.get(at);
    if (reference) {
      this.#text.mark(reference.mark);
      if (reference.isPrinted) return;
    }
    if (character === "\r" || character === "\u0007" || character === "\f") this.endParagraph(at);
    else if (character === "\u0013") this.#fields.begin();
    else if (character === "\u0014") this.#fields.separate();
    else if (character === "\u0015") {
      const mark = this.#fields.end();
      if (mark) this.#text.mark(mark);
    } else this.#add(this.#printed(character, this.#file.symbols.get(at)), bits);
  }

  endParagraph(at: number): void {
    const properties = this.#file.paragraphAt(at);
    const { depth = 0, endsRow = false, isNumbered = false } = properties ?? {};
    if (depth === 0) this.#table = undefined;
    else this.#enterCell();
    const finished = this.#text.finish();
    this.#text = new RichText();
    if (finished.text || finished.marks.length > 0) {
      const { isTitle, inMasthead, level: own } = this.#styles[properties?.style ?? 0] ?? {};
      const level = properties?.level ?? own;
      const cell = this.#table?.cell;
      this.hasNumbers ||= isNumbered;
      this.paragraphs.push({
        ...finished,
        ...(isTitle
          ? { role: "title" as const }
          : isHeading(level, finished.text) && { role: "heading" as const, level }),
        ...(cell && { cell }),
        ...(inMasthead && { inMasthead: true as const }),
      });
    }
    if (endsRow) this.#atRow = true;
    if (endsRow || this.#file.text[at] === "\u0007") this.#atCell = true;
  }

  #enterCell(): void {
    if (!this.#table) {
      this.#table = new Grid(this.#met++);
      this.#atRow = true;
    }
    if (this.#atRow) this.#table.row();
    if (this.#atRow || this.#atCell) this.#table.open();
    this.#atRow = this.#atCell = false;
  }

  /** What a character of the file prints: hyphens that Word encodes in its own way, breaks and symbols. */
  #printed(character: string, { code, font = "" }: Partial<DocSymbol> = {}): string {
    if (code === undefined && character === "\u001e") return "-";
    if (code === undefined && "\t\u000b\u000e".includes(character)) return " ";
    const own = code === undefined ? character : String.fromCharCode(code);
    return own < " " ? "" : printedText(own, font, (unknown) => this.unknownFonts.add(unknown));
  }

  #add(text: string, bits: number): void {
    if (text === "") return;
    if (!(bits & HIDDEN) || this.#fields.hideText) {
      if (this.#fields.hideText) this.#fields.instruct(text);
      else if (!this.#fields.takesMark(text)) this.#text.add(text, (bits & RAISED) !== 0);
    } else this.hidden.push(text);
  }
}

const isHeading = (level: number | undefined, text: string): level is number =>
  level !== undefined && level >= 1 && level <= 9 && text.length <= MAX_HEADING_LENGTH;
