/**
 * Measures the comparison of two versions of a text: how many planted edits are found, by kind, in six languages and two
 * texts, and how much processor time documents of many paragraphs take, among them hostile ones.
 *
 *   pnpm bench:versions [rounds, 20 if left out] [paragraphs, 10,000 if left out]
 */
import { type Document, readDocumentSet } from "@sextant/core";
import { compareVersions } from "@sextant/core/compare";
import { EDITS, type EditKind, falseAlarms, isFound, planted } from "../core/compare/planted.ts";
import { writeMeasurement } from "../docs/measurement.ts";
import { random } from "../random.ts";
import { corpus } from "../setup.ts";

const [rounds, paragraphs] = [Number(process.argv[2] ?? 20), Number(process.argv[3] ?? 10_000)];
const sets = await Promise.all(["A-RES-67-189", "UDHR"].map((id) => readDocumentSet(corpus(id))));

measurePlanted();
measureTime();

function measurePlanted(): void {
  const tally = new Map(EDITS.map((kind): [EditKind, number[]] => [kind, [0, 0, 0, 0]]));
  const alarms = [0, 0];
  const blocks = [0, 0];
  for (const [at, set] of sets.entries())
    for (const { document } of set.versions) {
      const others = sets[1 - at]?.versions.map((version) => version.document) ?? [];
      const other = others.find(({ language }) => language === document.language) ?? document;
      for (const [mode, times] of [1, 3].entries())
        for (let round = 0; round < rounds; round++) {
          const own = planted(document, other, random(100_000 * mode + 1000 * at + round), times);
          const comparison = compareVersions(document, own.document);
          for (const edit of own.edits) {
            const counts = tally.get(edit.kind) as number[];
            counts[2 * mode + 1] = (counts[2 * mode + 1] ?? 0) + 1;
            if (isFound(comparison, edit)) counts[2 * mode] = (counts[2 * mode] ?? 0) + 1;
          }
          alarms[mode] = (alarms[mode] ?? 0) + falseAlarms(comparison, own).length;
          blocks[mode] = (blocks[mode] ?? 0) + document.blocks.length;
        }
    }
  const share = ([found = 0, all = 0]: readonly number[]): number => (100 * found) / all;
  const rows = EDITS.map((kind) => {
    const counts = tally.get(kind) as number[];
    return [kind, counts[1] ?? 0, share(counts.slice(0, 2)), counts[3] ?? 0, share(counts.slice(2))] as const;
  });
  const alarmsIn = (mode: number): number => (100 * (alarms[mode] ?? 0)) / (blocks[mode] ?? 1);
  writeMeasurement(
    "versions",
    "pnpm bench:versions",
    [
      { label: "edit" },
      { label: "planted" },
      { label: "found, %", decimals: 1 },
      { label: "planted, crowded" },
      { label: "found, crowded, %", decimals: 1 },
    ],
    [...rows, ["false alarms in 100 paragraphs", blocks[0] ?? 0, alarmsIn(0), blocks[1] ?? 0, alarmsIn(1)]],
  );
  for (const row of rows) console.log(row.join("\t"));
}

function measureTime(): void {
  const document = sets[0]?.versions.find((version) => version.document.language === "en")?.document as Document;
  const words = document.blocks.flatMap(({ text }) => text.split(" "));
  const next = random(5);
  const paragraph = (): string => {
    const own: string[] = [];
    while (own.length < 60) {
      const from = Math.floor(next() * (words.length - 8));
      own.push(...words.slice(from, from + 3 + Math.floor(next() * 5)));
    }
    return own.join(" ");
  };
  const changed = (text: string): string => text.replace(/^(\S+ \S+ )\S+/, "$1zebras");
  const many = (make: (at: number) => string): string[] => Array.from({ length: paragraphs }, (_, at) => make(at));
  const base = many(paragraph);
  const shuffled = [...base]
    .map((text) => ({ text, at: next() }))
    .sort((a, b) => a.at - b.at)
    .map(({ text }) => text);
  const cases: Readonly<Record<string, readonly [string[], string[]]>> = {
    "one in ten changed": [base, base.map((text, at) => (at % 10 === 0 ? changed(text) : text))],
    "all changed": [base, base.map(changed)],
    "all moved": [base, shuffled],
    "all moved and changed": [base, shuffled.map(changed)],
    "nothing equal": [base, many(paragraph)],
    "all paragraphs equal": [many(() => base[0] as string), many(() => base[0] as string).slice(paragraphs / 2)],
    "all alike but for a number": [
      many((at) => `Item ${at} of the list`),
      many((at) => `Item ${at + paragraphs} of the list`),
    ],
    "one paragraph of all the words": [[base.join(" ")], [base.map(changed).join(" ")]],
  };
  const documentOf = (texts: readonly string[]): Document => ({
    ...document,
    blocks: texts.map((text) => ({ role: "text", text })),
    notes: [],
  });
  const rows = Object.entries(cases).map(([name, [olds, news]]) => {
    const pair = [documentOf(olds), documentOf(news)] as const;
    const before = process.cpuUsage();
    const { counts } = compareVersions(...pair);
    const { user, system } = process.cpuUsage(before);
    const seconds = (user + system) / 1_000_000;
    console.log(name, seconds.toFixed(2), JSON.stringify(counts));
    return [name, olds.length, news.length, seconds] as const;
  });
  writeMeasurement(
    "versions-time",
    "pnpm bench:versions",
    [
      { label: "documents" },
      { label: "old paragraphs" },
      { label: "new paragraphs" },
      { label: "seconds of a processor", decimals: 1 },
    ],
    rows,
  );
}
