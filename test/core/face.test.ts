import { execFile } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { promisify } from "node:util";
import * as root from "@sextant/core";
import * as align from "@sextant/core/align";
import * as compare from "@sextant/core/compare";
import * as document from "@sextant/core/document";
import * as exchange from "@sextant/core/exchange";
import * as language from "@sextant/core/language";
import * as memory from "@sextant/core/memory";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { corpus } from "../setup.ts";

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "sextant-face-"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** Files and packages that are loaded when a program imports a face and runs what follows. */
async function loadedBy(program: string): Promise<string[]> {
  const script = `
    import { registerHooks } from "node:module";
    const loaded = [];
    registerHooks({ load: (url, context, next) => { loaded.push(url); return next(url, context); } });
    ${program}
    console.log(JSON.stringify(loaded));`;
  const { stdout } = await promisify(execFile)(process.execPath, ["--input-type=module", "-e", script], {
    cwd: import.meta.dirname,
  });
  return JSON.parse(stdout);
}

const core = (loaded: readonly string[]): string[] =>
  loaded.flatMap((url) => /packages\/core\/src\/(.*)$/.exec(url)?.[1] ?? []);

describe("importing a room loads no other", () => {
  test("/align loads nothing of memory/ and exchange/, no database, and no reader of a format", async () => {
    const loaded = await loadedBy(`await import("@sextant/core/align");`);
    expect(core(loaded)).toContain("align/pair/pair.ts");
    expect(
      core(loaded).filter((file) => /^(?:memory\/(?!text\/|verdicts\/)|exchange\/|document\/formats\/)/.test(file)),
    ).toEqual([]);
    expect(loaded.filter((url) => /kysely|node:sqlite|\/pg\/|pdf|saxes|parse5/.test(url))).toEqual([]);
  });

  test("/document loads no aligner and no memory, and the reader of a format when its first file comes", async () => {
    const text = JSON.stringify(pathToFileURL(join(corpus("UDHR"), "fr.txt")));
    const loaded = await loadedBy(`
      const { readDocument } = await import("@sextant/core/document");
      await readDocument(new URL(${text}));`);
    expect(core(loaded)).toContain("document/read.ts");
    expect(
      core(loaded).filter((file) =>
        /^(?:align|memory|exchange)\/|^document\/formats\/(?:pdf|docx|odt|doc)\//.test(file),
      ),
    ).toEqual([]);
    expect(loaded.filter((url) => /pdf/.test(url))).toEqual([]);
  });

  test("/compare loads of the memory only how texts and findings are compared, no database, and no reader of a format", async () => {
    const loaded = await loadedBy(`await import("@sextant/core/compare");`);
    expect(core(loaded)).toContain("compare/compare.ts");
    expect(
      core(loaded).filter((file) => /^(?:memory\/(?!text\/|verdicts\/)|exchange\/|document\/formats\/)/.test(file)),
    ).toEqual([]);
    expect(loaded.filter((url) => /kysely|node:sqlite|\/pg\/|pdf|saxes|parse5/.test(url))).toEqual([]);
  });

  test("/language loads no other room", async () => {
    const rooms = core(await loadedBy(`await import("@sextant/core/language");`)).map((file) => file.split("/")[0]);
    expect(new Set(rooms)).toEqual(new Set(["language"]));
  });
});

test("the root gives all that the rooms give, and nothing besides", () => {
  const rooms = [align, compare, document, exchange, language, memory].flatMap((room) => Object.keys(room));
  expect(Object.keys(root).sort()).toEqual([...new Set(rooms)].sort());
});

test("documents are read from paths, aligned, kept by an id, and found again", async () => {
  const files = ["fr", "en"].map((code) => join(corpus("UDHR"), `${code}.txt`));
  const documents = await Promise.all(files.map((file) => root.readDocument(file)));
  const path = join(folder, "memory.sqlite");
  {
    await using memory = await root.Memory.open(path);
    await memory.save("udhr", documents, await root.alignDocuments(documents));
    await memory.save("udhr", documents, await root.alignDocuments(documents), { unofficial: ["en"] });
    const [best] = await memory.lookup("Tout individu a droit à la vie, à la liberté et à la sûreté de sa personne.", {
      from: "fr",
      to: "en",
    });
    expect(best?.target).toBe("Everyone has the right to life, liberty and the security of person.");
    expect((await memory.documentSets.find("udhr"))?.versions.map(({ official }) => official)).toEqual([
      undefined,
      false,
    ]);
    expect(await memory.lookup("rien de semblable", { from: "fr", to: "en", threshold: 90 })).toEqual([]);
  }
  await using again = await root.Memory.open(path);
  expect(await again.documentSets.fingerprint("udhr")).toMatch(/^[0-9a-f]{64}$/);
});

describe("what a caller can act on has a code", () => {
  test.each([
    ["a file that is not there", "unreadable-document", () => root.readDocument("no/such/file.pdf")],
    [
      "two documents in one language",
      "unalignable-documents",
      async () => root.alignDocuments([1, 2].map(() => root.readText("Chacun a droit à la vie."))),
    ],
    ["a memory that cannot be opened", "memory-unavailable", () => root.Memory.open("/dev/null/memory.sqlite")],
  ])("%s: %s", async (_, code, work: () => Promise<unknown>) => {
    const error = await work().catch((error: unknown) => error);
    expect(error).toBeInstanceOf(root.SextantError);
    expect(error).toMatchObject({ code });
  });

  test("the error below is kept as its cause", async () => {
    await expect(root.readDocument("no/such/file.pdf")).rejects.toMatchObject({ cause: { code: "ENOENT" } });
  });
});
