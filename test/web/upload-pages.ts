import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ThreadedMemory } from "@sextant/core/memory";
import { afterAll, afterEach, beforeAll } from "vitest";
import { Pages } from "./pages.ts";

/** A reader of French; and one of Arabic at night, on a phone. */
export const FRENCH = { locale: "fr-FR" } as const;
export const ARABIC = { locale: "ar", colorScheme: "dark", viewport: { width: 390, height: 844 } } as const;

/** The pages of a memory that is empty and takes uploads, for the tests of a file. */
export function uploadPages() {
  const own = { memory: {} as ThreadedMemory, pages: {} as Pages };
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "sextant-upload-"));
    own.memory = await ThreadedMemory.open(join(folder, "memory.sqlite"), { readers: 2 });
    own.pages = await Pages.of(own.memory, 1);
  });
  afterAll(async () => {
    await own.pages.stop();
    await own.memory.close();
    await rm(folder, { recursive: true });
  });
  afterEach(() => own.pages.closeAll());
  return own;
}
