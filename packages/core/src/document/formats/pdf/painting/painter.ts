import { ARTIFACT, type Glyph, type Page, UNMARKED } from "../page.ts";
import { plainLetters } from "./letters.ts";
import { type Matrix, moved, product } from "./matrix.ts";
import { PaintedPaths } from "./painted-paths.ts";

/** The properties of a font that are used here. */
export interface FontFacts {
  readonly name?: string;
  readonly bold?: boolean;
  readonly black?: boolean;
  readonly italic?: boolean;
  readonly vertical?: boolean;
  readonly fontMatrix?: readonly number[];
}

/** A glyph as pdf.js returns it; a number in its place is an adjustment in thousandths of the size. */
export interface ShownGlyph {
  readonly originalCharCode: number;
  readonly unicode: string;
  readonly width: number;
  readonly isSpace: boolean;
}

/** A page and its place on the screen; lengths in points. */
export interface Frame {
  readonly number: number;
  readonly width: number;
  readonly height: number;
  /** Matrix from the page's own coordinates to those of the screen, with y downwards. */
  readonly transform: readonly number[];
}

/** The graphics state that `q` saves and `Q` restores (ISO 32000-1, 8.4.1 and 9.3.1). */
interface State {
  matrix: Matrix;
  font: FontFacts | undefined;
  size: number;
  characterSpacing: number;
  wordSpacing: number;
  /** Horizontal scaling; 1 for 100 %. */
  scale: number;
  leading: number;
  rise: number;
  /** Text rendering mode; 3 for invisible. */
  mode: number;
  fill: string;
}

/** Follows the graphics state of a page, and records what is painted. */
export class Painter {
  state: State;
  private readonly stack: State[] = [];
  private text: Matrix = [1, 0, 0, 1, 0, 0];
  private line: Matrix = [1, 0, 0, 1, 0, 0];
  private readonly contents: number[] = [];
  private content = UNMARKED;
  private readonly glyphs: Glyph[] = [];
  private readonly paths: PaintedPaths;
  private readonly turned: { text: string; angle: number }[] = [];

  private readonly frame: Frame;

  constructor(frame: Frame) {
    this.frame = frame;
    this.paths = new PaintedPaths(frame.width * frame.height);
    const [a, b, c, d, e, f] = frame.transform as unknown as Matrix;
    this.state = {
      // The screen's y grows downwards, ours upwards from the lower edge.
      matrix: [a, -b, c, -d, e, frame.height - f],
      font: undefined,
      size: 1,
      characterSpacing: 0,
      wordSpacing: 0,
      scale: 1,
      leading: 0,
      rise: 0,
      mode: 0,
      fill: "#000000",
    };
  }

  save(): void {
    this.stack.push({ ...this.state });
  }

  restore(): void {
    const kept = this.stack.pop();
    if (kept) this.state = kept;
  }

  transform(matrix: Iterable<number>): void {
    this.state.matrix = product(this.state.matrix, [...matrix] as unknown as Matrix);
  }

  beginAnnotation(transform: Iterable<number> | undefined, matrix: Iterable<number> | undefined): void {
    this.save();
    if (transform) this.transform(transform);
    if (matrix) this.transform(matrix);
  }

  setTextMatrix(matrix: Iterable<number>): void {
    this.line = [...matrix] as unknown as Matrix;
    this.text = this.line;
  }

  moveText(x: number, y: number): void {
    this.line = product(this.line, [1, 0, 0, 1, x, y]);
    this.text = this.line;
  }

  /** Goes to the beginning of the next line. */
  nextLine(): void {
    this.moveText(0, -this.state.leading);
  }

  beginContent(tag: unknown, properties: unknown): void {
    this.contents.push(this.content);
    const name = typeof tag === "string" ? tag : (tag as { name?: string } | null)?.name;
    if (name === "Artifact") this.content = ARTIFACT;
    else if (typeof properties === "number") this.content = properties;
    else {
      const number = (properties as { MCID?: number } | null | undefined)?.MCID;
      if (typeof number === "number") this.content = number;
    }
  }

  endContent(): void {
    this.content = this.contents.pop() ?? UNMARKED;
  }

  /** Shows glyphs from the text matrix on, and moves it past them (9.4.4). */
  show(shown: readonly (ShownGlyph | number | null)[]): void {
    const { font, size, characterSpacing, wordSpacing, scale, rise, matrix, mode } = this.state;
    const unit = font?.fontMatrix?.[0] || 0.001;
    const name = font?.name ?? "";
    const bold = font?.bold === true || font?.black === true || /bold|black|heavy|semibold|demi/i.test(name);
    const italic = font?.italic === true || /italic|oblique/i.test(name);
    const across = product(matrix, this.text);
    const height = Math.abs(size) * Math.hypot(across[2], across[3]);
    const stretch = Math.hypot(across[0], across[1]);
    const upright = !font?.vertical && across[0] * size > 0 && Math.abs(across[1]) < 0.1 * Math.abs(across[0]);
    let x = 0;
    let turned = "";
    for (const glyph of shown) {
      if (glyph === null) continue;
      if (typeof glyph === "number") {
        x -= (glyph / 1000) * size * scale;
        continue;
      }
      const width = glyph.width * unit * size * scale;
      const text = plainLetters(glyph.unicode, name);
      if (text !== "" && height >= 1) {
        const origin = moved(across, x, rise);
        if (upright)
          this.glyphs.push({
            text,
            x: origin[0],
            y: origin[1],
            width: Math.abs(width) * stretch,
            size: height,
            bold,
            italic,
            font: name,
            code: glyph.originalCharCode,
            invisible: mode === 3,
            painted: this.glyphs.length,
            content: this.content,
          });
        else turned += text;
      }
      x += width + (characterSpacing + (glyph.isSpace ? wordSpacing : 0)) * scale;
    }
    this.text = product(this.text, font?.vertical ? [1, 0, 0, 1, 0, -Math.abs(x)] : [1, 0, 0, 1, x, 0]);
    if (turned.trim()) this.addTurned(turned, Math.round(Math.atan2(across[1], across[0]) * 10));
  }

  /** Adds turned text; pieces in the same direction that follow each other are one text. */
  private addTurned(text: string, angle: number): void {
    const last = this.turned.at(-1);
    if (last?.angle === angle && last.text.length < 1000) last.text += text;
    else this.turned.push({ text, angle });
  }

  /** Records the lines of a path ("stroke") or its areas ("fill"). */
  path(data: unknown, painted: "stroke" | "fill"): void {
    const { matrix, fill } = this.state;
    this.paths.add(data, matrix, painted === "fill" ? fill : undefined);
  }

  /** Returns what was recorded. */
  page(): Page {
    const { number, width, height } = this.frame;
    return {
      number,
      width,
      height,
      glyphs: this.glyphs,
      rules: this.paths.rules,
      shades: this.paths.shades,
      turned: this.turned.map(({ text }) => text.replace(/\s+/g, " ").trim()),
    };
  }
}
