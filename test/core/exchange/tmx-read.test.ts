import { gzipSync } from "node:zlib";
import { type ImportedUnit, type ImportProblem, readTmx } from "@sextant/core";
import { describe, expect, test } from "vitest";

async function read(...parts: (string | Uint8Array)[]): Promise<{ units: ImportedUnit[]; problems: ImportProblem[] }> {
  const problems: ImportProblem[] = [];
  async function* bytes(): AsyncGenerator<Uint8Array> {
    for (const part of parts) yield typeof part === "string" ? Buffer.from(part) : part;
  }
  const units = await Array.fromAsync(readTmx(bytes(), (problem) => problems.push(problem)));
  return { units, problems };
}
const tmx = (body: string): string => `<tmx version="1.4"><header srclang="*all*"/><body>${body}</body></tmx>`;
const tu = (en: string, fr: string): string =>
  `<tu tuid="1"><tuv xml:lang="en"><seg>${en}</seg></tuv><tuv xml:lang="fr"><seg>${fr}</seg></tuv></tu>`;
const texts = ({ units }: { units: ImportedUnit[] }) => units.map(({ variants }) => variants);

describe("reading TMX", () => {
  test("takes what other tools write: lang, any case, notes behind, codes, half a header", async () => {
    const { units, problems } = await read(`<?xml version="1.0"?><!DOCTYPE tmx SYSTEM "tmx11.dtd">
<tmx version="1.1"><header creationtool="Sextant"/><body><tu><tuv lang="EN_us"><seg>Press <bpt i="1">&lt;b&gt;</bpt><hi>any</hi><ept i="1">&lt;/b&gt;</ept> key</seg><note>n</note></tuv>
<prop type="x-role">heading</prop><tuv lang="fr"><seg>
  Appuyez sur
  une touche</seg></tuv></tu></body></tmx>`);
    expect(problems).toEqual([]);
    expect(units).toMatchObject([{ role: "heading", variants: { en: "Press any key", fr: "Appuyez sur une touche" } }]);
  });

  test("keeps inline codes, tags, notes and who made a unit beside its texts", async () => {
    const { units, problems } = await read(
      tmx(
        `<tu tuid="1" creationid="ana" creationdate="20200101T000000Z"><note>seen</note><prop type="x-status">confirmed</prop><prop type="x-client">UN</prop><prop type="x-client">FAO</prop><tuv xml:lang="EN_gb" changeid="bo"><note>of English</note><seg> A <bpt i="1" bad="x">&lt;b&gt;<sub>alt</sub></bpt>bold<ept i="1">&lt;/b&gt;</ept> <hi type="t">term</hi><ph x="2"/><bpt>no i</bpt>.</seg></tuv></tu>`,
      ),
    );
    expect(problems.map(({ kind, reason }) => `${kind}: ${reason}`)).toEqual([
      "part: inline code",
      "repaired: inline code",
    ]);
    expect(units).toMatchObject([
      {
        variants: { en: "A bold term." },
        tags: { en: "en-GB" },
        codes: {
          en: [
            { offset: 2, code: '<bpt i="1">&lt;b&gt;<sub>alt</sub></bpt>' },
            { offset: 6, code: '<ept i="1">&lt;/b&gt;</ept>' },
            { offset: 7, code: '<hi type="t">' },
            { offset: 11, code: "</hi>" },
            { offset: 11, code: '<ph x="2"></ph>' },
            { offset: 11, code: '<bpt i="1">no i</bpt>' },
          ],
        },
        properties: [
          { kind: "attribute", name: "creationid", value: "ana" },
          { kind: "attribute", name: "creationdate", value: "20200101T000000Z" },
          { kind: "note", value: "seen" },
          { kind: "prop", name: "x-status", value: "confirmed" },
          { kind: "prop", name: "x-client", value: "UN" },
          { kind: "prop", name: "x-client", value: "FAO" },
          { variant: "en", kind: "attribute", name: "changeid", value: "bo" },
          { variant: "en", kind: "note", value: "of English" },
        ],
      },
    ]);
  });

  test("a further variant in a language has a key of its own: its tag, or one of private use", async () => {
    const tuv = (tag: string, text: string) => `<tuv xml:lang="${tag}"><seg>${text}</seg></tuv>`;
    const { units, problems } = await read(
      tmx(
        `<tu tuid="1">${tuv("en-US", "color")}${tuv("fr", "couleur")}${tuv("en-GB", "colour")}${tuv("fr", "couleur")}</tu>`,
      ),
    );
    expect(problems).toEqual([]);
    expect(units.map(({ variants, tags, order }) => [variants, tags, order])).toEqual([
      [
        { en: "color", fr: "couleur", "en-GB": "colour", "fr-x-2": "couleur" },
        { en: "en-US", "en-GB": "en-GB" },
        ["en", "fr", "en-GB", "fr-x-2"],
      ],
    ]);
  });

  test("properties without number or measure are left out, and said to be", async () => {
    const many = Array.from({ length: 1050 }, (_, at) => `<prop type="x-${at}">v</prop>`).join("");
    const { units, problems } = await read(
      tmx(tu("one", "un").replace(">", `>${many}<note>${"n".repeat(5000)}</note>`)),
    );
    expect(units[0]?.properties).toHaveLength(1000);
    expect(problems).toMatchObject([
      { kind: "part", tuid: "1", message: "51 properties are too many, or too long, and were left out" },
    ]);
  });

  test("reads UTF-16 in either order, a byte order mark, gzip, and text cut anywhere", async () => {
    const file = tmx(tu("犯罪 & co".replace("&", "&amp;"), "crime"));
    const little = Buffer.from(`\ufeff${file}`, "utf16le");
    const big = Buffer.from(little).swap16();
    for (const bytes of [little, big, Buffer.from(`\ufeff${file}`), gzipSync(file), Buffer.from(file, "utf16le")]) {
      const cut = 101;
      expect(texts(await read(bytes.subarray(0, cut), bytes.subarray(cut)))).toEqual([
        { en: "犯罪 & co", fr: "crime" },
      ]);
    }
  });

  test("passes over a unit with something wrong, says where, and goes on", async () => {
    const { units, problems } = await read(
      tmx(
        `\n${tu("a\u000b", "b")}\n${tu("&unknown;", "b")}\n<tu tuid="x"><tuv><seg>y</seg></tuv></tu>\n<tu tuid="z"/>\n${tu("good", "bon")}`,
      ),
    );
    expect(units.map(({ variants }) => variants)).toEqual([
      { en: "&unknown;", fr: "b" },
      { en: "good", fr: "bon" },
    ]);
    expect(problems[1]?.message).toBe("the entity &unknown; is not known: it stays as it is written");
    expect(problems.map(({ line, tuid }) => [line, tuid])).toEqual([
      [2, "1"],
      [3, "1"],
      [4, "x"],
      [5, "z"],
    ]);
    expect(problems[2]?.message).toBe("a variant names no language");
  });

  test("leaves out a variant without a language where two others say enough", async () => {
    const variant = (language: string, text: string): string =>
      `<tuv xml:lang="${language}"><prop type="x">${text}</prop><seg>${text}</seg></tuv>`;
    const { units, problems } = await read(
      tmx(`\n<tu tuid="x">${variant("en", "a")}${variant("", "b")}${variant("fr", "c")}</tu>`),
    );
    expect(units.map(({ variants }) => variants)).toEqual([{ en: "a", fr: "c" }]);
    expect(problems).toMatchObject([{ kind: "part", line: 2, tuid: "x", reason: "no language" }]);
  });

  test("fetches nothing, and expands only short entities", async () => {
    const bomb = `<!DOCTYPE tmx [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;"><!ENTITY x SYSTEM "file:///etc/passwd">]>`;
    const { units, problems } = await read(`${bomb}${tmx(tu("&b;", "&x;") + tu("one", "un"))}`);
    expect(texts({ units })).toEqual([
      { en: "a".repeat(30), fr: "&x;" },
      { en: "one", fr: "un" },
    ]);
    expect(problems.map(({ kind }) => kind)).toEqual(["repaired"]);
  });

  test("refuses what is no TMX, ends too early or would fill the memory", async () => {
    await expect(read("")).rejects.toThrow(/empty/);
    await expect(read("<html><body></body></html>")).rejects.toThrow(/begins with <html>/);
    await expect(read(tmx(tu("a", "b")).slice(0, -20))).rejects.toThrow(/ends inside/);
    await expect(read("PK\u0003\u0004")).rejects.toThrow(/ZIP archive/);
    await expect(read("no markup at all")).rejects.toThrow(/no TMX file/);
    const piece = "a".repeat(1 << 20);
    await expect(read(`<tmx><body><tu><tuv xml:lang="en"><seg>`, ...Array(300).fill(piece))).rejects.toThrow(
      /a text of more than 4194304 characters/,
    );
  });
});
