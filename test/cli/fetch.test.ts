import { execFile } from "node:child_process";
import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readDocument, readDocumentSet } from "@sextant/core";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { asDocx, resolutionText } from "../core/document/rendered/render.ts";

const MAIN = join(import.meta.dirname, "../../packages/cli/src/main.ts");
const files = new Map<string, Uint8Array>();
/** What the stand-in does next for a language, before it answers. */
const faults = new Map<string, (() => { status: number; headers?: Record<string, string> } | "hang up")[]>();
const asked: string[] = [];
let server: Server;
let base: string;
let folder: string;

beforeAll(async () => {
  for (const language of ["fr", "ar"]) files.set(language, await asDocx(await readDocument(resolutionText(language))));
  server = createServer((request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? "/", "http://x");
    const language = searchParams.get("l") ?? "";
    asked.push(`${searchParams.get("s")} ${language} ${searchParams.get("t")}`);
    const fault = faults.get(language)?.shift()?.();
    if (fault === "hang up") return request.socket.destroy();
    if (fault) return response.writeHead(fault.status, fault.headers).end();
    // There is no PDF here: the client must ask for the Word file.
    const file = pathname === "/access" && searchParams.get("t") === "doc" ? files.get(language) : undefined;
    return file ? response.writeHead(200).end(file) : response.writeHead(404).end();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}/access`;
  folder = await mkdtemp(join(tmpdir(), "sextant-fetch-"));
});
afterAll(async () => {
  server.close();
  await rm(folder, { recursive: true });
});
afterEach(() => {
  asked.length = 0;
  faults.clear();
});

function fetchCommand(...args: string[]): Promise<{ code: number; out: string; err: string }> {
  return new Promise((resolve) => {
    execFile(process.execPath, [MAIN, "fetch", ...args, "--base", base, "--pause", "1"], (error, out, err) =>
      resolve({ code: error ? Number(error.code) : 0, out, err }),
    );
  });
}

describe("sextant fetch", () => {
  test("gets what is there, reports what is not, and the folder is a document set", async () => {
    const { code, out, err } = await fetchCommand("A/RES/67/189", "--languages", "fr,ar,zh", "--to", folder);
    expect(code).toBe(1);
    expect(out).toMatch(/fr {2}.*A-RES-67-189\/fr\.doc {2}fetched\nar {2}.*fetched\n/);
    expect(err).toBe("sextant: A/RES/67/189 in zh cannot be had: no PDF; no DOC\n");
    const set = await readDocumentSet(join(folder, "A-RES-67-189"));
    expect(set.versions.map(({ document, official }) => [document.language, official, document.blocks.length])).toEqual(
      [
        ["fr", true, 76],
        ["ar", true, 76],
      ],
    );
  });

  test("asks for nothing that is there already", async () => {
    const { code, out } = await fetchCommand("A/RES/67/189", "--languages", "fr,ar", "--to", folder);
    expect([code, asked]).toEqual([0, []]);
    expect(out).toMatch(/fr .*already there\nar .*already there/);
  });

  test("tries again after a fault that passes", async () => {
    faults.set(
      "fr",
      ["hang up" as const, { status: 503 }, { status: 429, headers: { "retry-after": "0" } }].map(
        (fault) => () => fault,
      ),
    );
    const { code } = await fetchCommand("A/67/156", "--languages", "fr", "--to", folder);
    expect(code).toBe(0);
    expect(asked).toEqual([
      "A/67/156 fr pdf",
      "A/67/156 fr pdf",
      "A/67/156 fr pdf",
      "A/67/156 fr pdf",
      "A/67/156 fr doc",
    ]);
  });

  test("gives up after its tries, and says how often it asked", async () => {
    faults.set(
      "fr",
      Array(9).fill(() => ({ status: 500 })),
    );
    const { code, err } = await fetchCommand("A/67/157", "--languages", "fr", "--to", folder, "--tries", "3");
    expect([code, err]).toEqual([1, expect.stringMatching(/^sextant: 127\.0\.0\.1:\d+ answered 500, 3 times\n$/)]);
    expect(await readdir(join(folder, "A-67-157"))).toEqual([]);
  });

  test("keeps nothing in another language than was asked for", async () => {
    files.set("es", files.get("fr") as Uint8Array);
    const { code, err } = await fetchCommand("A/67/158", "--languages", "es", "--to", folder);
    expect([code, err]).toEqual([1, expect.stringMatching(/DOC: it is in fr, not in es/)]);
    expect(await readdir(join(folder, "A-67-158"))).toEqual([]);
  });

  test("goes to no other host, whatever the document system says", async () => {
    faults.set("fr", [() => ({ status: 302, headers: { location: "http://localhost:9/steal" } })]);
    const { code, err } = await fetchCommand("A/67/159", "--languages", "fr", "--to", folder);
    expect([code, err]).toEqual([1, expect.stringMatching(/leads to another host, localhost:9, which is not asked/)]);
  });

  test.each([
    [["no symbol"], /“no symbol” is not a document symbol/],
    [["A/67/156", "--tries", "0"], /--tries takes a number from 1 to 20/],
  ])("%j is refused", async (args, message) => {
    const { code, err } = await fetchCommand(...args);
    expect([code, err]).toEqual([2, expect.stringMatching(message)]);
  });

  test("a folder's manifest names its source", async () => {
    expect(JSON.parse(await readFile(join(folder, "A-RES-67-189/manifest.json"), "utf8")).source).toMatch(
      /^The official versions, from 127\.0\.0\.1/,
    );
  });
});
