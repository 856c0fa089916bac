/** What Debian's poppler-utils read of a PDF: an independent witness. */
import { execFile, spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { promisify } from "node:util";

/** A program's output, its seconds, and its largest resident memory in MB, 0 if the system does not report it. */
export interface Run {
  readonly out: string;
  readonly seconds: number;
  readonly megabytes: number;
}

/** Whether pdftotext is installed. */
export async function isInstalled(): Promise<boolean> {
  return promisify(execFile)("pdftotext", ["-v"]).then(
    () => true,
    () => false,
  );
}

/** The text of a PDF. @throws Error with what pdftotext said */
export function pdftotext(file: string, ...options: readonly string[]): Promise<Run> {
  return new Promise((resolve, reject) => {
    const started = performance.now();
    const child = spawn("pdftotext", [...options, file, "-"]);
    const pieces: Buffer[] = [];
    let said = "";
    let megabytes = 0;
    const look = (): void => {
      try {
        const most = /VmHWM:\s*(\d+)/.exec(readFileSync(`/proc/${child.pid}/status`, "latin1"))?.[1];
        megabytes = Math.max(megabytes, Number(most ?? 0) / 1024);
      } catch {
        // The process has ended, or the system does not report it.
      }
    };
    const timer = setInterval(look, 4);
    child.stdout.on("data", (piece: Buffer) => {
      look();
      pieces.push(piece);
    });
    child.stderr.setEncoding("utf8").on("data", (piece: string) => {
      said += piece;
    });
    child.on("error", reject).on("close", (code) => {
      clearInterval(timer);
      const seconds = (performance.now() - started) / 1000;
      if (code === 0) resolve({ out: Buffer.concat(pieces).toString("utf8"), seconds, megabytes });
      else reject(new Error(`pdftotext: ${said.trim() || `ended with ${code}`}`));
    });
  });
}

/** The pages of what pdftotext wrote. */
export function pagesOf(out: string): string[] {
  const pages = out.split("\f");
  if (pages.at(-1)?.trim() === "") pages.pop();
  return pages;
}

/** A note that stands below a rule that is printed as underscores. */
export interface NoteBelow {
  readonly page: number;
  readonly mark: string;
}

/** The notes below the rules of pages, of `pdftotext -layout`; none where rules are drawn. */
export function notesBelowRules(pages: readonly string[]): NoteBelow[] {
  return pages.flatMap((page, at) => {
    const rule = /^\s*_{6,}\s*$/m.exec(page);
    if (!rule) return [];
    let last: number | undefined;
    const marks = page
      .slice(rule.index + rule[0].length)
      .split("\n")
      .flatMap((line) => {
        const found = /^\s*(\d{1,3}|\*+)\s*$/.exec(line) ?? /^\s+(\d{1,3}|\*{1,3})\s+[\p{Lu}\p{Lo}“«]/u.exec(line);
        const mark = found?.[1];
        // Notes count up; a line of a note may begin with another number.
        const isNext = mark !== undefined && (/^\*/.test(mark) || last === undefined || Number(mark) === last + 1);
        if (!isNext) return [];
        if (!mark.startsWith("*")) last = Number(mark);
        return [mark];
      });
    return [...new Set(marks)].map((mark) => ({ page: at + 1, mark }));
  });
}

/** This many lines at a page's edge may be running heads. */
const EDGE = 3;
const MIN_PAGES = 3;
/** The fewest letters of a running head; page numbers are recognised elsewhere. */
const MIN_LETTERS = 4;

/** A line without what differs from page to page: spaces, and the page's own number. */
export const levelled = (text: string, page: number): string =>
  text
    .normalize("NFKC")
    .replace(/\p{N}+/gu, (digits) => (Number(digits) === page ? "#" : digits))
    .replace(/\s+/gu, "");

/**
 * Finds lines that recur at the edges of at least a third of the pages, levelled, and how often each stands elsewhere.
 */
export function runningHeads(pages: readonly string[]): Map<string, number> {
  const times = new Map<string, number>();
  const inner = new Map<string, number>();
  const count = (counts: Map<string, number>, key: string): void => void counts.set(key, (counts.get(key) ?? 0) + 1);
  for (const [at, page] of pages.entries()) {
    const lines = page
      .split("\n")
      .map((line) => levelled(line, at + 1))
      .filter(Boolean);
    const edge = new Set([...lines.slice(0, EDGE), ...lines.slice(-EDGE)]);
    for (const key of edge) count(times, key);
    for (const key of lines.slice(EDGE, -EDGE)) count(inner, key);
  }
  const heads = [...times].filter(
    ([key, pagesWithIt]) =>
      pagesWithIt >= Math.max(MIN_PAGES, pages.length / 3) && key.replace(/\P{L}/gu, "").length >= MIN_LETTERS,
  );
  return new Map(heads.map(([key]) => [key, inner.get(key) ?? 0]));
}
