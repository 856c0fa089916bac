import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { ReadingThreads, readDocument, UnreadableDocument } from "@sextant/core";
import { expect, test } from "vitest";
import { corpus } from "../../setup.ts";

const bytesOf = (language: string): Promise<Uint8Array> => readFile(join(corpus("A-RES-67-189"), `${language}.txt`));

test("one thread reads several documents, and says of each what reading it alone says", async () => {
  const languages = ["fr", "zh", "ar"];
  const files = await Promise.all(languages.map(bytesOf));
  using threads = new ReadingThreads({}, 1);
  const documents = await Promise.all(files.map((bytes) => threads.read(bytes)));
  expect(documents).toEqual(await Promise.all(files.map((bytes) => readDocument(bytes))));
  expect(documents.map(({ language }) => language)).toEqual(languages);
});

test("a document that cannot be read, or is too large, stops no other", async () => {
  const good = await bytesOf("en");
  using threads = new ReadingThreads({ maxFileMB: 0.2 }, 1);
  const [torn, large, read] = await Promise.allSettled([
    threads.read(Buffer.from("%PDF-1.7\ntorn"), { name: "torn.pdf" }),
    threads.read(new Uint8Array(300_000), { name: "large.txt" }),
    threads.read(good),
  ]);
  expect(torn).toMatchObject({ reason: expect.any(UnreadableDocument) });
  expect(large).toMatchObject({ reason: { message: expect.stringMatching(/^large\.txt has 1 MB/) } });
  expect(read).toMatchObject({ status: "fulfilled", value: { language: "en" } });
});

test("a document that was read in time is there, though nobody could hear it for long", async () => {
  using threads = new ReadingThreads({ maxSeconds: 1 }, 1);
  const reading = threads.read(await bytesOf("en"));
  // This thread hears nothing until long after the time is over.
  await new Promise((resolve) => setImmediate(resolve));
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 5000);
  expect((await reading).language).toBe("en");
});
