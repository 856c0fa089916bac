import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ThreadedMemory } from "@sextant/core/memory";
import { knownAccess, type RunningServer, serve } from "@sextant/server";
import { afterAll, beforeAll, describe, expect, test } from "vitest";

describe("the events of a job that waits", () => {
  let folder: string;
  let memory: ThreadedMemory;
  let server: RunningServer;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "sextant-events-"));
    memory = await ThreadedMemory.open(join(folder, "memory.sqlite"), { readers: 1 });
    // Nobody runs jobs.
    server = await serve({ memory, port: 0, access: knownAccess("tokens", memory.serving) });
  });
  afterAll(async () => {
    await server.close();
    await memory.close();
    await rm(folder, { recursive: true });
  });

  /** Somebody who signed in. */
  async function person(role: string): Promise<{ readonly id: string; readonly cookie: string }> {
    const name = `Ada ${Math.random()}`;
    const id = await memory.serving.addAccount({ name, password: { hash: "none" }, role });
    const { secret } = await memory.serving.beginSession({ of: { account: id }, idleSeconds: 600, maxSeconds: 600 });
    return { id, cookie: `sextant_session=${secret}` };
  }
  const jobOf = (who: string): Promise<string> => memory.serving.addJob({ kind: "import", who, asked: {}, files: [] });

  /** Listens; told all that was said when the server ends it. */
  async function listens(job: string, headers: Record<string, string>): Promise<{ readonly all: Promise<string> }> {
    const response = await fetch(`${server.address}/api/jobs/${job}/events`, { headers });
    expect(response.status).toBe(200);
    const pieces = response.body?.pipeThrough(new TextDecoderStream()).getReader();
    const first = await pieces?.read();
    const rest = async (): Promise<string> => {
      const next = await pieces?.read();
      return next?.value === undefined ? "" : next.value + (await rest());
    };
    expect(first?.value).toContain("event: waiting");
    return { all: rest() };
  }

  test("end for a tool whose token is revoked", async () => {
    const { id, secret } = await memory.serving.addToken({ name: "tool", role: "reviser" });
    const { all } = await listens(await jobOf(id), { Authorization: `Bearer ${secret}` });
    await memory.serving.revokeToken(id);
    expect(await all).toBe("");
  });

  test("end for a person whose account is erased, whose session has ended, or who may do nothing any more", async () => {
    const ends = [
      (id: string) => memory.serving.eraseAccount(id),
      (id: string) => memory.serving.endSessions(id),
      (id: string) => memory.serving.grant(id, {}),
    ];
    for (const end of ends) {
      const { id, cookie } = await person("reviser");
      const { all } = await listens(await jobOf(id), { Cookie: cookie });
      await end(id);
      expect(await all).toBe("");
    }
  });

  test("end for an admin of whom the role is taken, where the job is another's; others hear on", async () => {
    const [admin, own] = [await person("admin"), await person("reviser")];
    const job = await jobOf(own.id);
    const [seen, heard] = [await listens(job, { Cookie: admin.cookie }), await listens(job, { Cookie: own.cookie })];
    await memory.serving.grant(admin.id, { role: "reviser" });
    expect(await seen.all).toBe("");
    await memory.serving.endJob(job, "cancelled", {});
    expect(await heard.all).toContain("event: cancelled");
  });

  test("do not keep a session from ending, as a question does", async () => {
    const { serving } = memory;
    const account = await serving.addAccount({ name: "Idle", password: { hash: "none" }, role: "reviser" });
    const { secret } = await serving.beginSession({ of: { account }, idleSeconds: 60, maxSeconds: 600 });
    const access = knownAccess("tokens", serving);
    const idle = async () => (await serving.sessionOf(secret))?.idle ?? "";
    const before = await idle();
    expect(await access.identityNow(secret)).toMatchObject({ id: account, role: "reviser" });
    expect(await idle()).toBe(before);
    await access.identityOf(secret);
    await expect.poll(async () => (await idle()) > before).toBe(true);
  });
});
