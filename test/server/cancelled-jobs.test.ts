import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { alignDocuments, documentSetOf, type ImportedUnit, readText } from "@sextant/core";
import { type EndingJob, Memory } from "@sextant/core/memory";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Answer, ENGINES, noMemory, served, type TestServer } from "./asking.ts";

const TEXTS = { fr: "Un bateau en mer.\n\nUn bateau à terre.", en: "A boat at sea.\n\nA boat ashore." };

describe.each(ENGINES)("with a memory in %s", (engine) => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "sextant-cancelled-"));
  });
  afterAll(() => rm(folder, { recursive: true }));

  describe("what a job makes is kept by the change that ends it", () => {
    let memory: Memory;
    beforeAll(async () => {
      memory = await Memory.open(await noMemory(engine, await mkdtemp(join(folder, "memory-"))));
    });
    afterAll(() => memory.close());

    /** Ways to make a document set as a job that is being worked on. */
    const MAKERS = {
      align: (id: string, job: EndingJob) => {
        const documents = [readText(TEXTS.fr, { language: "fr" }), readText(TEXTS.en, { language: "en" })];
        return memory.documentSets.save(documentSetOf(id, documents), alignDocuments(documents), job);
      },
      "import of few units": (id: string, job: EndingJob) => imported(id, 2, job),
      "import that is staged": (id: string, job: EndingJob) => imported(id, 2500, job),
    } as const;

    async function imported(id: string, count: number, job: EndingJob): Promise<void> {
      async function* units(): AsyncGenerator<ImportedUnit> {
        const unit = { role: "text", confidence: 1, origin: "imported", unofficial: [] };
        for (let n = 0; n < count; n++) yield { ...unit, variants: { en: `Boat ${n}`, fr: `Bateau ${n}` } };
      }
      await memory.documentSets.import({ id, symbol: id, source: "test", fingerprint: id }, units(), () => {}, job);
    }

    async function begun(): Promise<EndingJob> {
      const files = [{ name: "boats.tsv", content: Buffer.from("boats") }];
      const id = await memory.serving.addJob({ kind: "import", who: "local", asked: {}, files });
      await memory.serving.takeJob("worker", 60);
      return { id, worker: "worker", report: (kept) => ({ kept }) };
    }

    test.each(Object.entries(MAKERS))("of an %s that is cancelled first, nothing", async (name, make) => {
      const job = await begun();
      expect(await memory.serving.endJob(job.id, "cancelled", {})).toBe(true);
      await expect(make(`${name} cancelled`, job)).rejects.toMatchObject({ code: "memory-not-changed" });
      expect(await memory.documentSets.find(`${name} cancelled`)).toBeUndefined();
      expect(await memory.serving.job(job.id)).toMatchObject({ state: "cancelled", report: {} });
      expect(await memory.serving.jobFiles(job.id)).toHaveLength(1);
    });

    test.each(Object.entries(MAKERS))("of an %s that another has taken up, nothing", async (name, make) => {
      const job = await begun();
      await memory.serving.giveBack(job.id, "worker");
      await memory.serving.takeJob("another", 60);
      await expect(make(`${name} lost`, job)).rejects.toMatchObject({ code: "memory-not-changed" });
      expect(await memory.documentSets.find(`${name} lost`)).toBeUndefined();
      expect(await memory.serving.job(job.id)).toMatchObject({ state: "running" });
      await memory.serving.endJob(job.id, "cancelled", {});
    });

    test.each(Object.entries(MAKERS))(
      "of an %s that is not, all: it is done then, and not cancelled",
      async (name, make) => {
        const job = await begun();
        await make(`${name} done`, job);
        const state = { state: "done", report: { kept: name === "import that is staged" ? 2500 : 2 } };
        expect(await memory.serving.job(job.id)).toMatchObject(state);
        expect(await memory.serving.endJob(job.id, "cancelled", {})).toBe(false);
        expect(await memory.serving.job(job.id)).toMatchObject(state);
        expect(await memory.documentSets.find(`${name} done`)).toBeDefined();
        expect(await memory.serving.jobFiles(job.id)).toEqual([]);
        expect(await memory.maintenance.check()).toEqual([]);
      },
    );
  });

  describe("a server", () => {
    let server: TestServer;
    beforeAll(async () => {
      server = await served(await noMemory(engine, await mkdtemp(join(folder, "server-"))), { jobs: 1 });
    });
    afterAll(() => server.close());

    async function sent(id: string): Promise<string> {
      const body = new FormData();
      for (const [language, text] of Object.entries(TEXTS)) body.append("file", new File([text], `${language}.txt`));
      body.append("id", id);
      body.append("languages", "fr,en");
      return (await server.ask("/api/jobs/align", { method: "POST", body })).body.id;
    }
    const cancelled = (job: string): Promise<Answer> => server.ask(`/api/jobs/${job}`, { method: "DELETE" });
    const stateOf = async (job: string): Promise<string> => (await server.ask(`/api/jobs/${job}`)).body.state;
    const isThere = async (id: string): Promise<boolean> =>
      (await server.ask(`/api/document-sets/${id}/rows`)).status === 200;

    test("refuses to cancel a job as soon as what it made can be seen", async () => {
      for (const id of ["seen-1", "seen-2", "seen-3"]) {
        const job = await sent(id);
        await expect.poll(() => isThere(id), { interval: 1 }).toBe(true);
        const { status, body } = await cancelled(job);
        expect([status, body.detail]).toEqual([409, "the job was done before it could be cancelled"]);
        expect(await stateOf(job)).toBe("done");
      }
    });

    test("shows a job as cancelled only where nothing of it is there, whenever it is cancelled", async () => {
      for (let delay = 0; delay < 8; delay++) {
        const id = `raced-${delay}`;
        const job = await sent(id);
        await new Promise((resolve) => setTimeout(resolve, 100 * delay));
        const { status } = await cancelled(job);
        const told = { 204: ["cancelled", false], 409: ["done", true] }[status];
        expect([await stateOf(job), await isThere(id)]).toEqual(told);
        // Cancelled twice is cancelled.
        expect((await cancelled(job)).status).toBe(status);
      }
    });
  });
});
