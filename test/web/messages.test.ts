import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";
import { VERSION_WARNING_CODES } from "@sextant/core/compare";
import { UNREADABLE_REASONS, WARNING_CODES } from "@sextant/core/document";
import { describe, expect, test } from "vitest";

const WEB = new URL("../../packages/web/", import.meta.url);
const LOCALES = ["ar", "en", "es", "fr", "ru", "zh"];
const ENGLISH = messagesOf("en");

/** Names of keys that stand on keyboards in Latin letters. */
const KEYS = ["Shift", "PageDown", "PageUp", "Home", "End"].map((key) => `keys.name.${key}`);

/** What may be the same in English and in another language: signs, and words that the languages share. */
const SHARED: Readonly<Record<string, readonly string[]>> = {
  fr: [
    "shell.documents",
    "home.documents",
    "search.documents",
    "narrow.documentSet",
    "rows.role.note",
    "rows.note",
    "segments.segment",
    "export.format",
    "origins.document",
    "findings.type.date",
  ],
  es: ["findings.severity.error"],
  ru: KEYS,
  zh: KEYS,
  ar: KEYS,
  any: ["concordance.times"],
};

/** Words that stand in Latin letters in every language: an option, a format, a key, the name of a column. */
const NAMES =
  /--corpus|\b(?:TMX|XLIFF|SDLXLIFF|MQXLIFF|TSV|JSON Lines|TBX|SDLTM|Moses|PDF|Word|Excel|CSV|OpenDocument|XML|PO|po2tmx|HTML|LibreOffice|DOCX|EPUB|OCR|Wordfast|UTF|Shift|Page Down|Page Up|Home|End|fr|en|id|ind|tuid)(?![a-z])/g;

/** A piece of a parsed message, as far as it is looked at here. */
interface Piece {
  readonly type: number;
  readonly value: string;
  readonly options?: Readonly<Record<string, { readonly value: readonly Piece[] }>>;
  readonly children?: readonly Piece[];
}

/** The parser that the workspace's messages meet: its library's own. */
const { parse, TYPE } = await parserOf("use-intl", "intl-messageformat", "@formatjs/icu-messageformat-parser");

describe.each(LOCALES)("the messages in %s", (locale) => {
  const messages = messagesOf(locale);

  test("have the keys of the English, in their order", () => {
    expect([...messages.keys()]).toEqual([...ENGLISH.keys()]);
  });

  test.each([
    ["a reading", "readingWarning", WARNING_CODES],
    ["a comparison of versions", "versionWarning", VERSION_WARNING_CODES],
    ["a file that cannot be read", "unreadable", UNREADABLE_REASONS],
  ])("say each warning of %s", (_, place, codes) => {
    const said = [...messages.keys()].filter((key) => key.startsWith(`${place}.`));
    expect(said.toSorted()).toEqual(codes.map((code) => `${place}.${code}`).toSorted());
  });

  test("parse, and name the arguments and tags of the English", () => {
    for (const [key, message] of messages) expect(named(message), key).toEqual(named(ENGLISH.get(key) ?? ""));
  });

  test("have a form for each plural of the language, and no other", () => {
    const { pluralCategories } = new Intl.PluralRules(locale).resolvedOptions();
    for (const [key, message] of messages)
      for (const { options = {} } of piecesOf(message).filter(({ type }) => type === TYPE.plural))
        expect(
          Object.keys(options)
            .filter((form) => form !== "=0")
            .sort(),
          key,
        ).toEqual([...pluralCategories].sort());
  });

  test("say something, without a blank at an end, a straight quotation mark or apostrophe, or three dots", () => {
    for (const [key, message] of messages) expect(message, key).not.toMatch(/^$|^\s|\s$|["']|\.\.\./);
  });
});

describe.each(LOCALES.filter((locale) => locale !== "en"))("the messages in %s", (locale) => {
  test("are not the English ones", () => {
    const shared = new Set([...(SHARED[locale] ?? []), ...(SHARED.any ?? [])]);
    const same = [...messagesOf(locale)].filter(([key, message]) => message === ENGLISH.get(key)).map(([key]) => key);
    expect(new Set(same)).toEqual(shared);
  });
});

test.each(["ar", "ru", "zh"])("no Latin word stands in the messages in %s but names and keys", (locale) => {
  for (const [key, message] of messagesOf(locale))
    expect(textOf(message).replace(NAMES, ""), key).not.toMatch(/[a-z]/i);
});

describe("each language is set by its own rules", () => {
  test.each([
    ["fr", "a no-break space before a high sign", /(?<!\u202f)[:;?!%»]|«(?!\u202f)/],
    ["es", "a sign that opens a question or a cry", /^[^¿]*\?|^[^¡]*!/],
    ["zh", "full-width signs", /[,;:?!()]|\.(?!\p{L})/u],
    ["ar", "Arabic comma, semicolon and question mark", /[,;?]/],
  ])("%s: %s", (locale, _, wrong) => {
    for (const [key, message] of messagesOf(locale)) expect(textOf(message), key).not.toMatch(wrong);
  });
});

/** A language's messages by their paths: `rows.role.note`. */
function messagesOf(locale: string): Map<string, string> {
  const flat = (value: object, path: string): [string, string][] =>
    Object.entries(value).flatMap(([key, own]) =>
      typeof own === "string" ? [[`${path}${key}`, own] as [string, string]] : flat(own, `${path}${key}.`),
    );
  return new Map(flat(JSON.parse(readFileSync(new URL(`src/messages/${locale}.json`, WEB), "utf8")), ""));
}

/** The parser behind a chain of packages, each found from where the one before it is. */
async function parserOf(...packages: readonly string[]) {
  let file = new URL("package.json", WEB).href;
  for (const name of packages) file = pathToFileURL(createRequire(file).resolve(name)).href;
  return (await import(file)) as {
    readonly parse: (message: string) => readonly Piece[];
    readonly TYPE: Readonly<Record<string, number>>;
  };
}

/** All pieces of a message, those inside plurals and tags, too; throws for what is no message. */
function piecesOf(message: string): readonly Piece[] {
  const all = [...parse(message)];
  // The list grows while it is walked.
  for (const { options = {}, children = [] } of all)
    all.push(...children, ...Object.values(options).flatMap(({ value }) => value));
  return all;
}

/** The arguments and tags that a message names, each once, tags in angle brackets. */
function named(message: string): string[] {
  const pieces = piecesOf(message).filter(({ type }) => type !== TYPE.literal && type !== TYPE.pound);
  return [...new Set(pieces.map(({ type, value }) => (type === TYPE.tag ? `<${value}>` : value)))].sort();
}

/** What a message says in words, a plural's forms one after another. */
const textOf = (message: string): string =>
  piecesOf(message)
    .filter(({ type }) => type === TYPE.literal)
    .map(({ value }) => value)
    .join("\n");
