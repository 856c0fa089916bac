import { join } from "node:path";
import { type Concept, conceptOf, Memory, type TbxEdition, writeTbx } from "@sextant/core";
import { XmlDocument } from "libxml2-wasm";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { taken } from "./through.ts";

let memory: Memory;
beforeAll(async () => {
  memory = await Memory.open(join(inject("data"), "memory.sqlite"));
});
afterAll(() => memory.close());

/** A phrase of the corpus with what renders it, asked page by page. */
const conceptIn = (phrase: string, language: string, into: string[], others = {}): Promise<Concept> =>
  conceptOf((after) => memory.concordance(phrase, language, { after, mark: into, limit: 4 }), {
    phrase,
    language,
    into,
    ...others,
  });

describe("terms of a concordance", () => {
  test("are the phrase and its renderings, the most frequent first, in the units of all pages", async () => {
    const { units, more, languages } = await conceptIn("convention", "en", ["fr", "ar"]);
    expect(units).toBe((await memory.concordance("convention", "en")).total);
    expect(more).toBe(false);
    expect([...languages.keys()]).toEqual(["en", "fr", "ar"]);
    expect(languages.get("en")).toMatchObject([{ text: "convention", units }]);
    const french = languages.get("fr") ?? [];
    expect(french.map(({ text }) => text)).toEqual(["Convention", "conventions"]);
    expect(french.map((term) => term.units)).toEqual(french.map((term) => term.units).toSorted((a, b) => b - a));
    for (const { text, contexts } of french)
      for (const context of contexts) {
        expect(context.text.toLowerCase()).toContain(text.toLowerCase());
        expect(context.source).toMatch(/^A\/RES\//);
        expect(context.isWorking).toBe(false);
      }
    expect(languages.get("en")?.[0]?.contexts.every(({ isWorking }) => isWorking)).toBe(true);
  });

  test("are only those that are wanted, whatever their case", async () => {
    const { languages } = await conceptIn("convention", "en", ["fr"], { renderings: ["CONVENTIONS"] });
    expect(languages.get("fr")?.map(({ text }) => text)).toEqual(["conventions"]);
  });
});

describe.each(["2019", "2008"] as const)("TBX of %s", (edition: TbxEdition) => {
  test("is read back with both languages, subject, contexts and documents", async () => {
    const concept = await conceptIn("convention", "en", ["fr"], { subject: "law & <order>" });
    const file = [...writeTbx([concept], "convention", edition)].join("");
    const { memory: own, problems } = await taken("terms.tbx", file);
    const units = await Array.fromAsync(own.units());
    await own.close();
    expect(problems).toEqual([]);
    expect(units).toMatchObject([
      { tuid: "c1", variants: { en: "convention", fr: "Convention", "fr-x-2": "conventions" } },
    ]);
    const said = (name: string, variant?: string): (string | undefined)[] =>
      (units[0]?.properties ?? [])
        .filter((own) => own.name === name && own.variant === variant)
        .map(({ value }) => value);
    expect(said("subjectField")).toEqual(["law & <order>"]);
    expect(said("context", "fr")).toEqual(concept.languages.get("fr")?.[0]?.contexts.map(({ text }) => text));
    for (const source of said("source", "fr")) expect(source).toMatch(/^A\/RES\/67\/189/);
    for (const source of said("source", "en")) expect(source).toMatch(/ \(working translation\)$/);
  });

  test("is well-formed whatever the texts hold, and names no language without a term", () => {
    const term = { text: `]]>&"<\u0000\u{1F600}`, units: 1, contexts: [] };
    const languages = new Map([
      ["en", [term]],
      ["fr", []],
    ]);
    const file = [...writeTbx([{ units: 1, more: true, languages }], `<&"'>`, edition)].join("");
    using document = XmlDocument.fromString(file);
    expect(document.root.name).toBe(edition === "2019" ? "tbx" : "martif");
    expect(file.match(/xml:lang="[^"]+"/g)).toEqual(['xml:lang="en"', 'xml:lang="en"']);
  });
});
