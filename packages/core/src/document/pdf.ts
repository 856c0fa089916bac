import { getDocumentProxy } from "unpdf";
import { UnreadableDocument } from "./document.ts";
import type { Line } from "./lines.ts";

/** Larger documents are refused before they are laid out. */
const MOST_PAGES = 2000;

/** A piece of text as the page places it. Lengths are in points; y grows upwards. */
interface Glyphs {
  readonly text: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly size: number;
  readonly rtl: boolean;
}

/** A line of a page. `start` and `end` are where it begins and ends in the direction of reading, from the body's margins. */
interface PdfLine {
  readonly glyphs: readonly Glyphs[];
  readonly text: string;
  readonly left: number;
  readonly right: number;
  readonly y: number;
  readonly size: number;
  /** Left and right margin of the column that it stands in, where a page has several. */
  readonly column?: readonly [left: number, right: number];
}

/**
 * The lines of a PDF's text layer, as linesOf gives those of a text: but better, for the page says more than its text.
 * A raised, smaller number is a note mark and comes as superscript digits; smaller lines at the foot come below a rule;
 * gaps, indents and short lines say where a paragraph begins (`begins`); what repeats on the pages' edges is left out.
 *
 * @returns lines, and what was left out as furniture
 * @throws {UnreadableDocument} for a PDF that is encrypted, damaged, or has no text
 */
export async function pdfLines(bytes: Uint8Array, name: string): Promise<{ lines: Line[]; furniture: string[] }> {
  const pages = await pageLines(bytes, name);
  const found = pages.flat();
  if (found.length === 0)
    throw new UnreadableDocument(`${name} is a PDF without text, a scan; it needs character recognition (OCR) first`);
  const edges = edgeLines(pages);
  const furniture: string[] = [];
  const bodies = pages.map((page) =>
    page.filter((line) => {
      if (!edges.has(line)) return true;
      furniture.push(line.text);
      return false;
    }),
  );
  return { lines: laidOut(bodies), furniture };
}

async function pageLines(bytes: Uint8Array, name: string): Promise<PdfLine[][]> {
  let document: Awaited<ReturnType<typeof getDocumentProxy>>;
  try {
    // The library takes the bytes over: it gets its own.
    document = await getDocumentProxy(Uint8Array.from(bytes), { verbosity: 0 });
  } catch (cause) {
    const why =
      (cause as Error).name === "PasswordException"
        ? "is encrypted; give a copy without a password"
        : "is a damaged PDF";
    throw new UnreadableDocument(`${name} ${why}`, { cause });
  }
  try {
    if (document.numPages > MOST_PAGES)
      throw new UnreadableDocument(`${name} has ${document.numPages} pages; at most ${MOST_PAGES} are read`);
    const pages: PdfLine[][] = [];
    for (let number = 1; number <= document.numPages; number++) {
      const page = await document.getPage(number);
      const { items } = await page.getTextContent();
      const glyphs = items.flatMap((item): Glyphs[] => {
        if (!("str" in item) || item.str === "") return [];
        const [, skew, , height, x, y] = item.transform as number[];
        const size = Math.abs(height ?? 0);
        if (size < 1 || Math.abs(skew ?? 0) > 0.1) return []; // nothing, or set upright along the margin
        return [
          { text: plainLetters(item.str), x: x ?? 0, y: y ?? 0, width: item.width, size, rtl: item.dir === "rtl" },
        ];
      });
      const parts = columns(glyphs).map((column) => linesOfColumn(column, isRtl(glyphs)));
      pages.push(parts.length === 1 ? (parts[0] as PdfLine[]) : parts.flatMap(bounded));
      page.cleanup();
    }
    return pages;
  } catch (cause) {
    if (cause instanceof UnreadableDocument) throw cause;
    throw new UnreadableDocument(`${name} is a damaged PDF: ${(cause as Error).message}`, { cause });
  } finally {
    await document.loadingTask.destroy();
  }
}

/** Ligatures, Arabic letter shapes and radicals that stand for a character, as the letters that they are. */
function plainLetters(text: string): string {
  return text
    .replace(/[\ufb00-\ufdff\ufe70-\ufeff\u2f00-\u2fdf]+/g, (shapes) => shapes.normalize("NFKC"))
    .replace(/[\u2e80-\u2eff]/g, (radical) => RADICALS.get(radical) ?? radical)
    .replaceAll("ʼ", "’"); // one glyph for both in many fonts
}

/** Radicals that fonts show a character by and NFKC leaves as they are (Unicode's EquivalentUnifiedIdeograph.txt). */
const RADICALS = new Map(
  "⺁厂 ⺟母 ⺠民 ⻄西 ⻅见 ⻆角 ⻉贝 ⻋车 ⻓长 ⻔门 ⻘青 ⻙韦 ⻚页 ⻛风 ⻜飞 ⻝食 ⻢马 ⻣骨 ⻤鬼 ⻥鱼 ⻦鸟 ⻧卤 ⻨麦 ⻩黄 ⻬齐 ⻮齿 ⻰龙 ⻳龟"
    .split(" ")
    .map((pair) => [pair[0] as string, pair[1] as string]),
);

/** A column of fewer lines is none. */
const LEAST_LINES = 6;

/** Two columns, if nearly every line leaves the same gutter free; else the page as it is. */
function columns(glyphs: readonly Glyphs[]): Glyphs[][] {
  const inked = glyphs.filter(({ text }) => text.trim());
  if (inked.length < 12) return [[...glyphs]];
  const left = Math.min(...inked.map(({ x }) => x));
  const right = Math.max(...inked.map(({ x, width }) => x + width));
  const bins = new Float64Array(200);
  const scale = bins.length / (right - left || 1);
  for (const { x, width } of inked)
    for (
      let bin = Math.max(0, Math.floor((x - left) * scale));
      bin < Math.min(bins.length, (x + width - left) * scale);
      bin++
    )
      bins[bin] = (bins[bin] as number) + 1;
  const typical = [...bins].sort((a, b) => a - b)[100] as number;
  let gutter: [number, number] | undefined;
  for (let from = 70; from < 130; from++) {
    let to = from;
    while (to < 130 && (bins[to] as number) <= Math.max(2, 0.12 * typical)) to++;
    if (to - from >= 4 && (!gutter || to - from > gutter[1] - gutter[0])) gutter = [from, to];
  }
  if (!gutter) return [[...glyphs]];
  const middle = left + (gutter[0] + gutter[1]) / 2 / scale;
  const rtl = isRtl(glyphs);
  // Lines across the gutter, headings, part the page into bands; within a band one column follows the other.
  const beside = (glyphs: readonly Glyphs[]): number => new Set(glyphs.map(({ y }) => Math.round(y / 3))).size;
  const sides = [inked.filter(({ x, width }) => x + width <= middle), inked.filter(({ x }) => x >= middle)] as const;
  if (Math.min(beside(sides[0]), beside(sides[1])) < LEAST_LINES) return [[...glyphs]];
  const across = inked.filter(({ x, width }) => x < middle && x + width > middle).map(({ y }) => y);
  const bands = [Number.POSITIVE_INFINITY, ...across.sort((a, b) => b - a), Number.NEGATIVE_INFINITY];
  const parts: Glyphs[][] = [];
  for (let band = 0; band + 1 < bands.length; band++) {
    const [top, bottom] = [bands[band] as number, bands[band + 1] as number];
    const within = glyphs.filter(({ y }) => y < top - 1 && y > bottom + 1);
    const [one, other] = [within.filter(({ x }) => x < middle), within.filter(({ x }) => x >= middle)];
    parts.push(...(rtl ? [other, one] : [one, other]));
    parts.push(glyphs.filter(({ y }) => Math.abs(y - bottom) <= 1));
  }
  return parts.filter((part) => part.length > 0);
}

/** Lines with the margins of their column; a line or two by themselves, a heading across, have none. */
function bounded(lines: readonly PdfLine[]): PdfLine[] {
  if (lines.length < 3) return [...lines];
  const column = [
    quantile(
      lines.map(({ left }) => left),
      0.1,
    ),
    quantile(
      lines.map(({ right }) => right),
      0.9,
    ),
  ] as const;
  return lines.map((line) => ({ ...line, column }));
}

/** Whether a page reads from right to left: its lines do then, even those that hold no word of its script. */
function isRtl(glyphs: readonly Glyphs[]): boolean {
  const strong = glyphs.filter(({ text }) => /\p{L}/u.test(text));
  return strong.filter(({ rtl }) => rtl).length > 0.4 * strong.length;
}

function linesOfColumn(glyphs: readonly Glyphs[], rtl: boolean): PdfLine[] {
  const sorted = [...glyphs]
    .filter(({ text, width }) => text.trim() || width > 0)
    .sort((a, b) => b.y - a.y || b.size - a.size);
  const groups: { y: number; size: number; glyphs: Glyphs[] }[] = [];
  for (const glyph of sorted) {
    // The raised glyphs of a line come before it from the top: the line is the one just below.
    const group = groups.findLast(({ y, size }) => Math.abs(y - glyph.y) < 0.5 * Math.max(size, glyph.size));
    if (!group) groups.push({ y: glyph.y, size: glyph.size, glyphs: [glyph] });
    else {
      group.glyphs.push(glyph);
      if (glyph.text.trim() && glyph.size > group.size * 1.05) {
        group.y = glyph.y;
        group.size = glyph.size;
      }
    }
  }
  return groups.flatMap(({ y, size, glyphs }) => {
    const inked = glyphs.filter(({ text }) => text.trim());
    if (inked.length === 0) return [];
    return [
      {
        glyphs,
        text: lineText(glyphs, y, size, rtl),
        left: Math.min(...inked.map(({ x }) => x)),
        right: Math.max(...inked.map(({ x, width }) => x + width)),
        y,
        size,
      },
    ];
  });
}

const SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹";

function lineText(glyphs: readonly Glyphs[], y: number, size: number, rtl: boolean): string {
  let text = "";
  for (const glyph of logicalOrder(withSpaces(glyphs, size), rtl)) {
    const raised = glyph.size < 0.85 * size && glyph.y > y + 0.15 * size;
    text += raised
      ? glyph.text.replace(/\p{Nd}/gu, (digit) => SUPERSCRIPTS[Number(digit.normalize("NFKC"))] ?? digit)
      : glyph.text;
  }
  return text
    .normalize("NFC")
    .replace(/[[\p{Cc}--\t]\u00ad\u200b\ufeff]/gv, "")
    .replace(/[^\S\u00a0\u202f]+/g, " ")
    .trim();
}

/** Glyphs as they are seen from left to right, a space where a gap stands for one. */
function withSpaces(glyphs: readonly Glyphs[], size: number): Glyphs[] {
  const seen: Glyphs[] = [];
  // Where the text has spaces of its own, a narrow gap is only a loose fit of letters.
  const spaced = glyphs.some(({ text }) => /\s/.test(text.trim()) || text === " ");
  const least = (spaced ? 0.5 : 0.18) * size;
  for (const glyph of [...glyphs].sort((a, b) => a.x - b.x)) {
    const before = seen.at(-1);
    if (before?.text.trim() && glyph.text.trim() && glyph.x - (before.x + before.width) > least)
      seen.push({ text: " ", x: before.x + before.width, y: glyph.y, width: 0, size, rtl: false });
    seen.push(glyph);
  }
  return seen;
}

/** From the order in which a line is seen to the order in which it is read (a line's part of UAX #9, backwards). */
function logicalOrder(seen: Glyphs[], rtl: boolean): Glyphs[] {
  if (!rtl) return seen;
  const read = seen.reverse().map((glyph) => (glyph.rtl ? glyph : { ...glyph, text: turned(glyph.text) }));
  // Numbers and words of left-to-right scripts keep their own order. Between numbers only these marks do not part them
  // (rules W2 and W4: behind Arabic letters a hyphen does), between words of such scripts any.
  const isLtr = ({ text, rtl }: Glyphs): boolean => !rtl && /[\p{Nd}\p{Script=Latin}\p{Script=Cyrillic}]/u.test(text);
  const hasLetter = ({ text }: Glyphs): boolean => /[\p{Script=Latin}\p{Script=Cyrillic}]/u.test(text);
  for (let from = 0; from < read.length; from++) {
    if (!isLtr(read[from] as Glyphs)) continue;
    let to = from;
    let between = "";
    for (let at = from + 1; at < read.length; at++) {
      const glyph = read[at] as Glyphs;
      if (!isLtr(glyph)) {
        if (glyph.rtl) break;
        between += glyph.text;
        continue;
      }
      const words = hasLetter(glyph) && hasLetter(read[to] as Glyphs);
      if (!(words ? /^[\s./:,()-]*$/ : /^[./:,]*$/).test(between)) break;
      to = at;
      between = "";
    }
    read.splice(from, to - from + 1, ...read.slice(from, to + 1).reverse());
    from = to;
  }
  return read;
}

const MIRRORED: Readonly<Record<string, string>> = { "(": ")", ")": "(", "[": "]", "]": "[", "«": "»", "»": "«" };

/** A number or a symbol with marks around it, seen in a right-to-left line: what stands left of it is read after it. */
function turned(text: string): string {
  const parts = /^([^\p{L}\p{Nd}]*)(.*[\p{L}\p{Nd}])([^\p{L}\p{Nd}]*)$/su.exec(text);
  if (!parts)
    return [...text]
      .reverse()
      .map((mark) => MIRRORED[mark] ?? mark)
      .join("");
  const [, left, middle, right] = parts as unknown as [string, string, string, string];
  // A span of numbers too: its hyphen parts them.
  const span = /\p{L}/u.test(middle)
    ? middle
    : middle
        .split(/([-–])/)
        .reverse()
        .join("");
  return turned(right) + span + turned(left);
}

/**
 * Lines at a page's edges that say the same on most pages, but for their numbers, and stand apart from the body by a gap
 * or by their size; and what the United Nations print around every text.
 */
function edgeLines(pages: readonly (readonly PdfLine[])[]): Set<PdfLine> {
  const ordered = pages.map((page) => [...page].sort((a, b) => b.y - a.y));
  // Only a short line may differ in its numbers; a longer one is more likely text of one pattern.
  const keyOf = ({ text, y }: PdfLine): string =>
    `${text.length <= 40 ? text.replace(/\p{Nd}+/gu, "#") : text} ${Math.round(y / 6)}`;
  const times = new Map<string, number>();
  for (const page of ordered)
    for (const key of new Set([...page.slice(0, EDGE), ...page.slice(-EDGE)].map(keyOf)))
      times.set(key, (times.get(key) ?? 0) + 1);
  const often = (line: PdfLine): boolean =>
    pages.length > 1 && (times.get(keyOf(line)) ?? 0) >= Math.max(2, 0.4 * pages.length);
  const size = mode(pages.flat().map((line) => line.size));

  const found = new Set<PdfLine>();
  for (const [number, page] of ordered.entries())
    for (const side of [page, page.toReversed()]) {
      let taken = 0;
      while (
        taken < Math.min(EDGE, side.length) &&
        (often(side[taken] as PdfLine) || isFurniture((side[taken] as PdfLine).text, number === 0))
      )
        taken++;
      for (; taken > 0; taken--) {
        const [last, next] = [side[taken - 1] as PdfLine, side[taken]];
        const apart = !next || Math.abs(last.y - next.y) > 1.9 * size || Math.abs(last.size - size) > 0.08 * size;
        if (apart || isFurniture(last.text, number === 0)) break;
      }
      for (const line of side.slice(0, taken)) found.add(line);
    }
  return found;
}

/** How many lines from the top and from the foot may be furniture. */
const EDGE = 4;

/** What the United Nations print around a text: page and job numbers, the masthead's "Distr.", the plea to recycle. */
function isFurniture(text: string, firstPage: boolean): boolean {
  if (/^(?:\d{1,4}\s*\/\s*\d{1,4}|[-–—]\s*\d{1,4}\s*[-–—])$/.test(text)) return true;
  if (/^\*?\d{2}-\d{5}\*?(?: \([EFSRCA]\))?(?: \d{6})?(?: \d{1,3}\/\d{1,3})?$/.test(text)) return true;
  if (
    /^(?:please recycle|merci de recycler|se ruega reciclar|просьба отправить на вторичную переработку|请回收|الرجاء إعادة استعمال الورق)/iu.test(
      text,
    )
  )
    return true;
  return (
    firstPage &&
    /^(?:distr\.|original:|nations unies$|united nations$|naciones unidas$|организация объединенных наций$|联合国$|الأمم المتحدة$)/iu.test(
      text,
    )
  );
}

/** Lines for the text reader: pages parted by form feeds, notes below a rule, `begins` where the page says so. */
function laidOut(pages: readonly (readonly PdfLine[])[]): Line[] {
  const all = pages.flat();
  const size = mode(all.flatMap((line) => Array.from({ length: Math.ceil(line.text.length / 10) }, () => line.size)));
  const rtl = all.filter(({ glyphs }) => glyphs.some((glyph) => glyph.rtl)).length > all.length / 2;
  const body = all.filter((line) => Math.abs(line.size - size) < 0.08 * size);
  const left = quantile(
    body.map((line) => line.left),
    0.1,
  );
  const right = quantile(
    body.map((line) => line.right),
    0.9,
  );
  const start = (line: PdfLine): number =>
    rtl ? (line.column?.[1] ?? right) - line.right : line.left - (line.column?.[0] ?? left);
  const spare = (line: PdfLine): number =>
    rtl ? line.left - (line.column?.[0] ?? left) : (line.column?.[1] ?? right) - line.right;
  const leading = mode(
    pages.flatMap((page) =>
      page
        .slice(1)
        .map((line, at) => Math.round(((page[at] as PdfLine).y - line.y) * 4) / 4)
        .filter((gap) => gap > 0.8 * size),
    ),
  );

  const begins = (line: PdfLine, before: PdfLine): boolean => {
    if (before.y - line.y > 1.25 * leading || Math.abs(line.size - before.size) > 0.12 * size) return true;
    if (/\p{L}-$/u.test(before.text)) return false;
    const indents = start(line) > 0.8 * size && start(before) < 0.5 * size;
    // Lines set at the end margin, each by itself: signatures, dates.
    const atEnd = [before, line].every((one) => start(one) > 3 * size && spare(one) < 0.3 * size);
    return indents || atEnd || spare(before) > firstWordWidth(line) + size;
  };
  const opening = pages.flatMap((page) => page.filter((line, at) => at > 0 && begins(line, page[at - 1] as PdfLine)));
  const indented =
    opening.filter((line) => start(line) > 0.8 * size && start(line) < 6 * size).length > 0.5 * opening.length;

  const lines: Line[] = [];
  const push = (text: string, more: Partial<Line> = {}): void => {
    lines.push({ index: lines.length, text, indent: 0, formFeed: false, ...more });
  };
  let last: PdfLine | undefined;
  pages.forEach((page, number) => {
    const foot = noteStart(page, size);
    page.forEach((line, at) => {
      if (at === foot) push("__________");
      if (at >= foot) {
        push(
          at === foot || isNoteHead(line.text)
            ? line.text.replace(/^[⁰¹²³⁴⁵⁶⁷⁸⁹]+/, asciiOf).replace(/^(\d+|\*+)(?=[^\s\d])/, "$1 ")
            : line.text,
        );
        return;
      }
      const before = at > 0 ? page[at - 1] : undefined;
      const begin = before
        ? begins(line, before)
        : !last || (indented ? start(line) > 0.8 * size : spare(last) > firstWordWidth(line) + size || undefined);
      push(line.text, { formFeed: number > 0 && at === 0, ...(begin !== undefined && { begins: begin }) });
      last = line;
    });
  });
  return lines;
}

const asciiOf = (digits: string): string => [...digits].map((digit) => SUPERSCRIPTS.indexOf(digit)).join("");

function isNoteHead(text: string): boolean {
  return /^(?:[⁰¹²³⁴⁵⁶⁷⁸⁹]+|\*+)\s*\S/.test(text);
}

/** The first of the smaller lines at a page's foot, if a note mark heads them. */
function noteStart(page: readonly PdfLine[], size: number): number {
  let at = page.length;
  while (at > 0 && (page[at - 1] as PdfLine).size < 0.93 * size) at--;
  while (
    at < page.length &&
    !isNoteHead((page[at] as PdfLine).text) &&
    !/^\(?\d{1,3}\)?\s/.test((page[at] as PdfLine).text)
  )
    at++;
  return at;
}

function firstWordWidth(line: PdfLine): number {
  const word = /^\p{Script=Han}|^\S+/u.exec(line.text)?.[0] ?? "";
  return ((line.right - line.left) * word.length) / Math.max(1, line.text.length);
}

function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(share * (sorted.length - 1))] ?? 0;
}

/** The most frequent of values, to a quarter. */
function mode(values: readonly number[]): number {
  const times = new Map<number, number>();
  for (const value of values) {
    const rounded = Math.round(value * 4) / 4;
    times.set(rounded, (times.get(rounded) ?? 0) + 1);
  }
  let best = 0;
  for (const [value, count] of times) if (count > (times.get(best) ?? 0)) best = value;
  return best;
}
