import { append } from "../../append.ts";
import type { LeftOut } from "../../document.ts";
import type { FootNote } from "../../pages.ts";
import { type RichParagraph, RichText } from "../rich-text.ts";
import { printedText } from "../symbol-fonts.ts";
import { Grid, spanOf } from "../tables.ts";
import { type OdtStyles, OUTLINE } from "./styles.ts";

type Attributes = Readonly<Record<string, string>>;

interface OpenParagraph {
  readonly text: RichText;
  readonly style: string | undefined;
  /** Outline level of a heading. */
  readonly level?: number;
  readonly label?: string;
  /** Paragraphs of text boxes in it. */
  readonly boxes: RichParagraph[];
}

/** A note, a box or the like, which is read apart from the paragraph around it. */
interface Aside {
  readonly kind: "note" | "comment" | "box" | "reading";
  readonly depth: number;
  /** The paragraph around it. */
  readonly paragraph: OpenParagraph | undefined;
  readonly tables: OpenTable[];
  readonly lists: OpenList[];
  mark: string;
  readonly texts: string[];
}

interface OpenTable {
  readonly grid: Grid;
  head: number;
}

interface OpenList {
  readonly style: string | undefined;
  /** Set while the number of the open item is still to be printed; `stated` is the number that the item states. */
  item?: { stated?: number };
}

/** Elements whose text is not part of the document: deletions, and the internals of fields and indexes. */
const SKIPPED = /^(?:text:tracked-changes|office:forms|text:[\w-]+-source|svg:(?:title|desc)|style:[\w-]+properties)$/;

/**
 * Reads a story of an OpenDocument text (its body, a header) from XML events. Deleted text stands apart in the file and
 * is skipped; inserted text stands in its place (OpenDocument 1.3, part 3, 5.5).
 */
export class OdtStory {
  readonly paragraphs: RichParagraph[] = [];
  readonly notes: FootNote[] = [];
  readonly leftOut: LeftOut[] = [];
  readonly #styles: OdtStyles;
  readonly #asides: Aside[] = [];
  /** Fonts with signs that are not known. */
  readonly unknownFonts = new Set<string>();
  /** For each open span, whether it is raised and whether it is hidden, and the name of its font. */
  readonly #spans: { raised: boolean; hidden: boolean; font: string }[] = [];
  #depth = 0;
  #skipped = 0;
  #paragraph: OpenParagraph | undefined;
  #tables: OpenTable[] = [];
  #lists: OpenList[] = [];
  #met = 0;
  /** Text that is collected and not printed: that of a citation, or of a cross-reference to a note. */
  #mark: string | undefined;

  constructor(styles: OdtStyles) {
    this.#styles = styles;
  }

  open(name: string, attributes: Attributes): void {
    this.#depth++;
    if (this.#skipped > 0) return;
    if (SKIPPED.test(name)) this.#skipped = this.#depth;
    else if (name === "text:note") this.#openAside("note");
    else if (name === "office:annotation") this.#openAside("comment");
    else if (name === "text:ruby-text") this.#openAside("reading");
    else if (name === "draw:text-box" || (this.#paragraph && /^(?:text:p|text:h|table:table)$/.test(name))) {
      this.#openAside("box");
      if (name !== "draw:text-box") this.#structure(name, attributes);
    } else this.#structure(name, attributes);
  }

  text(text: string): void {
    if (this.#skipped > 0) return;
    if (this.#mark !== undefined) this.#mark += text;
    else if (this.#asides.at(-1)?.kind === "reading") this.#asides.at(-1)?.texts.push(text);
    else if (this.#spans.at(-1)?.hidden) {
      if (text.trim()) this.leftOut.push({ text: text.trim(), reason: "hidden text" });
    } else this.#paragraph?.text.add(this.#printed(text), this.#spans.at(-1)?.raised);
  }

  close(name: string): void {
    this.#depth--;
    if (this.#skipped > 0) {
      if (this.#depth < this.#skipped) this.#skipped = 0;
      return;
    }
    if (name === "text:p" || name === "text:h") this.#closeParagraph();
    else if (name === "text:span") this.#spans.pop();
    else if (name === "text:note-citation" || name === "text:note-ref") this.#closeMark(name);
    else if (name === "text:list") this.#lists.pop();
    else if (name === "table:table") this.#tables.pop();
    else if (name === "table:table-header-rows") this.#inHead(-1);
    else if (name === "table:table-cell") this.#tables.at(-1)?.grid.close();
    if (this.#depth < (this.#asides.at(-1)?.depth ?? 0)) this.#closeAside();
  }

  #structure(name: string, attributes: Attributes): void {
    if (name === "text:p" || name === "text:h") this.#openParagraph(name, attributes);
    else if (name === "text:span") {
      const { raised, hidden, font } = this.#styles.style(attributes["style-name"]);
      const around = this.#spans.at(-1);
      this.#spans.push({
        raised: raised || around?.raised === true,
        hidden: hidden || around?.hidden === true,
        font: font || (around?.font ?? ""),
      });
    } else if (name === "text:s" || name === "text:tab" || name === "text:line-break") this.text(" ");
    else if (name === "text:note-citation" || name === "text:note-ref") this.#mark = "";
    else if (name === "text:list") this.#openList(attributes);
    else if (name === "text:list-item") {
      const list = this.#lists.at(-1);
      const stated = Number.parseInt(attributes["start-value"] ?? "", 10);
      if (list) list.item = Number.isNaN(stated) ? {} : { stated };
    } else if (name === "text:list-header") delete this.#lists.at(-1)?.item;
    else if (name === "table:table") this.#tables.push({ grid: new Grid(this.#met++), head: 0 });
    else if (name === "table:table-header-rows") this.#inHead(1);
    else if (name === "table:table-row") this.#tables.at(-1)?.grid.row((this.#tables.at(-1)?.head ?? 0) > 0);
    else if (name === "table:table-cell") {
      const span = (which: string): number => spanOf(attributes[`number-${which}-spanned`]);
      this.#tables.at(-1)?.grid.open(span("columns"), span("rows"));
      this.#tables.at(-1)?.grid.skip(spanOf(attributes["number-columns-repeated"]) - 1);
    }
  }

  /** What a text prints in the font of its span, or else of its paragraph. */
  #printed(text: string): string {
    const font = this.#spans.at(-1)?.font || this.#styles.style(this.#paragraph?.style).font;
    return printedText(text, font, (unknown) => this.unknownFonts.add(unknown));
  }

  #openParagraph(name: string, attributes: Attributes): void {
    const style = attributes["style-name"];
    const level = name === "text:h" ? Number(attributes["outline-level"] ?? 1) || 1 : undefined;
    const label = this.#label(style, level, attributes["is-list-header"] === "true");
    this.#paragraph = {
      text: new RichText(),
      style,
      ...(level !== undefined && { level }),
      ...(label && { label }),
      boxes: [],
    };
  }

  /** The number of the next paragraph, if it is the first of an item or a numbered heading. */
  #label(style: string | undefined, level: number | undefined, isPlain: boolean): string | undefined {
    const item = this.#lists.at(-1)?.item;
    if (item) {
      delete this.#lists.at(-1)?.item;
      const list = this.#lists.findLast((open) => open.style)?.style ?? this.#styles.style(style).list;
      return list ? this.#styles.label(list, this.#lists.length, item.stated) : undefined;
    }
    return level !== undefined && this.#lists.length === 0 && !isPlain ? this.#styles.label(OUTLINE, level) : undefined;
  }

  #openList(attributes: Attributes): void {
    const style = attributes["style-name"];
    const goesOn = attributes["continue-numbering"] === "true" || attributes["continue-list"] !== undefined;
    if (style && this.#lists.length === 0 && !goesOn) this.#styles.restart(style);
    this.#lists.push({ style });
  }

  #closeParagraph(): void {
    const paragraph = this.#paragraph;
    if (!paragraph) return;
    this.#paragraph = undefined;
    const finished = paragraph.text.finish();
    const aside = this.#asides.at(-1);
    if (aside && aside.kind !== "box") {
      if (finished.text) aside.texts.push(paragraph.label ? `${paragraph.label} ${finished.text}` : finished.text);
      return;
    }
    const into = this.#asides.findLast(({ paragraph: around }) => around)?.paragraph?.boxes ?? this.paragraphs;
    if (finished.text || finished.marks.length > 0) into.push(this.#finished(paragraph, finished));
    append(into, paragraph.boxes);
  }

  #finished(
    { style, label, level: outline }: OpenParagraph,
    finished: Pick<RichParagraph, "text" | "marks" | "raised">,
  ): RichParagraph {
    const { isTitle, inMasthead, level = outline } = this.#styles.style(style);
    const cell = this.#tables.at(-1)?.grid.cell;
    return {
      ...finished,
      ...(isTitle ? { role: "title" as const } : level !== undefined && { role: "heading" as const, level }),
      ...(label && { label }),
      ...(cell && { cell }),
      ...(inMasthead && { inMasthead: true as const }),
    };
  }

  #closeMark(name: string): void {
    const mark = this.#mark?.trim() ?? "";
    this.#mark = undefined;
    const aside = this.#asides.at(-1);
    if (name === "text:note-citation" && aside?.kind === "note") aside.mark = mark;
    else if (mark) this.#paragraph?.text.mark(mark);
  }

  #openAside(kind: Aside["kind"]): void {
    this.#asides.push({
      kind,
      depth: this.#depth,
      paragraph: this.#paragraph,
      tables: this.#tables,
      lists: this.#lists,
      mark: "",
      texts: [],
    });
    if (kind === "reading") return;
    this.#paragraph = undefined;
    this.#tables = [];
    this.#lists = [];
  }

  #closeAside(): void {
    const aside = this.#asides.pop();
    if (!aside) return;
    const { kind, paragraph, tables, lists, texts } = aside;
    this.#paragraph = paragraph;
    this.#tables = tables;
    this.#lists = lists;
    const text = texts.join(" ").replace(/\s+/g, " ").trim();
    if (kind === "note") {
      const mark = aside.mark || String(this.notes.length + 1);
      paragraph?.text.mark(mark);
      this.notes.push({ mark, text, page: 0 });
    } else if (kind !== "box" && text)
      this.leftOut.push({ text, reason: kind === "comment" ? "comment" : "reading above characters (ruby)" });
  }

  #inHead(change: number): void {
    const table = this.#tables.at(-1);
    if (table) table.head += change;
  }
}
