import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { OFFICIAL_LANGUAGES, readDocument } from "@sextant/core";
import { detectLanguage } from "@sextant/core/document";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { fitsLanguage } from "../../../packages/core/src/document/language-fit.ts";
import { corpus } from "../../setup.ts";

const declarations = join(dirname(fileURLToPath(import.meta.resolve("udhr"))), "declaration");

describe("a language that the detector does not know is asked for, and not told as one that is like it", () => {
  test.each([
    ["Latvian", "lav"],
    ["Latin", "lat"],
    ["Catalan", "cat"],
    ["Galician", "glg"],
    ["Irish", "gle"],
    ["Walloon", "wln"],
    ["Tajik", "tgk"],
    ["Tatar", "tat"],
    ["Kyrgyz", "kir"],
    ["Mongolian", "khk"],
    ["Fula in Adlam", "fuf_adlm"],
  ])("%s", async (_, code) => {
    const page = readFileSync(join(declarations, `${code}.html`));
    await expect(readDocument(page)).rejects.toThrow(/; name its language if it is one of/);
  });
});

test.each([
  ["Catalan", "cat"],
  ["Galician", "glg"],
])("a paragraph in %s is enough to tell that it is in none of the six", async (_, code) => {
  const { blocks } = await readDocument(readFileSync(join(declarations, `${code}.html`)), { language: code });
  const text = blocks.map((block) => block.text).join(" ");
  fc.assert(
    fc.property(fc.nat(text.length - 600), (from) => {
      expect(() => detectLanguage(text.slice(from, from + 600))).toThrow(
        /seems to be in (?:Catalan|Galician|Portuguese); name its language/,
      );
    }),
    { numRuns: 50 },
  );
});

const udhr = (language: string): string => readFileSync(join(corpus("UDHR"), `${language}.txt`), "utf8");

test.each(OFFICIAL_LANGUAGES)("any stretch of the Declaration in %s fits its language", (language) => {
  const text = udhr(language);
  fc.assert(
    fc.property(fc.nat(text.length), fc.integer({ min: 20, max: 4000 }), (from, length) => {
      expect(fitsLanguage(text.slice(from, from + length), language)).toBe(true);
    }),
  );
});

test.each(OFFICIAL_LANGUAGES)("a paragraph of the Declaration in %s is told as in its language", (language) => {
  const text = udhr(language);
  fc.assert(
    fc.property(fc.nat(text.length - 400), (from) => {
      expect(detectLanguage(text.slice(from, from + 400))).toBe(language);
    }),
    { numRuns: 50 },
  );
});

test("a table, and a text that names much in other letters, fit their language", () => {
  const row = "Gross requirements, military observers, civilian personnel, operational costs of the mission; ";
  expect(detectLanguage(row.repeat(40))).toBe("en");
  const names = "Доклад о работе (“Nature Conservancy”) был рассмотрен в Женеве и утверждён Комитетом на его сессии. ";
  expect(detectLanguage(names.repeat(20))).toBe("ru");
});

test("a manual whose middle is a listing has the language of its text", () => {
  const text = udhr("fr");
  const half = Math.floor(text.length / 2);
  const listing = Array.from({ length: 110 }, (_, at) => `drwxr-xr-x ${at} root wheel usr/lib/x86/kbd.so.zst`).join(
    "\n",
  );
  expect(() => detectLanguage(listing)).toThrow(/name its language/);
  expect(detectLanguage(`${text.slice(0, half)}\n${listing}\n${text.slice(half)}`)).toBe("fr");
});

test("a manual in Chinese with as many listings of programs is in Chinese", () => {
  const text = udhr("zh");
  const listing = (at: number): string => `sbuild dpkg source -b xz debhelper tar.gz lib${at}-perl quilt pop `;
  const parts = Array.from({ length: 40 }, (_, at) => text.slice(60 * at, 60 * at + 60) + listing(at).repeat(3));
  expect(detectLanguage(parts.join("\n").repeat(3))).toBe("zh");
});

test.each(["ru", "es", "zh"])("a text in %s whose middle is in English has the language of most of it", (language) => {
  const text = udhr(language).repeat(3);
  const half = Math.floor(text.length / 2);
  expect(detectLanguage(`${text.slice(0, half)}\n${udhr("en").slice(0, 5000)}\n${text.slice(half)}`)).toBe(language);
});

const inLanguage = async (code: string, said: string) => {
  const { blocks } = await readDocument(readFileSync(join(declarations, `${code}.html`)), { language: said });
  return readDocument(Buffer.from(blocks.map(({ text }) => text).join("\n\n")), { language: said });
};

describe("a text that was said to be in another language than it is in is warned of", () => {
  test.each([
    ["German", "deu_1996", "en", "de"],
    ["German", "deu_1996", "ru", "de"],
    ["Portuguese", "por_PT", "fr", "pt"],
    ["Ukrainian", "ukr", "ru", "uk"],
    ["Persian", "pes_1", "ar", "fa"],
    ["French", "fra", "en", "fr"],
    ["French", "fra", "pt", "fr"],
    ["German", "deu_1996", "pt", "de"],
  ])("%s (%s) that was said to be in %s", async (_, code, said, seems) => {
    const { warnings } = await inLanguage(code, said);
    expect(warnings.map((own) => [own.code, own.values])).toContainEqual(["other-language", { said, seems }]);
  });

  test.each([
    ["German", "deu_1996", "de"],
    ["Portuguese", "por_BR", "pt"],
    ["Norwegian", "nob", "no"],
    ["Danish", "dan", "da"],
    ["Malay", "mly_latn", "ms"],
    ["a language that no detector knows", "fuf_adlm", "ff"],
  ])("%s (%s) that is rightly said to be in %s is not", async (_, code, said) => {
    const { warnings } = await inLanguage(code, said);
    expect(warnings.map((own) => own.code)).not.toContain("other-language");
  });
});

test("a text in none of the six says which language it seems to be in", async () => {
  const german = readFileSync(join(declarations, "deu_1996.html"));
  await expect(readDocument(german)).rejects.toMatchObject({
    why: { reason: "unofficial-language", values: { seems: "de" } },
  });
  await expect(readDocument(Buffer.from("12 34"))).rejects.toMatchObject({ why: { reason: "language" } });
});
