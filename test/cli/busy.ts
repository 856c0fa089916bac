/**
 * A process that works on a memory until it is killed, and says what it has done: edits units of the set "edited", imports
 * sets of its own, looks up (which keeps an index, where there is none).
 *
 *   node busy.ts <location> <round>
 */
import { type ImportedUnit, Memory } from "@sextant/core";

export const IMPORTED = 150;
/** Rows that are edited in turn. */
export const EDITED = 40;

export async function* units(count: number, say: (n: number) => string): AsyncGenerator<ImportedUnit> {
  for (let n = 0; n < count; n++)
    yield {
      role: "text",
      confidence: 1,
      origin: "imported",
      unofficial: [],
      variants: { en: say(n), fr: `En français : ${say(n)}` },
    };
}

export const about = (id: string) => ({ id, symbol: id, source: "test", fingerprint: id });
export const said = (round: number, n: number): string => `What was said in round ${round} as number ${n}, and no more`;

if (import.meta.main) {
  const [, , location, round] = process.argv;
  const memory = await Memory.open(location as string);
  for (let n = 0; ; n++) {
    const position = n % EDITED;
    const [row] = await memory.rows("edited", { from: position, limit: 1 });
    const text = said(Number(round), n);
    await memory.correct("edited", { action: "edit", position, unit: row?.units[0] as number, language: "en", text });
    console.log(`edited ${position} ${text}`);
    await memory.lookup(text, "en", "fr");
    const id = `round-${round}-${n}`;
    await memory.importUnits(
      about(id),
      units(IMPORTED, (k) => `${said(Number(round), n)}: item ${k}`),
    );
    console.log(`imported ${id}`);
  }
}
