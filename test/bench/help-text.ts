import { glob, readFile } from "node:fs/promises";
import { join } from "node:path";
import { parse } from "node-html-parser";

/** Folders of LibreOffice's help by language. */
const FOLDERS: Readonly<Record<string, string>> = { en: "en-US", fr: "fr", es: "es", ru: "ru", zh: "zh-CN" };

/**
 * Reads the paragraphs of LibreOffice's help, which people translated: about 60,000, with ids that its languages share.
 * Debian has it: `apt-get install libreoffice-help-{en-us,fr,es,ru,zh-cn}`, or `apt-get download` and `dpkg-deb -x`.
 *
 * @param folder of its languages: `/usr/share/libreoffice/help`
 * @returns for each page, in order of path, its paragraphs by id; those that all the languages have
 * @throws {Error} if a language is missing
 */
export async function helpText(
  folder: string,
  languages: readonly string[],
): Promise<{ readonly page: string; readonly paragraphs: ReadonlyMap<string, Readonly<Record<string, string>>> }[]> {
  const [first, ...others] = await Promise.all(languages.map((language) => pagesOf(folder, language)));
  const pages = [...(first as Pages)].sort(([a], [b]) => (a < b ? -1 : 1));
  return pages.map(([page, paragraphs]) => {
    const shared = new Map<string, Record<string, string>>();
    for (const [id, text] of paragraphs) {
      const texts = [text, ...others.map((other) => other.get(page)?.get(id))];
      if (texts.every((own) => own !== undefined))
        shared.set(id, Object.fromEntries(languages.map((language, at) => [language, texts[at] as string])));
    }
    return { page, paragraphs: shared };
  });
}

type Pages = Map<string, Map<string, string>>;

async function pagesOf(folder: string, language: string): Promise<Pages> {
  const root = join(folder, FOLDERS[language] ?? language, "text");
  const pages: Pages = new Map();
  for await (const file of glob("**/*.html", { cwd: root })) {
    const paragraphs = new Map<string, string>();
    const page = parse(await readFile(join(root, file), "utf8"), { comment: false });
    for (const element of page.querySelectorAll("p[id], h1[id], h2[id], h3[id], h4[id], h5[id]")) {
      const text = element.textContent.replace(/\s+/g, " ").trim();
      if (text) paragraphs.set(element.id, text);
    }
    pages.set(file, paragraphs);
  }
  if (pages.size === 0) throw new Error(`there is no help in ${root}; see test/bench/help-text.ts`);
  return pages;
}
