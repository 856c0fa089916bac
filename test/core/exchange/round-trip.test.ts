/** The law of this room: a file that TMX 1.4b calls well-formed comes back the same to the letter. */
import { readFile } from "node:fs/promises";
import fc from "fast-check";
import { expect, test } from "vitest";
import { canonical, isValid } from "./canonical.ts";
import { caseFile, taken, through, tmxOf } from "./through.ts";

test("a file with every element and attribute of TMX 1.4b", async () => {
  const before = await readFile(caseFile("everything.tmx"), "utf8");
  await isValid(before);
  const { text, problems } = await through(caseFile("everything.tmx"));
  expect(problems).toEqual([]);
  expect(canonical(text)).toBe(canonical(before));
  await isValid(text);
  expect(canonical((await through("again.tmx", text)).text)).toBe(canonical(before));
});

const entities = (text: string): string => text.replace(/[&<>"\t\n\r]/g, (own) => `&#${own.charCodeAt(0)};`);
/** Any text that XML can hold, but for noncharacters: mark-up and white space in it. */
const text = fc
  .string({ unit: "binary", maxLength: 12 })
  .map((own) => own.replace(/[[\p{Cc}--[\t\n\r]]\p{Cs}\p{Noncharacter_Code_Point}]/gv, ""));
const spaced = fc.oneof(text, fc.constantFrom(" ", "\n  ", "a b", "e\u0301", "\u00a0", "x", ""));
const element = (name: string, own: Readonly<Record<string, string | undefined>>, inside: string): string =>
  `<${name}${Object.entries(own)
    .map(([key, value]) => (value === undefined ? "" : ` ${key}="${entities(value)}"`))
    .join("")}>${inside}</${name}>`;
const maybe = <T>(own: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> => fc.option(own, { nil: undefined });

/** Inline content, codes in codes and pairs that cross among it. */
const { content } = fc.letrec<{ content: string; code: string; inner: string }>((tie) => ({
  content: fc
    .array(fc.oneof({ depthSize: "small" }, spaced.map(entities), tie("code")), { maxLength: 5 })
    .map((all) => all.join("")),
  inner: fc
    .array(
      fc.oneof(
        { depthSize: "small" },
        spaced.map(entities),
        fc.tuple(maybe(text), tie("content")).map(([type, own]) => element("sub", { type }, own)),
      ),
      { maxLength: 2 },
    )
    .map((all) => all.join("")),
  code: fc.oneof(
    fc.tuple(fc.nat(3), maybe(text), tie("inner")).map(([i, type, own]) => element("bpt", { i: `${i}`, type }, own)),
    fc.tuple(fc.nat(3), tie("inner")).map(([i, own]) => element("ept", { i: `${i}` }, own)),
    fc
      .tuple(maybe(text), maybe(fc.constantFrom("p", "f", "b")), tie("inner"))
      .map(([x, assoc, own]) => element("ph", { x, assoc }, own)),
    fc.tuple(fc.constantFrom("begin", "end"), tie("inner")).map(([pos, own]) => element("it", { pos }, own)),
    tie("inner").map((own) => element("ut", {}, own)),
    fc.tuple(maybe(text), tie("content")).map(([type, own]) => element("hi", { type }, own)),
  ),
}));
const properties = fc
  .array(
    fc.oneof(
      fc
        .tuple(text, maybe(fc.constantFrom("fr", "en-GB")))
        .map(([own, language]) => element("note", { "xml:lang": language }, entities(own))),
      fc
        .tuple(fc.oneof(text, fc.constantFrom("x-status", "en domain", "note", "x-symbol", "changeid")), text)
        .map(([type, own]) => element("prop", { type }, entities(own))),
    ),
    { maxLength: 4 },
  )
  .map((all) => all.join(""));
const variant = fc
  .record({
    tag: fc.constantFrom("en", "en-US", "EN-GB", "fr", "fr-CA", "zh-TW", "zh-CN", "sr-Latn", "SH-YU", "ar"),
    creationid: maybe(text),
    changedate: maybe(fc.constant("20200101T000000Z")),
    properties,
    content,
  })
  .map(({ tag, properties: own, content: inside, ...more }) =>
    element("tuv", { "xml:lang": tag, ...more }, `${own}<seg>${inside}</seg>`),
  );
const unit = fc
  .record({
    tuid: maybe(text),
    srclang: maybe(fc.constantFrom("en-US", "*all*", "fr")),
    segtype: maybe(fc.constantFrom("block", "phrase")),
    usagecount: maybe(fc.nat().map(String)),
    properties,
    variants: fc.array(variant, { minLength: 1, maxLength: 5 }),
  })
  // One that has a text: a unit without any is none.
  .map(({ properties: own, variants, ...more }) =>
    element("tu", more, `${own}<tuv xml:lang="de"><seg>Wort</seg></tuv>${variants.join("")}`),
  );

test("whatever it holds", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(unit, { maxLength: 4 }),
      properties,
      fc.constantFrom("Other", "Sextant 2"),
      async (units, own, tool) => {
        const header = element(
          "header",
          {
            creationtool: tool,
            creationtoolversion: "1",
            segtype: "phrase",
            "o-tmf": "x",
            adminlang: "en",
            srclang: "de",
            datatype: "html",
          },
          own,
        );
        const before = `<tmx version="1.4">${header}<body>${units.join("")}</body></tmx>`;
        const found = await through("any.tmx", before);
        expect(found.problems).toEqual([]);
        expect(canonical(found.text)).toBe(canonical(before));
      },
    ),
    { numRuns: 100 },
  );
}, 120_000);

test("what a person decides is written beside it, and read again", async () => {
  const found = await taken(caseFile("prop-names.tmx"));
  const [row] = await found.memory.rows(found.set.id);
  await found.memory.corrections.make(found.set.id, { action: "confirm", position: row?.position as number });
  const text = await tmxOf(found);
  await found.memory.close();
  expect(text).toContain('<prop type="x-status">Translated</prop>');
  expect(text).toContain('<prop type="x-sextant-status">confirmed</prop>');
  const again = await taken("again.tmx", text);
  const [unit] = await Array.fromAsync(again.memory.units());
  await again.memory.close();
  expect(unit).toMatchObject({ status: "confirmed", properties: { length: 5 } });
});
