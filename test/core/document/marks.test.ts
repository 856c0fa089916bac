import { describe, expect, test } from "vitest";
import type { Decision } from "../../../packages/core/src/document/document.ts";
import { takeMarks } from "../../../packages/core/src/document/marks.ts";
import type { FootNote } from "../../../packages/core/src/document/pages.ts";

const notes = (...marks: string[]): FootNote[] => marks.map((mark) => ({ mark, text: `note ${mark}`, page: 0 }));

/** Takes the marks out of one block and puts them back in square brackets. */
function marked(text: string, ...marks: string[]): string {
  const [result] = takeMarks([{ text, pages: [{ page: 0, offset: 0 }] }], notes(...marks));
  let out = "";
  let from = 0;
  for (const { mark, offset } of result?.marks ?? []) {
    out += `${result?.text.slice(from, offset)}[${mark}]`;
    from = offset;
  }
  return out + result?.text.slice(from);
}

describe("marks are told from numbers", () => {
  test.each([
    ["adoptée le 8 septembre 20063, et", ["3"], "adoptée le 8 septembre 2006[3], et"],
    ["de sa résolution 66/1819 ;", ["9"], "de sa résolution 66/181[9] ;"],
    ["s’y rapportant 8 , le cas échéant", ["8"], "s’y rapportant[8], le cas échéant"],
    ["tenue du 30 mai au 1er juin 201210, et", ["10"], "tenue du 30 mai au 1er juin 2012[10], et"],
    ["the Protocols thereto,1 the United", ["1"], "the Protocols thereto,[1] the United"],
    ["Substances of 1988,5 the Convention", ["5"], "Substances of 1988,[5] the Convention"],
    ["باتفاقية الفساد(2) وجميع", ["2"], "باتفاقية الفساد[2] وجميع"],
    ["2006(3) وفي", ["3"], "2006[3] وفي"],
    ["MP3 files were not counted.3 The area", ["3"], "MP3 files were not counted.[3] The area"],
    ["decided at COP21 on the report.21 The", ["21"], "decided at COP21 on the report.[21] The"],
    ["the report of UNHCR2 and of the Office", ["2"], "the report of UNHCR[2] and of the Office"],
    ["如此重大的任务所要求的 1 一切谨慎", ["1"], "如此重大的任务所要求的[1]一切谨慎"],
    ["《公约》2以及", ["2"], "《公约》[2]以及"],
    ["两年期审查4中作出", ["4"], "两年期审查[4]中作出"],
    ["terrorisme³, à", ["3"], "terrorisme[3], à"],
    ["du titre*", ["*"], "du titre[*]"],
    ["the task demands 1 of those", ["1"], "the task demands[1] of those"],
    ["the Amendment 2 to the", ["2"], "the Amendment[2] to the"],
    ["of the Agency for 2024, 1", ["1"], "of the Agency for 2024,[1]"],
    ["(the Convention), 1 as well", ["1"], "(the Convention),[1] as well"],
    ["Acts of Terrorism, 1", ["1"], "Acts of Terrorism,[1]"],
  ])("%s", (text, labels, wanted) => expect(marked(text, ...labels)).toBe(wanted));
});

test("a mark whose first digit was not raised is taken whole", () => {
  const text = "Versions 1⁵ are compared, and 1⁶ are not, as reports say.";
  expect(marked(text, "15", "16")).toBe("Versions[15] are compared, and[16] are not, as reports say.");
});

test("where numbers begin again, a mark that comes again means the note of its page", () => {
  const texts = [
    "The orchard.1 The ladder.1",
    "The valley.1 It is in libpear.2 too.2",
    "The library libpear.2 is old.",
  ].map((text, page) => ({ text, pages: [{ page, offset: 0 }] }));
  const own = [0, 1].map((page): FootNote => ({ mark: "1", text: "See above.", page }));
  const taken = takeMarks(texts, [
    ...own,
    { mark: "2", text: "See below.", page: 1 },
    { mark: "2", text: "None.", page: 5 },
  ]);
  expect(taken.map(({ text }) => text)).toEqual([
    "The orchard. The ladder.",
    expect.stringMatching(/^The valley\. /u),
    "The library libpear.2 is old.",
  ]);
});

test("numbers in brackets are marks only where others are", () => {
  const text = "See imake(1) and file(2).¹ They are old.² So are these.³ And those.⁴";
  expect(marked(text, "1", "2", "3", "4")).toBe(
    "See imake(1) and file(2).[1] They are old.[2] So are these.[3] And those.[4]",
  );
  const long = "Some, 1 as well, and others, 2 as well; imake(1) and others, 3 as well, and more, 4 as well.";
  expect(marked(long, "1", "2", "3", "4")).toContain("imake(1) and");
});

describe("numbers stay numbers", () => {
  test.each([
    ["CTOC/COP/WG.7/2012/6 du 1er juin", ["1", "6", "7"]],
    ["la résolution 1373 (2001) du Conseil", ["1", "2"]],
    ["2012年12月20日第67/189号决议第2段", ["1", "2", "9"]],
    ["le paragraphe 2 de l’article 14", ["2", "4"]],
    ["2,5 pour cent, 10 % et 8:30", ["2", "5", "8", "10"]],
    ["القرار 1373 (2001) بشأن", ["1", "2"]],
    ["第2225、2237、2241和2326卷", ["5", "7", "1", "6"]],
    ["emissions of CO2, N2O and NF3", ["2", "3"]],
    ["220 m2, 164 km2 and 3 km³ of it, 10⁶ × 10⁶ m³", ["2", "3"]],
    ["le 1er mai, la 2e fois, el 2º, the 1st", ["1", "2"]],
    ["article 2 of the Charter, on 2 May", ["2"]],
    ["the G20 and vitamin B12", ["12", "20"]],
    ["held in 2005", ["5"]],
  ])("%s", (text, labels) => expect(marked(text, ...labels)).toBe(text));
});

test("digits below the line are no marks, and come out as plain digits", () => {
  expect(marked("CO₂ and CH₄ since then,4", "2", "4")).toBe("CO2 and CH4 since then,[4]");
});

test("what was decided about each place is told with its reasons, when asked", () => {
  const decisions: Decision[] = [];
  takeMarks([{ text: "terrorisme³ et 12 km³", pages: [{ page: 0, offset: 0 }] }], notes("3"), { decisions });
  expect(decisions).toEqual([
    {
      about: "mark",
      text: "terrorisme[3] et 12 km³",
      page: 1,
      taken: true,
      evidence: [
        { says: "raised", weight: 6 },
        { says: "in the order of the notes", weight: 0 },
      ],
    },
  ]);
});

test("first marks come in the order of their notes, on their notes' pages; a mark that comes again must be clear", () => {
  const texts = ["En 20121 puis en 20132, sous", "la résolution 66/1819, la convention,1 et 20142."];
  const blocks = texts.map((text, page) => ({ text, pages: [{ page, offset: 0 }] }));
  const found = takeMarks(blocks, [
    { mark: "1", text: "a", page: 0 },
    { mark: "2", text: "b", page: 0 },
    { mark: "9", text: "c", page: 1 },
  ]);
  expect(found.map(({ text, marks }) => [text, marks.map(({ mark }) => mark)])).toEqual([
    ["En 2012 puis en 2013, sous", ["1", "2"]],
    // "20142" alone could be a number: nothing but its look would make it a mark.
    ["la résolution 66/181, la convention, et 20142.", ["9", "1"]],
  ]);
});

test("digits that end a name or number one are no marks that come again", () => {
  const text =
    "See the notes.¹ And these.² Pack it with bzip2, in latin1, for libfoo.so.1; see Chapitre 2 ; so, again.²";
  expect(marked(text, "1", "2")).toBe(
    "See the notes.[1] And these.[2] Pack it with bzip2, in latin1, for libfoo.so.1; see Chapitre 2 ; so, again.[2]",
  );
  const glued = "the first note,1 the second note2 in bzip2 and latin1, and the first again.1";
  expect(marked(glued, "1", "2")).toBe(
    "the first note,[1] the second note[2] in bzip2 and latin1, and the first again.[1]",
  );
});

test("what comes far more often than there are notes is no mark", () => {
  const pages = Array.from({ length: 9 }, (_, at) => `run tool${at}x(1), file(2) and word(3); V:1, I:2`).join(" and ");
  const text = `The first note,1 and the second.2 Now ${pages}`;
  expect(marked(text, "1", "2")).toBe(`The first note,[1] and the second.[2] Now ${pages}`);
});

test("a number before the ending of a file's name is no mark", () => {
  expect(marked("the page manpage.1.ex is renamed", "1")).toBe("the page manpage.1.ex is renamed");
});
