import { languageCode } from "../../language/profile.ts";
import type { TranslationUnit } from "../../memory/stored.ts";
import { chosenKey } from "../chosen.ts";
import { type LinesOptions, tuidOf } from "../tables/lines.ts";
import { segmentContent } from "../tmx/inline-codes.ts";
import { attribute } from "../xml.ts";
import { CodeNumbers, inline12, inline21, OriginalData } from "./inline-write.ts";

/** Returns the source and the target of a bilingual file. */
function pairOf({ languages }: LinesOptions): readonly [source: string, target: string] {
  languages.forEach(languageCode);
  const asked = [...new Set(languages)];
  const [source, target] = asked;
  if (source === undefined || target === undefined || asked.length > 2)
    throw new RangeError(`a bilingual file has two languages, not ${asked.length}: ${asked.join(", ") || "none"}`);
  return [source, target];
}

/** A unit that both languages have. */
interface PairedUnit {
  readonly unit: TranslationUnit;
  /** Keys of the unit's variants. */
  readonly keys: readonly [source: string, target: string];
  /** Whether it is the first of its document set, and the first of all. */
  readonly opens: boolean;
  readonly isFirst: boolean;
}

/** Yields the units that both languages have, with the borders of document sets, and counts them. */
async function* pairs(
  units: AsyncIterable<TranslationUnit>,
  [source, target]: readonly [string, string],
  report: LinesOptions["report"],
  losesCodes = false,
): AsyncGenerator<PairedUnit> {
  const counts = { units: 0, left: 0, codes: 0 };
  let documentSet: string | undefined;
  for await (const unit of units) {
    const [from, into] = [chosenKey(unit, source), chosenKey(unit, target)];
    if (from === undefined || into === undefined) {
      counts.left++;
      continue;
    }
    counts.units++;
    if (losesCodes) counts.codes += (unit.codes?.[from]?.length ?? 0) + (unit.codes?.[into]?.length ?? 0);
    yield { unit, keys: [from, into], opens: unit.documentSet !== documentSet, isFirst: documentSet === undefined };
    documentSet = unit.documentSet;
  }
  report?.(counts);
}

/** Returns a unit's text with its codes in TMX's form. */
const segmentOf = ({ variants, codes, segments }: TranslationUnit, key: string): string =>
  segments?.[key] ?? segmentContent(variants[key] as string, codes?.[key]);

/**
 * Writes translation units as XLIFF 2.1 (OASIS, 2018-02-13), of two languages: a `file` for each document set, a `unit`
 * with one final `segment` for each translation unit, codes as `pc`, `sc`, `ec`, `ph` and `mrk`. Units that lack one of the
 * languages are left out and counted. A unit's `tuid` is its `name`: ids are of the file alone.
 *
 * @throws {RangeError} for other than two languages
 */
export async function* writeXliff(
  units: AsyncIterable<TranslationUnit>,
  options: LinesOptions,
): AsyncGenerator<string> {
  const pair = pairOf(options);
  const [from, into] = pair.map((language) => attribute(options.names?.[language] ?? language));
  yield `<?xml version="1.0" encoding="UTF-8"?>\n<xliff xmlns="urn:oasis:names:tc:xliff:document:2.0" version="2.1" srcLang="${from}" trgLang="${into}">\n`;
  let written = false;
  for await (const { unit, keys, opens, isFirst } of pairs(units, pair, options.report)) {
    if (opens)
      yield `${isFirst ? "" : "</file>\n"}<file id="${attribute(nameToken(unit.documentSet))}" original="${attribute(unit.symbol)}">\n`;
    written = true;
    const state = unit.status === "confirmed" ? "reviewed" : "translated";
    const [numbers, data] = [new CodeNumbers(), new OriginalData()];
    const [source, target] = keys.map((key) => inline21(segmentOf(unit, key), numbers, data));
    yield `<unit id="u${unit.position}" name="${attribute(tuidOf(unit))}">${data.written()}<segment state="${state}"><source xml:space="preserve">${source}</source><target xml:space="preserve">${target}</target></segment></unit>\n`;
  }
  // A file without a unit is not valid, so one that is not to be translated says why.
  yield written
    ? "</file>\n</xliff>\n"
    : `<file id="empty"><unit id="none" translate="no"><notes><note>No unit has both languages.</note></notes><segment><source/></segment></unit></file>\n</xliff>\n`;
}

/**
 * Writes translation units as XLIFF 1.2 (OASIS, 2008-02-01), of two languages: a `file` for each document set, codes as
 * `bpt`, `ept`, `ph`, `it` and `mrk`, the `tuid` as `resname`.
 *
 * @throws {RangeError} for other than two languages
 */
export async function* writeXliff12(
  units: AsyncIterable<TranslationUnit>,
  options: LinesOptions,
): AsyncGenerator<string> {
  const pair = pairOf(options);
  const [from, into] = pair.map((language) => attribute(options.names?.[language] ?? language));
  yield `<?xml version="1.0" encoding="UTF-8"?>\n<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2">\n`;
  const head = (original: string): string =>
    `<file original="${attribute(original)}" source-language="${from}" target-language="${into}" datatype="plaintext"><body>\n`;
  let written = false;
  for await (const { unit, keys, opens, isFirst } of pairs(units, pair, options.report)) {
    if (opens) yield `${isFirst ? "" : "</body></file>\n"}${head(unit.symbol)}`;
    written = true;
    const approved = unit.status === "confirmed" ? ` approved="yes"` : "";
    const numbers = new CodeNumbers();
    const [source, target] = keys.map((key) => inline12(segmentOf(unit, key), numbers));
    yield `<trans-unit id="${unit.position}" resname="${attribute(tuidOf(unit))}"${approved}><source xml:space="preserve">${source}</source><target xml:space="preserve" state="translated">${target}</target></trans-unit>\n`;
  }
  yield written ? "</body></file>\n</xliff>\n" : `${head("empty")}</body></file>\n</xliff>\n`;
}

/**
 * Writes one side of a Moses corpus: a line for each unit that both languages have, so that line n of either side is unit n.
 *
 * @param options the source and the target
 * @param side which of them is written
 * @throws {RangeError} for other than two languages
 */
export async function* writeMoses(
  units: AsyncIterable<TranslationUnit>,
  options: LinesOptions,
  side: "source" | "target",
): AsyncGenerator<string> {
  for await (const { unit, keys } of pairs(units, pairOf(options), options.report, true)) {
    const text = unit.variants[keys[side === "source" ? 0 : 1]] as string;
    yield `${text.replace(/[\s\u0085\u2028\u2029]+/gu, " ").trim()}\n`;
  }
}

/** XLIFF 2 requires an NMTOKEN as a file's id. */
const nameToken = (id: string): string => id.replace(/[^\p{L}\p{N}._:-]/gu, "_");
