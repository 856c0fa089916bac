import type { Box } from "../../../document.ts";
import type { Rule } from "../page.ts";
import { type Matrix, moved } from "./matrix.ts";

/** The most rules that are kept of a page; a page with more is a drawing. */
const MAX_RULES = 20_000;
/** A filled area of at most this width is a rule, in points. */
const MAX_RULE_WIDTH = 2.5;
const MIN_RULE_LENGTH = 3;

/** Operators of a path as pdf.js encodes them, and the number of their coordinates. */
const PATH = { moveTo: 0, lineTo: 1, curveTo: 2, quadraticCurveTo: 3, closePath: 4 } as const;
const COORDINATES: readonly number[] = [2, 2, 6, 4, 0];

/** Records the rules and areas that paths draw. */
export class PaintedPaths {
  readonly rules: Rule[] = [];
  /** Coloured areas that are no rules. */
  readonly shades: Box[] = [];
  readonly #pageArea: number;

  /** @param pageArea in square points: an area that covers most of the page is its background */
  constructor(pageArea: number) {
    this.#pageArea = pageArea;
  }

  /**
   * Records the straight lines and areas of a path.
   *
   * @param data operators, each followed by its coordinates
   * @param fill colour of areas, as `#rrggbb`; left out for a path whose lines are drawn
   */
  add(data: unknown, matrix: Matrix, fill?: string): void {
    const coordinates = Array.isArray(data) ? data[0] : data;
    if (!coordinates || this.rules.length >= MAX_RULES) return;
    for (const corners of polygons(coordinates as ArrayLike<number>, matrix))
      if (fill === undefined) this.#strokes(corners);
      else this.#area(corners, fill);
  }

  #strokes(corners: readonly Corner[]): void {
    for (let at = 1; at < corners.length; at++) {
      const [x1, y1] = corners[at - 1] as Corner;
      const [x2, y2] = corners[at] as Corner;
      this.#addRule(Math.min(x1, x2), Math.min(y1, y2), Math.max(x1, x2), Math.max(y1, y2));
    }
  }

  #area(corners: readonly Corner[], fill: string): void {
    const xs = corners.map(([x]) => x);
    const ys = corners.map(([, y]) => y);
    const box = { left: Math.min(...xs), bottom: Math.min(...ys), right: Math.max(...xs), top: Math.max(...ys) };
    if (this.#addRule(box.left, box.bottom, box.right, box.top)) return;
    const size = (box.right - box.left) * (box.top - box.bottom);
    if (!/^#f{6}$/i.test(fill) && size < 0.8 * this.#pageArea) this.shades.push(box);
  }

  /** Adds a thin box as a rule; false if it is too wide for one. */
  #addRule(left: number, bottom: number, right: number, top: number): boolean {
    const [width, height] = [right - left, top - bottom];
    if (Math.min(width, height) > MAX_RULE_WIDTH) return false;
    if (width >= height) {
      if (width >= MIN_RULE_LENGTH)
        this.rules.push({ direction: "horizontal", at: (top + bottom) / 2, from: left, to: right });
    } else if (height >= MIN_RULE_LENGTH)
      this.rules.push({ direction: "vertical", at: (left + right) / 2, from: bottom, to: top });
    return true;
  }
}

type Corner = readonly [x: number, y: number];

/** Yields the polygons of a path; curved parts are left out. */
function* polygons(numbers: ArrayLike<number>, matrix: Matrix): Generator<readonly Corner[]> {
  let corners: Corner[] = [];
  let isCurved = false;
  for (let at = 0; at < numbers.length; ) {
    const operator = numbers[at] as number;
    const count = COORDINATES[operator] ?? 0;
    if (operator === PATH.moveTo) {
      if (corners.length > 1 && !isCurved) yield corners;
      corners = [];
      isCurved = false;
    }
    if (operator === PATH.curveTo || operator === PATH.quadraticCurveTo) isCurved = true;
    if (operator === PATH.closePath) {
      if (corners[0]) corners.push(corners[0]);
    } else if (count >= 2)
      corners.push(moved(matrix, numbers[at + count - 1] as number, numbers[at + count] as number));
    at += 1 + count;
  }
  if (corners.length > 1 && !isCurved) yield corners;
}
