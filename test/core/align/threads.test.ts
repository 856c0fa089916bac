import {
  alignDocuments,
  type Document,
  readDocumentSet,
  readText,
  shippedTranslations,
  ThreadedAligner,
} from "@sextant/core";
import { afterAll, expect, test } from "vitest";
import { corpus } from "../../setup.ts";

const aligner = new ThreadedAligner({ threads: 2, always: true });
afterAll(() => aligner.close());

const document = (text: string, language: string): Document => readText(text, { language });
const two = (): Document[] => [document("Un.\n\nDeux.", "fr"), document("One.\n\nTwo.", "en")];

test("any number of threads, in whatever order they are done, gives the alignment that one gives", async () => {
  const { versions } = await readDocumentSet(corpus("A-RES-67-189"));
  const documents = versions.map((own) => own.document).filter(({ language }) => /en|zh|ar/.test(language));
  const here = alignDocuments(documents);
  for (const threads of [2, 3]) {
    await using own = new ThreadedAligner({ threads, always: true });
    const steps: [number, number][] = [];
    const progress = (done: number, total: number): unknown => steps.push([done, total]);
    expect(await own.alignDocuments([...documents].reverse(), { progress })).toEqual(here);
    expect(steps).toEqual([
      [1, 3],
      [2, 3],
      [3, 3],
    ]);
  }
});

test("a set too small to pay for a thread is aligned at once", async () => {
  await using own = new ThreadedAligner();
  let hasWaited = false;
  setImmediate(() => {
    hasWaited = true;
  });
  expect(await own.alignDocuments([...two(), document("Uno.\n\nDos.", "es")])).toMatchObject({ rows: [{}, {}] });
  expect(hasWaited).toBe(false);
});

test("a set that fails does not stop the others, whether it fails here or on a thread", async () => {
  const twice = [document("Un.", "fr"), document("Deux.", "fr")];
  const unknown = { source: "fr", target: "en", entries: undefined as never };
  const [first, second, third, fourth] = await Promise.allSettled([
    aligner.alignDocuments(two()),
    aligner.alignDocuments(twice),
    aligner.alignDocuments(two(), { known: [unknown] }),
    aligner.alignDocuments(two(), { fixed: [{ units: { fr: [0], en: [1] } }] }),
  ]);
  expect(first).toMatchObject({ status: "fulfilled", value: { rows: [{ units: { fr: [0], en: [0] } }, {}] } });
  expect(second).toMatchObject({ reason: { message: expect.stringMatching(/^two documents are in fr/) } });
  expect(third).toMatchObject({ reason: expect.any(TypeError) });
  expect(fourth).toMatchObject({ status: "fulfilled" });
  if (fourth.status === "fulfilled")
    expect(fourth.value.rows.find(({ origin }) => origin === "corrected")?.units).toEqual({ fr: [0], en: [1] });
  expect((await aligner.alignDocuments(two())).rows).toHaveLength(2);
});

test("what a memory knows of words decides on a thread, too, where nothing else does", async () => {
  // Signs say how long a translation is; of the two paragraphs between them the other text has one.
  const signs = Array.from({ length: 12 }, (_, at) => `A/67/${at}1, A/67/${at}2, A/67/${at}3, A/67/${at}4.`);
  const around = (...own: string[]): string => [...signs.slice(0, 6), ...own, ...signs.slice(6)].join("\n\n");
  const words = ["kala", "vesi", "puut", "yksi", "lumi", "tuli", "maat", "kaksi"];
  const partners = ["hala", "vizi", "fata", "egyi"];
  const documents = [
    document(around(`${words.slice(0, 4).join(" ")} kiviniitty.`, `${words.slice(4).join(" ")} mustikka.`), "fi"),
    document(around(`${partners.join(" ")} sziklarét.`), "hu"),
  ];
  const linked = async (from: number): Promise<readonly number[] | undefined> => {
    const entries = partners.map((to, at) => [words[from + at] as string, to, 50] as const);
    const known = [...shippedTranslations(), { source: "fi", target: "hu", entries }];
    const { rows } = await aligner.alignDocuments(documents, { known });
    return rows.find(({ units }) => units.hu?.[0] === 6)?.units.fi;
  };
  expect(await linked(0)).toEqual([6]);
  expect(await linked(4)).toEqual([7]);
});

test("an aligner that is closed ends what it was at, and aligns nothing more", async () => {
  const own = new ThreadedAligner({ threads: 1, always: true });
  const aligning = [own.alignDocuments(two()), own.alignDocuments(two())];
  const outcomes = Promise.allSettled(aligning);
  await own.close();
  for (const outcome of await outcomes)
    expect(outcome).toMatchObject({ reason: { message: expect.stringMatching(/closed/) } });
  await expect(own.alignDocuments(two())).rejects.toThrow(/closed/);
});
