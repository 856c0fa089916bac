import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ThreadedMemory } from "@sextant/core/memory";
import { knownAccess, serve } from "@sextant/server";
import { expect, test } from "vitest";

test("a job is tried again only by who might send it now", async () => {
  const folder = await mkdtemp(join(tmpdir(), "sextant-retry-"));
  const memory = await ThreadedMemory.open(join(folder, "memory.sqlite"), { readers: 1 });
  const server = await serve({ memory, port: 0, access: knownAccess("tokens", memory.serving), jobs: 0 });
  try {
    const account = await memory.serving.addAccount({ name: "ada", password: { hash: "none" }, role: "reviser" });
    const { secret } = await memory.serving.beginSession({ of: { account }, idleSeconds: 600, maxSeconds: 600 });
    const ask = (path: string, method: string, body?: FormData) =>
      fetch(server.address + path, {
        method,
        headers: { Cookie: `sextant_session=${secret}` },
        ...(body && { body }),
      });
    const form = new FormData();
    form.append("file", new File(["en\tfr\nA ship\tUn navire\n"], "ships.tsv"));
    const { id } = (await (await ask("/api/jobs/import", "POST", form)).json()) as { readonly id: string };
    expect((await ask(`/api/jobs/${id}`, "DELETE")).status).toBe(204);
    const retried = async (): Promise<number> => (await ask(`/api/jobs/${id}/retry`, "POST")).status;
    /** 403 as soon as the server knows of the lesser role, 400 for want of a file before and after. */
    const sent = async (): Promise<number> => (await ask("/api/jobs/import", "POST", new FormData())).status;
    await memory.serving.grant(account, { role: "translator" });
    await expect.poll(sent, { interval: 500 }).toBe(403);
    expect(await retried()).toBe(403);
    expect(await memory.serving.job(id)).toMatchObject({ state: "cancelled" });
    await memory.serving.grant(account, { role: "reviser" });
    await expect.poll(sent, { interval: 500 }).toBe(400);
    expect(await retried()).toBe(202);
  } finally {
    await server.close();
    await memory.close();
    await rm(folder, { recursive: true });
  }
});
