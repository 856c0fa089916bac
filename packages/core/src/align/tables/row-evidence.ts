import type { Block } from "../../document/document.ts";
import { asciiDigits } from "../../language/script.ts";
import { isNumeric } from "./columns.ts";
import type { Item } from "./items.ts";

/**
 * Evidence for rows of two tables besides their words: their numbers, how much text they have, and which columns they
 * fill.
 */
export interface RowSigns {
  /** The row's numbers as digits, repeats kept: `1 234,5`, `1,234.5` and `١٬٢٣٤٫٥` are all 12345. */
  readonly numbers: readonly string[];
  /** Length of the cells that are not numbers, in UTF-16 code units. */
  readonly length: number;
  /** The number of blocks in each column that has some. */
  readonly columns: ReadonlyMap<number, number>;
  readonly isHead: boolean;
}

/** A number with its separators: a space or a mark counts as one only before three digits, or before decimals. */
const NUMBER = /\d+(?:[\s.,'’٫٬]\d{3}(?!\d))*(?:[.,٫]\d+)?/gu;

/** Collects the signs of a row. */
export function signsOf({ units, text }: Item, blocks: readonly Block[]): RowSigns {
  const own = units.map((unit) => blocks[unit]!);
  const numbers = own.flatMap(({ text }) => {
    const plain = asciiDigits(text);
    const found = isNumeric(text) ? [plain] : (plain.match(NUMBER) ?? []);
    return found.map((number) => number.replace(/\D/g, ""));
  });
  const columns = new Map<number, number>();
  for (const { cell } of own) columns.set(cell!.column, (columns.get(cell!.column) ?? 0) + 1);
  return {
    numbers,
    length: own.reduce((sum, block) => sum + (isNumeric(block.text) ? 0 : block.text.length), 0),
    columns,
    isHead: text !== "" && own.every(({ cell }) => cell?.head),
  };
}

/** A number that both rows have adds this for each digit, up to a bound, and less if other rows have it too … */
const DIGIT_NATS = 1;
const MAX_NUMBER_NATS = 4;
/** … and a number that only one row has subtracts this. */
const LONE_NUMBER_NATS = 1.2;
/** Each block more or less in a column subtracts this, up to a bound; rows that fill the same columns lose nothing. */
const COLUMNS_NATS = 0.5;
const LONE_BLOCK_NATS = 0.9;
const MAX_COLUMNS_NATS = 3;
/** Subtracted if one row is a head and the other is not. */
const HEAD_NATS = 1;
/** The most that lengths can subtract. */
const MAX_LENGTH_NATS = 8;
/**
 * Variance of a length, for each character and for each character squared (evidence/length.ts): cells are worded
 * tersely.
 */
const SPREAD = 8;
const TERSENESS = 0.03;

/** Scores, in nats, how well rows of two tables fit by their signs. */
export class SignScore {
  readonly #source: readonly RowSigns[];
  readonly #target: readonly RowSigns[];
  readonly #ratio: number;
  readonly #rarity = new Map<string, number>();

  constructor(source: readonly RowSigns[], target: readonly RowSigns[]) {
    this.#source = source;
    this.#target = target;
    const sum = (rows: readonly RowSigns[]): number => rows.reduce((total, { length }) => total + length, 1);
    // Short texts say little about how much longer a language is, so half of the measured ratio is used.
    this.#ratio = Math.sqrt(sum(target) / sum(source));
    for (const rows of [source, target])
      for (const { numbers } of rows)
        for (const number of new Set(numbers)) this.#rarity.set(number, (this.#rarity.get(number) ?? 0) + 1);
    for (const [number, rows] of this.#rarity) {
      const told = Math.min(MAX_NUMBER_NATS, DIGIT_NATS * number.length);
      this.#rarity.set(number, Math.max(0, told - Math.log(Math.max(1, rows / 2))));
    }
  }

  /** Score of the rows `i - a <= row < i` of the first table against `j - b <= row < j` of the second. */
  of(i: number, a: number, j: number, b: number): number {
    const [ours, theirs] = [this.#source.slice(i - a, i), this.#target.slice(j - b, j)];
    const length = (rows: readonly RowSigns[]): number => rows.reduce((sum, own) => sum + own.length, 0);
    const hasHead = (rows: readonly RowSigns[]): boolean => rows.some(({ isHead }) => isHead);
    const head = hasHead(ours) === hasHead(theirs) ? 0 : HEAD_NATS;
    return this.#numbers(ours, theirs) + this.#lengths(length(ours), length(theirs)) + columnsFit(ours, theirs) - head;
  }

  #numbers(ours: readonly RowSigns[], theirs: readonly RowSigns[]): number {
    const left = new Map<string, number>();
    for (const { numbers } of theirs) for (const number of numbers) left.set(number, (left.get(number) ?? 0) + 1);
    let [sum, lone] = [0, 0];
    for (const { numbers } of ours)
      for (const number of numbers) {
        const times = left.get(number) ?? 0;
        if (times > 0) {
          left.set(number, times - 1);
          sum += this.#rarity.get(number)!;
        } else lone++;
      }
    for (const times of left.values()) lone += times;
    return sum - LONE_NUMBER_NATS * lone;
  }

  #lengths(x: number, y: number): number {
    const expected = x * this.#ratio;
    const mean = (expected + y) / 2 + 4;
    return -Math.min(MAX_LENGTH_NATS, (y - expected) ** 2 / (2 * mean * (SPREAD + TERSENESS * mean)));
  }
}

/** A row that is divided in one table fills, with all its parts, the columns that it fills in the other. */
function columnsFit(ours: readonly RowSigns[], theirs: readonly RowSigns[]): number {
  const more = new Map<number, number>();
  const count = (rows: readonly RowSigns[], sign: number): void => {
    for (const { columns } of rows)
      for (const [column, blocks] of columns) more.set(column, (more.get(column) ?? 0) + sign * blocks);
  };
  count(ours, 1);
  count(theirs, -1);
  let lone = 0;
  for (const blocks of more.values()) lone += Math.abs(blocks);
  return lone === 0 ? COLUMNS_NATS : -Math.min(MAX_COLUMNS_NATS, LONE_BLOCK_NATS * lone);
}
