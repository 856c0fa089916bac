import { append } from "../../append.ts";
import type { LeftOut } from "../../document.ts";
import { type RichParagraph, RichText } from "../rich-text.ts";
import { printedText } from "../symbol-fonts.ts";
import { Fields } from "./fields.ts";
import { finishedParagraph, type OpenParagraph } from "./open-paragraph.ts";
import { type FileState, isOfTable, StoryTables } from "./story-tables.ts";
import { isOn } from "./styles.ts";

type Attributes = Readonly<Record<string, string>>;

/** Notes that a story refers to, in order. */
export interface NoteReference {
  readonly kind: "footnote" | "endnote";
  readonly id: string;
  /** The mark that is printed instead of a number: `*`. */
  readonly custom?: string;
}

interface Run {
  raised: boolean;
  hidden: boolean;
  /** The name of its font; "" if it names none. */
  font: string;
  custom?: { kind: NoteReference["kind"]; id: string; mark: string };
}

/** What surrounds a text box while it is read. */
interface Outside {
  readonly paragraph: OpenParagraph | undefined;
  readonly tables: StoryTables;
  readonly run: Run | undefined;
  readonly paragraphs: RichParagraph[];
}

/** Elements whose text is not part of the document: deletions, text that was moved away, and former properties. */
const SKIPPED = /^w:(?:del|moveFrom|(?:rPr|pPr|sectPr|tblPr|tblPrEx|tblGrid|tcPr|trPr|numbering)(?:Change)|cellDel)$/;

/**
 * Reads one story of a Word file (its body, a header, a note) from XML events: paragraphs in order, text boxes after
 * the paragraph that holds them, tracked changes accepted, fields as their results (ISO/IEC 29500-1, 17).
 */
export class Story {
  readonly references: NoteReference[] = [];
  /** What is in the story but not printed as its text. */
  readonly leftOut: LeftOut[] = [];
  /** Number formats that the sections give their notes. */
  readonly formats: { footnote?: string; endnote?: string } = {};
  paragraphs: RichParagraph[] = [];
  readonly #file: FileState;
  readonly #path: string[] = [];
  readonly #fields = new Fields();
  readonly #outside: Outside[] = [];
  #skipped = 0;
  #tables: StoryTables;
  #paragraph: OpenParagraph | undefined;
  #run: Run | undefined;
  #math = 0;
  /** Text that is printed beside or instead of the running text, and the reason why it is left out. */
  #aside: { text: string; reason: string; depth: number } | undefined;
  /** For each open choice, whether the version that was read holds text. */
  readonly #choices: { hasText: boolean }[] = [];

  constructor(file: FileState) {
    this.#file = file;
    this.#tables = new StoryTables(file);
  }

  open(name: string, attributes: Attributes): void {
    const parent = this.#path.at(-1) ?? "";
    this.#path.push(name);
    if (this.#skipped > 0) return;
    if (SKIPPED.test(name) && parent !== "w:rPr" && parent !== "w:trPr") this.#skipped = this.#path.length;
    else if (name === "mc:Fallback" && this.#choices.at(-1)?.hasText) this.#skipped = this.#path.length;
    else if (parent === "w:pPr" || parent === "w:numPr") this.#paragraphProperty(name, attributes);
    else if (parent === "w:rPr") this.#runProperty(name, attributes);
    else if (parent === "w:r") this.#runContent(name, attributes);
    else if (isOfTable(name, parent)) this.#tables.open(name, attributes);
    else this.#structure(name, parent, attributes);
  }

  text(text: string): void {
    if (this.#skipped > 0) return;
    const name = this.#path.at(-1);
    if (name === "w:t" || name === "m:t") this.#add(this.#printed(text, this.#run?.font));
    else if (name === "w:instrText") this.#fields.instruct(text);
  }

  close(name: string): void {
    const wasSkipped = this.#skipped > 0;
    if (this.#skipped === this.#path.length) this.#skipped = 0;
    this.#path.pop();
    if (wasSkipped) return;
    if (this.#aside && this.#path.length < this.#aside.depth) this.#closeAside();
    if (name === "w:p") this.#closeParagraph();
    else if (name === "w:r") this.#closeRun();
    else if (name === "w:fldSimple") this.#endField();
    else if (name === "w:txbxContent") this.#closeBox();
    else if (name === "w:tbl") this.#tables.closeTable();
    else if (name === "w:tc") this.#tables.closeCell();
    else if (name === "w:tcPr") this.#tables.openCell();
    else if (name === "mc:AlternateContent") this.#choices.pop();
    else if (name === "m:d") this.#add(")");
    else if (name === "m:sup") this.#math--;
  }

  /** Whether a field has begun and not ended, so that text may be mistaken for its instruction. */
  get hasOpenField(): boolean {
    return this.#fields.hideText;
  }

  #structure(name: string, parent: string, attributes: Attributes): void {
    if (name === "w:p") this.#openParagraph();
    else if (name === "w:r") this.#run = { raised: false, hidden: false, font: "" };
    else if (name === "w:fldSimple") this.#fields.simple(attributes.instr ?? "");
    else if (name === "w:txbxContent") this.#openBox();
    else if (name === "w:rt") this.#openAside("reading above characters (ruby)");
    else if (name === "w:showingPlcHdr" && isOn(attributes.val ?? "on")) this.#openAside("placeholder", 2);
    else if (name === "mc:AlternateContent") this.#choices.push({ hasText: false });
    else if (name === "w:numFmt" && (parent === "w:footnotePr" || parent === "w:endnotePr") && attributes.val)
      this.formats[parent === "w:footnotePr" ? "footnote" : "endnote"] = attributes.val;
    else if (name === "m:sup") this.#math++;
    else if (name === "m:den") this.#add("/");
    else if (name === "m:d") this.#add("(");
  }

  #paragraphProperty(name: string, { val }: Attributes): void {
    const paragraph = this.#paragraph;
    if (!paragraph) return;
    if (name === "w:pStyle" && val) paragraph.style = val;
    else if (name === "w:outlineLvl") paragraph.level = Number(val) + 1;
    else if (name === "w:numId" && val) paragraph.list = val;
    else if (name === "w:ilvl") paragraph.depth = Number(val) || 0;
  }

  #runProperty(name: string, { val, hAnsi, ascii = hAnsi }: Attributes): void {
    const ofMark = this.#path.at(-3) === "w:pPr";
    if (ofMark) {
      // The end of the paragraph was deleted, so the next paragraph continues it.
      if ((name === "w:del" || name === "w:moveFrom") && this.#paragraph) this.#paragraph.isMarkDeleted = true;
    } else if (this.#run) {
      if (name === "w:vertAlign") this.#run.raised = val === "superscript";
      else if (name === "w:vanish") this.#run.hidden = isOn(val ?? "on");
      else if (name === "w:rFonts" && ascii) this.#run.font = ascii;
      else if (name === "w:rStyle") {
        const { raised, hidden, font } = this.#file.style(val);
        this.#run = { ...this.#run, raised, hidden, font };
      }
    }
  }

  #runContent(name: string, attributes: Attributes): void {
    if (name === "w:tab" || name === "w:ptab" || name === "w:br" || name === "w:cr") this.#add(" ");
    else if (name === "w:noBreakHyphen") this.#add("-");
    else if (name === "w:sym") this.#addSymbol(attributes);
    else if (name === "w:fldChar") {
      if (attributes.fldCharType === "begin") this.#fields.begin();
      else if (attributes.fldCharType === "separate") this.#fields.separate();
      else this.#endField();
    } else if (name === "w:footnoteReference" || name === "w:endnoteReference")
      this.#refer(name === "w:footnoteReference" ? "footnote" : "endnote", attributes);
    else if (name === "mc:AlternateContent") this.#choices.push({ hasText: false });
    else if (name === "w:rt") this.#openAside("reading above characters (ruby)");
  }

  #addSymbol({ char = "", font = "" }: Attributes): void {
    const code = Number.parseInt(char, 16);
    const isCharacter = code > 0 && code <= 0x10ffff && (code < 0xd800 || code >= 0xe000);
    if (isCharacter) this.#add(this.#printed(String.fromCodePoint(code), font));
  }

  #printed(text: string, font = ""): string {
    return printedText(text, font, (unknown) => this.#file.unknownFonts.add(unknown));
  }

  #refer(kind: NoteReference["kind"], { id = "", customMarkFollows }: Attributes): void {
    if (isOn(customMarkFollows) && this.#run) this.#run.custom = { kind, id, mark: "" };
    else this.#placeReference({ kind, id });
  }

  #placeReference(reference: NoteReference): void {
    this.references.push(reference);
    this.#paragraph?.text.mark(referenceKey(reference));
  }

  #add(text: string): void {
    if (this.#fields.hideText) return;
    const run = this.#run;
    for (const choice of this.#choices) choice.hasText ||= text.trim() !== "";
    if (this.#aside) this.#aside.text += text;
    else if (run?.hidden) {
      if (text.trim()) this.leftOut.push({ text: text.trim(), reason: "hidden text" });
    } else if (run?.custom) run.custom.mark += text;
    else if (!this.#fields.takesMark(text)) this.#paragraph?.text.add(text, run?.raised === true || this.#math > 0);
  }

  #closeRun(): void {
    const custom = this.#run?.custom;
    if (custom) this.#placeReference({ kind: custom.kind, id: custom.id, custom: custom.mark.trim() || "*" });
    this.#run = undefined;
  }

  #endField(): void {
    const mark = this.#fields.end();
    if (mark) this.#paragraph?.text.mark(mark);
  }

  #openAside(reason: string, above = 0): void {
    this.#aside ??= { text: "", reason, depth: this.#path.length - above };
  }

  #closeAside(): void {
    const { text = "", reason = "" } = this.#aside ?? {};
    if (text.trim()) this.leftOut.push({ text: text.replace(/\s+/g, " ").trim(), reason });
    this.#aside = undefined;
  }

  #openBox(): void {
    const { paragraphs } = this;
    this.#outside.push({ paragraph: this.#paragraph, tables: this.#tables, run: this.#run, paragraphs });
    this.paragraphs = [];
    this.#tables = new StoryTables(this.#file);
    this.#paragraph = this.#run = undefined;
  }

  #closeBox(): void {
    const outside = this.#outside.pop();
    if (!outside) return;
    const inside = this.paragraphs;
    this.paragraphs = outside.paragraphs;
    this.#tables = outside.tables;
    this.#paragraph = outside.paragraph;
    this.#run = outside.run;
    if (this.#paragraph) append(this.#paragraph.boxes, inside);
    else append(this.paragraphs, inside);
  }

  #openParagraph(): void {
    this.#tables.openCell();
    const before = this.#paragraph;
    const goesOn = before?.isMarkDeleted === true;
    this.#paragraph = {
      text: goesOn ? before.text : new RichText(),
      boxes: goesOn ? before.boxes : [],
      isMarkDeleted: false,
    };
  }

  #closeParagraph(): void {
    const paragraph = this.#paragraph;
    if (!paragraph || paragraph.isMarkDeleted) return;
    this.#paragraph = undefined;
    if (this.#tables.isRowDeleted) return;
    const finished = finishedParagraph(paragraph, this.#file, this.#tables.cell);
    if (finished) this.paragraphs.push(finished);
    append(this.paragraphs, paragraph.boxes);
  }
}

/** Placeholder for a note's mark until all references are known. */
export const referenceKey = ({ kind, id }: NoteReference): string => `\u0000${kind} ${id}`;
