import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { corpus } from "../setup.ts";
import { ENGINES, ownMemory, served, type TestServer } from "./asking.ts";

interface Listed {
  readonly name: string;
  readonly documentSets: number;
}

describe.each(ENGINES)("uploads to a server on a memory in %s", (engine) => {
  let folder: string;
  let server: TestServer;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "sextant-jobs-"));
    server = await served(await ownMemory(engine, folder), { jobs: 1 });
  });
  afterAll(async () => {
    await server.close();
    await rm(folder, { recursive: true });
  });

  async function sent(
    kind: string,
    files: Readonly<Record<string, string | Uint8Array>>,
    fields: Record<string, string>,
  ) {
    const form = new FormData();
    for (const [name, content] of Object.entries(files)) form.append("file", new File([content as BlobPart], name));
    for (const [name, value] of Object.entries(fields)) form.append(name, value);
    return server.ask(`/api/jobs/${kind}`, { method: "POST", body: form });
  }
  const ended = (id: string) => expect.poll(async () => (await server.ask(`/api/jobs/${id}`)).body, { interval: 100 });

  test("versions of a document are read, aligned and kept, and each step is told as an event", async () => {
    const files = {
      "udhr.fr.txt": await readFile(join(corpus("UDHR"), "fr.txt")),
      "udhr.en.txt": await readFile(join(corpus("UDHR"), "en.txt")),
    };
    const begun = await sent("align", files, { id: "uploaded" });
    expect([begun.status, begun.headers.get("Location")]).toEqual([202, `/api/jobs/${begun.body.id}`]);
    const events = await server.ask(`/api/jobs/${begun.body.id}/events`);
    const steps = [...events.text.matchAll(/^event: (\w+)$/gm)].map(([, name]) => name);
    expect(steps.at(-1)).toBe("done");
    const { body } = await server.ask(`/api/jobs/${begun.body.id}`);
    expect(body).toMatchObject({ state: "done", report: { documentSet: "uploaded", languages: ["fr", "en"] } });
    const rows = await server.ask("/api/document-sets/uploaded/rows?limit=3");
    expect(rows.body[0].blocks.en[0].text).toMatch(/Universal Declaration/);
  });

  test("versions take the place of other texts under their id only where that is asked for", async () => {
    const files = (text: string) => ({ "a.fr.txt": `Le rapport ${text}.`, "a.en.txt": `The report ${text}.` });
    const state = async (text: string, fields: Record<string, string> = {}) => {
      const { body } = await sent("align", files(text), { id: "report", languages: "fr,en", ...fields });
      return ended(body.id);
    };
    const said = async () => (await server.ask("/api/document-sets/report/rows")).body[0].blocks.fr[0].text;
    await (await state("annuel")).toMatchObject({ state: "done" });
    await (await state("annuel")).toMatchObject({ state: "done" });
    await (await state("final")).toMatchObject({ state: "failed", report: { code: "id-taken" } });
    expect(await said()).toBe("Le rapport annuel.");
    await (await state("final", { replace: "true" })).toMatchObject({ state: "done" });
    expect(await said()).toBe("Le rapport final.");
  });

  test.each([".", "..", "a/b", "a".repeat(201)])(
    "nothing is kept under an id that no address can have: %s",
    async (id) => {
      const { status, body } = await sent("import", { "boats.tsv": "en\tfr\nA boat.\tUn bateau.\n" }, { id });
      expect([status, body.detail]).toEqual([400, expect.stringContaining("is no id")]);
    },
  );

  test("a file of another tool is imported, and what was left out is told", async () => {
    const tsv = "en\tfr\nA boat.\tUn bateau.\nOnly English.\t\n";
    const { body } = await sent("import", { "boats.tsv": tsv }, { id: "boats" });
    await ended(body.id).toMatchObject({ state: "done", report: { documentSet: "boats" } });
    const found = await server.ask("/api/lookup?text=A boat.&source=en&target=fr");
    expect(found.body[0].target).toBe("Un bateau.");
  });

  test("uploads go into the memory that is named, which can be renamed", async () => {
    const files = {
      "one.fr.txt": "Un bateau en mer.\n\nUn bateau à terre.",
      "one.en.txt": "A boat at sea.\n\nA boat ashore.",
    };
    const { body } = await sent("align", files, { id: "named", languages: "fr, en", memory: "Navy" });
    await ended(body.id).toMatchObject({ state: "done" });
    const memories = async () =>
      (await server.ask("/api/memories")).body.map(({ name, documentSets }: Listed) => [name, documentSets]);
    expect(await memories()).toContainEqual(["Navy", 1]);
    const renamed = (name: string, next: string) =>
      server.ask(`/api/memories/${name}/name`, {
        method: "PUT",
        headers: { "Content-Type": "application/json" },
        body: JSON.stringify({ name: next }),
      });
    expect((await renamed("Navy", "Fleet")).status).toBe(204);
    expect(await memories()).toContainEqual(["Fleet", 1]);
    expect(await memories()).not.toContainEqual(["Navy", expect.anything()]);
    expect((await renamed("Navy", "Ships")).status).toBe(404);
    expect((await renamed("Fleet", "main")).body).toMatchObject({ status: 409, code: "id-taken" });
    expect((await renamed("Fleet", "!")).status).toBe(400);
  });

  test("an import takes an encoding and the languages of columns from who knows them", async () => {
    const cyrillic = Uint8Array.from("Boat\t", (sign) => sign.charCodeAt(0));
    // “Лодка” in Windows-1251.
    const table = Uint8Array.of(...cyrillic, 0xcb, 0xee, 0xe4, 0xea, 0xe0, 0x0a);
    const { body } = await sent("import", { "plain.tsv": table }, { encoding: "windows-1251", languages: "en,ru" });
    await ended(body.id).toMatchObject({ state: "done", report: { units: 1 } });
    const found = await server.ask("/api/lookup?text=Boat&source=en&target=ru");
    expect(found.body[0].target).toBe("Лодка");
  });

  test("what cannot be read fails with why, is kept, and can be tried again", async () => {
    const { body } = await sent("import", { "broken.tmx": "<tmx><body><tu>" }, {});
    await ended(body.id).toMatchObject({ state: "failed", report: { error: expect.any(String) } });
    const again = await server.ask(`/api/jobs/${body.id}/retry`, { method: "POST" });
    expect([again.status, again.body.id]).toEqual([202, body.id]);
    await ended(body.id).toMatchObject({ state: "failed", tries: 1 });
    expect((await server.ask("/api/document-sets/broken/rows")).status).toBe(404);
  });

  test("a job whose worker is lost is taken up again, once, and then fails", async () => {
    const { serving } = server.memory;
    const files = [{ name: "never.tmx", content: Buffer.from("<tmx>") }];
    const id = await serving.addJob({ kind: "import", who: "local", asked: { id: "never" }, files });
    // Taken by one that is not heard of again, twice; the server's own runner may be quicker once.
    const lost = async () => {
      const { body } = await server.ask(`/api/jobs/${id}`);
      return body.state;
    };
    await expect.poll(lost).toBe("failed");
    expect(await serving.retryJob(id)).toBe("waits");
    const taken = await serving.takeJob("lost", -1);
    if (taken) expect(taken.tries).toBe(1);
    await expect.poll(lost).toBe("failed");
  });

  test("a job that waits is cancelled, and is not begun", async () => {
    const files = Object.fromEntries(
      await Promise.all(
        ["fr", "en", "es", "ru", "zh", "ar"].map(
          async (language) =>
            [`${language}.txt`, await readFile(join(corpus("A-RES-67-189"), `${language}.txt`))] as const,
        ),
      ),
    );
    const first = await sent("align", files, { id: "first" });
    const second = await sent("align", files, { id: "second" });
    for (const { body } of [second, first]) {
      const cancelled = await server.ask(`/api/jobs/${body.id}`, { method: "DELETE" });
      expect(cancelled.status).toBe(204);
      expect((await server.ask(`/api/jobs/${body.id}`)).body.state).toBe("cancelled");
    }
    expect((await server.ask("/api/document-sets/second/rows")).status).toBe(404);
  });

  test.each([
    ["align", { "a.txt": "x" }, {}, 400],
    ["import", { "a.tmx": "x" }, { id: "../x" }, 400],
  ])("%s refuses what it cannot begin", async (kind, files, fields, status) => {
    expect((await sent(kind, files, fields)).status).toBe(status);
  });
});

test("health says that the server lives and can answer; metrics and log tell no text of a user", async () => {
  const folder = await mkdtemp(join(tmpdir(), "sextant-health-"));
  const lines: object[] = [];
  const say = (fields: object): void => void lines.push(fields);
  const server = await served(await ownMemory("SQLite", folder), { log: { info: say, warn: say, error: say } });
  expect((await server.ask("/health/live")).body).toEqual({ status: "live" });
  expect((await server.ask("/health/ready")).body).toEqual({ status: "ready" });
  await server.ask("/api/lookup?text=confidential&source=fr&target=en");
  await server.ask("/api/v1/fr/en/unit/confidential");
  const { text } = await server.ask("/metrics");
  expect(text).toMatch(/http_request_duration_seconds_count\{method="GET",route="\/api\/lookup",status="200"\} 1/);
  expect(text).not.toContain("confidential");
  expect(JSON.stringify(lines)).toContain("/api/lookup");
  expect(JSON.stringify(lines)).not.toContain("confidential");
  await server.memory.close();
  expect((await server.ask("/health/ready")).status).toBe(503);
  await server.close();
  await rm(folder, { recursive: true });
});
