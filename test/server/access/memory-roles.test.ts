import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Memory, type Removed, ThreadedMemory } from "@sextant/core/memory";
import { knownAccess, type RunningServer, serve } from "@sextant/server";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type Answer, answerOf, ENGINES, json, noMemory } from "../asking.ts";

describe.each(ENGINES)("roles in a memory that is removed, in %s", (engine) => {
  let folder: string;
  let location: string;
  let memory: ThreadedMemory;
  let server: RunningServer;
  let ada: { readonly id: string; readonly cookie: string };
  let tool: { readonly id: string; readonly secret: string };

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "sextant-roles-"));
    location = await noMemory(engine, folder);
    memory = await ThreadedMemory.open(location, { readers: 1 });
    await made("old text");
    const id = await memory.serving.addAccount({
      ...{ name: "Ada", password: { hash: "none" } },
      memories: { Treaties: "reviser", main: "reader" },
    });
    const { secret } = await memory.serving.beginSession({ of: { account: id }, idleSeconds: 600, maxSeconds: 600 });
    ada = { id, cookie: `sextant_session=${secret}` };
    tool = await memory.serving.addToken({ name: "tool", role: "translator", memories: ["Treaties"] });
    server = await serve({ memory, port: 0, access: knownAccess("tokens", memory.serving) });
  });
  afterEach(async () => {
    await server.close();
    await memory.close();
    await rm(folder, { recursive: true });
  });

  /** Makes the memory Treaties, with a unit, where there is none. */
  const made = (text: string): Promise<void> =>
    memory
      .writing()
      .documentSets.add({ id: text, symbol: text, source: "test", memory: "Treaties" }, [
        { variants: { en: text, fr: `${text} en français` } },
      ]);
  const removed = async (): Promise<string> =>
    ((await memory.writing().removals.removeMemory("Treaties")) as Removed).id;
  /** What Ada and the tool may do, in named memories. */
  const roles = async () => {
    const [account] = await memory.serving.accounts();
    const [token] = await memory.serving.tokens();
    return [account?.memories, token?.memories];
  };
  const GIVEN = [{ Treaties: "reviser", main: "reader" }, ["Treaties"]];
  const NONE = [{ main: "reader" }, []];
  const asAda = (path: string, init: RequestInit = {}): Promise<Answer> =>
    answerOf(server.address + path, { ...init, headers: { ...init.headers, Cookie: ada.cookie } });

  test("come back with it", async () => {
    const id = await removed();
    expect((await asAda("/api/removed")).body).toMatchObject([{ id, memory: "Treaties" }]);
    expect((await asAda(`/api/removed/${id}/restore`, { method: "POST" })).status).toBe(200);
    expect(await roles()).toEqual(GIVEN);
    expect((await asAda("/api/document-sets")).body).toHaveLength(1);
  });

  test("are gone when it is gone for good, by a person or by time", async () => {
    await memory.writing().removals.forget(await removed());
    expect(await roles()).toEqual(NONE);
    await memory.serving.grant(ada.id, { memories: { Treaties: "reviser" } });
    await made("another text");
    await using brief = await Memory.open(location, { keepRemovedDays: 1e-9 });
    await brief.removals.removeMemory("Treaties");
    await brief.maintenance.sweep();
    expect(await roles()).toEqual([undefined, []]);
  });

  test("are none in another memory of its name, and come back with it when that is no more", async () => {
    const former = await removed();
    await made("confidential text");
    expect(await roles()).toEqual(NONE);
    for (const path of ["/api/document-sets", "/api/removed"]) expect((await asAda(path)).body).toEqual([]);
    await memory.serving.grant(ada.id, { memories: { Treaties: "reader" } });
    const later = await removed();
    expect((await memory.reading().removals.list()).map(({ id, isOfFormer }) => [id, isOfFormer])).toEqual([
      [later, undefined],
      [former, true],
    ]);
    await memory.writing().removals.restore(former);
    expect(await roles()).toEqual([{ Treaties: "reviser" }, ["Treaties"]]);
    await memory.writing().removals.removeMemory("Treaties");
    await memory.writing().removals.restore(later);
    expect(await roles()).toEqual([{ Treaties: "reader" }, []]);
  });

  test("are those of now where it is restored into another one of its name", async () => {
    const former = await removed();
    await made("confidential text");
    await memory.serving.grant(ada.id, { memories: { Treaties: "reader" } });
    await memory.writing().removals.restore(former);
    expect(await roles()).toEqual([{ Treaties: "reader" }, []]);
    expect((await memory.reading().memories.list()).find(({ name }) => name === "Treaties")?.documentSets).toBe(2);
  });

  test("let nobody see or restore what was removed of it, once another memory has its name", async () => {
    const set = (await memory.writing().removals.remove("old text")) as Removed;
    const former = await removed();
    await made("new text");
    await memory.serving.grant(ada.id, { memories: { Treaties: "admin" } });
    expect((await asAda("/api/removed")).body).toEqual([]);
    for (const id of [set.id, former])
      expect((await asAda(`/api/removed/${id}/restore`, { method: "POST" })).status).toBe(404);
  });

  test("are given to a name in advance, and stay when it gets its memory", async () => {
    await memory.serving.grant(ada.id, { memories: { Staff: "reviser" } });
    await memory.writing().memories.rank("Staff", 2);
    expect((await roles())[0]).toEqual({ Staff: "reviser" });
    await memory.writing().memories.rename("Treaties", "Conventions");
    expect((await roles())[1]).toEqual(["Conventions"]);
  });

  test("make no memory anew under its name: what would is refused, until it is restored", async () => {
    const id = await removed();
    const form = new FormData();
    form.append("file", new File(["en\tfr\nA boat\tUn bateau\n"], "boats.tsv"));
    form.append("memory", "Treaties");
    const ways = [
      asAda("/api/jobs/import", { method: "POST", body: form }),
      asAda("/api/memories/Treaties", json("PUT", { rank: 2 })),
      answerOf(`${server.address}/set?seg=A+boat&tra=Un+bateau&langpair=en|fr&key=${tool.secret}`, {
        headers: { "X-Api-Key": tool.secret },
      }),
    ];
    for (const answer of await Promise.all(ways)) expect([409, answer.text]).toEqual([answer.status, answer.text]);
    expect((await memory.reading().memories.list()).map(({ name }) => name)).toEqual(["main"]);
    await asAda(`/api/removed/${id}/restore`, { method: "POST" });
    expect((await asAda("/api/memories/Treaties", json("PUT", { rank: 2 }))).status).toBe(200);
  });
});
