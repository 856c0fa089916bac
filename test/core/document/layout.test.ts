import { type Document, readText } from "@sextant/core";
import { expect, test } from "vitest";

const read = (text: string, language = "fr"): Document => readText(text, { language });
const texts = ({ blocks }: Document): string[] => blocks.map(({ text }) => text);

/** Wraps a paragraph as a page's text layer does. */
function wrapped(text: string, width = 60): string {
  const lines: string[] = [""];
  for (const word of text.split(" ")) {
    const line = lines.at(-1) as string;
    if (line.length + word.length + 1 > width) lines.push(word);
    else lines[lines.length - 1] = line ? `${line} ${word}` : word;
  }
  return lines.join(" \n");
}

const A =
  "L’Assemblée a examiné le rapport du Secrétaire général sur les travaux de la Commission et sur les moyens de mettre en œuvre ses recommandations dans les meilleurs délais possibles";
const B =
  "Elle a prié le Secrétaire général de lui présenter un rapport sur la question à sa session suivante et d’y faire figurer des renseignements complets sur les progrès accomplis.";

test("lines are joined into paragraphs, blank lines part them", () => {
  expect(texts(read(`${wrapped(`${A}.`)}\n\n${wrapped(B)}\n`))).toEqual([`${A}.`, B]);
});

test("the lines of a bullet hang below its text, however deep the page's text stands", () => {
  const indented = (text: string, columns: number): string =>
    text
      .split("\n")
      .map((line) => " ".repeat(columns) + line)
      .join("\n");
  const bullet = (mark: string, text: string): string => {
    const [first, ...more] = wrapped(text, 54).split("\n");
    const out = mark.length + 1;
    return [indented(`${mark} ${first}`, 6), ...more.map((line) => indented(line, 6 + out))].join("\n");
  };
  const body = [A, B, A, B].map((text) => indented(wrapped(`${text}.`), 4));
  // Numbers and letters are no part of the text.
  const shown = (mark: string, text: string): string => (/[\p{L}\p{N}]/u.test(mark) ? text : `${mark} ${text}`);
  for (const marks of [
    ["*", "*"],
    ["-", "-"],
    ["•", "•"],
    ["a)", "b)"],
    ["1.", "2."],
  ]) {
    const [one = "", other = ""] = marks;
    const page = [...body, bullet(one, `${A} ;`), bullet(other, B)].join("\n\n");
    expect(texts(read(page)).slice(body.length)).toEqual([shown(one, `${A} ;`), shown(other, B)]);
  }
});

test("a paragraph that runs over a page is healed, its page's notes are taken out", () => {
  const lines = wrapped(`${A} et ${B}`).split("\n");
  const page = [
    ...lines.slice(0, 3),
    "",
    "_______________",
    "1 Résolution 60/288.",
    "2 Voir résolutions 62/272,",
    "64/297 et 66/282.",
    ` ${lines[3]}`,
    ...lines.slice(4),
  ];
  const document = read(page.join("\n"));
  expect(texts(document)).toEqual([`${A} et ${B}`]);
  expect(document.notes).toEqual([
    { mark: "1", text: "Résolution 60/288." },
    { mark: "2", text: "Voir résolutions 62/272, 64/297 et 66/282." },
  ]);
  expect(document.warnings.map(({ message }) => message)).toEqual(["no mark was found in the text for note 1, 2"]);
});

test("a form feed ends a page, and not a paragraph", () => {
  const lines = wrapped(`${A} et ${B}`).split("\n");
  expect(texts(read([...lines.slice(0, 3), `\f${lines[3]}`, ...lines.slice(4)].join("\n")))).toEqual([`${A} et ${B}`]);
});

test("a mark of punctuation left alone on its line goes back to its paragraph", () => {
  expect(texts(read(`${wrapped(A)}\n\n ; \n\n${wrapped(B)}`))).toEqual([`${A} ;`, B]);
});

test("a hyphen at a line end goes when the word stands without it elsewhere, and stays otherwise", () => {
  const text = `La coopération régionale et sous-régionale progresse avec la coopé-\nration internationale dans le cadre de la lutte et au plan sous-\nrégional, national et local pour l’ensemble des États\nMembres`;
  expect(texts(read(text))[0]).toContain("la coopération internationale");
  expect(texts(read(text))[0]).toContain("sous-régional, national");
});

test("where every line is a paragraph, none are joined", () => {
  const lines = [
    "Déclaration",
    "Tous les êtres humains naissent libres.",
    "Ils sont doués de raison.",
    "Chacun a droit à la vie.",
  ];
  expect(texts(read(lines.join("\n")))).toEqual(lines);
});

test("Chinese lines join without a space, words in Latin letters keep theirs", () => {
  expect(
    texts(
      read(
        "回顾其2011年12月19日关于加强国际合作的\n决议以及联合国\n\n见CTOC/COP的报告以及United\nNations的文件和其他材料",
        "zh",
      ),
    ),
  ).toEqual([
    "回顾其2011年12月19日关于加强国际合作的决议以及联合国",
    "见CTOC/COP的报告以及United Nations的文件和其他材料",
  ]);
});

test("line ends of every kind, a byte order mark, soft hyphens and composed letters are no part of the text", () => {
  const text = "\ufeffUn e\u0301tat a\u00addopte.\r\n\r\nUn autre\u2028\u2028Le dernier.";
  expect(texts(read(text))).toEqual(["Un état adopte.", "Un autre", "Le dernier."]);
});

test("a page number alone between blank lines is furniture", () => {
  const document = read(`${A}.\n\n2/9\n\n${B}`);
  expect(document.furniture).toEqual(["2/9"]);
  expect(texts(document)).toEqual([`${A}.`, B]);
});

test("sub-paragraphs keep their markers and their level, in every script", () => {
  const lines = (markers: readonly string[]): string =>
    markers.map((marker) => `${marker} texte de l’alinéa`).join("\n\n");
  const levels = (markers: readonly string[], language = "fr") =>
    read(lines(markers), language).blocks.map(({ role, number, level }) =>
      role === "subparagraph" ? `${number} ${level}` : role,
    );
  expect(levels(["(a)", "(b)", "(i)", "(ii)", "(c)", "(h)", "(i)", "(j)"])).toEqual([
    "(a) 1",
    "(b) 1",
    "(i) 2",
    "(ii) 2",
    "(c) 1",
    "(h) 1",
    "(i) 1",
    "(j) 1",
  ]);
  expect(levels(["а)", "б)", "(i)", "в)"], "ru")).toEqual(["(а) 1", "(б) 1", "(i) 2", "(в) 1"]);
  expect(levels(["（一）", "(a)", "（二）"], "zh")).toEqual(["(一) 1", "(a) 2", "(二) 1"]);
  expect(levels(["(أ)", "(ب)"], "ar")).toEqual(["(أ) 1", "(ب) 1"]);
});

test("notes that begin again at 1 on each page belong to their page's marks", () => {
  const page = (first: string, second: string): string =>
    `${wrapped(`${A}1 et ${B.slice(0, -1)}2, ${first}.`)}\n\n_______________\n1 Note ${first}.\n2 Note ${second}.\n`;
  const document = read(`${page("une", "deux")}\f${page("trois", "quatre")}`);
  expect(document.notes.map(({ mark, text }) => [mark, text])).toEqual([
    ["1", "Note une."],
    ["2", "Note deux."],
    ["1", "Note trois."],
    ["2", "Note quatre."],
  ]);
  expect(document.blocks.map(({ marks }) => marks?.map(({ mark }) => mark))).toEqual([
    ["1", "2"],
    ["1", "2"],
  ]);
});

test("notes that stand together at the end find their marks", () => {
  const document = read(
    `${wrapped(`${A}1 et ${B}`)}\n\n${wrapped(`Le 8 septembre 20062, ${A}.`)}\n\n_______________\n1 Résolution 60/288.\n2 Ibid.\n`,
  );
  expect(document.blocks.map(({ marks }) => marks?.map(({ mark }) => mark))).toEqual([["1"], ["2"]]);
  expect(document.warnings).toEqual([]);
});

test("a text that hyphenates cuts words at its line ends, but neither compounds nor names", () => {
  const text = `La construction des vergers, la coopération et la production y sont le bien le plus
connu, et les non-lieux n’y sont pas rares. Le rapport du district montre la construc-
tion des vergers et aussi la coopé-
ration de tous les districts de la vallée et puis, plus bas, une grande pro-
duction de poires en automne, la matu-
ration des pommes dans les paniers des districts, sans les échelles des non-
résidents, sans les grands paniers que des voisins ont apportés de Franche-
Comté, et sans ce qui, dans toute la vallée depuis longtemps, est du bien-
connu.`;
  const whole = texts(read(text)).join(" ");
  for (const word of ["construction des", "coopération de", "production de", "maturation", "non-résidents"])
    expect(whole).toContain(word);
  for (const word of ["Franche-Comté", "du bien-connu."]) expect(whole).toContain(word);
});
