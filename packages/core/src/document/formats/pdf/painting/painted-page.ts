import type { Page } from "../page.ts";
import type { Matrix } from "./matrix.ts";
import { type FontFacts, type Frame, Painter, type ShownGlyph } from "./painter.ts";

/** A page's painting operators, as pdf.js returns them, and its fonts by name. */
export interface Operators {
  readonly fnArray: readonly number[];
  /** What each operator takes, see {@link Operands}. */
  readonly argsArray: readonly unknown[];
  readonly font: (id: string) => FontFacts | undefined;
}

type Glyphs = readonly (ShownGlyph | number)[];

/** What the operators take, by their names in pdf.js. */
interface Operands {
  save: unknown;
  restore: unknown;
  transform: Matrix;
  paintFormXObjectBegin: readonly [matrix: Matrix | null | undefined];
  paintFormXObjectEnd: unknown;
  beginAnnotation: readonly [id: unknown, rectangle: unknown, transform: Matrix, matrix: Matrix];
  endAnnotation: unknown;
  beginText: unknown;
  setFont: readonly [font: string, size: number];
  setCharSpacing: readonly [spacing: number];
  setWordSpacing: readonly [spacing: number];
  setHScale: readonly [percent: number];
  setLeading: readonly [leading: number];
  setTextRise: readonly [rise: number];
  setTextRenderingMode: readonly [mode: number];
  setFillRGBColor: readonly unknown[];
  setTextMatrix: Matrix | readonly [Matrix];
  moveText: readonly [x: number, y: number];
  setLeadingMoveText: readonly [x: number, y: number];
  nextLine: unknown;
  showText: readonly [Glyphs];
  showSpacedText: readonly [Glyphs];
  nextLineShowText: readonly [Glyphs];
  nextLineSetSpacingShowText: readonly [wordSpacing: number, characterSpacing: number, glyphs: Glyphs];
  beginMarkedContent: readonly [tag: unknown];
  beginMarkedContentProps: readonly [tag: unknown, properties: unknown];
  endMarkedContent: unknown;
}

type Handlers = {
  readonly [Name in keyof Operands]: (painter: Painter, args: Operands[Name], operators: Operators) => void;
};

/** Any of them: an operator comes with its own operands. */
type Handler = (painter: Painter, args: never, operators: Operators) => void;

/** What each operator does, by its name in pdf.js. Operators that are not here neither place text nor draw rules. */
const HANDLERS: Handlers = {
  save: (painter) => painter.save(),
  restore: (painter) => painter.restore(),
  transform: (painter, matrix) => painter.transform(matrix),
  paintFormXObjectBegin: (painter, [matrix]) => {
    painter.save();
    if (matrix) painter.transform(matrix);
  },
  paintFormXObjectEnd: (painter) => painter.restore(),
  beginAnnotation: (painter, [, , transform, matrix]) => painter.beginAnnotation(transform, matrix),
  endAnnotation: (painter) => painter.restore(),

  beginText: (painter) => painter.setTextMatrix([1, 0, 0, 1, 0, 0]),
  setFont: ({ state }, [font, size], operators) => {
    state.font = operators.font(font);
    state.size = size;
  },
  setCharSpacing: ({ state }, [spacing]) => {
    state.characterSpacing = spacing;
  },
  setWordSpacing: ({ state }, [spacing]) => {
    state.wordSpacing = spacing;
  },
  setHScale: ({ state }, [percent]) => {
    state.scale = percent / 100;
  },
  setLeading: ({ state }, [leading]) => {
    state.leading = leading;
  },
  setTextRise: ({ state }, [rise]) => {
    state.rise = rise;
  },
  setTextRenderingMode: ({ state }, [mode]) => {
    state.mode = mode;
  },
  setFillRGBColor: ({ state }, [colour]) => {
    state.fill = typeof colour === "string" ? colour : "#";
  },

  setTextMatrix: (painter, args) => painter.setTextMatrix(args.length === 1 ? args[0] : args),
  moveText: (painter, [x, y]) => painter.moveText(x, y),
  setLeadingMoveText: (painter, [x, y]) => {
    painter.state.leading = -y;
    painter.moveText(x, y);
  },
  nextLine: (painter) => painter.nextLine(),
  showText: (painter, [glyphs]) => painter.show(glyphs),
  showSpacedText: (painter, [glyphs]) => painter.show(glyphs),
  nextLineShowText: (painter, [glyphs]) => {
    painter.nextLine();
    painter.show(glyphs);
  },
  nextLineSetSpacingShowText: (painter, [wordSpacing, characterSpacing, glyphs]) => {
    Object.assign(painter.state, { wordSpacing, characterSpacing });
    painter.nextLine();
    painter.show(glyphs);
  },

  beginMarkedContent: (painter, [tag]) => painter.beginContent(tag, undefined),
  beginMarkedContentProps: (painter, [tag, properties]) => painter.beginContent(tag, properties),
  endMarkedContent: (painter) => painter.endContent(),
};

/**
 * Runs a page's painting operators and records where each glyph stands, and which rules and areas are drawn (ISO
 * 32000-1, 8.4, 8.5 and 9.4). One pass; nothing is painted.
 *
 * @param operators of the page
 * @param OPS numbers of the operators, by name
 */
export function paintedPage(operators: Operators, OPS: Readonly<Record<string, number>>, frame: Frame): Page {
  const painter = new Painter(frame);
  const handlers = new Map(Object.entries(HANDLERS).map(([name, handler]) => [OPS[name], handler as Handler]));
  operators.fnArray.forEach((operator, at) => {
    const args = operators.argsArray[at];
    if (operator !== OPS.constructPath) {
      handlers.get(operator)?.(painter, args as never, operators);
      return;
    }
    const [painted, data] = args as readonly [painted: number, data: unknown];
    if (painted === OPS.stroke || painted === OPS.closeStroke) painter.path(data, "stroke");
    else if (painted !== OPS.endPath) painter.path(data, "fill");
  });
  return painter.page();
}
