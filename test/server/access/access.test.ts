import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ThreadedMemory } from "@sextant/core/memory";
import { knownAccess, type Role, serve } from "@sextant/server";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Answer, ENGINES, json, ownMemory } from "../asking.ts";

describe.each(ENGINES)("a server that asks for tokens, on a memory in %s", (engine) => {
  let folder: string;
  let memory: ThreadedMemory;
  let address: string;
  let close: () => Promise<void>;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "sextant-access-"));
    memory = await ThreadedMemory.open(await ownMemory(engine, folder), { readers: 1 });
    await memory.writing().memories.assign("UDHR", "secret");
    const server = await serve({ memory, port: 0, access: knownAccess("tokens", memory.serving) });
    ({ address, close } = server);
  });
  afterAll(async () => {
    await close();
    await memory.close();
    await rm(folder, { recursive: true });
  });

  async function tokenFor(role: Role, memories?: readonly string[], name: string = role): Promise<string> {
    return (await memory.serving.addToken({ name, role, ...(memories && { memories }) })).secret;
  }

  async function ask(
    path: string,
    token?: string,
    init: RequestInit = {},
  ): Promise<Pick<Answer, "status" | "body" | "headers">> {
    const headers = { ...(token && { Authorization: `Bearer ${token}` }), ...(init.headers as object) };
    const response = await fetch(address + path, { redirect: "manual", ...init, headers });
    const text = await response.text();
    const isJson = /json/.test(response.headers.get("Content-Type") ?? "");
    return { status: response.status, body: isJson ? JSON.parse(text) : text, headers: response.headers };
  }

  test("gives nothing to who has no token, or one that is none, revoked or out of date", async () => {
    const gone = await memory.serving.addToken({ name: "gone", role: "admin" });
    await memory.serving.revokeToken(gone.id);
    const late = await memory.serving.addToken({ name: "late", role: "admin", expires: "2020-01-01T00:00:00Z" });
    for (const token of [undefined, "sxt_nonsense", `sxt_${"x".repeat(43)}`, gone.secret, late.secret])
      for (const path of ["/api/document-sets", "/tmserver/languages/", "/get?q=x&langpair=fr|en", "/", "/metrics"])
        expect([path, (await ask(path, token)).status]).toEqual([path, 401]);
    expect((await ask("/api/document-sets")).headers.get("WWW-Authenticate")).toMatch(/^Bearer/);
  });

  test("a confidential memory is not there for who may not see it, whatever they ask", async () => {
    const token = await tokenFor("admin", ["main"]);
    const text = encodeURIComponent("Tout individu a droit à une nationalité.");
    const all = await ask("/api/document-sets/UDHR/rows?limit=1", await tokenFor("reader"));
    const [unit] = all.body[0].units;
    const empty: readonly [string, unknown][] = [
      [`/api/lookup?text=${text}&source=fr&target=en&threshold=95`, []],
      [`/api/lookup?text=${text}&source=fr&target=en&threshold=95&memories=secret`, []],
      ["/api/search?q=nationalité&language=fr&memories=secret", { hits: [], total: 0, more: false }],
      [`/api/v1/fr/en/unit/${text}?min_similarity=95`, []],
      [`/search/fr/en?q=${text}&threshold=95`, []],
      [`/api/subsegments?text=${text}&source=fr&target=en&least=6`, []],
    ];
    for (const [path, nothing] of empty) expect([path, (await ask(path, token)).body]).toEqual([path, nothing]);
    for (const path of ["rows", "tmx", "changes", "segments"])
      expect([path, (await ask(`/api/document-sets/UDHR/${path}`, token)).status]).toEqual([path, 404]);
    expect((await ask(`/api/segments/${unit}`, token)).status).toBe(404);
    expect((await ask("/api/export?sets=UDHR", token)).status).toBe(404);
    const sets = await ask("/api/document-sets", token);
    expect(sets.body.map(({ id }: { id: string }) => id)).toEqual(["A-RES-67-189"]);
    expect((await ask("/api/memories", token)).body.map(({ name }: { name: string }) => name)).toEqual(["main"]);
  });

  test("roles: a reader changes nothing, a translator confirms nothing, a reviser reads no audit log", async () => {
    const { body } = await ask("/api/document-sets/A-RES-67-189/rows?from=5&limit=1", await tokenFor("reader"));
    const confirm = json("POST", { action: "confirm", position: 5, version: body[0].version });
    const unit = json("PUT", { source: "A boat.", target: "Un bateau." });
    const asked: readonly [string, RequestInit, Role][] = [
      ["/api/v1/en/fr/unit/A%20boat.", unit, "translator"],
      ["/api/document-sets/A-RES-67-189/corrections", confirm, "reviser"],
      ["/api/audit", {}, "admin"],
    ];
    const roles: readonly Role[] = ["reader", "translator", "reviser", "admin"];
    for (const [path, init, needed] of asked)
      for (const role of roles) {
        const { status } = await ask(path, await tokenFor(role), init);
        const may = roles.indexOf(role) >= roles.indexOf(needed);
        // Who may confirms once: the row has changed for the next.
        expect([path, role, may ? [200, 409].includes(status) : status]).toEqual([path, role, may ? true : 403]);
      }
  });

  test("MyMemory's key is a token, and set needs one", async () => {
    const set = "/set?seg=Kite.&tra=Cerf-volant.&langpair=en|fr&key=";
    const get = "/get?q=Kite.&langpair=en|fr&key=";
    const [translator, reader] = [await tokenFor("translator"), await tokenFor("reader")];
    const form = (fields: Readonly<Record<string, string>>): RequestInit => ({
      method: "POST",
      body: new URLSearchParams(fields),
    });
    const statuses = (asked: readonly (readonly [path: string, init?: RequestInit])[]) =>
      Promise.all(asked.map(async ([path, init]) => (await ask(path, undefined, init)).status));
    expect(await statuses([[set], [get], [`${set}mine`], [`${get}sxt_nonsense`], [`/api/sets?key=${reader}`]])).toEqual(
      [401, 401, 401, 401, 401],
    );
    expect(await statuses([[`${set}${reader}`], [`${set}${translator}`]])).toEqual([403, 200]);
    const [seg, tra, q, langpair] = ["Kites.", "Cerfs-volants.", "Kite.", "en|fr"];
    expect(
      await statuses([
        ["/set", form({ seg, tra, langpair, key: translator })],
        ["/get", form({ q, langpair, key: `mine,${reader}` })],
      ]),
    ).toEqual([200, 200]);
    expect((await ask(`${get}${reader}`)).body.matches[0]).toMatchObject({ translation: "Cerf-volant." });
  });

  test("says in the audit log who changed what, and forgets a name that is erased", async () => {
    const token = await tokenFor("translator", undefined, "Ada");
    await ask("/api/v1/en/fr/unit/x", token, json("PUT", { source: "A ship.", target: "Un navire." }));
    const admin = await tokenFor("admin");
    const entryOf = async () =>
      (await ask("/api/audit", admin)).body.findLast(({ path }: { path: string }) => path === "/api/v1/en/fr/unit/x");
    await expect.poll(entryOf).toMatchObject({ name: "Ada", method: "PUT", status: 200 });
    await memory.serving.erasePerson("Ada");
    expect(await entryOf()).not.toHaveProperty("name");
  });

  test("a person signs in by a token, and is sent to do so from a page", async () => {
    const page = await ask("/documents/UDHR?row=3", undefined, { headers: { Accept: "text/html" } });
    expect([page.status, page.headers.get("Location")]).toEqual([302, "/sign-in?to=%2Fdocuments%2FUDHR%3Frow%3D3"]);
    const sent = (token: string) => ask("/api/session", undefined, json("POST", { token }));
    expect((await sent("nonsense")).status).toBe(401);
    const signed = await sent(await tokenFor("reader"));
    const cookie = signed.headers.get("Set-Cookie") ?? "";
    expect([signed.status, cookie]).toEqual([
      200,
      expect.stringMatching(/^sextant_session=sxs_.*HttpOnly; SameSite=Strict/),
    ]);
    const known = await ask("/api/memories", undefined, { headers: { Cookie: cookie.split(";")[0] as string } });
    expect(known.status).toBe(200);
  });
});

describe("who comes from elsewhere", () => {
  let folder: string;
  let memory: ThreadedMemory;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "sextant-elsewhere-"));
    memory = await ThreadedMemory.open(await ownMemory("SQLite", folder), { readers: 1 });
  });
  afterAll(async () => {
    await memory.close();
    await rm(folder, { recursive: true });
  });

  test("a server does not start beyond loopback where whoever comes would be trusted", async () => {
    await expect(serve({ memory, host: "0.0.0.0", port: 0 })).rejects.toThrow(/SEXTANT_ACCESS/);
    const access = knownAccess("read", memory.serving);
    const server = await serve({ memory, host: "0.0.0.0", port: 0, access });
    const local = server.address.replace("0.0.0.0", "127.0.0.1");
    expect((await fetch(`${local}/api/memories`)).status).toBe(200);
    expect((await fetch(`${local}/api/v1/en/fr/unit/x`, json("PUT", { source: "a", target: "b" }))).status).toBe(401);
    await server.close();
  });

  test("pages of other origins neither read nor write, unless they are named", async () => {
    const server = await serve({ memory, port: 0, origins: ["https://tool.example"] });
    const ask = (headers: Record<string, string>, method = "GET") =>
      fetch(`${server.address}/api/memories`, { method, headers });
    expect((await ask({ Origin: "https://evil.example" })).status).toBe(403);
    expect((await ask({ "Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "no-cors" })).status).toBe(403);
    expect((await ask({ "Sec-Fetch-Site": "same-origin" })).status).toBe(200);
    const named = await ask({ Origin: "https://tool.example" });
    expect([named.status, named.headers.get("Access-Control-Allow-Origin")]).toEqual([200, "https://tool.example"]);
    expect((await ask({ Origin: "null" }, "DELETE")).status).toBe(403);
    await server.close();
  });

  test("limits: requests a minute, requests at one time, bodies; what is left is told", async () => {
    const limits = { requestsPerMinute: 5, bodyBytes: 1000 };
    const server = await serve({ memory, port: 0, limits });
    const large = await fetch(`${server.address}/api/lookup`, { method: "POST", body: "x".repeat(1001) });
    expect([large.status, large.headers.get("RateLimit-Policy")]).toEqual([413, '"minute";q=5;w=60']);
    const statuses: number[] = [];
    for (let at = 0; at < 6; at++) statuses.push((await fetch(`${server.address}/api/memories`)).status);
    expect(statuses).toEqual([200, 200, 200, 200, 429, 429]);
    await server.close();
  });
});
