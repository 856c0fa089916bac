import fc from "fast-check";
import { expect, test } from "vitest";
import type { FlowParagraph } from "../../../../packages/core/src/document/flow.ts";
import { linesOf } from "../../../../packages/core/src/document/formats/pdf/lines.ts";
import { type Glyph, type Page, type Rule, UNMARKED } from "../../../../packages/core/src/document/formats/pdf/page.ts";
import { cellAt, gridsOf, spanOf } from "../../../../packages/core/src/document/formats/pdf/tables/grids.ts";
import { joinTables } from "../../../../packages/core/src/document/formats/pdf/tables/table-breaks.ts";
import { vocabularyOf } from "../../../../packages/core/src/document/hyphens.ts";

/** A line of type 10 points high, each character 5 wide. */
const typed = (text: string, y: number): Omit<Glyph, "painted">[] =>
  [...text].map((character, at) => ({
    text: character,
    x: 50 + 5 * at,
    y,
    width: 5,
    size: 10,
    bold: false,
    italic: false,
    font: "F",
    code: character.charCodeAt(0),
    invisible: false,
    content: UNMARKED,
  }));
const SETTING = { page: 1, rtl: false, mirror: false, space: 0.2, maxGap: 3 };
const words = fc
  .array(fc.constantFrom("orchard", "of", "the", "valley", "2012", "(a)", "pears,"), { minLength: 1, maxLength: 9 })
  .map((all) => all.join(" "));

test("glyphs painted in any order give the same lines", () => {
  const texts = fc.array(words, { minLength: 1, maxLength: 8 });
  fc.assert(
    fc.property(texts, fc.infiniteStream(fc.nat()), (texts, numbers) => {
      const glyphs = texts.flatMap((text, at) => typed(text, 700 - 14 * at));
      const order = glyphs.map((glyph) => ({ glyph, key: numbers.next().value as number }));
      order.sort((a, b) => a.key - b.key);
      const painted = order.map(({ glyph }, painted): Glyph => ({ ...glyph, painted }));
      expect(linesOf(painted, SETTING).map(({ text }) => text)).toEqual(texts);
    }),
  );
});

test("capitals and small capitals in turn are one line, in their order", () => {
  const parts = [
    ["The GNU G", 10],
    ["ENERAL", 8],
    [" P", 10],
    ["UBLIC", 8],
    [" L", 10],
    ["ICENSE", 8],
    [" is long", 10],
  ] as const;
  let x = 50;
  const glyphs = parts
    .flatMap(([text, size]) => typed(text, 700).map((glyph) => ({ ...glyph, size })))
    .map((glyph, painted): Glyph => {
      const width = 0.5 * glyph.size;
      x += width;
      return { ...glyph, x: x - width, width, painted };
    });
  const own = glyphs.filter(({ text }) => text !== " ");
  expect(linesOf(own, { ...SETTING, maxGap: 1 }).map(({ text }) => text)).toEqual([
    "The GNU GENERAL PUBLIC LICENSE is long",
  ]);
});

/** The same text without its spaces; where they were, the glyphs stand so many points apart. */
function spacedOut(text: string, gap: number, noise = 0): Glyph[] {
  let words = 0;
  return typed(text, 700).flatMap((glyph, at) => {
    if (glyph.text === " ") words++;
    const x = glyph.x + (gap - 5) * words + (at % 2) * noise;
    return glyph.text === " " ? [] : [{ ...glyph, x, painted: at }];
  });
}

test.each([
  ["a line that was squeezed to fit has its spaces, though none is painted", 1.6, 0, "the orchard of the valley"],
  ["where letters stand unevenly, so narrow a gap is none", 1.6, 0.5, "theorchardofthevalley"],
])("%s", (_, gap, noise, wanted) => {
  const [line] = linesOf(spacedOut("the orchard of the valley", gap, noise), SETTING);
  expect(line?.text).toBe(wanted);
});

test.each([
  ["the machine runs ./configure in ../src", "a word that begins with dots keeps its space"],
  ["a file whose ending is .tar.gz", "so does the ending of a name"],
])("%s: %s", (text) => expect(linesOf(spacedOut(text, 3), SETTING)[0]?.text).toBe(text));

test("a full stop that stands loose ends its word", () => {
  const [line] = linesOf(spacedOut("the orchard . Of the valley , and pears .", 3), SETTING);
  expect(line?.text).toBe("the orchard. Of the valley, and pears.");
});

/** A grid in which some neighbouring cells are merged into rectangles. */
interface Merged {
  readonly rows: number;
  readonly columns: number;
  /** `owners[row][column]`: the number of the first place of the cell there. */
  readonly owners: readonly (readonly number[])[];
}

const merged: fc.Arbitrary<Merged> = fc
  .record({
    rows: fc.integer({ min: 2, max: 6 }),
    columns: fc.integer({ min: 2, max: 6 }),
    merges: fc.array(
      fc.record({
        row: fc.nat(5),
        column: fc.nat(5),
        down: fc.integer({ min: 1, max: 3 }),
        across: fc.integer({ min: 1, max: 3 }),
      }),
      { maxLength: 4 },
    ),
  })
  .map(({ rows, columns, merges }) => {
    const owners = Array.from({ length: rows }, (_, row) =>
      Array.from({ length: columns }, (_, at) => row * columns + at),
    );
    for (const { row, column, down, across } of merges) {
      // Something must be left to part; and merged cells do not overlap.
      const places = Array.from(
        { length: down * across },
        (_, at) => [row + Math.floor(at / across), column + (at % across)] as const,
      );
      const cellsOf = (owner: number): number => owners.flat().filter((one) => one === owner).length;
      const free = places.every(([r, c]) => owners[r]?.[c] === r * columns + c && cellsOf(r * columns + c) === 1);
      if (free && down < rows && across < columns)
        for (const [r, c] of places) (owners[r] as number[])[c] = row * columns + column;
    }
    return { rows, columns, owners };
  })
  // A row or column of the grid that no rule shows is none.
  .filter(
    ({ rows, columns, owners }) =>
      Array.from({ length: rows - 1 }, (_, row) =>
        (owners[row] as number[]).some((owner, at) => owner !== owners[row + 1]?.[at]),
      ).every(Boolean) &&
      Array.from({ length: columns - 1 }, (_, at) => owners.some((row) => row[at] !== row[at + 1])).every(Boolean),
  );

const X = (column: number): number => 50 + 80 * column;
const Y = (row: number): number => 700 - 30 * row;

/** The borders of each cell, drawn place by place, as word processors draw them. */
function borders({ rows, columns, owners }: Merged): Rule[] {
  const rules: Rule[] = [];
  const at = (row: number, column: number): number | undefined => owners[row]?.[column];
  for (let row = 0; row <= rows; row++)
    for (let column = 0; column <= columns; column++) {
      if (column < columns && at(row - 1, column) !== at(row, column))
        rules.push({ direction: "horizontal", at: Y(row), from: X(column), to: X(column + 1) });
      if (row < rows && at(row, column - 1) !== at(row, column))
        rules.push({ direction: "vertical", at: X(column), from: Y(row + 1), to: Y(row) });
    }
  return rules;
}

test("the rules of a grid with merged cells give its cells and their spans", () => {
  fc.assert(
    fc.property(merged, (table) => {
      const { rows, columns, owners } = table;
      const page: Page = {
        number: 1,
        width: 612,
        height: 792,
        glyphs: [],
        rules: borders(table),
        shades: [],
        turned: [],
      };
      const grids = gridsOf(page);
      expect(grids).toHaveLength(1);
      for (let row = 0; row < rows; row++)
        for (let column = 0; column < columns; column++) {
          const owner = cellAt(grids[0] as (typeof grids)[0], X(column) + 40, Y(row) - 15) as {
            row: number;
            column: number;
          };
          const number = owners[row]?.[column] as number;
          expect(owner).toEqual({ row: Math.floor(number / columns), column: number % columns });
          const places = owners
            .flatMap((own, r) => own.map((one, c) => ({ one, r, c })))
            .filter(({ one }) => one === number);
          const { rowSpan = 1, columnSpan = 1 } = spanOf(grids[0] as (typeof grids)[0], owner);
          expect([rowSpan, columnSpan]).toEqual([
            new Set(places.map(({ r }) => r)).size,
            new Set(places.map(({ c }) => c)).size,
          ]);
        }
    }),
  );
});

test("a table that is cut between its rows, its head repeated on each page or not, is whole again", () => {
  const table = fc.record({
    rows: fc.integer({ min: 2, max: 14 }),
    columns: fc.integer({ min: 2, max: 4 }),
    cuts: fc.uniqueArray(fc.integer({ min: 2, max: 13 }), { maxLength: 4 }),
    repeats: fc.boolean(),
  });
  fc.assert(
    fc.property(table, ({ rows, columns, cuts, repeats }) => {
      const text = (row: number, column: number): string => (row === 0 ? `Head ${column}` : `Cell ${row} ${column}.`);
      const pages: number[][] = [[]];
      for (let row = 0; row < rows; row++) {
        if (row > 1 && cuts.includes(row)) pages.push(repeats ? [0] : []);
        pages.at(-1)?.push(row);
      }
      const paragraphs = pages.flatMap((own, page) =>
        own.flatMap((row, at) =>
          Array.from(
            { length: columns },
            (_, column): FlowParagraph => ({
              text: text(row, column),
              role: "table-cell",
              pages: [{ page, offset: 0 }],
              cell: { table: page, row: at, column },
              box: { left: X(column), right: X(column) + 70, bottom: Y(at + 1), top: Y(at) },
            }),
          ),
        ),
      );
      const joined = joinTables(paragraphs, vocabularyOf([]));
      expect(joined.paragraphs.map(({ text, cell }) => [text, cell?.table, cell?.row, cell?.column])).toEqual(
        Array.from({ length: rows * columns }, (_, at) => {
          const [row, column] = [Math.floor(at / columns), at % columns];
          return [text(row, column), 0, row, column];
        }),
      );
      expect(joined.leftOut).toHaveLength(repeats ? (pages.length - 1) * columns : 0);
    }),
  );
});

test("a row of short names below a page break is a new row, a cut sentence goes on", () => {
  const cell = (text: string, page: number, table: number, column: number, row = 0): FlowParagraph => ({
    text,
    role: "table-cell",
    pages: [{ page, offset: 0 }],
    cell: { table, row, column },
    box: { left: 50 + 200 * column, right: 50 + 200 * column + 5 * text.length, bottom: 100, top: 110 },
  });
  const head = [cell("Service of the valley", 0, 0, 0), cell("The name of its store", 0, 0, 1)];
  const rows = (last: string, next: string): (readonly [number | undefined, string])[] =>
    joinTables(
      [...head, cell("Orchards", 0, 0, 0, 1), cell(last, 0, 0, 1, 1), cell("Ladders", 1, 1, 0), cell(next, 1, 1, 1)],
      vocabularyOf([]),
    ).paragraphs.map((one) => [one.cell?.row, one.text]);
  expect(rows("pears", "ladders")).toEqual([
    [0, "Service of the valley"],
    [0, "The name of its store"],
    [1, "Orchards"],
    [1, "pears"],
    [2, "Ladders"],
    [2, "ladders"],
  ]);
  expect(rows("pears and apples,", "ladders").at(-1)?.[0]).toBe(1);
});
