import { expect, test } from "vitest";
import { guidedCorridor } from "../../../packages/core/src/align/pair/guide.ts";
import { lookalikes } from "../../../packages/core/src/align/text/cognates.ts";
import { Vocabulary } from "../../../packages/core/src/align/text/tokens.ts";
import { random } from "../../random.ts";

const WIDTH = 150;
const words = (next: () => number, names: readonly string[], count: number): string =>
  Array.from({ length: count }, () => names[Math.floor(next() * names.length)]).join(" ");

/** A corridor of two texts, and of each source unit the target unit that it belongs to, or none. */
function corridorOfTexts(units: number, numbered: number, dropped: readonly [from: number, to: number]) {
  const next = random(3);
  const source: string[] = [];
  const target: string[] = [];
  const partners: (number | undefined)[] = [];
  for (let n = 0; n < units; n++) {
    const count = 5 + Math.floor(next() * 30);
    // One unit in so many has a number of its own, and each a number that many others have.
    const sign = `${n % numbered === 0 ? 10_000 + n : ""} ${Math.floor(next() * 50)}`;
    source.push(`${words(next, ["a", "bb", "ccc"], count)} ${sign}`);
    if (n >= dropped[0] && n < dropped[1]) partners.push(undefined);
    else partners.push(target.push(`${words(next, ["д", "ее", "жжж"], count)} ${sign}`) - 1);
  }
  const [from, to] = [new Vocabulary("en"), new Vocabulary("ru")];
  const sides = { source: from.side(source), target: to.side(target) };
  return { corridor: guidedCorridor(sides, lookalikes(from, to, []), WIDTH), partners };
}

test.each([
  ["with signs in every fifth unit, the rest left out of a tenth", 6000, 5, [2000, 2600]],
  ["with signs in one unit of forty", 6000, 40, [2000, 2010]],
  ["with no signs at all", 3000, 1e9, [0, 0]],
] as const)("a text %s: what belongs together lies in the corridor", (_, units, numbered, dropped) => {
  const { corridor, partners } = corridorOfTexts(units, numbered, dropped);
  const outside = partners.flatMap((j, i) =>
    j === undefined || (j >= (corridor.low[i] as number) && j < (corridor.high[i] as number)) ? [] : [i],
  );
  expect(outside).toEqual([]);
  // Linear: so many units of the other side for each, not all of them.
  expect((corridor.cellOffset[units] as number) / units).toBeLessThan(2 * WIDTH + 50);
});
