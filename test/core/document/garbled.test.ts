import { readFileSync } from "node:fs";
import { join } from "node:path";
import { OFFICIAL_LANGUAGES, readDocument, readText } from "@sextant/core";
import { expect, test } from "vitest";
import { corpus } from "../../setup.ts";

const udhr = (language: string): string => readFileSync(join(corpus("UDHR"), `${language}.txt`), "utf8");
const codes = ({ warnings }: { readonly warnings: readonly { readonly code: string }[] }): string[] =>
  warnings.map(({ code }) => code);

test.each([
  ["fr", "windows-1252", "DÃ©claration", "Déclaration"],
  ["es", "windows-1252", "DeclaraciÃ³n", "Declaración"],
  ["ar", "windows-1256", undefined, undefined],
])("%s in UTF-8 that was read as %s is doubted, and its language told", async (language, encoding, found, meant) => {
  const text = new TextDecoder(encoding).decode(new TextEncoder().encode(udhr(language)));
  const document = await readDocument(new TextEncoder().encode(text));
  expect(document.language).toBe(language);
  expect(codes(document)).toEqual(["garbled"]);
  if (found) expect(document.warnings[0]?.values).toMatchObject({ found, meant });
});

test("UTF-8 that was read as Latin-1, with its control characters, is text and doubted", async () => {
  const text = Buffer.from(udhr("fr")).toString("latin1");
  expect(codes(await readDocument(Buffer.from(text)))).toEqual(["garbled"]);
});

test("Arabic whose letters stand backwards is doubted", () => {
  const text = udhr("ar")
    .split("\n")
    .map((line) => [...line].reverse().join(""))
    .join("\n");
  expect(codes(readText(text, { language: "ar" }))).toEqual(["backwards"]);
});

test.each(OFFICIAL_LANGUAGES)("right texts in %s are not doubted", (language) => {
  for (const name of ["UDHR", "A-RES-67-189"])
    expect(codes(readText(readFileSync(join(corpus(name), `${language}.txt`), "utf8"), { language }))).toEqual([]);
  const quoting = `${udhr("fr")}\n\nLe mot « dÃ©claration » est mal encodé.`;
  expect(codes(readText(quoting, { language: "fr" }))).toEqual([]);
});
