import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { Locator, Page } from "playwright-core";
import { drop } from "./pages.ts";

const WEB = new URL("../../packages/web/", import.meta.url);

/** Finds a message of the pages by its path, with its values put in. */
type Say = (key: string, values?: Readonly<Record<string, string | number>>) => string;

/** What the pages say in a language, as their library puts it together. */
function sayIn(locale: string): Say {
  const { createTranslator } = createRequire(new URL("package.json", WEB))("use-intl") as {
    readonly createTranslator: (options: { readonly locale: string; readonly messages: unknown }) => Say;
  };
  const messages = JSON.parse(readFileSync(new URL(`src/messages/${locale}.json`, WEB), "utf8"));
  return createTranslator({ locale: locale === "ar" ? "ar-u-nu-latn" : locale, messages });
}

/** Somebody at work in the pages. Each click, key and drop is a step; text that is typed or pasted is none. */
export class Person {
  readonly page: Page;
  readonly say: Say;
  #steps = 0;

  constructor(page: Page, locale: string) {
    this.page = page;
    this.say = sayIn(locale);
  }

  /** The button of this name, as it is called in the person's language. */
  button(key: string, values?: Readonly<Record<string, string | number>>): Locator {
    return this.page.getByRole("button", { name: this.say(key, values), exact: true });
  }

  async click(what: Locator): Promise<void> {
    this.#steps++;
    await what.click();
  }

  /** @param keys of one stroke: `Control+z` */
  async press(keys: string): Promise<void> {
    this.#steps++;
    await this.page.keyboard.press(keys);
  }

  /** Types or pastes where the keyboard is. */
  async type(text: string): Promise<void> {
    await this.page.keyboard.insertText(text);
  }

  /** Drops files on the page, as from another window. */
  async drop(files: Readonly<Record<string, string>>): Promise<void> {
    this.#steps++;
    await drop(this.page, files);
  }

  /** Clicks what downloads a file, and gives its text. */
  async download(link: Locator): Promise<string> {
    const [download] = await Promise.all([this.page.waitForEvent("download"), this.click(link)]);
    return readFileSync(await download.path(), "utf8");
  }

  /** The text that was copied last. */
  clipboard(): Promise<string> {
    return this.page.evaluate(() => navigator.clipboard.readText());
  }

  /** The steps that a piece of work takes. */
  async steps(work: () => Promise<unknown>): Promise<number> {
    const before = this.#steps;
    await work();
    return this.#steps - before;
  }
}
