import { Readable } from "node:stream";
import { gzipSync } from "node:zlib";
import {
  type ImportedUnit,
  type ImportProblem,
  readJsonLines,
  readTmx,
  readTsv,
  type TranslationUnit,
  writeJsonLines,
  writeTsv,
} from "@sextant/core";
import { readUnits } from "@sextant/core/exchange";
import { withoutNoText } from "@sextant/core/language";
import fc from "fast-check";
import { strToU8, zipSync } from "fflate";
import { describe, expect, test } from "vitest";

async function read(
  reader: typeof readTsv,
  ...parts: (string | Uint8Array)[]
): Promise<{ units: ImportedUnit[]; problems: ImportProblem[] }> {
  const problems: ImportProblem[] = [];
  async function* bytes(): AsyncGenerator<Uint8Array> {
    for (const part of parts) yield typeof part === "string" ? Buffer.from(part) : part;
  }
  const units = await Array.fromAsync(reader(bytes(), (problem) => problems.push(problem)));
  return { units, problems };
}

describe("tab-separated values", () => {
  test("that hold characters of no text are taken with U+FFFD in their place, and that is said", async () => {
    const { units, problems } = await read(readTsv, "fr\ten\nUn\u0007\tOne\nDeux\tTwo\nTrois\tThree\ufffe\n");
    expect(units.map(({ variants }) => variants)).toEqual([
      { fr: "Un\ufffd", en: "One" },
      { fr: "Deux", en: "Two" },
      { fr: "Trois", en: "Three\ufffd" },
    ]);
    expect(problems).toMatchObject([
      { kind: "repaired", reason: "no text", message: expect.stringContaining("unit 1 holds U+0007") },
      { kind: "repaired", reason: "no text", message: expect.stringContaining("unit 3 holds U+FFFE") },
    ]);
  });

  test("are read by the names of their columns, in any encoding, cut anywhere, packed", async () => {
    const file = "tuid\tsymbol\tfr\ten_GB\na#1\tX\tUn\tOne\r\na#2\tX\tDeux\t\n";
    const expected = [
      { tuid: "a#1", variants: { fr: "Un", en: "One" } },
      { tuid: "a#2", variants: { fr: "Deux" } },
    ];
    const utf16 = Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(file, "utf16le")]);
    for (const bytes of [Buffer.from(file), utf16, gzipSync(file), zipSync({ "a/B.TSV": strToU8(file) })]) {
      const { units, problems } = await read(readTsv, ...[...bytes].map((byte) => Uint8Array.of(byte)));
      expect(problems).toEqual([]);
      expect(units).toMatchObject(expected);
    }
  });

  test("with something wrong are passed over, line by line", async () => {
    const { units, problems } = await read(readTsv, `fr\ten\nUn\tOne\nDeux\n\n\t\n${"x".repeat(100_001)}\tx\nFin\tEnd`);
    expect(units.map(({ variants }) => variants)).toEqual([
      { fr: "Un", en: "One" },
      { fr: "Fin", en: "End" },
    ]);
    expect(problems).toEqual([
      { kind: "unit", reason: "number of fields", line: 3, message: "1 field where the table has 2" },
      { kind: "unit", reason: "text", line: 6, message: "a text of 100001 characters in fr is no segment" },
    ]);
  });

  test("of a glossary may end before their notes, and need no line of names where the languages are given", async () => {
    const read = async (text: string, languages?: string[]) => {
      const problems: ImportProblem[] = [];
      const units = readUnits("glossary.txt", Readable.from([Buffer.from(text)]), {
        report: (problem) => problems.push(problem),
        languages,
      });
      return { units: await Array.fromAsync(units), problems };
    };
    const given = await read("dog\tchien\ncat\tchat\tan animal\nbird\n", ["en", "fr"]);
    expect(given.units.map(({ variants }) => variants.fr)).toEqual(["chien", "chat"]);
    expect(given.units[1]?.properties).toEqual([{ kind: "note", value: "an animal" }]);
    expect(given.problems).toMatchObject([{ line: 3, message: "1 field where the table has 3" }]);
    const named = await read("en\tfr\tnotes\ndog\tchien\n");
    expect(named.units.map(({ variants }) => variants)).toEqual([{ en: "dog", fr: "chien" }]);
    // A comma that is not quoted is a piece of a text: a field more is no note.
    const commas = await read("yes,oui\nyes, sir,oui\n", ["en", "fr"]);
    expect(commas.units.map(({ variants }) => variants)).toEqual([{ en: "yes", fr: "oui" }]);
    expect(commas.problems).toMatchObject([{ line: 2, reason: "number of fields" }]);
  });

  test.each([
    ["English (United States)", "French (France)", "en-US", "fr-FR"],
    ["English_United_States", "French_France", "en-US", "fr-FR"],
    ["Chinese (Simplified)", "Chinese (Traditional, Taiwan)", "zh-Hans", "zh-Hant-TW"],
    ["Chinese_PRC", "Spanish (Spain, International Sort)", "zh-CN", "es-ES"],
    ["français (Suisse)", "Deutsch (Österreich)", "fr-CH", "de-AT"],
    ["Serbian (Cyrillic, Serbia)", "Spanish (Latin America)", "sr-Cyrl-RS", "es-419"],
  ])("are in the languages and regions that a tool with menus calls %s and %s", async (one, other, first, second) => {
    const { units } = await read(readTsv, `"Entry_ID"\t"${one}"\t"Term_Info"\t"${other}"\n1\tA\tnoun\tB\n`);
    expect(Object.values(units[0]?.tags ?? {})).toEqual([first, second]);
    expect(Object.values(units[0]?.variants ?? {})).toEqual(["A", "B"]);
  });

  test("whose languages are given are found by these, also where the names say the region", async () => {
    const text = "Entry_ID;English_United_States;Term_Info;French_France\n1;dog;noun;chien\n";
    const units = readUnits("terms.csv", Readable.from([Buffer.from(text)]), { report() {}, languages: ["en", "fr"] });
    expect((await Array.fromAsync(units)).map(({ variants }) => variants)).toEqual([{ en: "dog", fr: "chien" }]);
  });

  test("without two languages are refused", async () => {
    await expect(read(readTsv, "tuid\tfr\n1\tUn\n")).rejects.toThrow(/line 1: .* at least two of them/);
    await expect(read(readTsv, "fr\tfr\nUn\tUn\n")).rejects.toThrow(/different languages/);
    await expect(read(readTsv, "")).rejects.toThrow("the file is empty");
    await expect(read(readTsv, "x".repeat(5_000_000))).rejects.toThrow(/a line of more than/);
  });
});

describe("JSON Lines", () => {
  test("with something wrong are passed over, line by line", async () => {
    const { units, problems } = await read(
      readJsonLines,
      '{"variants":{"fr":"Un","en":"One"}}\n{"variants":\n{"tuid":"b"}\n{"variants":{"f r":"x"}}\n\n{"variants":{"fr":""}}\n',
    );
    expect(units).toEqual([
      { role: "text", confidence: 1, origin: "imported", unofficial: [], variants: { fr: "Un", en: "One" } },
    ]);
    expect(problems.map(({ line }) => line)).toEqual([2, 3, 4, 6]);
    expect(problems[2]?.message).toBe("f r is no language tag");
  });
});

test("units that are written and read again are the same", async () => {
  // A memory holds nothing but characters of text.
  const text = fc.string({ unit: "binary", maxLength: 20 }).map((own) => withoutNoText(own).normalize("NFC").trim());
  const plain = text.map((own) => own.replace(/[\t\r\n]+/g, " ").trim());
  const units = (of: fc.Arbitrary<string>) =>
    fc.array(
      fc.record({ fr: of, ar: of }).filter(({ fr, ar }) => Boolean(fr || ar)),
      { minLength: 1, maxLength: 6 },
    );
  const asUnits = async function* (texts: readonly Record<string, string>[]): AsyncGenerator<TranslationUnit> {
    for (const [position, variants] of texts.entries())
      yield {
        id: position + 1,
        version: "u1-1",
        documentSet: "a",
        memory: "main",
        symbol: "A",
        position,
        paragraph: position,
        role: "text",
        confidence: 0.5,
        origin: "automatic",
        status: "automatic",
        variants: Object.fromEntries(Object.entries(variants).filter(([, own]) => own)),
      };
  };
  const options = { languages: ["fr", "ar"] };
  const kept = (texts: readonly Record<string, string>[]) =>
    texts.map((variants) => Object.fromEntries(Object.entries(variants).filter(([, own]) => own)));
  await fc.assert(
    fc.asyncProperty(units(text), async (texts) => {
      const file = await Array.fromAsync(writeJsonLines(asUnits(texts), options));
      const { units: back, problems } = await read(readJsonLines, ...file);
      expect(problems).toEqual([]);
      expect(back.map(({ variants }) => variants)).toEqual(kept(texts));
    }),
  );
  await fc.assert(
    fc.asyncProperty(units(plain), async (texts) => {
      const file = await Array.fromAsync(writeTsv(asUnits(texts), options));
      const { units: back, problems } = await read(readTsv, ...file);
      expect(problems).toEqual([]);
      expect(back.map(({ variants }) => variants)).toEqual(kept(texts));
    }),
  );
});

test("the TMX file of a ZIP archive is read; a damaged archive, or one without, is said to be", async () => {
  const tmx =
    '<tmx version="1.4"><header srclang="en"/><body><tu><tuv xml:lang="en"><seg>One</seg></tuv></tu></body></tmx>';
  const archive = zipSync({ "readme.txt": strToU8("no"), "m.tmx": strToU8(tmx) });
  expect((await read(readTmx, archive)).units.map(({ variants }) => variants)).toEqual([{ en: "One" }]);
  await expect(read(readTmx, archive.subarray(0, 90))).rejects.toThrow(/the ZIP archive cannot be read/);
  await expect(read(readTmx, zipSync({ "a.txt": strToU8("no") }))).rejects.toThrow(/holds no file that is TMX/);
  const bomb = zipSync({ "m.tmx": new Uint8Array(50_000_000).fill(97) });
  await expect(read(readTmx, bomb)).rejects.toThrow();
});
