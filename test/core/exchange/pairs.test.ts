import { execFileSync } from "node:child_process";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { Memory, type TmxCounts, writeMoses, writeXliff, writeXliff12 } from "@sextant/core";
import { XmlBufferInputProvider, XmlDocument, XsdValidator, xmlRegisterInputProvider } from "libxml2-wasm";
import { SaxesParser, type SaxesTagPlain } from "saxes";
import { afterAll, beforeAll, expect, inject, test } from "vitest";

const SCHEMAS = join(import.meta.dirname, "schemas");
let memory: Memory;
beforeAll(async () => {
  const xml = await readFile(join(SCHEMAS, "xml.xsd"));
  xmlRegisterInputProvider(
    new XmlBufferInputProvider({
      "http://www.w3.org/2001/xml.xsd": xml,
      "informativeCopiesOf3rdPartySchemas/w3c/xml.xsd": xml,
    }),
  );
  memory = await Memory.open(join(inject("data"), "memory.sqlite"));
});
afterAll(() => memory.close());

const written = async (
  write: typeof writeXliff,
  languages: string[],
  sets?: string[],
): Promise<{ text: string; counts: TmxCounts | undefined }> => {
  let counts: TmxCounts | undefined;
  const report = (found: TmxCounts): void => {
    counts = found;
  };
  return { text: (await Array.fromAsync(write(memory.units(sets), { languages, report }))).join(""), counts };
};

/** Elements by name with their attributes and text, as a parser of another hand reads them. */
function elements(xml: string): { name: string; attributes: Record<string, string>; text: string }[] {
  const parser = new SaxesParser({});
  const found: { name: string; attributes: Record<string, string>; text: string }[] = [];
  const open: (typeof found)[number][] = [];
  parser.on("opentag", (tag: SaxesTagPlain) => {
    const element = { name: tag.name, attributes: tag.attributes, text: "" };
    found.push(element);
    open.push(element);
  });
  parser.on("text", (text) => {
    const last = open.at(-1);
    if (last) last.text += text;
  });
  parser.on("closetag", () => open.pop());
  parser.on("error", (error) => {
    throw error;
  });
  parser.write(xml).close();
  return found;
}

test.each([
  ["2.1", writeXliff, "unit"],
  ["1.2", writeXliff12, "trans-unit"],
])(
  "XLIFF %s holds each unit that both languages have, source and target, by document set",
  async (version, write, name) => {
    const { text, counts } = await written(write, ["fr", "ar"]);
    const found = elements(text);
    expect(found[0]?.attributes.version).toBe(version);
    const units = found.filter((element) => element.name === name);
    expect(units).toHaveLength(counts?.units as number);
    expect(counts?.units).toBeGreaterThan(150);
    expect(found.filter((element) => element.name === "file").map(({ attributes }) => attributes.original)).toEqual([
      "A/RES/67/189",
      "A/RES/217(III)A",
    ]);
    const sources = found.filter((element) => element.name === "source").map((element) => element.text);
    const targets = found.filter((element) => element.name === "target").map((element) => element.text);
    const expected = (await Array.fromAsync(memory.units())).filter(({ variants }) => variants.fr && variants.ar);
    expect(sources).toEqual(expected.map(({ variants }) => variants.fr));
    expect(targets).toEqual(expected.map(({ variants }) => variants.ar));
  },
);

test("Moses has a line for each unit on either side", async () => {
  const sides = await Promise.all(
    (["source", "target"] as const).map(async (side) =>
      (await Array.fromAsync(writeMoses(memory.units(), { languages: ["en", "zh"] }, side))).join("").split("\n"),
    ),
  );
  expect(sides[0]).toHaveLength(sides[1]?.length as number);
  expect(sides[1]?.[sides[0]?.indexOf("The General Assembly,") as number]).toBe("大会，");
});

test("a bilingual file has two languages", async () => {
  await expect(written(writeXliff, ["fr"])).rejects.toThrow("a bilingual file has two languages, not 1: fr");
  await expect(written(writeXliff12, ["fr", "en", "ar"])).rejects.toThrow("not 3");
});

test.each([
  ["xliff-core-2.0.xsd", writeXliff],
  ["xliff-core-1.2-strict.xsd", writeXliff12],
])("what is written is valid by %s, without a unit too", async (schema, write) => {
  // The core of 2.1 is that of 2.0 (XLIFF 2.1, appendix A).
  const validator = XsdValidator.fromDoc(
    XmlDocument.fromBuffer(await readFile(join(SCHEMAS, schema)), { url: schema }),
  );
  for (const target of ["ar", "zh", "de"]) {
    const { text } = await written(write, ["fr", target]);
    expect(elements(text).filter(({ name }) => name === "file")).toHaveLength(target === "de" ? 1 : 2);
    const document = XmlDocument.fromString(text);
    validator.validate(document);
    document.dispose();
  }
  const broken = XmlDocument.fromString(
    (await written(write, ["fr", "ar"])).text.replaceAll(/(<\/?)source/g, "$1sauce"),
  );
  expect(() => validator.validate(broken)).toThrow();
  validator.dispose();
});

test("sextant export writes them, and says what is missing", () => {
  const main = join(import.meta.dirname, "../../../packages/cli/src/main.ts");
  const run = (...words: string[]): string =>
    execFileSync(process.execPath, [main, "export", ...words, "--data", inject("data")], { stdio: "pipe" }).toString();
  expect(run("UDHR", "-l", "fr,zh", "-f", "xliff")).toContain('srcLang="fr" trgLang="zh"');
  expect(() => run("UDHR", "-f", "xliff12")).toThrow(/xliff12 has a source and a target: -l fr,en/);
  expect(() => run("UDHR", "-l", "fr,zh", "-f", "moses")).toThrow(/-o says how their names begin/);
});
