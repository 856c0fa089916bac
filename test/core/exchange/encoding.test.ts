import { type ImportProblem, readTmx, readTsv, readUnits } from "@sextant/core";
import fc from "fast-check";
import { expect, test } from "vitest";

async function read(reader: typeof readTsv, ...parts: Uint8Array[]) {
  const problems: ImportProblem[] = [];
  const units = await Array.fromAsync(reader(portions(...parts), (problem) => problems.push(problem)));
  return { texts: units.map(({ variants }) => variants), problems };
}

async function* portions(...parts: Uint8Array[]): AsyncGenerator<Uint8Array> {
  yield* parts;
}

const FRENCH = Array.from({ length: 30 }, (_, at) => `Règlement ${at} adopté à la réunion\tRegulation ${at}`).join(
  "\n",
);
const table = (text: string): string => `fr\ten\n${text}\n`;
const tmx = (encoding: string, text: string): string =>
  `<?xml version="1.0" encoding="${encoding}"?><tmx version="1.4"><header/><body><tu><tuv xml:lang="fr"><seg>${text}</seg></tuv></tu></body></tmx>`;

test("Latin-1 is told, and said", async () => {
  const { texts, problems } = await read(readTsv, Buffer.from(table(FRENCH), "latin1"));
  expect(texts[3]).toEqual({ fr: "Règlement 3 adopté à la réunion", en: "Regulation 3" });
  expect(problems.map(({ kind, message }) => [kind, message])).toEqual([
    ["repaired", "the file names no encoding; it was read as windows-1252"],
  ]);
});

test("what an XML file declares is believed, unless its bytes say otherwise", async () => {
  const declared = await read(readTmx, Buffer.from(tmx("ISO-8859-1", "réunion"), "latin1"));
  expect([declared.texts, declared.problems]).toEqual([[{ fr: "réunion" }], []]);
  const wrong = await read(readTmx, Buffer.from(tmx("ISO-8859-1", "réunion « à »")));
  expect(wrong.texts).toEqual([{ fr: "réunion « à »" }]);
  expect(wrong.problems.map(({ message }) => message)).toEqual([
    "the file says that it is in ISO-8859-1; it was read as UTF-8",
  ]);
  const russian = new Uint8Array(Buffer.from(tmx("windows-1251", "??????"), "latin1"));
  const at = Buffer.from(russian).indexOf("??????");
  russian.set([0xcf, 0xf0, 0xe8, 0xe2, 0xe5, 0xf2], at);
  expect((await read(readTmx, russian)).texts).toEqual([{ fr: "Привет" }]);
});

test("a file in two encodings is refused, with the place and the numbers, rather than read wrongly in part", async () => {
  const lines = FRENCH.split("\n");
  const joined = Buffer.concat([
    Buffer.from(table(lines.slice(0, 10).join("\n"))),
    Buffer.from(lines.slice(10).join("\n"), "latin1"),
  ]);
  await expect(read(readTsv, joined)).rejects.toThrow(
    /^line 12: the file is in two encodings: 10 of its lines are in UTF-8, and 20 are not/,
  );
});

test("bytes that are no text cost their unit alone", async () => {
  const lines = Buffer.from(table(FRENCH)).toString("latin1").split("\n");
  const damaged = lines.map((line, at) => (at === 4 || at === 9 ? line.replace("Ã¨", "Ã") : line)).join("\n");
  const { texts, problems } = await read(readTsv, Buffer.from(damaged, "latin1"));
  expect(texts.map(({ en }) => en)).toEqual(
    Array.from({ length: 30 }, (_, at) => `Regulation ${at}`).filter((_, at) => at !== 3 && at !== 8),
  );
  expect(problems).toEqual(
    [5, 10].map((line) => ({
      kind: "unit",
      reason: "encoding",
      line,
      message: "bytes that are no text in the file's encoding",
    })),
  );
  await expect(read(readTsv, Buffer.from([0xff, 0xfe, 0, 0, 0x66, 0, 0, 0]))).rejects.toThrow(/UTF-32/);
});

test("in XML, too, and in the last character of a file", async () => {
  const unit = (text: string): string => `<tu>\n<tuv xml:lang="fr"><seg>${text}</seg></tuv></tu>`;
  const file = Buffer.from(`<tmx version="1.4"><header/><body>${["é1", "à2?", "é3"].map(unit).join("")}</body></tmx>`);
  file[file.indexOf("?")] = 0xe9;
  const { texts, problems } = await read(readTmx, file);
  expect(texts).toEqual([{ fr: "é1" }, { fr: "é3" }]);
  expect(problems.map(({ kind, reason, line }) => [kind, reason, line])).toEqual([["unit", "encoding", 3]]);
  const cut = Buffer.from(table("été\tsummer\nà\té")).subarray(0, -2);
  expect((await read(readTsv, cut)).problems.map(({ line }) => line)).toEqual([3]);
});

test("one line in an older encoding does not make a file in UTF-8 another one", async () => {
  const file = Buffer.concat([Buffer.from("fr\ten\nété réglé\ta\n"), Buffer.from("à\tb\n", "latin1")]);
  const { texts, problems } = await read(readTsv, file);
  expect(texts).toEqual([{ fr: "été réglé", en: "a" }]);
  expect(problems.map(({ line }) => line)).toEqual([3]);
});

test("where several encodings are possible a file is refused, with the place, the readings and the way out", async () => {
  const latin9 = Buffer.from("de\ten\nPreis\tprice\n100 \xa4\tmoney\n", "latin1");
  await expect(read(readTsv, latin9)).rejects.toThrow(
    /^line 3: the encoding is in doubt: this is “.” in [\w-]+, “.” in [\w-]+.*; name it with --encoding NAME, or save the file as UTF-8$/,
  );
  const units = readUnits("a.tsv", portions(latin9), { report: () => {}, encoding: "ISO-8859-15" });
  expect((await Array.fromAsync(units)).map(({ variants }) => variants.de)).toEqual(["Preis", "100 €"]);
  const unknown = readUnits("a.tsv", portions(latin9), { report: () => {}, encoding: "klingon" });
  await expect(Array.fromAsync(unknown)).rejects.toThrow("“klingon” is no encoding");
});

test("what another program could not read, and said, is kept", async () => {
  const { texts, problems } = await read(readTsv, Buffer.from(table("a\ufffdb é\tx")));
  expect([texts, problems]).toEqual([[{ fr: "a\ufffdb é", en: "x" }], []]);
});

test("however a file is cut into portions, it says the same", async () => {
  const file = Buffer.from(table(`${FRENCH}\n日本\ufffd語\t😀 é`));
  const whole = await read(readTsv, file);
  await fc.assert(
    fc.asyncProperty(fc.array(fc.nat(file.length), { maxLength: 6 }), async (cuts) => {
      const places = [0, ...cuts.sort((a, b) => a - b), file.length];
      const parts = places.slice(1).map((end, at) => file.subarray(places[at], end));
      expect(await read(readTsv, ...parts)).toEqual(whole);
    }),
    { numRuns: 50 },
  );
});
