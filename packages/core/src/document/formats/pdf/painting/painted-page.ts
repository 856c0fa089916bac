import type { Page } from "../page.ts";
import { type FontFacts, type Frame, Painter } from "./painter.ts";

/** A page's painting operators, as pdf.js returns them, and its fonts by name. */
export interface Operators {
  readonly fnArray: readonly number[];
  // biome-ignore lint/suspicious/noExplicitAny: the arguments of an operator are what that operator takes
  readonly argsArray: readonly any[];
  readonly font: (id: string) => FontFacts | undefined;
}

// biome-ignore lint/suspicious/noExplicitAny: the arguments of an operator are what that operator takes
type Handler = (painter: Painter, args: any, operators: Operators) => void;

/** What each operator does, by its name in pdf.js. Operators that are not here neither place text nor draw rules. */
const HANDLERS: Readonly<Record<string, Handler>> = {
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
  const handlers = new Map(Object.entries(HANDLERS).map(([name, handler]) => [OPS[name], handler]));
  operators.fnArray.forEach((operator, at) => {
    const args = operators.argsArray[at];
    if (operator !== OPS.constructPath) handlers.get(operator)?.(painter, args, operators);
    else if (args[0] === OPS.stroke || args[0] === OPS.closeStroke) painter.path(args[1], "stroke");
    else if (args[0] !== OPS.endPath) painter.path(args[1], "fill");
  });
  return painter.page();
}
