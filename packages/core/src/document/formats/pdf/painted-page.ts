import type { Box } from "../../document.ts";
import { plainLetters } from "./letters.ts";
import { ARTIFACT, type Glyph, type Page, type Rule, UNMARKED } from "./page.ts";

/** A page's painting operators, as pdf.js returns them, and its fonts by name. */
export interface Operators {
  readonly fnArray: readonly number[];
  // biome-ignore lint/suspicious/noExplicitAny: the arguments of an operator are what that operator takes
  readonly argsArray: readonly any[];
  readonly font: (id: string) => FontFacts | undefined;
}

/** The properties of a font that are used here. */
interface FontFacts {
  readonly name?: string;
  readonly bold?: boolean;
  readonly black?: boolean;
  readonly italic?: boolean;
  readonly vertical?: boolean;
  readonly fontMatrix?: readonly number[];
}

/** A glyph as pdf.js returns it; a number in its place is an adjustment in thousandths of the size. */
interface ShownGlyph {
  readonly originalCharCode: number;
  readonly unicode: string;
  readonly width: number;
  readonly isSpace: boolean;
}

/** The coefficients a, b, c, d, e, f of ISO 32000-1, 8.3.3. */
type Matrix = readonly [number, number, number, number, number, number];

interface Frame {
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

/** The most rules that are kept of a page; a page with more is a drawing. */
const MAX_RULES = 20_000;
/** A filled area of at most this width is a rule, in points. */
const MAX_RULE_WIDTH = 2.5;
const MIN_RULE_LENGTH = 3;

/**
 * Runs a page's painting operators and records where each glyph stands, and which rules and areas are drawn (ISO
 * 32000-1, 8.4, 8.5 and 9.4). One pass; nothing is painted.
 *
 * @param operators of the page
 * @param OPS numbers of the operators, by name
 */
export function paintedPage(operators: Operators, OPS: Readonly<Record<string, number>>, frame: Frame): Page {
  const painter = new Painter(frame);
  const { fnArray, argsArray } = operators;
  for (let at = 0; at < fnArray.length; at++) {
    const args = argsArray[at];
    switch (fnArray[at]) {
      case OPS.save:
        painter.save();
        break;
      case OPS.restore:
        painter.restore();
        break;
      case OPS.transform:
        painter.transform(args);
        break;
      case OPS.paintFormXObjectBegin:
        painter.save();
        if (args[0]) painter.transform(args[0]);
        break;
      case OPS.paintFormXObjectEnd:
        painter.restore();
        break;
      case OPS.beginAnnotation:
        painter.beginAnnotation(args[2], args[3]);
        break;
      case OPS.endAnnotation:
        painter.restore();
        break;
      case OPS.beginText:
        painter.setTextMatrix([1, 0, 0, 1, 0, 0]);
        break;
      case OPS.setFont:
        painter.state.font = operators.font(args[0]);
        painter.state.size = args[1];
        break;
      case OPS.setCharSpacing:
        painter.state.characterSpacing = args[0];
        break;
      case OPS.setWordSpacing:
        painter.state.wordSpacing = args[0];
        break;
      case OPS.setHScale:
        painter.state.scale = args[0] / 100;
        break;
      case OPS.setLeading:
        painter.state.leading = args[0];
        break;
      case OPS.setTextRise:
        painter.state.rise = args[0];
        break;
      case OPS.setTextMatrix:
        painter.setTextMatrix(args.length === 1 ? args[0] : args);
        break;
      case OPS.moveText:
        painter.moveText(args[0], args[1]);
        break;
      case OPS.setLeadingMoveText:
        painter.state.leading = -args[1];
        painter.moveText(args[0], args[1]);
        break;
      case OPS.nextLine:
        painter.moveText(0, -painter.state.leading);
        break;
      case OPS.showText:
      case OPS.showSpacedText:
        painter.show(args[0]);
        break;
      case OPS.nextLineShowText:
        painter.moveText(0, -painter.state.leading);
        painter.show(args[0]);
        break;
      case OPS.nextLineSetSpacingShowText:
        painter.state.wordSpacing = args[0];
        painter.state.characterSpacing = args[1];
        painter.moveText(0, -painter.state.leading);
        painter.show(args[2]);
        break;
      case OPS.beginMarkedContent:
        painter.beginContent(args[0], undefined);
        break;
      case OPS.beginMarkedContentProps:
        painter.beginContent(args[0], args[1]);
        break;
      case OPS.endMarkedContent:
        painter.endContent();
        break;
      case OPS.setTextRenderingMode:
        painter.state.mode = args[0];
        break;
      case OPS.setFillRGBColor:
        painter.state.fill = typeof args[0] === "string" ? args[0] : "#";
        break;
      case OPS.constructPath:
        if (args[0] === OPS.stroke || args[0] === OPS.closeStroke) painter.path(args[1], "stroke");
        else if (args[0] !== OPS.endPath) painter.path(args[1], "fill");
        break;
    }
  }
  return painter.page();
}

function product(a: Matrix, b: Matrix): Matrix {
  return [
    a[0] * b[0] + a[2] * b[1],
    a[1] * b[0] + a[3] * b[1],
    a[0] * b[2] + a[2] * b[3],
    a[1] * b[2] + a[3] * b[3],
    a[0] * b[4] + a[2] * b[5] + a[4],
    a[1] * b[4] + a[3] * b[5] + a[5],
  ];
}

class Painter {
  state: State;
  private readonly stack: State[] = [];
  private text: Matrix = [1, 0, 0, 1, 0, 0];
  private line: Matrix = [1, 0, 0, 1, 0, 0];
  private readonly contents: number[] = [];
  private content = UNMARKED;
  private readonly glyphs: Glyph[] = [];
  private readonly rules: Rule[] = [];
  private readonly shades: Box[] = [];
  private readonly turned: { text: string; angle: number }[] = [];

  private readonly frame: Frame;

  constructor(frame: Frame) {
    this.frame = frame;
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
        if (upright)
          this.glyphs.push({
            text,
            x: across[0] * x + across[2] * rise + across[4],
            y: across[1] * x + across[3] * rise + across[5],
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

  /** Records the straight lines and areas of a path; `data` holds operators, each followed by its coordinates. */
  path(data: unknown, painted: "stroke" | "fill"): void {
    const coordinates = Array.isArray(data) ? data[0] : data;
    if (!coordinates || this.rules.length >= MAX_RULES) return;
    const numbers = coordinates as ArrayLike<number>;
    const { matrix } = this.state;
    let corners: [number, number][] = [];
    let curved = false;
    const finish = (): void => {
      if (corners.length > 1 && !curved) {
        if (painted === "stroke") this.strokes(corners);
        else this.area(corners);
      }
      corners = [];
      curved = false;
    };
    for (let at = 0; at < numbers.length; ) {
      const operator = numbers[at];
      const count = operator === 0 || operator === 1 ? 2 : operator === 2 ? 6 : operator === 3 ? 4 : 0;
      if (operator === 0) finish();
      if (operator === 2 || operator === 3) curved = true;
      if (operator === 4) {
        if (corners[0]) corners.push(corners[0]);
      } else if (count >= 2) {
        const x = numbers[at + count - 1] as number;
        const y = numbers[at + count] as number;
        corners.push([matrix[0] * x + matrix[2] * y + matrix[4], matrix[1] * x + matrix[3] * y + matrix[5]]);
      }
      at += 1 + count;
    }
    finish();
  }

  private strokes(corners: readonly [number, number][]): void {
    for (let at = 1; at < corners.length; at++) {
      const [x1, y1] = corners[at - 1] as [number, number];
      const [x2, y2] = corners[at] as [number, number];
      this.addRule(Math.min(x1, x2), Math.min(y1, y2), Math.max(x1, x2), Math.max(y1, y2));
    }
  }

  private area(corners: readonly [number, number][]): void {
    const xs = corners.map(([x]) => x);
    const ys = corners.map(([, y]) => y);
    const box = { left: Math.min(...xs), bottom: Math.min(...ys), right: Math.max(...xs), top: Math.max(...ys) };
    if (this.addRule(box.left, box.bottom, box.right, box.top)) return;
    const page = this.frame.width * this.frame.height;
    const size = (box.right - box.left) * (box.top - box.bottom);
    if (!/^#f{6}$/i.test(this.state.fill) && size < 0.8 * page) this.shades.push(box);
  }

  private addRule(left: number, bottom: number, right: number, top: number): boolean {
    const [width, height] = [right - left, top - bottom];
    if (Math.min(width, height) > MAX_RULE_WIDTH) return false;
    if (width >= height) {
      if (width >= MIN_RULE_LENGTH)
        this.rules.push({ direction: "horizontal", at: (top + bottom) / 2, from: left, to: right });
    } else if (height >= MIN_RULE_LENGTH)
      this.rules.push({ direction: "vertical", at: (left + right) / 2, from: bottom, to: top });
    return true;
  }

  page(): Page {
    const { number, width, height } = this.frame;
    return {
      number,
      width,
      height,
      glyphs: this.glyphs,
      rules: this.rules,
      shades: this.shades,
      turned: this.turned.map(({ text }) => text.replace(/\s+/g, " ").trim()),
    };
  }
}
