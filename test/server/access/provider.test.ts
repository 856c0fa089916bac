import type { AddressInfo } from "node:net";
import { createServer } from "node:net";
import { join } from "node:path";
import { groupRoles, Provider } from "@sextant/server";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { launchBrowser } from "../../web/browser.ts";
import { type IdentityProvider, identityProvider, type ProvidedPerson } from "./identity-provider.ts";
import { cookieIn, type GuardedServer, guarded } from "./known.ts";

const CALLBACK = "/sign-in/provider/callback";
const webRoot = join(import.meta.dirname, "../../../packages/web/dist");

/** A port that nobody listens on just now. */
async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const { port } = server.address() as AddressInfo;
  await new Promise((done) => server.close(done));
  return port;
}

describe("people who sign in at an OpenID provider", () => {
  const people = new Map<string, ProvidedPerson>();
  let idp: IdentityProvider;
  let server: GuardedServer;
  let browser: Browser;

  beforeAll(async () => {
    const port = await freePort();
    const address = `http://127.0.0.1:${port}`;
    idp = await identityProvider(people, address + CALLBACK);
    const { issuer, client, secret } = idp;
    const roles = groupRoles(["translators=translator", "treaties=reviser:main", "chiefs=admin"]);
    const provider = new Provider({
      ...{ issuer, client, secret, address, roles },
      claim: "groups",
      scopes: ["profile", "groups"],
    });
    server = await guarded("SQLite", { provider, serve: { port, webRoot } });
    browser = await launchBrowser();
  });
  afterAll(async () => {
    await browser.close();
    await server.close();
    await idp.close();
  });

  /** A browser that begins at a page, leaves for the provider, logs in there, and comes back. */
  async function arrived(login: string, path: string): Promise<Page> {
    const context = await browser.newContext({ locale: "en-GB" });
    const page = await context.newPage();
    await page.goto(server.address + path);
    await page.getByRole("link", { name: /^Sign in at localhost:/ }).click();
    await page.locator("input[name=login]").fill(login);
    await page.locator("input[name=password]").fill("whatever");
    await page.locator("button[type=submit]").click();
    await page.getByText("Continue").click();
    return page;
  }

  test("come back known, to the page that they wanted, with what their groups may do", async () => {
    people.set("ada", { name: "Ada Lovelace", groups: ["translators", "treaties", "others"] });
    const page = await arrived("ada", "/documents/UDHR?languages=fr,en");
    await page.locator("#row-1[aria-busy='false']").waitFor();
    expect(new URL(page.url()).pathname).toBe("/documents/UDHR");
    await page.getByRole("link", { name: "Ada Lovelace" }).waitFor();
    const [account] = await server.memory.serving.accounts();
    expect(account).toMatchObject({
      ...{ name: "Ada Lovelace", provider: idp.issuer, sessions: 1 },
      ...{ role: "translator", memories: { main: "reviser" } },
    });
    await page.context().close();
  });

  test("are the same account when they come again, with what their groups may do now", async () => {
    people.set("grace", { name: "Grace", groups: ["chiefs"] });
    const first = await arrived("grace", "/");
    await first.getByRole("link", { name: "Grace" }).waitFor();
    people.set("grace", { name: "Grace", groups: ["translators"] });
    const second = await arrived("grace", "/");
    await second.getByRole("link", { name: "Grace" }).waitFor();
    const found = (await server.memory.serving.accounts()).filter(({ name }) => name.startsWith("Grace"));
    expect(found).toMatchObject([{ name: "Grace", role: "translator", sessions: 2 }]);
    for (const page of [first, second]) await page.context().close();
  });

  test("who is in no group that may do anything is told so, and gets no account", async () => {
    people.set("eve", { name: "Eve", groups: ["others"] });
    const page = await arrived("eve", "/");
    await page.getByText("You are known, but nothing here is open to you.").waitFor();
    expect((await server.memory.serving.accounts()).map(({ name }) => name)).not.toContain("Eve");
    await page.context().close();
  });

  test("who is in no group any more may do nothing from then on, wherever they are signed in", async () => {
    people.set("mary", { name: "Mary", groups: ["translators"] });
    const first = await arrived("mary", "/");
    await first.getByRole("link", { name: "Mary" }).waitFor();
    people.set("mary", { name: "Mary", groups: [] });
    const second = await arrived("mary", "/");
    await second.getByText("You are known, but nothing here is open to you.").waitFor();
    await first.goto(`${server.address}/memories`);
    expect(new URL(first.url()).pathname).toBe("/sign-in");
    for (const page of [first, second]) await page.context().close();
  });

  test("who signs out is asked by the provider whether to sign out there, too", async () => {
    people.set("joan", { name: "Joan", groups: ["translators"] });
    const page = await arrived("joan", "/");
    await page.getByRole("link", { name: "Joan" }).click();
    await page.getByRole("button", { name: "Sign out", exact: true }).click();
    await page.waitForURL(`${idp.issuer}/session/end**`);
    const before = (await server.memory.serving.accounts()).find(({ name }) => name === "Joan")?.sessions;
    await page.getByRole("button", { name: /^Yes, sign me out/ }).click();
    await page.getByText("Sign-out Success").waitFor();
    await page.goto(`${server.address}/sign-in/provider`);
    await page.locator("input[name=login]").waitFor();
    expect(before).toBe(0);
    await page.context().close();
  });

  test("an account of the same name here is another person's", async () => {
    await server.memory.serving.addAccount({ name: "Rosa", password: { hash: "none" }, role: "admin" });
    people.set("rosa", { name: "Rosa", groups: ["translators"] });
    const page = await arrived("rosa", "/");
    await page.getByRole("link", { name: "Rosa 2" }).waitFor();
    await page.context().close();
  });

  test("an answer that is not for this browser lets nobody in", async () => {
    const left = await server.ask("/sign-in/provider?to=//evil.example");
    const leaving = cookieIn(left.headers);
    const address = new URL(left.headers.get("Location") ?? "");
    expect([left.status, address.origin, address.searchParams.get("code_challenge_method")]).toEqual([
      303,
      idp.issuer,
      "S256",
    ]);
    expect(left.headers.getSetCookie()[0]).toMatch(/HttpOnly; SameSite=Lax/);
    const state = address.searchParams.get("state");
    const answers = [
      ["", `?code=x&state=${state}`],
      [leaving, "?code=x&state=another"],
      [leaving, `?code=forged&state=${state}&iss=${encodeURIComponent(idp.issuer)}`],
      [leaving, `?error=access_denied&state=${state}&iss=${encodeURIComponent(idp.issuer)}`],
      ["sextant_leaving=nonsense", "?code=x"],
    ] as const;
    for (const [cookie, query] of answers) {
      const back = await server.ask(CALLBACK + query, cookie || undefined);
      const kept = back.headers.getSetCookie().filter((own) => own.startsWith("sextant_session"));
      expect([back.status, back.headers.get("Location"), kept]).toEqual([303, "/sign-in?problem=not-let-in", []]);
    }
  });
});

test("a provider that does not answer is said in the page", async () => {
  const port = await freePort();
  const options = { client: "c", secret: "s", claim: "groups", roles: [], scopes: [] };
  const provider = new Provider({ ...options, issuer: `http://127.0.0.1:${port}`, address: "http://127.0.0.1:1" });
  const server = await guarded("SQLite", { provider });
  const { status, headers } = await server.ask("/sign-in/provider");
  expect([status, headers.get("Location")]).toEqual([303, "/sign-in?problem=no-provider"]);
  await server.close();
});

test("a provider beyond loopback is asked over HTTPS, and roles are those that there are", () => {
  const options = { client: "c", secret: "s", address: "https://a.example", claim: "groups", roles: [], scopes: [] };
  expect(() => new Provider({ ...options, issuer: "http://login.example" })).toThrow(/HTTPS/);
  expect(() => groupRoles(["chiefs=king"])).toThrow(/GROUP=ROLE/);
  expect(groupRoles(["a b=reader:Treaties, 1945"])).toEqual([
    { group: "a b", role: "reader", memory: "Treaties, 1945" },
  ]);
});
