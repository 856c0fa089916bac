import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ThreadedMemory } from "@sextant/core/memory";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { corpus } from "../setup.ts";
import { keepOffice } from "./office.ts";
import { expectAccessible, Pages } from "./pages.ts";
import { Person } from "./person.ts";

/** Who works: in an interface of their language, from English into it. */
const PEOPLE = [
  { locale: "fr", target: "fr", amount: "1 200 000", right: "1 500 000" },
  { locale: "ar", target: "ar", amount: "1200000", right: "1500000" },
] as const;

let folder: string;
let memory: ThreadedMemory;
let pages: Pages;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "sextant-days-"));
  const path = join(folder, "memory.sqlite");
  await keepOffice(path);
  memory = await ThreadedMemory.open(path, { readers: 2 });
  pages = await Pages.of(memory, 1);
});
afterAll(async () => {
  await pages.stop();
  await memory.close();
  await rm(folder, { recursive: true });
});
afterEach(() => pages.closeAll());

const TAGS: Readonly<Record<string, string>> = { fr: "fr-FR", ar: "ar" };

async function arrived(locale: string, address = "/"): Promise<Person> {
  return new Person(await pages.open(address, { locale: TAGS[locale] as string }), locale);
}

/** The text of a row in the memory, in one language. */
const textOf = async (id: string, position: number, language: string): Promise<string> =>
  (await memory.reading().rowUnits(id, position))?.map(({ variants }) => variants[language]).join(" ") ?? "";
const rowsOf = async (id: string) => memory.reading().rows(id);

describe.each(PEOPLE)("a day in $locale", ({ locale, target, amount, right }) => {
  test("a translator with a deadline pastes a paragraph, sees how it was said, and copies it by one click", async () => {
    const person = await arrived(locale);
    const { page } = person;
    const asked = await person.steps(async () => {
      await person.press("/");
      await person.type(
        "Everyone has the right to a nationality. No one shall be arbitrarily deprived of his property.",
      );
      await person.press("Enter");
    });
    expect(asked).toBe(2);
    const found = page.locator(".segments > li");
    await found.nth(1).waitFor();
    // Nobody has chosen languages: what is offered is in the reader's own.
    const translation = found.first().locator(".translation").first();
    expect(await translation.getAttribute("lang")).toBe(target);
    const said = (await translation.innerText()).trim();
    expect(await person.steps(() => person.click(translation.getByRole("button")))).toBe(1);
    await expect.poll(() => person.clipboard()).toBe(said);
    expect(await person.steps(() => person.click(person.button("lookup.copyResult")))).toBe(1);
    await expect.poll(async () => (await person.clipboard()).split("\n")[0]).toBe(said);
    await expectAccessible(page);

    await person.press("/");
    await person.type("arbitrarily");
    await person.press("Enter");
    const line = page.locator(".lines > li").first();
    await line.locator(`.rendering[lang=${target}]`).waitFor();
    // Each language that is chosen has its line.
    expect(await line.locator(".rendering").count()).toBe(await page.locator(".chip[aria-pressed=true]").count());
    expect(await person.steps(() => person.click(line.locator(`.rendering[lang=${target}] .copy`)))).toBe(1);
    await expect.poll(() => person.clipboard()).not.toBe(said);
  });

  test("a reviser compares two versions, goes to the finding, corrects it, and takes it back", async () => {
    const person = await arrived(locale, `/documents/A-2013?languages=en,${target}`);
    const { page } = person;
    const compared = await person.steps(async () => {
      await person.click(person.button("findings.title"));
      await page.locator(".dock").waitFor();
      await person.click(person.button("findings.next"));
    });
    expect(compared).toBeLessThanOrEqual(3);
    const row = page.locator("#row-3");
    await expect.poll(() => row.locator(`[lang=${target}] mark.finding`).first().innerText()).toContain(amount);
    await expect.poll(() => row.evaluate((own) => own.contains(document.activeElement))).toBe(true);

    await person.press("o");
    await person.click(person.button("edit.edit", { language: target === "fr" ? "français" : "العربية" }));
    const field = page.locator(".editing textarea");
    await field.fill((await field.inputValue()).replace(amount, right));
    await person.press("Control+Enter");
    await expect.poll(() => textOf("A-2013", 2, target)).toContain(right);
    await expect.poll(() => page.locator("#row-3 .segments-panel").innerText()).toContain(right);
    // The row shows what was published, and below it what is in the memory now.
    await expect.poll(() => row.locator(`.cell[lang=${target}] p`).allInnerTexts()).toHaveLength(2);
    expect(await row.locator(`.cell[lang=${target}] p`).last().innerText()).toContain(right);
    expect(await person.steps(() => person.press("Control+z"))).toBe(1);
    await expect.poll(() => textOf("A-2013", 2, target)).toContain(amount);
    await expect.poll(() => page.locator("#row-3 .segments-panel").innerText()).toContain(amount);
    await expectAccessible(page);
  });

  test("a reviser merges and moves by one key each, and undoes each by one", async () => {
    const person = await arrived(locale, `/documents/UDHR?languages=en,${target}&row=9`);
    const { page } = person;
    await page.locator("#row-9[aria-busy='false'] [role=gridcell]").nth(1).click();
    const before = await rowsOf("UDHR");
    const texts = (): Promise<string[]> => page.locator("#row-9 .cell").allInnerTexts();
    const shown = await texts();
    for (const key of ["m", "Alt+ArrowDown"]) {
      expect(await person.steps(() => person.press(key))).toBe(1);
      await expect.poll(() => rowsOf("UDHR")).not.toEqual(before);
      expect(await person.steps(() => person.press("Control+z"))).toBe(1);
      await expect.poll(() => rowsOf("UDHR")).toEqual(before);
      // The next is of what is in sight: it would be refused before the page shows what was taken back.
      await expect.poll(texts).toEqual(shown);
      await expect.poll(() => page.locator("#row-9 .status").count()).toBe(0);
    }
  });

  test("a reviser goes to the next doubtful row by one key", async () => {
    const person = await arrived(locale, `/documents/debate?languages=en,${target}`);
    const { page } = person;
    await page.locator("#row-1[aria-busy='false'] [role=gridcell]").first().click();
    const doubtful = (await rowsOf("debate")).find(({ confidence }) => confidence < 0.8);
    expect(await person.steps(() => person.press("n"))).toBe(1);
    await expect
      .poll(() =>
        page.evaluate(() => document.activeElement?.closest("[data-position]")?.getAttribute("data-position")),
      )
      .toBe(String(doubtful?.position));
  });

  test("a reviser replaces a text in the rows that are chosen, and one undo takes all of it back", async () => {
    const person = await arrived(locale, `/documents/A-2014?languages=en,${target}`);
    const { page } = person;
    const before = await rowsOf("A-2014");
    await page.locator("#row-2[aria-busy='false'] [role=gridcell]").first().click();
    const replaced = await person.steps(async () => {
      await person.press("Space");
      for (const key of ["ArrowDown", "ArrowDown", "Shift+Space"]) await person.press(key);
      await person.click(person.button("rows.replace"));
      await person.click(page.getByRole("textbox", { name: person.say("rows.replaceWhat"), exact: true }));
      await person.type("20");
      await person.press("Tab");
      await person.type("19");
      await person.press("Enter");
    });
    expect(replaced).toBeLessThanOrEqual(8);
    await expect.poll(() => textOf("A-2014", 3, target)).toContain("1915");
    await expect.poll(() => page.getByRole("dialog").count()).toBe(0);
    expect((await memory.reading().corrections.changes("A-2014")).length).toBeGreaterThan(1);
    expect(await person.steps(() => person.press("Control+z"))).toBe(1);
    await expect.poll(() => rowsOf("A-2014")).toEqual(before);
  });

  test("two years of a resolution are compared in two steps", async () => {
    const person = await arrived(locale, "/documents/A-2014");
    const compared = await person.steps(async () => {
      await person.click(person.page.getByRole("link", { name: person.say("versions.link") }));
      await person.click(person.page.getByRole("combobox", { name: person.say("versions.old") }));
      await person.type("A/2013/1");
    });
    expect(compared).toBeLessThanOrEqual(3);
    const changed = person.page.locator(".entries > li");
    await changed.first().waitFor();
    expect(await changed.count()).toBe(1);
    expect(await changed.locator("ins").allInnerTexts()).toEqual([expect.stringContaining("2015")]);
  });

  test("a terminologist counts the renderings of a phrase, filters by one, and takes a table home", async () => {
    const person = await arrived(locale);
    const { page } = person;
    await person.press("/");
    await person.type("freedom");
    await person.press("Enter");
    const rendering = page.locator(".renderings .chip").first();
    await rendering.waitFor();
    const counted = Number((await rendering.locator(".count").innerText()).trim());
    const term = (await rendering.locator("bdi").innerText()).trim();
    expect(await rendering.locator("bdi").getAttribute("lang")).toBe(target);
    const all = await page.locator(".lines > li").count();
    expect(await person.steps(() => person.click(rendering))).toBe(1);
    await expect.poll(() => page.locator(".lines > li").count()).toBeLessThanOrEqual(counted);
    expect(await page.locator(".lines > li").count()).toBeLessThan(all);
    for (const line of await page.locator(`.rendering[lang=${target}] mark.translation`).allInnerTexts())
      expect(line.toLocaleLowerCase(target)).toBe(term);
    await expectAccessible(page);

    await person.click(person.button("concordance.export"));
    await page.getByRole("combobox", { name: person.say("export.format") }).selectOption("tsv");
    const table = await person.download(page.getByRole("dialog").getByRole("link"));
    const [head = "", ...lines] = table.trim().split("\n");
    expect(head.split("\t")).toEqual(expect.arrayContaining(["en", target]));
    expect(lines.length).toBeGreaterThan(0);
    for (const line of lines) expect(line).toMatch(/freedom/i);
  });

  test("a terminologist leaves a document out by one click, takes that back by one, and shows another first by one", async () => {
    const person = await arrived(locale, "/search?q=rights&in=en");
    const { page } = person;
    const sources = () => page.locator(".line .from bdi").allInnerTexts();
    const count = async () => Number.parseInt(await page.locator(".results-head h2").innerText(), 10);
    await page.locator(".lines > li").first().waitFor();
    const [all, [first = ""]] = [await count(), await sources()];
    const symbol = first.split(" ")[0] ?? "";
    const leftOut = page
      .locator(".line")
      .first()
      .getByRole("button", { name: person.say("origins.leaveOut", { name: symbol }) });
    expect(await person.steps(() => person.click(leftOut))).toBe(1);
    await expect.poll(count).toBeLessThan(all);
    expect((await sources()).some((own) => own.startsWith(symbol))).toBe(false);
    await page.reload();
    await page.locator(".lines > li").first().waitFor();
    expect(await count()).toBeLessThan(all);
    await expectAccessible(page);
    expect(await person.steps(() => person.click(page.locator(".said button")))).toBe(1);
    await expect.poll(count).toBe(all);
    await person.click(person.button("origins.title"));
    const row = page
      .locator(".origins li")
      .filter({ hasText: "A/2014/1" })
      .or(page.locator(".origins li").last())
      .first();
    const other = (await row.locator("bdi").innerText()).trim();
    expect(await person.steps(() => person.click(row.getByRole("button").first()))).toBe(1);
    await expect.poll(async () => (await sources())[0]).toMatch(new RegExp(`^${RegExp.escape(other)}`));
    expect(await count()).toBe(all);
    await expect.poll(() => page.locator(".said button").innerText()).toContain(other);
    await expectAccessible(page);
  });

  test("a terminologist takes the renderings that they choose home as TBX in three steps, which the memory reads", async () => {
    const person = await arrived(locale, "/search?q=Member States&in=en");
    const { page } = person;
    await page.locator(".renderings .chip").first().waitFor();
    const words = await page.locator(".renderings .chip bdi").allInnerTexts();
    const field = page.getByRole("dialog").getByRole("textbox");
    const steps = await person.steps(async () => {
      await person.click(person.button("terms.title"));
      await person.click(field);
      await person.type("law");
    });
    expect(steps).toBeLessThanOrEqual(2);
    const boxes = page.getByRole("dialog").getByRole("checkbox");
    expect(await boxes.count()).toBe(words.length);
    for (let at = 1; at < words.length; at++) await boxes.nth(at).uncheck();
    await expectAccessible(page);
    const file = await person.download(page.getByRole("dialog").getByRole("link"));
    const terms = [...file.matchAll(/<term>([^<]*)/g)].map(([, term = ""]) => term.toLowerCase());
    expect(terms).toEqual(["member states", words[0]?.toLowerCase()]);
    expect(file).toContain('<descrip type="subjectField">law</descrip>');
    expect(file).toMatch(/<descrip type="context">.*<admin type="source">A\/RES\/67\/189/);
    await person.click(person.button("terms.copy"));
    await expect.poll(() => person.clipboard()).toMatch(new RegExp(`^Member States\t${words[0]}\t\\d+$`));
  });

  test("a terminologist sees by one click how a phrase was rendered by organ and year", async () => {
    const person = await arrived(locale, "/search?q=Member States&in=en");
    const { page } = person;
    await page.locator(".renderings .chip").first().waitFor();
    await person.click(person.button("concordance.spread"));
    const rows = page.locator(".spread tbody tr");
    await expect
      .poll(() => rows.locator("th").allInnerTexts())
      .toEqual(["A 2012", "A 1948", "A", person.say("concordance.unknown")]);
    const table = await rows.evaluateAll((all) =>
      all.map((own) => [...own.querySelectorAll("td")].map(({ textContent }) => Number(textContent))),
    );
    const sums = table.reduce((sum, own) => sum.map((count, at) => count + (own[at] ?? 0)));
    const counts = (await page.locator(".renderings .chip .count").allInnerTexts()).map(Number);
    expect(sums).toEqual(counts.slice(0, sums.length));
    await expectAccessible(page);
  });

  test("somebody who only wants a TMX has it of two files in four steps", async () => {
    const person = await arrived(locale);
    const { page } = person;
    const files = Object.fromEntries(
      await Promise.all(
        ["en", target].map(async (language) => {
          const text = await readFile(join(corpus("UDHR"), `${language}.txt`), "utf8");
          return [
            `${language}.txt`,
            text
              .split(/\n\s*\n/)
              .slice(0, 20)
              .join("\n\n"),
          ] as const;
        }),
      ),
    );
    let tmx = "";
    const taken = await person.steps(async () => {
      await person.drop(files);
      await person.click(person.button("upload.start"));
      await person.click(page.locator(".primary", { hasText: person.say("export.title") }));
      await page.locator(".sample li").first().waitFor();
      tmx = await person.download(page.getByRole("dialog").getByRole("link"));
    });
    expect(taken).toBeLessThanOrEqual(5);
    expect(tmx.match(/<tu[ >]/g)?.length).toBeGreaterThan(10);
    expect(tmx).toMatch(new RegExp(`xml:lang="${target}"`));
  });

  test("somebody's own TMX is in the memory by one step, and found", async () => {
    const person = await arrived(locale);
    const text = `Grebes of ${locale} nest on floating platforms`;
    const unit = `<tu><tuv xml:lang="en"><seg>${text}</seg></tuv><tuv xml:lang="${target}"><seg>${locale} 42</seg></tuv></tu>`;
    const tmx = `<?xml version="1.0"?><tmx version="1.4"><header srclang="en" datatype="plaintext" segtype="sentence"
      creationtool="x" creationtoolversion="1" o-tmf="x" adminlang="en"/><body>${unit}</body></tmx>`;
    expect(await person.steps(() => person.drop({ [`own-${locale}.tmx`]: tmx }))).toBe(1);
    await person.page.locator(".imported .facts").waitFor();
    await person.press("/");
    await person.type(text);
    await person.press("Enter");
    await expect.poll(() => person.page.locator(".matches .translation").first().innerText()).toContain(`${locale} 42`);
  });
});
