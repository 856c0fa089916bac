import { type Cell, readMeasurement, writeMeasurement } from "../../docs/measurement.ts";

/** Sizes that were not tried, in units. */
const SIZES = [100_000_000, 1_000_000_000];
const SECONDS_PER_DAY = 86_400;

type As = (figure: number, units: number) => number;
const gigabytes: As = (bytes, units) => (bytes * units) / 1e9;
const days: As = (perSecond, units) => units / perSecond / SECONDS_PER_DAY;
const asItIs: As = (figure) => figure;

/** Figures that are carried on, what becomes of one at n units, and e, where it is taken for given. */
const CARRIED: readonly (readonly [name: string, from: string, as: As, e?: number])[] = [
  ["the database on the disk, GB", "on the disk, bytes for a unit", gigabytes, 0],
  ["– keys of fuzzy lookup, GB", "– keys of fuzzy lookup", gigabytes, 0],
  ["– lists of phrases, GB", "– lists of phrases", gigabytes, 0],
  ["imported by one writer, days", "imported, units a second", days, 0],
  ["a lookup, processor time, ms", "– lookup, processor time of both, ms", asItIs],
  ["– the same, if it grows as its lists do", "– lookup, processor time of both, ms", asItIs, 1],
  ["a search, processor time, ms", "– concordance, processor time of both, ms", asItIs],
];

/**
 * Carries what was measured at the last two sizes on to sizes that were not tried. A figure f that was f(l) at l units and f(m) at m is
 * f(n) = f(m) · (n ∕ m)^e at n units, with e = ln(f(m) ∕ f(l)) ∕ ln(m ∕ l): a power of the size.
 */
export function writeExtrapolated(): void {
  const { command, columns, rows } = readMeasurement("growth");
  const sizes = columns.slice(1).map(({ label }) => Number(label.replace(/\D/g, "")));
  const [l = 0, m = 0] = sizes.slice(-2);
  const carried = CARRIED.map(([name, from, as, given]): Cell[] => {
    const figures = rows.find(([own]) => own === from)?.slice(-2) as [number, number];
    const e = given ?? Math.log(figures[1] / figures[0]) / Math.log(m / l);
    const at = (n: number): number => as(figures[1] * (n / m) ** e, n);
    return [name, Number(e.toFixed(2)), ...[m, ...SIZES].map((n) => Number(at(n).toPrecision(2)))];
  });
  const labels = ["", "e", ...[m, ...SIZES].map((n) => `${n.toLocaleString("en")} units`)];
  writeMeasurement(
    "growth-extrapolated",
    "pnpm bench:growth",
    labels.map((label) => ({ label })),
    carried,
    command.split(" ").slice(2),
  );
}

if (import.meta.main) writeExtrapolated();
