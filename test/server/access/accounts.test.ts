import { keptPassword, madePassword } from "@sextant/server";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { ENGINES, json } from "../asking.ts";
import { type GuardedServer, guarded } from "./known.ts";

const PASSWORD = "a boat on the river";

describe.each(ENGINES)("accounts at a server, on a memory in %s", (engine) => {
  let server: GuardedServer;
  let admin: string;

  beforeAll(async () => {
    server = await guarded(engine);
    admin = (await server.memory.serving.addToken({ name: "root", role: "admin" })).secret;
    await server.memory.writing().memories.assign("UDHR", "rights");
  });
  afterAll(() => server.close());

  async function account(name: string, grants: { role?: string; memories?: Record<string, string> }): Promise<string> {
    const hash = await keptPassword(PASSWORD, name);
    return server.memory.serving.addAccount({ name, password: { hash }, ...grants });
  }

  test("an admin makes one; its password is told once, and replaced at the first sign-in", async () => {
    const made = await server.ask("/api/accounts", admin, json("POST", { name: "Ada", role: "translator" }));
    expect(made.status).toBe(201);
    const { password } = made.body;
    const refused = await server.signIn({ name: "Ada", password });
    expect([refused.status, refused.body.code, refused.cookie]).toEqual([403, "new-password", ""]);
    const short = await server.signIn({ name: "Ada", password, next: "short" });
    expect([short.status, short.text.includes(password)]).toEqual([400, false]);
    const signed = await server.signIn({ name: "Ada", password, next: PASSWORD });
    expect([signed.status, signed.body]).toMatchObject([200, { kind: "account", name: "Ada", role: "translator" }]);
    expect((await server.signIn({ name: "Ada", password })).status).toBe(401);
    expect((await server.signIn({ name: "Ada", password: PASSWORD })).status).toBe(200);
  });

  test("a password that was made is good for a week", async () => {
    const { password, kept } = await madePassword("Late");
    const late = { ...kept, until: new Date(Date.now() - 1).toISOString() };
    await server.memory.serving.addAccount({ name: "Late", password: late, role: "reader" });
    expect((await server.signIn({ name: "Late", password, next: PASSWORD })).status).toBe(401);
  });

  test("a session is known, and ends where it is ended: here, or everywhere", async () => {
    await account("Grace", { role: "reader" });
    const cookies: string[] = [];
    while (cookies.length < 3) cookies.push((await server.signIn({ name: "Grace", password: PASSWORD })).cookie);
    const statuses = () =>
      Promise.all(cookies.map(async (cookie) => (await server.ask("/api/memories", cookie)).status));
    expect(await statuses()).toEqual([200, 200, 200]);
    await server.ask("/api/session", cookies[0], { method: "DELETE" });
    expect(await statuses()).toEqual([401, 200, 200]);
    await server.ask("/api/sessions", cookies[1], { method: "DELETE" });
    expect(await statuses()).toEqual([401, 401, 401]);
  });

  test("an admin ends a person's sessions, and gives them other rights, at once", async () => {
    const id = await account("Mary", { role: "reader" });
    const { cookie } = await server.signIn({ name: "Mary", password: PASSWORD });
    const correct = json("POST", { action: "confirm", position: 1, version: "r1-1" });
    const path = "/api/document-sets/A-RES-67-189/corrections";
    expect((await server.ask(path, cookie, correct)).status).toBe(403);
    await server.ask(`/api/accounts/${id}`, admin, json("PUT", { role: "reviser" }));
    expect((await server.ask(path, cookie, correct)).status).not.toBe(403);
    const listed = (await server.ask("/api/accounts", admin)).body.find((own: { id: string }) => own.id === id);
    expect(listed).toMatchObject({ name: "Mary", role: "reviser", sessions: 1 });
    expect((await server.ask(`/api/accounts/${id}/sessions`, admin, { method: "DELETE" })).status).toBe(204);
    expect((await server.ask("/api/memories", cookie)).status).toBe(401);
  });

  test("an admin signs everybody out at once, who came by a token, too", async () => {
    await account("Dana", { role: "reader" });
    const token = (await server.memory.serving.addToken({ name: "tool", role: "reader" })).secret;
    const signed = [await server.signIn({ name: "Dana", password: PASSWORD }), await server.signIn({ token })];
    const everybody = (who: string) => server.ask("/api/accounts/sessions", who, { method: "DELETE" });
    const statuses = () =>
      Promise.all(
        [...signed, { cookie: token }].map(async ({ cookie }) => (await server.ask("/api/memories", cookie)).status),
      );
    expect([(await everybody(token)).status, await statuses()]).toEqual([403, [200, 200, 200]]);
    expect([(await everybody(admin)).status, await statuses()]).toEqual([204, [401, 401, 200]]);
  });

  test("what was answered before is not taken for new where somebody may see more, or less, now", async () => {
    const id = await account("Lise", { memories: { main: "reader" } });
    const { cookie } = await server.signIn({ name: "Lise", password: PASSWORD });
    const before = await server.ask("/api/document-sets", cookie);
    const again = () =>
      server.ask("/api/document-sets", cookie, { headers: { "If-None-Match": before.headers.get("ETag") ?? "" } });
    expect((await again()).status).toBe(304);
    await server.ask(`/api/accounts/${id}`, admin, json("PUT", { role: "reader" }));
    const now = await again();
    expect([now.status, now.body.length > before.body.length]).toEqual([200, true]);
  });

  test("roles are those of the memory: reviser of one, reader of another, none of a third", async () => {
    await server.memory.writing().memories.rank("closed", 3);
    await account("Rosa", { memories: { rights: "reviser", main: "reader" } });
    const { cookie } = await server.signIn({ name: "Rosa", password: PASSWORD });
    const confirmed = async (set: string): Promise<number> => {
      const [row] = (await server.ask(`/api/document-sets/${set}/rows?from=4&limit=1`, cookie)).body;
      const correction = { action: "confirm", position: 4, version: row.version };
      return (await server.ask(`/api/document-sets/${set}/corrections`, cookie, json("POST", correction))).status;
    };
    expect([await confirmed("UDHR"), await confirmed("A-RES-67-189")]).toEqual([200, 403]);
    const names = (await server.ask("/api/memories", cookie)).body.map(({ name }: { name: string }) => name);
    expect(names.toSorted()).toEqual(["main", "rights"]);
    const moved = (name: string) =>
      server.ask("/api/document-sets/UDHR/memory", cookie, json("PUT", { name })).then(({ status }) => status);
    expect([await moved("closed"), await moved("main")]).toEqual([404, 403]);
    // Of all memories: the audit log, the figures, accounts.
    for (const path of ["/api/audit", "/metrics", "/api/accounts"])
      expect([path, (await server.ask(path, cookie)).status]).toEqual([path, 403]);
  });

  test("an admin of one memory is none of the server", async () => {
    await account("Local", { memories: { main: "admin" } });
    const { cookie } = await server.signIn({ name: "Local", password: PASSWORD });
    for (const path of ["/api/audit", "/metrics", "/api/accounts"])
      expect([path, (await server.ask(path, cookie)).status]).toEqual([path, 403]);
    const made = await server.ask("/api/accounts", cookie, json("POST", { name: "Friend", role: "admin" }));
    expect(made.status).toBe(403);
  });

  test("a name that is erased is told nowhere, and what was done stays", async () => {
    const id = await account("Eva Erased", { role: "reviser" });
    const { cookie } = await server.signIn({ name: "Eva Erased", password: PASSWORD });
    const [row] = (await server.ask("/api/document-sets/A-RES-67-189/rows?from=9&limit=1", cookie)).body;
    const confirm = json("POST", { action: "confirm", position: 9, version: row.version });
    await server.ask("/api/document-sets/A-RES-67-189/corrections", cookie, confirm);
    const finding = { id: "f1", type: "number", values: { fr: ["1"] } };
    const verdict = json("POST", { finding, by: "somebody else" });
    const kept = await server.ask("/api/document-sets/A-RES-67-189/not-errors", cookie, verdict);
    expect(kept.body.by).toBe("Eva Erased");
    const pages = ["/api/document-sets/A-RES-67-189/changes", "/api/document-sets/A-RES-67-189/not-errors"];
    const told = async (): Promise<string[]> =>
      Promise.all([...pages, "/api/audit", "/api/accounts"].map(async (path) => (await server.ask(path, admin)).text));
    await expect
      .poll(async () => (await told()).map((text) => text.includes("Eva Erased")))
      .toEqual([true, true, true, true]);
    expect((await server.ask(`/api/accounts/${id}`, admin, { method: "DELETE" })).status).toBe(204);
    expect((await told()).map((text) => text.includes("Eva Erased"))).toEqual([false, false, false, false]);
    const [change] = (await server.ask(pages[0] as string, admin)).body;
    expect(change).toMatchObject({ by: "", correction: { action: "confirm" } });
    expect((await server.ask("/api/memories", cookie)).status).toBe(401);
    expect((await server.signIn({ name: "Eva Erased", password: PASSWORD })).status).toBe(401);
  });

  test("a memory that is renamed stays open to those to whom it was", async () => {
    await server.memory.writing().memories.rank("old name", 4);
    const id = await account("Nina", { memories: { "old name": "translator" } });
    await server.memory.writing().memories.rename("old name", "new name");
    const found = (await server.memory.serving.accounts()).find((own) => own.id === id);
    expect(found?.memories).toEqual({ "new name": "translator" });
  });

  test.each(["𠀀", "🇫🇷", "क्षि", "q\u0323\u0307"])(
    "who comes from a provider with a long name keeps its beginning, in whole letters: %s",
    async (letter) => {
      const { serving } = server.memory;
      const name = `${engine[0]}${letter.repeat(60)}`;
      const arrived = async (subject: string): Promise<string> => {
        const person = { issuer: "https://login.example.org", subject: letter + subject, name, role: "reader" };
        const id = await serving.arrive(person);
        return (await serving.accounts()).find((own) => own.id === id)?.name ?? "";
      };
      const [one, two] = [await arrived("1"), await arrived("2")];
      expect(one.length).toBeGreaterThan(90 - letter.length);
      expect(one.length).toBeLessThanOrEqual(90);
      const whole = Math.floor((one.length - 1) / letter.length);
      expect([one, two]).toEqual([name.slice(0, 1 + whole * letter.length), `${one} 2`]);
    },
  );

  test("who signs in at a provider has no password here to be replaced, and stays signed in", async () => {
    const { serving } = server.memory;
    const arrived = { issuer: "https://login.example.org", subject: "7", name: "Gerda", role: "reader" };
    const id = await serving.arrive(arrived);
    await serving.beginSession({ of: { account: id }, idleSeconds: 60, maxSeconds: 60 });
    const { status } = await server.ask(`/api/accounts/${id}/password`, admin, { method: "POST" });
    const sessions = (await serving.accounts()).find((own) => own.id === id)?.sessions;
    expect([status, sessions]).toEqual([404, 1]);
  });

  test("a browser whose session has ended lets go of it", async () => {
    const { headers, body } = await server.ask("/api/session", `sextant_session=sxs_${"x".repeat(43)}`);
    expect([body.kind, headers.get("Set-Cookie")]).toEqual([
      "anyone",
      expect.stringMatching(/^sextant_session=; Max-Age=0/),
    ]);
  });

  test("signing in and out is in the audit log, and no password is", async () => {
    await server.signIn({ name: "Grace", password: "a wrong password" });
    await server.signIn({ name: "Grace", password: PASSWORD });
    await expect
      .poll(async () => (await server.ask("/api/audit", admin)).body.slice(-2))
      .toMatchObject([
        { who: "nobody", method: "POST", path: "/api/session", status: 401 },
        { name: "Grace", method: "POST", path: "/api/session", status: 200 },
      ]);
    expect((await server.ask("/api/audit", admin)).text).not.toContain(PASSWORD);
  });

  test("the audit log takes in what gathered while nothing could be written", async () => {
    const entry = { at: "2001-01-01T00:00:00.000Z", who: "local", method: "PUT", path: "/x", status: 200 };
    const entries = Array.from({ length: 10_000 }, (_, n) => ({ ...entry, request: `gathered ${n}` }));
    await server.memory.serving.noteAudit(entries);
    const last = async (after: number): Promise<string | undefined> => {
      const found = await server.memory.serving.auditAfter(after);
      const end = found.at(-1);
      return end && ((await last(end.id)) ?? end.request);
    };
    expect(await last(0)).toBe("gathered 9999");
  });
});

describe("guessing, and sessions that end by themselves", () => {
  test("a session ends when nothing is asked for as long as is set, and at the latest when it is set", async () => {
    await using guarding = new AsyncDisposableStack();
    const [short, lasting] = [
      await guarded("SQLite", { idleMinutes: 1e-9 }),
      await guarded("SQLite", { sessionHours: 1e-9 }),
    ];
    for (const server of [short, lasting]) {
      guarding.defer(() => server.close());
      const hash = await keptPassword(PASSWORD, "Ada");
      await server.memory.serving.addAccount({ name: "Ada", password: { hash }, role: "reader" });
      // It has ended before it is asked for.
      const { status } = await server.signIn({ name: "Ada", password: PASSWORD });
      expect(status).toBe(401);
    }
  });

  test("asking keeps a session", async () => {
    await using guarding = new AsyncDisposableStack();
    const server = await guarded("SQLite", { idleMinutes: 10 });
    guarding.defer(() => server.close());
    const { serving } = server.memory;
    const token = await serving.addToken({ name: "Ada", role: "reader" });
    // Begun by another server, which nearly let it end.
    const { secret } = await serving.beginSession({ of: { token: token.id }, idleSeconds: 60, maxSeconds: 3600 });
    const before = (await serving.sessionOf(secret))?.idle ?? "";
    expect((await server.ask("/api/memories", `sextant_session=${secret}`)).status).toBe(200);
    await expect.poll(async () => ((await serving.sessionOf(secret))?.idle ?? "") > before).toBe(true);
  });

  test("passwords that are short, of few characters or the name's are refused, in words without them", async () => {
    for (const password of ["short", "a".repeat(20), "x".repeat(201), "Ada Lovelace Ada Lovelace", "abababababababab"])
      await expect(keptPassword(password, "Ada Lovelace")).rejects.toThrow(/^a password /);
    const [one, two] = [await keptPassword(PASSWORD, "Ada"), await keptPassword(PASSWORD, "Ada")];
    expect(one).not.toBe(two);
    expect(one).toMatch(/^scrypt\$32768\$8\$3\$/);
  });
});
