/** A piece of text as the page places it. Lengths are in points; y grows upwards. */
export interface Glyphs {
  readonly text: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly size: number;
  readonly rtl: boolean;
}

/** A line of a page. `start` and `end` are where it begins and ends in the direction of reading, from the body's margins. */
export interface PdfLine {
  readonly glyphs: readonly Glyphs[];
  readonly text: string;
  readonly left: number;
  readonly right: number;
  readonly y: number;
  readonly size: number;
  /** Left and right margin of the column that it stands in, where a page has several. */
  readonly column?: readonly [left: number, right: number];
}

/** A page's lines in the order in which they are read, column by column. */
export function linesOfPage(glyphs: readonly Glyphs[]): PdfLine[] {
  const parts = columns(glyphs).map((column) => linesOfColumn(column, isRtl(glyphs)));
  return parts.length === 1 ? (parts[0] as PdfLine[]) : parts.flatMap(bounded);
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

/** Ligatures, Arabic letter shapes and radicals that stand for a character, as the letters that they are. */
export function plainLetters(text: string): string {
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

export const SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹";

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

/** The value below which a share of the values lies. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(share * (sorted.length - 1))] ?? 0;
}
