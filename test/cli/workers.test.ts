import { type Document, readText } from "@sextant/core";
import { afterAll, expect, test } from "vitest";
import { AlignmentWorkers } from "../../packages/cli/src/alignment-thread.ts";

const workers = new AlignmentWorkers(2);
afterAll(() => workers.close());

const document = (text: string, language: string): Document => readText(text, { language });

test("documents are aligned on threads, with progress, and one that fails does not stop the others", async () => {
  const good = [document("Un.\n\nDeux.", "fr"), document("One.\n\nTwo.", "en")];
  const twice = [document("Un.", "fr"), document("Deux.", "fr")];
  const steps: [number, number][] = [];
  const [first, second, third] = await Promise.allSettled([
    workers.align({ documents: good, fixed: [], wordTranslations: [] }, (done, total) => steps.push([done, total])),
    workers.align({ documents: twice, fixed: [], wordTranslations: [] }, () => {}),
    workers.align({ documents: good, fixed: [{ units: { fr: [0], en: [1] } }], wordTranslations: [] }, () => {}),
  ]);
  expect(first).toMatchObject({ status: "fulfilled", value: { rows: [{ units: { fr: [0], en: [0] } }, {}] } });
  // One pair of languages.
  expect(steps.at(-1)).toEqual([1, 1]);
  expect(second).toMatchObject({
    status: "rejected",
    reason: { message: expect.stringMatching(/^two documents are in fr/) },
  });
  expect(third).toMatchObject({ status: "fulfilled" });
  if (third.status === "fulfilled")
    expect(third.value.rows.find(({ origin }) => origin === "corrected")?.units).toEqual({ fr: [0], en: [1] });
  expect((await workers.align({ documents: good, fixed: [], wordTranslations: [] }, () => {})).rows).toHaveLength(2);
});

test("what a memory knows of words decides where nothing else does", async () => {
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
    const { rows } = await workers.align(
      { documents, fixed: [], wordTranslations: [{ source: "fi", target: "hu", entries }] },
      () => {},
    );
    return rows.find(({ units }) => units.hu?.[0] === 6)?.units.fi;
  };
  expect(await linked(0)).toEqual([6]);
  expect(await linked(4)).toEqual([7]);
});
