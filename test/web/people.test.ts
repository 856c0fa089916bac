import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ThreadedMemory } from "@sextant/core/memory";
import { knownAccess, madePassword } from "@sextant/server";
import type { Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { ownMemory } from "../server/asking.ts";
import { expectAccessible, expectToFit, Pages, SCREENSHOTS } from "./pages.ts";

const PASSWORD = "quatre bateaux sur la rivière";
const NARROW = { viewport: { width: 360, height: 740 } };

let folder: string;
let memory: ThreadedMemory;
let pages: Pages;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "sextant-people-"));
  memory = await ThreadedMemory.open(await ownMemory("SQLite", folder), { readers: 1 });
  pages = await Pages.of(memory, 0, knownAccess("tokens", memory.serving));
});
afterAll(async () => {
  await pages.stop();
  await memory.close();
  await rm(folder, { recursive: true });
});
afterEach(() => pages.closeAll());

/** An account with a password that was made for it. */
async function account(name: string, role: string): Promise<string> {
  const { password, kept } = await madePassword(name);
  await memory.serving.addAccount({ name, password: kept, role });
  return password;
}

async function signIn(page: Page, name: string, made: string): Promise<void> {
  await page.locator("input[name=username]").fill(name);
  await page.locator("input[autocomplete=current-password]").fill(made);
  await page.locator("button.primary").click();
  await page.locator("input[autocomplete=new-password]").fill(PASSWORD);
  await page.locator("button.primary").click();
}

test("a person is sent to sign in, chooses a password, and is back at the page that they wanted", async () => {
  const made = await account("Ada", "translator");
  const page = await pages.open("/documents/UDHR?languages=fr,en");
  expect(new URL(page.url()).pathname).toBe("/sign-in");
  await page.getByLabel("Name").fill("Ada");
  await page.getByLabel("Password", { exact: true }).fill("not her password at all");
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await page.getByText("That is not right.").waitFor();
  await expectAccessible(page);
  await signIn(page, "Ada", made);
  await page.locator("#row-1[aria-busy='false']").waitFor();
  expect(new URL(page.url()).search).toBe("?languages=fr,en");
  await page.getByRole("link", { name: "Ada" }).click();
  await page.getByText("You are signed in as Ada.").waitFor();
  expect(await page.getByRole("heading", { name: "Who signs in" }).count()).toBe(0);
  await page.getByRole("button", { name: "Sign out", exact: true }).click();
  await page.getByRole("heading", { name: "Sign in" }).waitFor();
  // A session that has ended is noticed by what is asked next.
  await page.goto(`${new URL(page.url()).origin}/memories`);
  await page.getByRole("heading", { name: "Sign in" }).waitFor();
});

describe("the page of people", () => {
  test("an admin makes an account, gives it roles, ends its sessions, and erases its name", async () => {
    const made = await account("Root", "admin");
    const page = await pages.open("/people");
    await signIn(page, "Root", made);
    await page.getByRole("heading", { name: "Add a person" }).waitFor();
    await page.getByRole("textbox", { name: "Name" }).fill("Grace");
    await page.getByRole("button", { name: "Make the account" }).click();
    await page.getByText("Password of Grace, shown only now").waitFor();
    await page.getByRole("combobox", { name: "Role of Grace in every memory" }).selectOption("reviser");
    await page.getByText("What Grace may do is changed.").first().waitFor();
    const grace = page.locator(".person", { hasText: "Grace" });
    await grace.locator("summary").click();
    await page.getByRole("combobox", { name: "Role of Grace in main" }).selectOption("reader");
    await expect
      .poll(async () => (await memory.serving.accounts()).find(({ name }) => name === "Grace"))
      .toMatchObject({ role: "reviser", memories: { main: "reader" } });
    await expectAccessible(page);
    await page.screenshot({ path: join(SCREENSHOTS, "people.png"), fullPage: true });
    await page.locator(".person", { hasText: "Root" }).getByText("signed in once").waitFor();
    await grace.getByRole("button", { name: "Erase the name…" }).click();
    await expectAccessible(page);
    await page.getByRole("button", { name: "Erase", exact: true }).click();
    await page.getByText("(name erased)").waitFor();
    expect((await memory.serving.accounts()).some(({ name }) => name === "Grace")).toBe(false);
  });

  test.each(["fr", "ar"])("fits a narrow window in %s, and so does the way in", async (locale) => {
    const name = `Admin ${locale}`;
    const made = await account(name, "admin");
    const page = await pages.open("/people", { locale, ...NARROW });
    await page.locator("input[name=username]").waitFor();
    await expectToFit(page);
    await expectAccessible(page);
    await page.screenshot({ path: join(SCREENSHOTS, `sign-in-${locale}.png`), fullPage: true });
    await signIn(page, name, made);
    await page.locator(".person").first().waitFor();
    await expectToFit(page);
    await expectAccessible(page);
    await page.screenshot({ path: join(SCREENSHOTS, `people-${locale}.png`), fullPage: true });
  });
});
