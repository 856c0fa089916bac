import { readFileSync } from "node:fs";
import { join } from "node:path";
import { readDocument } from "@sextant/core";
import { expect, test } from "vitest";
import { plainLetters } from "../../../packages/core/src/document/formats/pdf/painting/letters.ts";
import { symbolCharacter } from "../../../packages/core/src/document/formats/symbol-fonts.ts";

test.each(["docx", "doc", "odt"])(
  "signs of symbol fonts in a %s are what they show, inserted or typed",
  async (kind) => {
    const name = `symbol-fonts.${kind}`;
    const { blocks, warnings } = await readDocument(readFileSync(join(import.meta.dirname, "files", name)), { name });
    const signs = blocks.filter(({ cell }) => cell?.column === 1).map(({ text }) => text);
    expect(signs).toEqual(["✓", "✗", "☑", "◻", "≤", "→"]);
    expect(warnings).toEqual([]);
  },
);

test.each([
  ["Wingdings", 0xfc, "✓"],
  ["ABCDEF+Wingdings-Regular", 0xf0fb, "✗"],
  ["Wingdings", 0xfe, "☑"],
  ["Wingdings2", 0xf050, "✓"],
  ["Wingdings 3", 0x75, "▶"],
  ["Webdings", 0xf061, "✔"],
  ["SymbolMT", 0xf0b3, "≥"],
  ["OpenSymbol", 0xf0a8, "◻"],
  ["Times New Roman", 0xf0fc, undefined],
])("%s prints %i as %s", (font, code, sign) => {
  expect(symbolCharacter(code, font)).toBe(sign);
});

test("a text font of a PDF in Microsoft's symbol encoding prints letters, and bullets of fonts without a name are bullets", () => {
  expect([..."\uf06e\uf06f\uf0b7"].map((character) => plainLetters(character, "ABCDEF+Garamond")).join("")).toBe("no•");
  expect(plainLetters("\uf0fb", "ABCDEF+Wingdings")).toBe("✗");
});
