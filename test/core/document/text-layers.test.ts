import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type Document, readDocument, readText } from "@sextant/core";
import { describe, expect, test } from "vitest";

const file = (name: string): Promise<Document> =>
  readDocument(readFileSync(join(import.meta.dirname, "files", name)), { name });

/** Blocks as `role number text`, marks in square brackets at their places. */
function shown({ blocks }: Document): string[] {
  return blocks.map(({ role, number, text, marks = [] }) => {
    let marked = text;
    for (const { mark, offset } of [...marks].reverse())
      marked = `${marked.slice(0, offset)}[${mark}]${marked.slice(offset)}`;
    return [role, ...(number ? [number] : []), marked].join(" ");
  });
}

const leftOut = ({ reading }: Document): string[] =>
  (reading?.leftOut ?? []).map(({ text, reason }) => `${reason}: ${text}`);

/** How often each character stands in texts, white space aside. */
function bag(...texts: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const character of texts.join("").replace(/\s/gu, "")) counts.set(character, (counts.get(character) ?? 0) + 1);
  return counts;
}

describe("a resolution as pdftotext gives it without options", async () => {
  const document = await file("pdftotext.txt");

  test("has a title, an opening, four preambular paragraphs, three numbered ones and its closing lines", () => {
    expect(shown(document)).toEqual([
      "heading Resolution adopted by the General Assembly on 2 May 2031",
      "title 99/8 Ladders for the wardens of the valley",
      "opening The General Assembly,",
      "preamble Recalling its resolution 98/4 of 6 June 2030, in which it asked the Orchard Office to count the pear trees of the valley with all the care that so great a task demands[1] of those who climb,",
      "preamble Noting with appreciation the willingness of the wardens to climb even the tallest of the trees, and seeking an early end to the shortage of ladders,",
      "preamble Recalling the relevant provisions of its resolution on wheelbarrows,",
      "preamble Recalling also the Ladder Agreement,",
      "operative 1 Requests the Office to lend ladders to every warden who signs for them, and to replace at its own cost any ladder that was broken in the service of the count;",
      "operative 2 Invites the districts to name one warden for each hundred trees, it being understood that the wardens shall be fed by the district in which they climb, and that no warden shall be asked to climb after sunset without a lantern;",
      "operative 3 Decides to return to the matter at its hundredth session.",
      "closing 5th plenary meeting",
      "closing 2 May 2031",
    ]);
  });

  test("has its note, whose mark stands alone on a line", () => {
    expect(document.notes).toEqual([{ mark: "1", text: "See resolution 12 (II)." }]);
    expect(document.warnings).toEqual([]);
  });

  test("leaves out the masthead, job numbers, bar code, running head and page number, each with its reason", () => {
    expect(document).toMatchObject({ symbol: "A/RES/99/8", date: "2031-05-03", distribution: "General" });
    expect(leftOut(document)).toEqual(
      expect.arrayContaining([
        "masthead: A/RES/99/8",
        "masthead: Distr.: General",
        "job number: 31-04322 (E)",
        "bar code: *3104322*",
        "running head: A/RES/99/8",
        "running head: Ladders for the wardens of the valley",
        "page number: 2/2",
        "job number: 31-04322",
      ]),
    );
  });
});

test("a resolution as pdftotext gives it with -layout: indents begin paragraphs, marks stand above their line", async () => {
  const document = await file("layout-resolution.txt");
  expect(shown(document)).toEqual([
    "heading Resolution adopted by the General Assembly on 2 May 2031",
    "heading [without reference to a Main Committee (A/99/L.3)]",
    "title 99/7 Counting the orchards of the valley",
    "opening The General Assembly,",
    "preamble Recalling its resolution 98/4 of 6 June 2030, in which it asked the Orchard Office to count the pear trees of the valley with all the care that so great a task asks of those who carry ladders,[1]",
    "preamble Noting with appreciation the willingness of the wardens to climb even the tallest of the trees, and seeking an early end to the shortage of ladders which has kept many of them on the ground since the spring,",
    "operative 1 Requests the Office to lend ladders to every warden who signs for them, and to replace at its own cost any ladder that was broken in the service of the count, provided that the rungs are returned to the store;[2]",
    "operative 2 Invites the districts to name one warden for each hundred trees, it being understood that the wardens shall be fed by the district in which they climb, and that no warden shall be asked to climb after sunset without a lantern, a coat and a second warden at the foot of the tree who holds the ladder;",
    "operative 3 Decides to return to the matter at its hundredth session.",
    "closing 5th plenary meeting",
    "closing 2 May 2031",
  ]);
  expect(document.notes).toEqual([
    { mark: "1", text: "See resolution 12 (II).", page: 1 },
    { mark: "2", text: "A/99/210, annex.", page: 1 },
  ]);
  expect(document).toMatchObject({
    session: "Ninety-ninth session",
    agendaItem: "Agenda item 9",
    reading: { pages: 2 },
  });
  expect(document.blocks.map(({ page }) => page)).toEqual([1, 1, 1, 1, 1, 1, 1, 1, 2, 2, 2]);
});

test.each(["pdftotext.txt", "layout-resolution.txt"])("nothing of %s is lost, and nothing is added", async (name) => {
  const document = await file(name);
  const input = readFileSync(join(import.meta.dirname, "files", name), "utf8");
  const read = [
    ...document.blocks.map(
      ({ number = "", text, marks = [] }) => `${number}${text}${marks.map(({ mark }) => mark).join("")}`,
    ),
    ...document.notes.map(({ mark, text }) => mark + text),
    ...(document.reading?.leftOut.map(({ text }) => text) ?? []),
  ];
  const [before, after] = [bag(input), bag(...read)];
  before.delete("."); // the full stops of numbers
  after.delete(".");
  expect(after).toEqual(before);
});

test("courtesy titles are no section letters", async () => {
  expect(shown(await file("monsieur.txt")).slice(3)).toEqual([
    "text M. Prosper Mirabelle, Président",
    "text M. Anselme Reinette (Vallée du Nord)",
    "text Mme Églantine Cormier (Vallée du Sud)",
    expect.stringMatching(/^text M\. Mirabelle ouvre la séance/u),
  ]);
});

test("two ideographic spaces begin a paragraph; chapters and articles have their own line", async () => {
  const document = await file("chinese-fullwidth-indent.txt");
  expect(document.blocks.map(({ role, number = "", text }) => `${role} ${number} ${text.slice(0, 8)}`)).toEqual([
    "title  我山谷人民同兹决",
    "text  保护果园，使后世",
    "preamble  重申梨树与李树之",
    "text  并为达此目的",
    "text  力行节俭，彼此和",
    "text  集中力量，以清点",
    "heading  第一章：宗旨及原",
    "heading 1 第一条",
    "text  本会之宗旨为：",
    "subparagraph (一) 清点山谷之梨树；",
    "subparagraph (二) 发展各区之间以互",
    "heading 2 第二条",
    "text  每区应指定一名看",
  ]);
});

test("lines that are whole paragraphs stay whole, also where headings end without a full stop", async () => {
  const lines = readFileSync(join(import.meta.dirname, "files", "one-line-a-paragraph.txt"), "utf8")
    .split("\n")
    .filter(Boolean);
  const document = await file("one-line-a-paragraph.txt");
  expect(document.blocks.map(({ text }) => text)).toEqual(lines);
});

test("words torn at their hyphen are made whole where the text has them whole", async () => {
  const document = await file("space-before-hyphen.txt");
  expect(document.blocks[0]?.text).toMatch(/the Secretary-General of .* of self-help and of the self-help/u);
  expect(document.reading?.healed).toBe(2);
  expect(readText("The Secretary -General and a well - known self-taught man.").blocks[0]?.text).toContain(
    "Secretary -General",
  );
});

test("words glued where a line ended with their hyphen are parted where the text has them right", () => {
  const text = "The Secretary-General spoke. The report of the SecretaryGeneral and of the McDonald group was read.";
  expect(readText(text).blocks[0]?.text).toBe(
    "The Secretary-General spoke. The report of the Secretary-General and of the McDonald group was read.",
  );
});

test("names with a capital within and addresses are no words glued at a hyphen", () => {
  const text =
    "A How-To is a guide. Read the HowTo of the valley, the HowTo of the orchards and http://orchards.org/HowTo/SiteMap. " +
    "Our Site-Map and the path lib/SiteMap are there.";
  expect(readText(text).blocks.map((block) => block.text)).toEqual([text]);
});

test("the digits of compounds and areas are no marks", async () => {
  const document = await file("formulas.txt");
  const text = document.blocks.map(({ text }) => text).join(" ");
  expect(text.match(/CO2|N2O|NF3|220 m2|164 km2/gu)).toEqual([
    "CO2",
    "CO2",
    "N2O",
    "NF3",
    "220 m2",
    "164 km2",
    "CO2",
    "CO2",
  ]);
  expect(
    document.blocks.flatMap(({ text, marks = [] }) =>
      marks.map(({ mark, offset }) => text.slice(offset - 5, offset) + mark),
    ),
  ).toEqual(["2030,1", "says.2", "year.3"]);
});

describe("paragraph numbers of several parts", () => {
  const lines = [
    "1. The council met.",
    "2. It heard:",
    "2.1 The wardens (Ukraine);",
    "2.2 The districts (Iraq);",
    "3. It paid 2.50 Crowns.",
  ];

  test("are printed numbers where they come in sequence", () => {
    expect(readText(lines.join("\n\n"), { language: "en" }).blocks.map(({ number }) => number)).toEqual([
      "1",
      "2",
      "2.1",
      "2.2",
      "3",
    ]);
  });

  test("are told from quantities, and may begin elsewhere than at 1", () => {
    const read = (...texts: string[]) =>
      readText(texts.join("\n\n"), { language: "en" }).blocks.map(({ number }) => number);
    expect(read("Prices", "2.50 Crowns were paid for a ladder.", "They rose.")).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
    expect(read("Recommendations", "26.33 Ratify the Agreement;", "26.34 Lend ladders.")).toEqual([
      undefined,
      "26.33",
      "26.34",
    ]);
  });
});

test("the day of a resolution stays with its heading where it is no part of a sentence, as in Russian", async () => {
  const document = await readDocument(Buffer.from(RUSSIAN), { name: "ru.txt" });
  expect(document.date).toBe("2031-05-03");
  expect(shown(document).slice(0, 4)).toEqual([
    "heading Резолюция, принятая Генеральной Ассамблеей",
    "heading 2 мая 2031 года",
    "title 99/8 Лестницы для смотрителей долины",
    "opening Генеральная Ассамблея,",
  ]);
});

const RUSSIAN = `A/RES/99/8

Организация Объединенных Наций

Генеральная Ассамблея

Distr.: General
3 May 2031

Резолюция, принятая Генеральной Ассамблеей
2 мая 2031 года

99/8.

Лестницы для смотрителей долины
Генеральная Ассамблея,
ссылаясь на свою резолюцию 98/4 от 6 июня 2030 года, в которой она просила Управление
садов сосчитать груши долины,
1.
просит Управление выдавать лестницу каждому смотрителю, который за нее распишется;
`;

test.each([
  ["fr", "c’est -à-dire que, c’est-à-dire", "c’est-à-dire que, c’est-à-dire"],
  ["fr", "vis-à -vis de lui, vis - à-vis d’elle et vis-à-vis", "vis-à-vis de lui, vis-à-vis d’elle et vis-à-vis"],
  ["ru", "по -прежнему и по-прежнему", "по-прежнему и по-прежнему"],
  ["en", "the mid -term and a long-term - or a short one", "the mid -term and a long-term - or a short one"],
])("a word torn at any of its hyphens is whole where it is so elsewhere, in %s: %s", async (language, text, whole) => {
  const { blocks } = await readDocument(Buffer.from(text), { name: "torn.txt", language });
  expect(blocks.map((block) => block.text)).toEqual([whole]);
});
