import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { type Block, type Document, readText } from "@sextant/core";
import { compareVersions, type VersionComparison, type VersionText } from "@sextant/core/compare";
import { describe, expect, test } from "vitest";
import { corpus } from "../../setup.ts";

/** What the United Nations print around a resolution, first in the draft, then when it is adopted. */
interface Wording {
  readonly distribution: readonly [draft: string, adopted: string];
  readonly dates: readonly [draft: string, adopted: string];
  readonly session: string;
  readonly sponsors: string;
  readonly draft: string;
  readonly adoption: string;
  /** In paragraph 40. */
  readonly reworded: readonly [draft: string, adopted: string];
  /** What the draft says of the meeting, in the order of the bundled text's closing. */
  readonly closing: readonly [string, string];
}

const WORDINGS: Readonly<Record<string, Wording>> = {
  en: {
    distribution: ["Distr.: Limited", "Distr.: General"],
    dates: ["20 November 2012", "27 March 2013"],
    session: "Sixty-seventh session",
    sponsors:
      "Albania, Argentina, Armenia, Australia, Austria, Belarus, Brazil, Italy and Mexico: revised draft resolution",
    draft: "Draft resolution",
    adoption: "Resolution adopted by the General Assembly on 20 December 2012",
    reworded: [
      "report to it at its sixty-ninth session",
      "submit to the General Assembly at its sixty-eighth session a report",
    ],
    closing: ["Forty-eighth plenary meeting", "19 November 2012"],
  },
  ru: {
    distribution: ["Ограниченное распространение", "Общее распространение"],
    dates: ["20 ноября 2012 года", "27 марта 2013 года"],
    session: "Шестьдесят седьмая сессия",
    sponsors:
      "Австралия, Австрия, Албания, Аргентина, Армения, Беларусь, Бразилия и Италия: пересмотренный проект резолюции",
    draft: "Проект резолюции",
    adoption: "Резолюция, принятая Генеральной Ассамблеей 20 декабря 2012 года",
    reworded: ["шестьдесят девятой", "шестьдесят восьмой"],
    closing: ["48-е пленарное заседание,", "19 ноября 2012 года"],
  },
  ar: {
    distribution: ["توزيع محدود", "توزيع عام"],
    dates: ["20 تشرين الثاني/نوفمبر 2012", "27 آذار/مارس 2013"],
    session: "الدورة السابعة والستون",
    sponsors: "الأرجنتين، أرمينيا، أستراليا، ألبانيا، إيطاليا، البرازيل، بيلاروس، النمسا: مشروع قرار منقح",
    draft: "مشروع قرار",
    adoption: "قرار اتخذته الجمعية العامة في 20 كانون الأول/ديسمبر 2012",
    reworded: ["التاسعة والستين", "الثامنة والستين"],
    closing: ["الجلسة العامة 48", "19 تشرين الثاني/نوفمبر 2012"],
  },
  zh: {
    distribution: ["限制分发", "普遍分发"],
    dates: ["2012年11月20日", "2013年3月27日"],
    session: "第六十七届会议",
    sponsors: "阿尔巴尼亚、阿根廷、亚美尼亚、澳大利亚、奥地利、白俄罗斯、巴西、意大利和墨西哥：订正决议草案",
    draft: "决议草案",
    adoption: "大会2012年12月20日决议",
    reworded: ["第六十九届", "第六十八届"],
    closing: ["2012年11月19日", "第48次全体会议"],
  },
};

/** The number of the paragraph that the draft does not have. */
const ADDED = 5;

/** What was adopted, and a draft of it: both as text that is read as a file would be. */
function versionsOf(resolution: Document, language: string): { draft: Document; adopted: Document } {
  const { distribution, dates, session, sponsors, draft, adoption, reworded, closing } = WORDINGS[language] as Wording;
  const [title, ...body] = resolution.blocks.filter(({ role }) => role !== "closing") as [Block, ...Block[]];
  const ending = resolution.blocks.filter(({ role }) => role === "closing").map(({ text }) => text);
  const drafted = body.filter(({ number }) => number !== String(ADDED)).map((block) => inDraft(block, reworded));
  const read = (texts: readonly string[]): Document => readText(texts.join("\n\n"), { language });
  const masthead = (symbol: string, at: 0 | 1): string[] => [symbol, distribution[at], dates[at], session];
  return {
    draft: read([
      ...masthead("A/C.3/67/L.14/Rev.1", 0),
      ...[sponsors, title.text, draft],
      ...drafted.map(printed),
      ...closing,
    ]),
    adopted: read([...masthead("A/RES/67/189", 1), ...[adoption, printed(title)], ...body.map(printed), ...ending]),
  };
}

/** One paragraph less comes before those behind the one that the draft does not have: 41 refers to the one before it. */
function inDraft(block: Block, [draft, adopted]: Wording["reworded"]): Block {
  const number = Number(block.number);
  if (!(number > ADDED)) return block;
  const text = number === 40 ? block.text.replace(adopted, draft) : block.text;
  return { ...block, number: String(number - 1), text: number === 41 ? text.replace("40", "39") : text };
}

const printed = ({ number, text }: Block): string => (number === undefined ? text : `${number}. ${text}`);

/** Entries whose words differ, each as `states: old → new`, by number where there is one. */
const told = ({ entries }: VersionComparison): string[] =>
  entries
    .filter(({ states }) => !["unchanged", "renumbered"].includes(states[0] as string))
    .map(({ states, old, new: own }) => `${states.join()}: ${named(old)} → ${named(own)}`);
const named = (texts: readonly VersionText[]): string => texts.map(({ number, text }) => number ?? text).join(" ¶ ");

const blocksOf = (texts: readonly string[], language: string): Document => ({
  ...readText("x", { language }),
  blocks: texts.map((text) => ({ role: "text", text })),
});

describe.each(Object.keys(WORDINGS))("a draft resolution beside the adopted one, in %s", async (language) => {
  const file = await readFile(join(corpus("A-RES-67-189"), `${language}.txt`), "utf8");
  const resolution = readText(file, { language });
  const { draft, adopted } = versionsOf(resolution, language);
  const { sponsors, draft: heading, adoption, distribution, dates, closing } = WORDINGS[language] as Wording;
  const ending = resolution.blocks.filter(({ role }) => role === "closing").map(({ text }) => text);
  const isBlock = (text: string): boolean => draft.blocks.some((block) => block.text === text);

  test("is told as a reviser would", () => {
    const comparison = compareVersions(draft, adopted);
    expect(told(comparison)).toEqual([
      // In English this line is known for part of the masthead, and left out.
      ...(isBlock(distribution[0]) ? [`changed: ${distribution.join(" → ")}`] : []),
      `dropped: ${sponsors} → `,
      `new:  → ${adoption}`,
      `dropped: ${heading} → `,
      `new:  → ${ADDED}`,
      "changed,renumbered: 39 → 40",
      "changed,renumbered: 40 → 41",
      ...closing.map((was, at) => `changed: ${was} → ${ending[at]}`),
    ]);
    expect(comparison.counts.renumbered).toBe(41 - ADDED + 1);
  });

  test("a symbol and a date that changed are one block each, and a date that is cited is no other", () => {
    const body = resolution.blocks.filter(({ role }) => role === "preamble").map(({ text }) => text);
    const olds = ["A/C.3/67/L.14/Rev.1", dates[0], heading, sponsors, ...body];
    const news = ["A/RES/67/189", dates[1], adoption, ...body, ...ending];
    expect(told(compareVersions(blocksOf(olds, language), blocksOf(news, language)))).toEqual([
      "changed: A/C.3/67/L.14/Rev.1 → A/RES/67/189",
      `changed: ${dates.join(" → ")}`,
      ...[heading, sponsors].map((text) => `dropped: ${text} → `),
      ...[adoption, ...ending].map((text) => `new:  → ${text}`),
    ]);
  });
});
