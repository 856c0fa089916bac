/** Tables in the older encodings of each language: read as they were meant, or refused; never read as something else. */
import { type ImportProblem, readUnits } from "@sextant/core/exchange";
import { expect, test } from "vitest";
import { encode } from "../encode.ts";

const SENTENCES: Readonly<Record<string, readonly [text: string, ...encodings: string[]]>> = {
  ar: ["قررت الجمعية العامة حقوق الإنسان", "windows-1256", "iso-8859-6"],
  bg: ["Общото събрание реши: човешки права", "windows-1251", "iso-8859-5", "koi8-r"],
  cs: ["Valné shromáždění přijalo žluťoučký návrh", "windows-1250", "iso-8859-2"],
  de: ["Übereinkunft über die Maßnahmen für Völker", "windows-1252", "macintosh"],
  el: ["Η Γενική Συνέλευση αποφάσισε τα ανθρώπινα δικαιώματα", "windows-1253", "iso-8859-7"],
  es: ["Resolución aprobada este año por la Asamblea, ¿cómo?", "windows-1252", "macintosh"],
  et: ["Peaassamblee otsustab, inimõigused, žürii", "windows-1257", "iso-8859-13"],
  fr: ["Règlement adopté à la réunion « générale », où l’œuvre", "windows-1252", "macintosh"],
  he: ["העצרת הכללית החליטה על זכויות האדם", "windows-1255", "iso-8859-8"],
  hr: ["Opća skupština odlučila je o pravima čovječanstva, žena", "windows-1250", "iso-8859-2"],
  hu: ["A közgyűlés határozata az emberi jogokról, őrült", "windows-1250", "iso-8859-2"],
  ja: ["総会は人権について決定した。", "shift_jis", "euc-jp"],
  ko: ["총회는 인권에 관하여 결정하였다", "euc-kr"],
  lt: ["Generalinė Asamblėja nusprendžia, žmogaus teisės šį", "windows-1257", "iso-8859-13", "iso-8859-4"],
  lv: ["Ģenerālā asambleja nolemj, cilvēktiesības", "windows-1257", "iso-8859-13", "iso-8859-4"],
  pl: ["Państwa członkowskie przyjęły rezolucję, są źródłem", "windows-1250", "iso-8859-2"],
  ro: ["Adunarea Generală hotărăşte în această şedinţă", "windows-1250", "iso-8859-2"],
  ru: ["Генеральная Ассамблея постановляет", "windows-1251", "koi8-r", "iso-8859-5", "ibm866", "x-mac-cyrillic"],
  sr: ["Генерална скупштина одлучује о људским правима", "windows-1251", "iso-8859-5"],
  th: ["สมัชชาใหญ่ตัดสินใจ", "windows-874"],
  tr: ["Genel Kurul, eğitim ve sağlık üzerine karar aldı, şimdi", "windows-1254"],
  uk: ["Генеральна Асамблея вирішує, що її права є", "windows-1251", "koi8-u", "iso-8859-5"],
  "zh-CN": ["大会决定人权是一个重要的问题", "gb18030"],
  "zh-TW": ["大會決定人權是一個重要的問題", "big5"],
};
const CASES = Object.entries(SENTENCES).flatMap(([language, [text, ...encodings]]) =>
  encodings.map((encoding) => [language, encoding, text] as const),
);

async function read(name: string, bytes: Uint8Array) {
  const problems: ImportProblem[] = [];
  async function* whole(): AsyncGenerator<Uint8Array> {
    yield bytes;
  }
  const units = await Array.fromAsync(readUnits(name, whole(), { report: (problem) => problems.push(problem) }));
  return { texts: units.map(({ variants }) => variants), said: problems.map(({ message }) => message) };
}
/** What is said of an encoding that reads these bytes as they were meant. */
function isSaid(said: readonly string[], bytes: Uint8Array, text: string): void {
  expect(said).toEqual([expect.stringMatching(/it was read as [\w-]+$/)]);
  const name = said[0]?.split(" ").at(-1);
  expect(new TextDecoder(name).decode(bytes)).toContain(text);
}

test.each(CASES)("a table in %s and in %s is read, and its encoding is said", async (language, encoding, text) => {
  const bytes = encode(`en\t${language}\nThe text\t${text}\n`, encoding);
  const { texts, said } = await read("a.tsv", bytes);
  expect(texts).toEqual([{ en: "The text", [language.slice(0, 2)]: text }]);
  isSaid(said, bytes, text);
});

test.each(CASES)("a TMX file in %s that says UTF-8 and is in %s is read as it is", async (language, encoding, text) => {
  const unit = `<tu><tuv xml:lang="en"><seg>The text</seg></tuv><tuv xml:lang="${language}"><seg>${text}</seg></tuv></tu>`;
  const file = `<?xml version="1.0" encoding="UTF-8"?><tmx version="1.4"><header/><body>${unit}</body></tmx>`;
  const bytes = encode(file, encoding);
  const { texts, said } = await read("a.tmx", bytes);
  expect(texts).toEqual([{ en: "The text", [language.slice(0, 2)]: text }]);
  isSaid(said, bytes, text);
});

test.each(CASES)("no word of %s in %s is read as another one", async (language, encoding, text) => {
  for (const word of text.split(" ")) {
    const bytes = encode(`en\t${language}\na\t${word}\n`, encoding);
    if (!/\p{L}/u.test(word) || bytes.every((byte) => byte < 0x80)) continue;
    const own = await read("a.tsv", bytes).then(
      ({ texts }) => texts[0]?.[language.slice(0, 2)],
      ({ message }: Error) => message,
    );
    if (own !== word) expect(own).toMatch(/^line 2: .* name it with --encoding NAME, or save the file as UTF-8$/);
  }
});
