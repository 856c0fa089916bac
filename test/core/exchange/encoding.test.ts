import { type ImportProblem, readTmx, readTsv } from "@sextant/core";
import fc from "fast-check";
import { expect, test } from "vitest";

async function read(reader: typeof readTsv, ...parts: Uint8Array[]) {
  const problems: ImportProblem[] = [];
  async function* bytes(): AsyncGenerator<Uint8Array> {
    yield* parts;
  }
  const units = await Array.fromAsync(reader(bytes(), (problem) => problems.push(problem)));
  return { texts: units.map(({ variants }) => variants), problems };
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
    "the file says that it is in windows-1252; it was read as utf-8",
  ]);
  const russian = new Uint8Array(Buffer.from(tmx("windows-1251", "??????"), "latin1"));
  const at = Buffer.from(russian).indexOf("??????");
  russian.set([0xcf, 0xf0, 0xe8, 0xe2, 0xe5, 0xf2], at);
  expect((await read(readTmx, russian)).texts).toEqual([{ fr: "Привет" }]);
});

test("bytes that are no text are counted, and the file is refused with the place of the first", async () => {
  const bytes = Buffer.from(table(FRENCH));
  const lines = bytes.toString("latin1").split("\n");
  const damaged = lines.map((line, at) => (at === 4 || at === 9 ? line.replace("Ã¨", "Ã") : line)).join("\n");
  await expect(read(readTsv, Buffer.from(damaged, "latin1"))).rejects.toThrow(
    "2 places are no UTF-8, the first in line 5; save the file as UTF-8",
  );
  await expect(read(readTsv, Buffer.from([0xff, 0xfe, 0, 0, 0x66, 0, 0, 0]))).rejects.toThrow(/UTF-32/);
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
