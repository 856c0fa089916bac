import type { Stretch } from "../../document/encoding/detect-encoding.ts";
import { knownLanguage } from "../language-name.ts";

/** Bytes of a file whose encoding is not known yet, as Latin-1: each character is a byte. */
export interface UnknownText {
  /** The beginning of the file, which may name languages. */
  readonly beginning: string;
  /** A part of the file, perhaps the beginning itself. */
  readonly part: string;
  /** Line in which the part begins, from 1. */
  readonly line: number;
  /** Languages of the columns, if a person named them. */
  readonly languages?: readonly string[] | undefined;
}

/**
 * Cuts a part of a file into stretches of one language each, by what the file says: elements and attributes of XML, names
 * and columns of tables. No encoding has mark-up, tabs or line ends inside a character.
 */
export function stretchesOf(text: UnknownText): Stretch[] {
  const start = text.beginning.trimStart();
  const found = start.startsWith("<") ? inXml(text) : start.startsWith("{") ? inJson(text) : inTable(text);
  const said = [...new Set(found.flatMap(({ language }) => language ?? []))];
  return found.map(({ text: own, language, line }) => {
    const languages = language === undefined ? said : [language];
    return { bytes: Buffer.from(own, "latin1"), line, ...(languages.length > 0 && { languages }) };
  });
}

interface Found {
  readonly text: string;
  readonly language: string | undefined;
  readonly line: number;
}

const HIGH = /[\x80-\xff]/;
const TAG = /<(?<close>\/?)(?<name>[\w:.-]+)(?<more>(?:[^<>"']|"[^"<]*"|'[^'<]*')*?)(?<empty>\/?)>/y;
const LANGUAGE = /\s(?:xml:)?lang\s*=\s*["']([^"']{2,35})["']/i;
const SIDES = {
  source: /\s(?:source-language|srcLang)\s*=\s*["']([^"']{2,35})["']/,
  target: /\s(?:target-language|trgLang)\s*=\s*["']([^"']{2,35})["']/,
};
const tagOf = (name: string | undefined): string | undefined =>
  name === undefined ? undefined : knownLanguage(name)?.tag;

function inXml({ beginning, part, line: first }: UnknownText): Found[] {
  const found: Found[] = [];
  const sides = { source: SIDES.source.exec(beginning)?.[1], target: SIDES.target.exec(beginning)?.[1] };
  const path: (string | undefined)[] = [];
  let line = first;
  for (let at = 0; at < part.length; ) {
    TAG.lastIndex = at;
    const tag = part[at] === "<" ? TAG.exec(part)?.groups : undefined;
    const next = tag ? TAG.lastIndex : part.indexOf("<", at + 1);
    const end = next < 0 ? part.length : next;
    const piece = part.slice(at, end);
    if (tag) {
      const { close, name = "", more = "", empty } = tag;
      for (const side of ["source", "target"] as const) sides[side] = SIDES[side].exec(more)?.[1] ?? sides[side];
      const own = LANGUAGE.exec(more)?.[1] ?? (name === "seg-source" ? sides.source : sides[name as "source"]);
      if (close) path.pop();
      else if (!empty) path.push(tagOf(own) ?? path.at(-1));
    } else if (HIGH.test(piece)) found.push({ text: piece, language: path.at(-1), line: line + linesBefore(piece) });
    line += newlines(piece);
    at = end;
  }
  return found;
}

function inJson({ part, line: first }: UnknownText): Found[] {
  return part.split("\n").flatMap((text, at) =>
    [...text.matchAll(/"(?<name>[\w-]{2,35})"\s*:\s*"(?<value>(?:[^"\\]|\\.)*)"/g)].flatMap(({ groups }) => {
      const { name, value = "" } = groups ?? {};
      return HIGH.test(value) ? [{ text: value, language: tagOf(name), line: first + at }] : [];
    }),
  );
}

/** Columns of the languages and texts in a memory of Wordfast. */
const WORDFAST = { source: [3, 4], target: [5, 6] } as const;

function inTable({ beginning, part, line: first, languages }: UnknownText): Found[] {
  const names = /^[^\r\n]*/.exec(beginning)?.[0] ?? "";
  const separator = names.includes("\t") ? "\t" : names.includes(";") ? ";" : ",";
  const columns = languages ?? names.split(separator).map((name) => name.replace(/^"(.*)"$/, "$1").trim());
  const isWordfast = names.startsWith("%");
  return part.split(/\r\n?|\n/).flatMap((text, at) => {
    if (!HIGH.test(text)) return [];
    const fields = text.split(separator);
    const languageOf = (column: number): string | undefined => {
      if (!isWordfast) return tagOf(columns[column]);
      const side = Object.values(WORDFAST).find(([, own]) => own === column);
      return tagOf(side && fields[side[0]]);
    };
    return fields.flatMap((own, column) =>
      HIGH.test(own) ? [{ text: own, language: languageOf(column), line: first + at }] : [],
    );
  });
}

function linesBefore(text: string): number {
  return newlines(text.slice(0, text.search(HIGH)));
}

/** Counts line feeds. */
export function newlines(text: string): number {
  let count = 0;
  for (let at = text.indexOf("\n"); at >= 0; at = text.indexOf("\n", at + 1)) count++;
  return count;
}
