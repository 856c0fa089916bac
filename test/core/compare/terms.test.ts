import { compareRows } from "@sextant/core/compare";
import { expect, test } from "vitest";

const TEXTS = [
  ["The Assembly thanks the Member States for their work.", "L’Assemblée remercie les États Membres de leur travail."],
  ["All Member States shall report before the summer.", "Tous les États Membres présentent un rapport avant l’été."],
  [
    "The costs are borne by Member States in equal parts.",
    "Les frais sont pris en charge à parts égales par les États Membres.",
  ],
  [
    "Regional offices advise Member States on drafting laws.",
    "Les bureaux régionaux conseillent les États Membres pour la rédaction des lois.",
  ],
  ["Several Member States trained judges last year.", "Plusieurs États Membres ont formé des juges l’an dernier."],
  [
    "It urges Member States to ratify the instrument.",
    "Elle prie instamment les États Membres de ratifier l’instrument.",
  ],
  ["The Secretariat wrote to Member States in March.", "Le Secrétariat a écrit aux États Membres en mars."],
  [
    "Donors and Member States met in the capital.",
    "Les donateurs et les États Membres se sont réunis dans la capitale.",
  ],
  [
    "The fund lends money to Member States at low rates.",
    "Le fonds prête de l’argent aux États Membres à des taux faibles.",
  ],
  [
    "Experts visited Member States affected by floods.",
    "Des experts se sont rendus dans les États Membres touchés par des inondations.",
  ],
] as const;

const compared = (fr: string) =>
  compareRows(
    [...TEXTS, ["The annex lists the Member States that paid.", fr] as const].map(([en, fr], row) => ({
      row,
      texts: { en, fr },
    })),
    ["en", "fr"],
  );

test("a term that one row renders otherwise than all others is told, with both renderings", () => {
  const told = compared("L’annexe énumère les pays membres qui ont payé.");
  expect(told).toMatchObject([
    {
      row: 10,
      type: "term",
      severity: "warning",
      languages: ["fr"],
      values: { en: ["Member States"], fr: ["pays membres", "États Membres"] },
    },
  ]);
  expect(told[0]?.places.map(({ text }) => text)).toEqual(["Member States", "pays membres"]);
});

test("a term in another form is not told", () => {
  expect(compared("L’annexe énumère chaque État membre qui a payé.")).toEqual([]);
});

test("a term of whose rendering nothing is left is told with what stands in its place", () => {
  const [told, ...others] = compared("L’annexe énumère les nations participantes qui ont payé.");
  expect(told).toMatchObject({ row: 10, type: "term", severity: "warning", languages: ["fr"] });
  expect(told?.places.map(({ text }) => text)).toEqual(["Member States", "nations participantes"]);
  expect(others).toEqual([]);
});

test("a term that another row says in a pronoun is not told", () => {
  expect(compared("L’annexe énumère ceux qui ont payé.")).toEqual([]);
});

/** Rows that each have the term, with other words than the usual ones for it. */
const OTHERWISE = [
  ["Judges of the Member States were invited.", "Les magistrats des puissances associées étaient invités."],
  ["Ships of the Member States were inspected.", "Les navires des royaumes alliés ont été inspectés."],
  ["The annex lists the Member States that paid.", "L’annexe énumère les pays membres qui ont payé."],
] as const;

const severities = (many: number): string[] =>
  compareRows(
    [...TEXTS, ...TEXTS, ...OTHERWISE.slice(0, many)].map(([en, fr], row) => ({ row, texts: { en, fr } })),
    ["en", "fr"],
  )
    .filter(({ type }) => type === "term")
    .map(({ severity }) => severity);

test("a term that two rows render otherwise is told as a warning in both", () => {
  expect(severities(2)).toEqual(["warning", "warning"]);
});

test("a term that three rows render otherwise has several renderings, and accuses none of them", () => {
  expect(severities(3)).toEqual(["info", "info", "info"]);
});
