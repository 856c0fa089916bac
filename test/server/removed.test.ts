import { setTimeout } from "node:timers/promises";
import { describe, expect, test } from "vitest";
import { guarded } from "./access/known.ts";
import { ENGINES, json } from "./asking.ts";

const DELETE = { method: "DELETE" };
const POST = { method: "POST" };

describe.each(ENGINES)("what is removed from a server, in %s", (engine) => {
  test("is told with what restores it, and answers as before when it is back, its versions too", async () => {
    const server = await guarded(engine);
    const { id: who, secret } = await server.memory.serving.addToken({ name: "Ada", role: "reviser" });
    const ask = (path: string, init?: RequestInit) => server.ask(`/api/${path}`, secret, init);
    const before = await ask("document-sets/UDHR/rows?limit=3");
    const listed = await ask("document-sets");
    const removed = await ask("document-sets/UDHR", DELETE);
    expect(removed).toMatchObject({ status: 200, body: { memory: "main", isMemory: false, by: "Ada" } });
    expect(removed.body.documentSets).toMatchObject([{ id: "UDHR", symbol: "A/RES/217(III)A" }]);
    expect((await ask("document-sets/UDHR/rows")).status).toBe(404);
    const after = await ask("document-sets");
    expect(after.body).toHaveLength(1);
    // Who has kept the answer of before is not told that it still holds.
    const etag = { "If-None-Match": listed.headers.get("ETag") ?? "" };
    expect((await ask("document-sets", { headers: etag })).status).toBe(200);
    expect((await ask("removed")).body).toEqual([removed.body]);
    expect(await ask(`removed/${removed.body.id}/restore`, POST)).toMatchObject({ status: 200, body: removed.body });
    expect((await ask("document-sets/UDHR/rows?limit=3")).body).toEqual(before.body);
    const { version } = before.body[0];
    const confirm = json("POST", { action: "confirm", position: 0, version });
    expect((await ask("document-sets/UDHR/corrections", confirm)).status).toBe(200);
    expect((await ask(`removed/${removed.body.id}/restore`, POST)).status).toBe(404);
    // The audit log is written a moment later.
    await setTimeout(400);
    const noted = (await server.memory.serving.auditAfter()).filter((entry) => entry.who === who);
    expect(noted.map(({ method, path, status }) => [method, path, status])).toEqual(
      expect.arrayContaining([
        ["DELETE", "/api/document-sets/UDHR", 200],
        ["POST", `/api/removed/${removed.body.id}/restore`, 200],
      ]),
    );
    await server.close();
  });

  test("is shown to, and restored by, those only who could remove it", async () => {
    const server = await guarded(engine);
    await server.memory.writing().memories.assign("UDHR", "Treaties");
    await server.memory.writing().memories.assign("A-RES-67-189", "Staff");
    const token = async (role: "reader" | "reviser", memories: readonly string[]): Promise<string> =>
      (await server.memory.serving.addToken({ name: role, role, memories })).secret;
    const [reader, reviser, other] = [
      await token("reader", ["Treaties"]),
      await token("reviser", ["Treaties"]),
      await token("reviser", ["Staff"]),
    ];
    expect((await server.ask("/api/memories/Treaties", reader, DELETE)).status).toBe(403);
    expect((await server.ask("/api/memories/Treaties", other, DELETE)).status).toBe(404);
    const { status, body } = await server.ask("/api/memories/Treaties", reviser, DELETE);
    expect([status, body.isMemory]).toEqual([200, true]);
    for (const [secret, seen, answer] of [
      [reader, 1, 403],
      [other, 0, 404],
    ] as const) {
      expect((await server.ask("/api/removed", secret)).body).toHaveLength(seen);
      expect((await server.ask(`/api/removed/${body.id}/restore`, secret, POST)).status).toBe(answer);
      expect((await server.ask(`/api/removed/${body.id}`, secret, DELETE)).status).toBe(answer);
    }
    expect((await server.ask("/api/memories", reviser)).body).toEqual([]);
    expect((await server.ask(`/api/removed/${body.id}/restore`, reviser, POST)).status).toBe(200);
    expect((await server.ask("/api/memories", reviser)).body).toMatchObject([{ name: "Treaties", documentSets: 1 }]);
    const again = await server.ask("/api/document-sets/UDHR", reviser, DELETE);
    expect((await server.ask(`/api/removed/${again.body.id}`, reviser, DELETE)).status).toBe(204);
    expect((await server.ask("/api/removed", reviser)).body).toEqual([]);
    await server.close();
  });

  test("does not take the place of what has its id now", async () => {
    const server = await guarded(engine);
    const { secret } = await server.memory.serving.addToken({ name: "Ada", role: "admin" });
    const { body } = await server.ask("/api/document-sets/UDHR", secret, DELETE);
    const units = [{ variants: { en: "Another text", fr: "Un autre texte" } }];
    await server.memory
      .writing()
      .documentSets.add({ id: "UDHR", symbol: "UDHR", source: "test", memory: "main" }, units);
    const refused = await server.ask(`/api/removed/${body.id}/restore`, secret, POST);
    expect(refused).toMatchObject({ status: 409, body: { code: "id-taken" } });
    expect((await server.ask("/api/document-sets/UDHR/segments", secret)).body).toHaveLength(1);
    expect((await server.ask("/api/memories/main", secret, DELETE)).status).toBe(400);
    await server.close();
  });
});
