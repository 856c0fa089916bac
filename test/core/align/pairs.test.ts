import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { alignPairs, type Bead } from "@sextant/core";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { corpus } from "../../setup.ts";

const units = (beads: readonly Bead[], side: "source" | "target"): number[] => beads.flatMap((bead) => bead[side]);
const upTo = (count: number): number[] => [...Array(count).keys()];

function expectWhole(beads: readonly Bead[], sources: number, targets: number): void {
  expect(units(beads, "source")).toEqual(upTo(sources));
  expect(units(beads, "target")).toEqual(upTo(targets));
  for (const { source, target, confidence } of beads) {
    expect(source.length + target.length).toBeGreaterThan(0);
    expect(confidence).toBeGreaterThanOrEqual(0);
    expect(confidence).toBeLessThanOrEqual(1);
  }
}

const TEXT = [
  "La Commission a tenu sa vingt et unième session à Vienne du 23 au 27 avril 2012.",
  "Elle a examiné le rapport du Directeur exécutif.",
  "Le Groupe de travail s’est réuni le 19 octobre 2012 et a adopté la résolution 66/181.",
  "Les États Membres ont souligné l’importance de la coopération internationale.",
  "Aucune objection n’a été soulevée.",
  "La séance a été levée à 18 heures.",
];

test("a text aligned with itself is the identity", () => {
  const [beads] = alignPairs([{ source: TEXT, target: TEXT }], "fr", "fr");
  expect(beads?.map(({ source, target }) => [source, target])).toEqual(TEXT.map((_, at) => [[at], [at]]));
});

test("a sentence that the other side divides, and one that it lacks, are found", () => {
  const english = [
    "The Commission held its twenty-first session in Vienna from 23 to 27 April 2012.",
    "It considered the report of the Executive Director.",
    "The Working Group met on 19 October 2012.",
    "It adopted resolution 66/181.",
    "Member States stressed the importance of international cooperation.",
    "The meeting rose at 18 hours.",
  ];
  const [beads] = alignPairs([{ source: TEXT, target: english }], "fr", "en");
  expect(beads?.map(({ source, target }) => `${source}:${target}`)).toEqual([
    "0:0",
    "1:1",
    "2:2,3",
    "3:4",
    "4:",
    "5:5",
  ]);
});

describe("every unit is in exactly one bead", () => {
  const unit = fc
    .array(fc.constantFrom("paix", "peace", "2012", "的", "大会", "и", "السلام", ".", "1", "x".repeat(300), ""), {
      maxLength: 12,
    })
    .map((words) => words.join(" "));
  test("whatever the units", () => {
    fc.assert(
      fc.property(fc.array(unit, { maxLength: 25 }), fc.array(unit, { maxLength: 25 }), (source, target) => {
        const [beads] = alignPairs([{ source, target }], "fr", "zh");
        expectWhole(beads as Bead[], source.length, target.length);
      }),
      { seed: 11, numRuns: 120 },
    );
  });

  test.each([
    [0, 0],
    [0, 3],
    [3, 0],
    [1, 1],
    [1, 1000],
    [1000, 1],
  ])("%i units against %i", (sources, targets) => {
    const source = upTo(sources).map((n) => `Phrase numéro ${n} du texte.`);
    const target = upTo(targets).map((n) => `Sentence number ${n} of the text.`);
    const [beads] = alignPairs([{ source, target }], "fr", "en");
    expectWhole(beads as Bead[], sources, targets);
  });

  test("a long text is cut into pieces, and none of them loses its place", () => {
    const verbs = ["adopte", "examine", "approuve", "rejette", "publie", "étudie", "reçoit"];
    const nouns = ["rapport", "projet", "budget", "traité", "mandat", "statut", "dossier", "programme", "calendrier"];
    const source = upTo(5200).map((n) => `La commission ${verbs[(n * 3) % 7]} le ${nouns[(n * 5) % 9]} ${n * 7919}.`);
    // Every hundredth unit is missing on the other side.
    const target = source.filter((_, n) => n % 100 !== 50);
    const [beads] = alignPairs([{ source, target }], "fr", "fr");
    expectWhole(beads as Bead[], source.length, target.length);
    const right = (beads as Bead[]).filter(
      (bead) => bead.source.length === 1 && source[bead.source[0] as number] === target[bead.target[0] ?? -1],
    );
    expect(right.length).toBe(target.length);
  });

  test("several texts are aligned each by itself", () => {
    const found = alignPairs(
      [
        { source: TEXT, target: TEXT },
        { source: [], target: ["seul"] },
        { source: TEXT.slice(0, 2), target: TEXT.slice(0, 1) },
      ],
      "fr",
      "en",
    );
    expect(found).toHaveLength(3);
    expectWhole(found[0] as Bead[], 6, 6);
    expectWhole(found[1] as Bead[], 0, 1);
    expectWhole(found[2] as Bead[], 2, 1);
  });
});

test("swapped sides give swapped beads", async () => {
  const [fr, zh] = await Promise.all(
    ["fr", "zh"].map((language) => readFile(join(corpus("UDHR"), `${language}.txt`), "utf8")),
  );
  const lines = (text: string): string[] => text.split("\n").filter(Boolean);
  fc.assert(
    fc.property(
      fc.nat(60),
      fc.integer({ min: 0, max: 25 }),
      fc.nat(4),
      fc.integer({ min: 0, max: 25 }),
      (from, a, shift, b) => {
        const source = lines(fr as string).slice(from, from + a);
        const target = lines(zh as string).slice(from + shift, from + shift + b);
        const swap = ({ source, target, confidence }: Bead): Bead => ({ source: target, target: source, confidence });
        const [there] = alignPairs([{ source, target }], "fr", "zh");
        const [back] = alignPairs([{ source: target, target: source }], "zh", "fr");
        expect(back?.map(swap)).toEqual(there);
        const [same] = alignPairs([{ source, target }], "fr", "fr");
        const [round] = alignPairs([{ source: target, target: source }], "fr", "fr");
        expect(round?.map(swap)).toEqual(same);
      },
    ),
    { numRuns: 25, seed: 11 },
  );
});
