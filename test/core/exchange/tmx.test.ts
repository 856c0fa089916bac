import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { Memory, type TmxCounts, type TranslationUnit, writeTmx } from "@sextant/core";
import { DtdValidator, XmlDocument, XmlDtd } from "libxml2-wasm";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";

const ALL = ["fr", "en", "es", "ru", "zh", "ar"];
const created = new Date("2012-12-20T12:00:00Z");
let memory: Memory;
let dtd: string;

beforeAll(async () => {
  memory = await Memory.open(join(inject("data"), "memory.sqlite"));
  dtd = await readFile(join(import.meta.dirname, "tmx14.dtd"), "utf8");
});
afterAll(() => memory.close());

async function tmx(
  units: AsyncIterable<TranslationUnit>,
  options: Partial<Parameters<typeof writeTmx>[1]> = {},
): Promise<string> {
  return (await Array.fromAsync(writeTmx(units, { languages: ALL, created, ...options }))).join("");
}

function valid(text: string): XmlDocument {
  const document = XmlDocument.fromString(text);
  // The validator takes the DTD with it when it is disposed of.
  const validator = new DtdValidator(XmlDtd.fromString(dtd));
  validator.validate(document);
  validator.dispose();
  return document;
}

test("the whole corpus in six languages is valid TMX 1.4, and holds every unit", async () => {
  let counts: TmxCounts | undefined;
  const document = valid(
    await tmx(memory.units(), {
      report: (c) => {
        counts = c;
      },
    }),
  );
  const units = await Array.fromAsync(memory.units());
  const written = document.find("/tmx/body/tu").map((tu) => ({
    id: tu.get("@tuid")?.content,
    variants: Object.fromEntries(
      tu
        .find("tuv")
        .map((tuv) => [
          tuv.get("@xml:lang", { xml: "http://www.w3.org/XML/1998/namespace" })?.content,
          tuv.get("seg")?.content,
        ]),
    ),
    props: Object.fromEntries(tu.find("prop").map((prop) => [prop.get("@type")?.content, prop.content])),
  }));
  expect(written).toEqual(
    units.map((unit) => ({
      id: `${unit.documentSet}#${unit.position}`,
      variants: unit.variants,
      props: {
        "x-symbol": unit.symbol,
        "x-position": String(unit.position),
        "x-role": unit.role,
        ...(unit.number && { "x-number": unit.number }),
        "x-confidence": unit.confidence.toFixed(4),
        "x-origin": "automatic",
        "x-status": "automatic",
      },
    })),
  );
  expect(new Set(written.map(({ id }) => id)).size).toBe(written.length);
  expect(counts).toEqual({ units: units.length, left: 0 });
  document.dispose();
});

test("the source comes first, in the header and in each unit; working translations say what they are", async () => {
  const document = valid(
    await tmx(memory.units(["A-RES-67-189"]), { languages: ["ar", "fr"], unofficial: new Set(["A-RES-67-189 ar"]) }),
  );
  expect(document.get("/tmx/header/@srclang")?.content).toBe("ar");
  expect(document.get("/tmx/header/@creationdate")?.content).toBe("20121220T120000Z");
  for (const tu of document.find("/tmx/body/tu")) {
    expect(tu.find("tuv").map((tuv) => tuv.get("prop")?.content)).toEqual(["no", undefined]);
    expect(tu.get("tuv[1]/@xml:lang", { xml: "http://www.w3.org/XML/1998/namespace" })?.content).toBe("ar");
  }
  document.dispose();
});

describe("whatever a segment holds", () => {
  async function* one(text: string): AsyncGenerator<TranslationUnit> {
    yield {
      id: 1,
      documentSet: `"&<S`,
      memory: "main",
      symbol: "A<B>&",
      position: 0,
      paragraph: 0,
      role: "text",
      confidence: 1,
      origin: "automatic",
      status: "automatic",
      variants: { fr: text, en: "x" },
    };
  }
  test.each([
    ["mark-up", "<b> & ]]> \"a\" 'b'", "<b> & ]]> \"a\" 'b'"],
    ["what XML forbids", "a\u0000\u000b\u001fb\ud800c\uffff", "abc"],
    ["what it allows", "a\tb\u00a0\u202f\u200f\u200d😀\u2028é", "a\tb\u00a0\u202f\u200f\u200d😀\u2028é"],
  ])("%s", async (_, text, wanted) => {
    const document = valid(await tmx(one(text)));
    expect(document.get("/tmx/body/tu/tuv/seg")?.content).toBe(wanted);
    document.dispose();
  });
});

test("inline codes, tags and what other tools said are written as TMX 1.4 has them", async () => {
  async function* one(): AsyncGenerator<TranslationUnit> {
    yield {
      id: 1,
      documentSet: "S",
      memory: "main",
      symbol: "S",
      position: 0,
      paragraph: 0,
      role: "text",
      confidence: 1,
      origin: "imported",
      status: "confirmed",
      variants: { fr: "Une note 12 & fin", en: "A note" },
      tags: { fr: "fr-CH" },
      codes: {
        fr: [
          { offset: 4, code: '<bpt i="1">&lt;b&gt;</bpt>' },
          { offset: 8, code: '<ept i="1">&lt;/b&gt;</ept>' },
          { offset: 9, code: '<hi type="x">' },
          { offset: 11, code: "</hi>" },
          { offset: 17, code: "<ph>a<sub>b</sub></ph>" },
        ],
        en: [{ offset: 1, code: "<hi>" }],
      },
      properties: [
        { kind: "attribute", name: "creationid", value: "ana" },
        { kind: "note", value: "seen < here" },
        { kind: "prop", name: "client name", value: "UN" },
        { variant: "fr", kind: "attribute", name: "changeid", value: "bo" },
        { variant: "fr", kind: "prop", name: "x-a", value: "b" },
      ],
    };
  }
  const text = await tmx(one(), { languages: ["fr", "en"] });
  valid(text).dispose();
  expect(text).toContain(
    '<seg>Une <bpt i="1">&lt;b&gt;</bpt>note<ept i="1">&lt;/b&gt;</ept> <hi type="x">12</hi> &amp; fin<ph>a<sub>b</sub></ph></seg>',
  );
  expect(text).toContain('<tu tuid="S#0" srclang="fr-CH" creationid="ana">\n<note>seen &lt; here</note>');
  expect(text).toContain('<tuv xml:lang="fr-CH" changeid="bo"><prop type="x-a">b</prop><seg>');
  expect(text).toContain('<prop type="client name">UN</prop>');
  expect(text, "what would be unbalanced is left out").toContain("<seg>A note</seg>");
  expect(await tmx(one(), { languages: ["fr", "en"], level: 1 })).toContain("<seg>Une note 12 &amp; fin</seg>");
});

test("units without any of the languages are left out, and counted", async () => {
  let counts: TmxCounts | undefined;
  valid(
    await tmx(memory.units(["UDHR"]), {
      languages: ["de"],
      report: (c) => {
        counts = c;
      },
    }),
  ).dispose();
  expect(counts?.units).toBe(0);
  expect(counts?.left).toBeGreaterThan(90);
});

test("a file without a language is refused", async () => {
  await expect(tmx(memory.units(), { languages: [] })).rejects.toThrow(/needs at least one language/);
});

test("the DTD refuses what is not TMX 1.4, so that passing it says something", () => {
  expect(() => valid('<tmx version="1.4"><body/></tmx>')).toThrow();
});
