import { mkdir } from "node:fs/promises";
import { createRequire } from "node:module";
import { join } from "node:path";
import type { Memory } from "@sextant/core";
import type { ThreadedMemory } from "@sextant/core/memory";
import { type Access, type RunningServer, serve } from "@sextant/server";
import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { expect } from "vitest";
import { launchBrowser } from "./browser.ts";

const ROOT = join(import.meta.dirname, "../..");
export const SCREENSHOTS = join(ROOT, "test/output");
const AXE = createRequire(import.meta.url).resolve("axe-core/axe.min.js");

/** The pages of a memory in a real browser. Whatever the browser complains of fails the test that calls `closeAll`. */
export class Pages {
  readonly #server: RunningServer;
  readonly #browser: Browser;
  readonly #complaints: string[] = [];

  private constructor(server: RunningServer, browser: Browser) {
    this.#server = server;
    this.#browser = browser;
  }

  /**
   * @param jobs uploads that are worked on at one time; a memory in threads is needed for any
   * @param access how it is known who asks; whoever comes is trusted, if left out
   */
  static async of(memory: Memory | ThreadedMemory, jobs = 0, access?: Access): Promise<Pages> {
    await mkdir(SCREENSHOTS, { recursive: true });
    const webRoot = join(ROOT, "packages/web/dist");
    const server = await serve({ memory, port: 0, jobs, webRoot, ...(access && { access }) });
    return new Pages(server, await launchBrowser());
  }

  /**
   * Opens an address of the pages; in English on a wide window unless told otherwise.
   *
   * @param test.isFailing whether the test lets the server fail
   */
  async open(path: string, options: BrowserContextOptions = {}, { isFailing = false } = {}): Promise<Page> {
    const context = await this.#browser.newContext({
      viewport: { width: 1280, height: 860 },
      locale: "en-GB",
      permissions: ["clipboard-read", "clipboard-write"],
      ...options,
    });
    const page = await context.newPage();
    page.on("pageerror", (error) => this.#complaints.push(error.message));
    page.on("console", (message) => {
      // What the page answers itself, the browser logs as well: a refusal of the server, a connection that a test broke.
      const answered = isFailing ? /status of [45]\d\d|net::ERR_/ : /status of 4\d\d|ERR_INTERNET_DISCONNECTED/;
      const isAnswered = answered.test(message.text());
      if (message.type() === "error" && !isAnswered) this.#complaints.push(message.text());
    });
    page.on("request", (request) => {
      if (!request.url().startsWith(this.#server.address)) this.#complaints.push(`asked for ${request.url()}`);
    });
    await page.goto(this.#server.address + path);
    await page.locator("main h1, main .problem").first().waitFor({ state: "attached" });
    return page;
  }

  /** Closes what was opened; fails if the browser complained, or asked anything of another server. */
  async closeAll(): Promise<void> {
    for (const context of this.#browser.contexts()) await context.close();
    expect(this.#complaints.splice(0)).toEqual([]);
  }

  async stop(): Promise<void> {
    await this.#browser.close();
    await this.#server.close();
  }
}

/** Drops files on a page, as a person does from another window. */
export async function drop(page: Page, files: Readonly<Record<string, string>>): Promise<void> {
  await page.evaluate((own) => {
    const data = new DataTransfer();
    for (const [name, text] of Object.entries(own)) data.items.add(new File([text], name, { type: "text/plain" }));
    const target = document.querySelector("main") as HTMLElement;
    for (const type of ["dragenter", "dragover", "drop"])
      target.dispatchEvent(new DragEvent(type, { dataTransfer: data, bubbles: true, cancelable: true }));
  }, files);
}

/** Fails with what axe finds against WCAG 2.2 AA on a page. */
export async function expectAccessible(page: Page): Promise<void> {
  await page.evaluate(() => document.fonts.ready);
  // By the debugger's protocol: the pages' security policy forbids scripts of others.
  await page
    .context()
    .newCDPSession(page)
    .then(async (session) => {
      const { readFile } = await import("node:fs/promises");
      await session.send("Runtime.evaluate", { expression: await readFile(AXE, "utf8") });
      await session.detach();
    });
  const found = await page.evaluate(async () => {
    const { axe } = globalThis as unknown as { axe: typeof import("axe-core") };
    const { violations } = await axe.run({ runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"] });
    return violations.map(
      ({ id, nodes }) =>
        `${id}: ${nodes
          .slice(0, 3)
          .map(({ html }) => html.slice(0, 200))
          .join(" | ")}`,
    );
  });
  expect(found).toEqual([]);
}

/** Fails if a page stays wider than its window: what floats over it follows the window a moment later. */
export async function expectToFit(page: Page): Promise<void> {
  const excess = () => page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  await expect.poll(excess).toBeLessThanOrEqual(0);
}
