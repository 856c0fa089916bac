/**
 * How long alignment takes, and in how much memory, by size: French and English segments of the corpus, drawn
 * repeatedly with other numbers in them, 3 % left out on either side, 8 % joined with the next. Each size is measured
 * in its own process, after a small text. Then the resolution in six languages, all 15 pairs and the rows.
 *
 *   pnpm bench:speed [units on a side ..., 1000 10000 if left out]
 */
import { execFileSync } from "node:child_process";
import { alignDocuments, alignPairs, readDocumentSet } from "@sextant/core";
import { type Cell, writeMeasurement } from "../docs/measurement.ts";
import { random } from "../random.ts";
import { corpus } from "../setup.ts";

const WORKER = "--measure";

if (process.argv[2] === WORKER) await measure(Number(process.argv[3]));
else {
  const sizes = process.argv.slice(2).map(Number);
  const measured: (readonly Cell[])[] = [];
  for (const size of sizes.length > 0 ? sizes : [1000, 10_000]) {
    const { text, beads, seconds, peak } = JSON.parse(
      execFileSync(process.execPath, [import.meta.filename, WORKER, String(size)], { encoding: "utf8" }),
    );
    console.log(`${text}, ${beads} beads, ${seconds.toFixed(1)} s, ${peak.toFixed(0)} MB of the process at most`);
    measured.push([text, `${seconds.toFixed(1)} s`, `${peak.toFixed(0)} MB`]);
  }
  const documents = (await readDocumentSet(corpus("A-RES-67-189"))).versions.map(({ document }) => document);
  for (const name of ["first time", "warm"]) {
    const started = performance.now();
    const { rows } = alignDocuments(documents);
    const seconds = ((performance.now() - started) / 1000).toFixed(1);
    console.log(`resolution, 6 languages, ${name.padEnd(10)} ${rows.length} rows, ${seconds} s`);
    measured.push([`resolution 67/189, six languages, 15 pairs and the rows, ${name}`, `${seconds} s`, ""]);
  }
  const COLUMNS = [{ label: "text" }, { label: "time" }, { label: "memory of the process at most" }];
  writeMeasurement("speed", "pnpm bench:speed", COLUMNS, measured);
}

async function measure(size: number): Promise<void> {
  const pairs: [string, string][] = [];
  for (const id of ["A-RES-67-189", "UDHR"]) {
    const documents = (await readDocumentSet(corpus(id))).versions
      .map(({ document }) => document)
      .filter(({ language }) => language === "fr" || language === "en");
    const textOf = (language: string, block: number): string =>
      documents.find((document) => document.language === language)?.blocks[block]?.text ?? "";
    for (const { rows } of alignDocuments(documents).rows)
      for (const { segments } of rows) {
        const side = (language: string): string =>
          (segments[language] ?? [])
            .map(({ block, start, end }) => textOf(language, block).slice(start, end))
            .join(" ");
        if (segments.fr && segments.en) pairs.push([side("fr"), side("en")]);
      }
  }
  const text = drawn(pairs, size);
  alignPairs([drawn(pairs, 200)], "fr", "en");
  const started = performance.now();
  const [beads = []] = alignPairs([text], "fr", "en");
  const seconds = (performance.now() - started) / 1000;
  const peak = process.resourceUsage().maxRSS / 1024;
  const sides = `${text.source.length.toLocaleString("en")} : ${text.target.length.toLocaleString("en")} units`;
  console.log(JSON.stringify({ text: sides, beads: beads.length, seconds, peak }));
}

function drawn(pairs: readonly (readonly [string, string])[], size: number): { source: string[]; target: string[] } {
  const next = random(size);
  const source: string[] = [];
  const target: string[] = [];
  let [joinSource, joinTarget] = [false, false];
  for (let n = 0; n < size; n++) {
    const [fr, en] = pairs[Math.floor(next() * pairs.length)] as [string, string];
    const number = String(1 + Math.floor(next() * 5000));
    const [a, b] = [`${fr} ${number}`, `${en} ${number}`];
    if (next() > 0.03) {
      if (joinSource && source.length > 0) source[source.length - 1] += ` ${a}`;
      else source.push(a);
      joinSource = next() < 0.08;
    }
    if (next() > 0.03) {
      if (joinTarget && target.length > 0) target[target.length - 1] += ` ${b}`;
      else target.push(b);
      joinTarget = next() < 0.08;
    }
  }
  return { source, target };
}
