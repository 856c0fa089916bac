import { request } from "node:http";
import { join } from "node:path";
import { Memory } from "@sextant/core";
import { type RunningServer, serve } from "@sextant/server";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";

let memory: Memory;
let server: RunningServer;

beforeAll(async () => {
  memory = await Memory.open(join(inject("data"), "memory.sqlite"));
  server = await serve({ memory, port: 0 });
});
afterAll(async () => {
  await server.close();
  await memory.close();
});

/** Answers are looked at field by field. */
async function get(path: string): Promise<{ status: number; body: any; headers: Headers }> {
  const response = await fetch(server.address + path);
  const text = await response.text();
  const json = response.headers.get("content-type")?.includes("json");
  return { status: response.status, body: json ? JSON.parse(text) : text, headers: response.headers };
}

test("lists the document sets", async () => {
  const { status, body } = await get("/api/document-sets");
  expect(status).toBe(200);
  expect(body.map(({ id }: { id: string }) => id)).toEqual(["A-RES-67-189", "UDHR"]);
  expect(body[0].versions[1]).toEqual({
    language: "en",
    title: expect.stringMatching(/^Strengthening/),
    official: false,
  });
});

test("gives the rows of a document set, in the languages asked for, in pages", async () => {
  const all = await get("/api/document-sets/A-RES-67-189/rows");
  expect(all.body).toHaveLength(90);
  expect(Object.keys(all.body[5].blocks)).toEqual(["fr", "en", "es", "ru", "zh", "ar"]);
  const some = await get("/api/document-sets/A-RES-67-189/rows?languages=ar,fr&from=33&limit=2");
  expect(some.body.map(({ number }: { number: string }) => number)).toEqual(["1", "2"]);
  expect(Object.keys(some.body[0].blocks).sort()).toEqual(["ar", "fr"]);
});

test("takes a symbol for an id", async () => {
  expect((await get(`/api/document-sets/${encodeURIComponent("A/RES/67/189")}/rows?limit=1`)).status).toBe(200);
});

test("gives one segment", async () => {
  const { body: rows } = await get("/api/document-sets/UDHR/rows?limit=1");
  const { body } = await get(`/api/segments/${rows[0].units[0]}`);
  expect(body.variants).toMatchObject({ fr: "Déclaration universelle des droits de l’homme", zh: "世界人权宣言" });
});

test("leaves documents out of a search, and shows others first", async () => {
  const total = async (more: string) => (await get(`/api/search?q=droits&language=fr${more}`)).body.total;
  const [all, some] = [await total(""), await total("&leaveOut=documentSet:UDHR")];
  expect(some).toBeGreaterThan(0);
  expect(some).toBeLessThan(all);
  expect(await total("&leaveOut=documentSet:UDHR,body:A")).toBe(0);
  // A symbol is as good as an id, and what is not there is nowhere: neither left out nor the only one.
  expect(await total("&leaveOut=documentSet:A/RES/67/189")).toBe(await total("&leaveOut=documentSet:A-RES-67-189"));
  expect(await total("&documentSet=A/RES/67/189")).toBe(await total("&documentSet=A-RES-67-189"));
  expect(await total("&documentSet=A/RES/67/189")).toBeGreaterThan(0);
  expect(await total("&leaveOut=documentSet:none,memory:none")).toBe(all);
  expect(await total("&documentSet=none")).toBe(0);
  const { body } = await get("/api/search?q=droits&language=fr&limit=3&prefer=documentSet:UDHR");
  expect(body.hits.map(({ unit }: { unit: { documentSet: string } }) => unit.documentSet)).toEqual(
    Array(3).fill("UDHR"),
  );
  for (const wrong of ["UDHR", "symbol:UDHR", "body:", "body:A,"])
    expect((await get(`/api/search?q=droits&language=fr&leaveOut=${wrong}`)).status).toBe(400);
});

test("gives a phrase and its renderings as terms, of either edition, all or those that are named", async () => {
  const asked = "/api/terms?q=convention&language=en&mark=fr,ar";
  const { status, body, headers } = await get(`${asked}&subject=law`);
  expect(status).toBe(200);
  expect(headers.get("content-type")).toContain("application/x-tbx");
  expect(headers.get("content-disposition")).toBe('attachment; filename="terms.en-fr-ar.tbx"');
  expect(body).toContain('<descrip type="subjectField">law</descrip>');
  expect(body.match(/<langSec xml:lang="(\w+)">/g)).toHaveLength(3);
  const { body: one } = await get(`${asked}&rendering=conventions&edition=2008`);
  expect(one.match(/<tig><term>[^<]*/g)).toEqual(["<tig><term>convention", "<tig><term>conventions"]);
  const { body: none } = await get(`${asked}&leaveOut=documentSet:A-RES-67-189`);
  expect(none).not.toContain("67/189");
  expect((await get("/api/terms?q=convention&language=en")).status).toBe(400);
});

test("searches, and says where the phrase stands", async () => {
  const { body } = await get(`/api/search?q=${encodeURIComponent("الجريمة المنظمة")}&language=ar&limit=3`);
  expect(body.total).toBeGreaterThan(10);
  expect(body.hits).toHaveLength(3);
  expect(body.next).toBe(body.hits[2].unit.id);
  const { body: next } = await get(
    `/api/search?q=${encodeURIComponent("الجريمة المنظمة")}&language=ar&limit=3&after=${body.next}`,
  );
  expect(next.total).toBe(body.total - 3);
  expect(next.hits[0].unit.id).toBeGreaterThan(body.next);
  const [{ unit, places }] = body.hits;
  expect(unit.variants.ar.slice(places[0].start, places[0].end)).toBe("الجريمة المنظمة");
});

test("takes a question of 2,000 Chinese characters", async () => {
  const { status, body } = await get(`/api/search?language=zh&q=${encodeURIComponent("会".repeat(2000))}`);
  expect([status, body]).toEqual([200, { hits: [], total: 0, more: false }]);
});

test("looks up, exactly and nearly, and offers what every document has", async () => {
  const { body } = await get(`/api/lookup?text=${encodeURIComponent("Генеральная Ассамблея,")}&source=ru&target=es`);
  expect(body.map(({ unit, score, target }: any) => [unit.symbol, score, target])).toEqual([
    ["A/RES/67/189", 100, "La Asamblea General,"],
    ["A/RES/217(III)A", expect.any(Number), "Ahora, por tanto, La Asamblea General,"],
  ]);
  const near = await get(
    `/api/lookup?text=${encodeURIComponent("Chacun a droit à une nationalité.")}&source=fr&target=zh`,
  );
  expect(near.body[0]).toMatchObject({
    kind: "fuzzy",
    source: "Tout individu a droit à une nationalité.",
    target: "人人有权享有国籍。",
    differences: [
      { kind: "removed", text: "Tout individu " },
      { kind: "added", text: "Chacun " },
      { kind: "same", text: "a droit à une nationalité." },
    ],
  });
  expect((await get("/api/lookup?text=x&source=fr&target=zh&threshold=20")).status).toBe(400);
});

test("leaves out of matches and known parts what it is asked to", async () => {
  const text = encodeURIComponent("Chacun a droit à une nationalité.");
  const asked = `text=${text}&source=fr&target=zh`;
  const { body: all } = await get(`/api/lookup?${asked}`);
  const set = all[0].unit.documentSet;
  const without = (what: string) => get(`/api/lookup?${asked}&leaveOut=${what}`);
  for (const what of [`documentSet:${set}`, `documentSet:${all[0].unit.symbol}`, `unit:${all[0].unit.id}`])
    expect((await without(what)).body.map(({ unit }: any) => unit.id)).not.toContain(all[0].unit.id);
  expect((await without("unit:x")).status).toBe(400);
  const batch = async (leaveOut: unknown) =>
    fetch(`${server.address}/api/lookup`, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ texts: ["Chacun a droit à une nationalité."], source: "fr", target: "zh", leaveOut }),
    });
  const [found] = (await (await batch([`documentSet:${set}`])).json()) as any[];
  expect(found.map(({ unit }: any) => unit.documentSet)).not.toContain(set);
  expect((await batch(["set:x"])).status).toBe(400);
  const parts = await get(`/api/subsegments?${asked}&leaveOut=documentSet:${set}`);
  for (const { units } of parts.body) expect(units.map((unit: any) => unit.documentSet)).not.toContain(set);
});

test("finds Arabic words however they are spelt, or as they are, if that is asked for", async () => {
  const text = encodeURIComponent("الاعلان العالمي لحقوق الانسان");
  const search = async (arabic: string) => (await get(`/api/search?language=ar&q=${text}${arabic}`)).body.total;
  expect(await search("")).toBeGreaterThan(1);
  expect(await search("&arabic=strict")).toBe(0);
  const lookup = (arabic: string) => get(`/api/lookup?source=ar&target=en&text=${text}${arabic}`);
  expect((await lookup("")).body[0]).toMatchObject({ source: "الإعلان العالمي لحقوق الإنسان", kind: "fuzzy" });
  expect((await lookup("")).body[0].penalties).toContainEqual({ reason: "spelling", points: 1 });
  expect((await lookup("&arabic=strict")).body).toEqual([]);
  expect((await lookup("&arabic=other")).status).toBe(400);
});

test("gives TMX to download, the first language as source", async () => {
  const { status, body, headers } = await get("/api/document-sets/UDHR/tmx?languages=zh,ar");
  expect(status).toBe(200);
  expect(headers.get("content-disposition")).toBe('attachment; filename="UDHR.zh-ar.tmx"');
  expect(headers.get("content-type")).toMatch(/^application\/x-tmx\+xml/);
  expect(body).toMatch(/srclang="zh"/);
  expect(body.match(/<tu /g).length).toBeGreaterThan(90);
  expect(body.trimEnd()).toMatch(/<\/tmx>$/);
});

test("describes itself: every path of the OpenAPI document is there, and no other", async () => {
  const { body } = await get("/api/openapi.json");
  expect(body.openapi).toMatch(/^3\.1/);
  expect(Object.keys(body.paths).sort()).toEqual([
    "/api/accounts",
    "/api/accounts/sessions",
    "/api/accounts/{id}",
    "/api/accounts/{id}/password",
    "/api/accounts/{id}/sessions",
    "/api/audit",
    "/api/compare/files",
    "/api/compare/versions",
    "/api/document-sets",
    "/api/document-sets/{id}",
    "/api/document-sets/{id}/changes",
    "/api/document-sets/{id}/changes/{change}",
    "/api/document-sets/{id}/corrections",
    "/api/document-sets/{id}/findings",
    "/api/document-sets/{id}/memory",
    "/api/document-sets/{id}/not-errors",
    "/api/document-sets/{id}/not-errors/{verdict}",
    "/api/document-sets/{id}/rows",
    "/api/document-sets/{id}/rows/{position}/segments",
    "/api/document-sets/{id}/segments",
    "/api/document-sets/{id}/tmx",
    "/api/export",
    "/api/jobs",
    "/api/jobs/align",
    "/api/jobs/import",
    "/api/jobs/{id}",
    "/api/jobs/{id}/events",
    "/api/jobs/{id}/files",
    "/api/jobs/{id}/retry",
    "/api/lookup",
    "/api/memories",
    "/api/memories/{name}",
    "/api/memories/{name}/name",
    "/api/read",
    "/api/removed",
    "/api/removed/{id}",
    "/api/removed/{id}/restore",
    "/api/reuse",
    "/api/search",
    "/api/segments/{id}",
    "/api/session",
    "/api/sessions",
    "/api/subsegments",
    "/api/terms",
    "/health",
    "/health/live",
    "/health/ready",
    "/metrics",
  ]);
  expect(Object.keys(body.components.schemas)).toContain("TranslationUnit");
});

describe("a wrong question gets an answer that helps", () => {
  test.each([
    ["/api/document-sets/nothing/rows", 404, /there is no document set nothing; .*\/api\/document-sets lists them/],
    ["/api/document-sets/UDHR/rows?languages=fr,de", 400, /A\/RES\/217\(III\)A has no version in de; it has fr, en/],
    ["/api/document-sets/UDHR/rows?languages=f%20r", 400, /BCP 47/],
    ["/api/document-sets/UDHR/rows?limit=501", 400, /limit/],
    ["/api/document-sets/UDHR/tmx?languages=de", 400, /has no version in de/],
    ["/api/segments/99999999", 404, /there is no segment/],
    ["/api/segments/abc", 400, /id/],
    ["/api/search?q=&language=fr", 400, /q/],
    ["/api/search?q=paix", 400, /language/],
    [`/api/search?language=fr&q=${"x".repeat(2001)}`, 400, /at most 2,000 characters/],
    ["/api/nothing", 404, /there is nothing at \/api\/nothing/],
  ])("%s", async (path, status, message) => {
    const answer = await get(path);
    expect([answer.status, answer.body.error]).toEqual([status, expect.stringMatching(message)]);
  });
});

test("answers to its own name only, so that no page elsewhere can have it read", async () => {
  const { hostname, port } = new URL(server.address);
  const status = await new Promise((resolve, reject) => {
    request({ hostname, port, path: "/api/document-sets", headers: { host: "evil.example" } }, (response) =>
      resolve(response.statusCode),
    )
      .on("error", reject)
      .end();
  });
  expect(status).toBe(403);
});

test("lets nothing from elsewhere into its pages", async () => {
  const { headers } = await get("/api/document-sets");
  expect(headers.get("content-security-policy")).toMatch(/^default-src 'self'/);
  expect(headers.get("x-content-type-options")).toBe("nosniff");
  expect(headers.get("access-control-allow-origin")).toBeNull();
});

test("a port that is taken is said to be", async () => {
  const port = Number(new URL(server.address).port);
  await expect(serve({ memory, port })).rejects.toThrow(
    `cannot listen on 127.0.0.1:${port}: the port is taken; choose another with --port`,
  );
});
