import { type Document, readText } from "@sextant/core";
import { afterAll, expect, test } from "vitest";
import { AlignmentWorkers } from "../../packages/cli/src/workers.ts";

const workers = new AlignmentWorkers(2);
afterAll(() => workers.close());

const document = (text: string, language: string): Document => readText(text, { language });

test("documents are aligned on threads, with progress, and one that fails does not stop the others", async () => {
  const good = [document("Un.\n\nDeux.", "fr"), document("One.\n\nTwo.", "en")];
  const twice = [document("Un.", "fr"), document("Deux.", "fr")];
  const steps: [number, number][] = [];
  const [first, second, third] = await Promise.allSettled([
    workers.align({ documents: good, fixed: [] }, (done, total) => steps.push([done, total])),
    workers.align({ documents: twice, fixed: [] }, () => {}),
    workers.align({ documents: good, fixed: [{ units: { fr: [0], en: [1] } }] }, () => {}),
  ]);
  expect(first).toMatchObject({ status: "fulfilled", value: { rows: [{ units: { fr: [0], en: [0] } }, {}] } });
  expect(steps.at(-1)).toEqual([2, 2]);
  expect(second).toMatchObject({
    status: "rejected",
    reason: { message: expect.stringMatching(/^two documents are in fr/) },
  });
  expect(third).toMatchObject({ status: "fulfilled" });
  if (third.status === "fulfilled")
    expect(third.value.rows.find(({ origin }) => origin === "corrected")?.units).toEqual({ fr: [0], en: [1] });
  expect((await workers.align({ documents: good, fixed: [] }, () => {})).rows).toHaveLength(2);
});
