import { mkdtemp, rm } from "node:fs/promises";
import { request } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { brotliDecompressSync, gunzipSync } from "node:zlib";
import { type ImportedUnit, Memory } from "@sextant/core/memory";
import { serve } from "@sextant/server";
import { sextantClient } from "@sextant/server/client";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { json, ownMemory, served, type TestServer } from "./asking.ts";

let folder: string;
let server: TestServer;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "sextant-answers-"));
  server = await served(await ownMemory("SQLite", folder));
});
afterAll(async () => {
  await server.close();
  await rm(folder, { recursive: true });
});

/** An answer as it is on the wire; `fetch` unpacks. */
function raw(
  path: string,
  headers: Record<string, string> = {},
): Promise<{ body: Buffer; headers: NodeJS.Dict<string | string[]>; isWhole: boolean }> {
  return new Promise((resolve, reject) => {
    request(server.address + path, { headers }, (response) => {
      const parts: Buffer[] = [];
      const done = (isWhole: boolean) => () =>
        resolve({ body: Buffer.concat(parts), headers: response.headers, isWhole });
      response
        .on("data", (part) => parts.push(part))
        .on("end", done(true))
        .on("error", done(false));
    })
      .on("error", reject)
      .end();
  });
}

test("a connection is kept for longer than proxies keep theirs", async () => {
  const { headers } = await raw("/health/live", { connection: "keep-alive" });
  expect(headers.connection).toBe("keep-alive");
  expect(Number(/timeout=(\d+)/.exec(String(headers["keep-alive"]))?.[1])).toBeGreaterThan(60);
});

test("an answer is known again by the memory's state, until that changes", async () => {
  const path = "/api/document-sets/UDHR/rows?limit=2";
  const first = await server.ask(path);
  const etag = first.headers.get("ETag") as string;
  expect(first.headers.get("Cache-Control")).toBe("private, no-cache");
  const again = await server.ask(path, { headers: { "If-None-Match": etag } });
  expect([again.status, again.text]).toEqual([304, ""]);
  const confirm = { action: "confirm", position: 1, version: first.body[1].version };
  expect((await server.ask("/api/document-sets/UDHR/corrections", json("POST", confirm))).status).toBe(200);
  const changed = await server.ask(path, { headers: { "If-None-Match": etag } });
  expect([changed.status, changed.body[1].status]).toEqual([200, "confirmed"]);
});

test("pages of rows and units follow by Link, each once, to the last", async () => {
  for (const begin of ["/api/document-sets/UDHR/rows?limit=40", "/api/document-sets/UDHR/segments"]) {
    const positions: number[] = [];
    for (let path: string | undefined = begin; path; ) {
      const { body, headers }: Awaited<ReturnType<TestServer["ask"]>> = await server.ask(path);
      positions.push(...body.map(({ position }: { position: number }) => position));
      path = /<([^>]+)>; rel="next"/.exec(headers.get("Link") ?? "")?.[1];
    }
    expect(positions).toEqual(positions.map((_, at) => at));
    expect(positions.length).toBeGreaterThan(90);
  }
  expect((await server.ask("/api/document-sets/UDHR/rows?cursor=nonsense")).status).toBe(400);
});

test("texts are compressed as the client takes them, small ones are not", async () => {
  const path = "/api/document-sets/UDHR/rows";
  const plain = await raw(path);
  const packed: readonly [string, string | undefined, (body: Buffer) => Buffer][] = [
    ["gzip, deflate, br", "br", brotliDecompressSync],
    ["gzip", "gzip", gunzipSync],
    ["br;q=0, gzip;q=0.5", "gzip", gunzipSync],
    ["identity", undefined, (body) => body],
  ];
  for (const [accepted, encoding, unpack] of packed) {
    const { body, headers } = await raw(path, { "Accept-Encoding": accepted });
    expect([accepted, headers["content-encoding"]]).toEqual([accepted, encoding]);
    expect(unpack(body).equals(plain.body)).toBe(true);
  }
  expect((await raw("/health/live", { "Accept-Encoding": "br" })).headers["content-encoding"]).toBeUndefined();
});

describe("exports", () => {
  test.each([
    ["tmx", "application/x-tmx+xml", /<tuv xml:lang="ru">/],
    ["xliff", "application/xliff+xml", /<xliff [^>]*srcLang="fr"/],
    ["tsv", "text/tab-separated-values", /\tfr\tru$/m],
    ["jsonl", "application/jsonl", /^\{.*"fr":.*\}$/m],
    ["moses-target", "text/plain", /^Всеобщая декларация/m],
  ])("%s", async (format, type, content) => {
    const { status, text, headers } = await server.ask(`/api/export?sets=UDHR&languages=fr,ru&format=${format}`);
    expect([status, headers.get("Content-Type")?.split(";")[0]]).toEqual([200, type]);
    expect(headers.get("Content-Disposition")).toMatch(/^attachment; filename="UDHR\.fr-ru\.\w+"$/);
    expect(text).toMatch(content);
  });

  test("a file is called as its document set is, in letters of any script", async () => {
    const id = "مساهمة-الكويت-(2)";
    {
      await using memory = await Memory.open(server.memory.location);
      async function* units(): AsyncGenerator<ImportedUnit> {
        const variants = { ar: "مرحبا", fr: "Bonjour" };
        yield { role: "text", confidence: 1, origin: "imported", unofficial: [], variants };
      }
      await memory.documentSets.import({ id, symbol: id, source: "test", fingerprint: id }, units());
    }
    const { status, headers } = await server.ask(`/api/document-sets/${encodeURIComponent(id)}/tmx?languages=ar,fr`);
    const [, plain, encoded] =
      /^attachment; filename="([\x20-\x7e]+)"; filename\*=UTF-8''([\w.%-]+)$/.exec(
        headers.get("Content-Disposition") ?? "",
      ) ?? [];
    expect([status, plain?.endsWith(".ar-fr.tmx"), decodeURIComponent(encoded ?? "")]).toEqual([
      200,
      true,
      `${id}.ar-fr.tmx`,
    ]);
    await server.ask(`/api/document-sets/${encodeURIComponent(id)}`, { method: "DELETE" });
  });

  test("only what is sure enough, or confirmed, if asked", async () => {
    const lines = async (filter: string) =>
      (await server.ask(`/api/export?format=jsonl&languages=fr,en${filter}`)).text.trim().split("\n").filter(Boolean);
    const [all, sure, confirmed] = [
      await lines(""),
      await lines("&minConfidence=0.99"),
      await lines("&status=confirmed"),
    ];
    expect(sure.length).toBeLessThan(all.length);
    expect(confirmed.length).toBeLessThan(sure.length);
  });

  test("says what is wrong before a download begins", async () => {
    expect((await server.ask("/api/export?format=xliff&languages=fr")).body.detail).toMatch(/source and a target/);
    expect((await server.ask("/api/export?languages=de")).status).toBe(400);
    expect((await server.ask("/api/export?sets=nothing")).status).toBe(404);
  });

  test("one that is only asked about (HEAD) is never on its way", async () => {
    const path = `${server.address}/api/export?sets=UDHR`;
    // Four may be on their way at one time.
    for (let asked = 0; asked < 5; asked++) expect((await fetch(path, { method: "HEAD" })).status).toBe(200);
    const whole = await fetch(path);
    expect([whole.status, (await whole.text()).trimEnd().endsWith("</tmx>")]).toEqual([200, true]);
  });

  test("no more than may be run at one time; one that fails breaks off, and never looks whole", async () => {
    const broken = await served(await ownMemory("SQLite", await mkdtemp(join(folder, "broken-"))));
    // What the last unit has beside its texts is damaged: that is found when much has been sent.
    const file = new DatabaseSync(broken.memory.location);
    file.exec("update unit set details = '{' where id = (select max(id) from unit)");
    file.close();
    // Found early, it is said; found late, the transfer has no end.
    const outcome = await fetch(`${broken.address}/api/export?format=jsonl`)
      .then(async (response) => (await response.text()) && (response.ok ? "whole" : "refused"))
      .catch(() => "broken off");
    expect(outcome).not.toBe("whole");
    await broken.close();
    const none = await serve({ memory: server.memory, port: 0, limits: { downloads: 0 } });
    const refused = await fetch(`${none.address}/api/export`);
    expect([refused.status, refused.headers.get("Retry-After")]).toEqual([503, "2"]);
    await none.close();
  });
});

test("the reference lists every route of the definition, on a page without scripts", async () => {
  const { body } = await server.ask("/api/openapi.json");
  const { text, headers } = await server.ask("/api");
  expect(headers.get("Content-Type")).toMatch(/^text\/html/);
  for (const path of Object.keys(body.paths)) expect(text).toContain(`${path}</code>`);
  expect(text).not.toContain("<script");
});

test("a client in TypeScript asks by the same definition", async () => {
  const client = sextantClient(server.address);
  const query = { text: "Tout individu a droit à une nationalité.", source: "fr", target: "en" };
  const answer = await client.api.lookup.$get({ query });
  expect(answer.status).toBe(200);
  const matches = answer.ok ? await answer.json() : [];
  expect(matches[0]?.target).toBe("Everyone has the right to a nationality.");
});
