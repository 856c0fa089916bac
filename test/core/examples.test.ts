import { execFile } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { copyFile, cp, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { alignDocuments, Memory, readDocument } from "@sextant/core";
import { writeTmx } from "@sextant/core/exchange";
import { afterAll, beforeAll, expect, test } from "vitest";
import { corpus } from "../setup.ts";

const SOURCES = join(import.meta.dirname, "../../packages/core/src");
const examples = readdirSync(SOURCES, { recursive: true, encoding: "utf8" })
  .filter((file) => file.endsWith(".ts"))
  .flatMap((file) => examplesIn(file));

/** Each example of a file, with the line in which it begins. */
function examplesIn(file: string): { place: string; code: string }[] {
  const text = readFileSync(join(SOURCES, file), "utf8");
  return [...text.matchAll(/^ *\* @example\n *\* ```ts\n([\s\S]*?)^ *\* ```$/gm)].map(({ 1: code = "", index }) => ({
    place: `${file}:${text.slice(0, index).split("\n").length}`,
    code: code.replace(/^ *\* ?/gm, ""),
  }));
}

/** The example as a program: `expression; // => value` compares the two. */
function programOf(code: string): string {
  const checked = code.replace(/^(.*); \/\/ => (.*)$/gm, "assert.deepEqual($1, $2);");
  return `import assert from "node:assert/strict";\n${checked}`;
}

/** What the examples find in their folder: documents, a memory that holds them, and a TMX file. */
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "sextant-examples-"));
  await symlink(join(import.meta.dirname, "../../node_modules"), join(folder, "node_modules"));
  for (const name of ["fr.txt", "en.txt"]) await copyFile(join(corpus("UDHR"), name), join(folder, name));
  await copyFile(
    join(import.meta.dirname, "document/files/un-resolution-two-pages.pdf"),
    join(folder, "resolution.pdf"),
  );
  await cp(corpus("UDHR"), join(folder, "udhr"), { recursive: true });
  const documents = await Promise.all(["fr.txt", "en.txt"].map((name) => readDocument(join(folder, name))));
  await using memory = await Memory.open(join(folder, "memory.sqlite"));
  await memory.save("udhr", documents, await alignDocuments(documents));
  let tmx = "";
  for await (const portion of writeTmx(memory.units(), { languages: ["fr", "en"] })) tmx += portion;
  await writeFile(join(folder, "memory.tmx"), tmx);
});
afterAll(() => rm(folder, { recursive: true, force: true }));

test.each(examples)("the example at $place runs, and gives what it says", async ({ place, code }) => {
  const file = join(folder, `${place.replace(/\W/g, "-")}.ts`);
  await writeFile(file, programOf(code));
  const { stderr } = await promisify(execFile)(process.execPath, [file], { cwd: folder });
  expect(stderr).toBe("");
});

test("each room, and each way into it, has an example", () => {
  const places = examples.map(({ place }) => place.replace(/:\d+$/, ""));
  const rooms = ["align", "document", "exchange", "language", "memory"].map((room) => `${room}/index.ts`);
  const entries = ["document/read.ts", "align/documents/document-set.ts", "align/pair/pair.ts", "memory/memory.ts"];
  expect(places).toEqual(expect.arrayContaining([...rooms, ...entries]));
});
