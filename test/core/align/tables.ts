import type { Block, Document } from "@sextant/core";

/** Regions whose names, from CLDR, label the rows of the tables here: real words in every language. */
export const REGIONS = (
  "DZ AR AU AT BD BE BR CA CL CN CO CU CZ DK EG FI FR DE GR HU IS IN ID IQ IE IT JP JO KZ KE KW LB MY MX MA NL " +
  "NZ NG NO PK PE PH PL PT RU SA SG ZA ES SE CH TJ TH TN TR UA GB US VN YE"
).split(" ");

/** The name of a region in a language. */
export const regionName = (region: string, language: string): string =>
  new Intl.DisplayNames([language], { type: "region" }).of(region) as string;

/** A number as a language prints it, in digits of its own. */
export const printed = (value: number, language: string): string =>
  new Intl.NumberFormat(language === "ar" ? "ar-EG" : language, { minimumFractionDigits: 1 }).format(value);

/** A row of a table by its columns; a cell may hold several blocks. */
export type GridRow = ReadonlyMap<number, readonly string[]>;

/** A part of a document: a paragraph, or a table. */
export type Part = string | readonly GridRow[];

/** A row whose cells stand in the first columns; empty ones are left out. */
export const gridRow = (...cells: readonly (string | undefined)[]): GridRow =>
  new Map(cells.flatMap((cell, column) => (cell === undefined ? [] : [[column, [cell]] as const])));

/** A document of paragraphs and tables, as a reader gives it. */
export function documentOf(language: string, parts: readonly Part[]): Document {
  const blocks: Block[] = [];
  let table = 0;
  for (const part of parts) {
    if (typeof part === "string") blocks.push({ role: "text", text: part });
    else blocks.push(...cellsOf(part, table++));
  }
  return { language, blocks, notes: [], furniture: [], warnings: [] };
}

function cellsOf(rows: readonly GridRow[], table: number): Block[] {
  return rows.flatMap((cells, row) =>
    [...cells]
      .sort(([a], [b]) => a - b)
      .flatMap(([column, texts]) => {
        const cell = { table, row, column };
        return texts.map((text): Block => ({ role: "table-cell", text, cell }));
      }),
  );
}
