import { languageCode } from "../language/profile.ts";
import type { TranslationUnit } from "../memory/stored.ts";
import type { LinesOptions } from "./lines.ts";
import { attribute, content } from "./xml.ts";

/** The source and the target of a bilingual file. */
function pairOf({ languages }: LinesOptions): readonly [source: string, target: string] {
  const codes = [...new Set(languages.map(languageCode))];
  const [source, target] = codes;
  if (source === undefined || target === undefined || codes.length > 2)
    throw new RangeError(`a bilingual file has two languages, not ${codes.length}: ${codes.join(", ") || "none"}`);
  return [source, target];
}

/** Units that both languages have, the document set that each begins with, and counts of them. */
async function* pairs(
  units: AsyncIterable<TranslationUnit>,
  [source, target]: readonly [string, string],
  report: LinesOptions["report"],
): AsyncGenerator<{ unit: TranslationUnit; source: string; target: string; opens: boolean; last: boolean }> {
  const counts = { units: 0, left: 0 };
  let documentSet: string | undefined;
  for await (const unit of units) {
    const [from, to] = [unit.variants[source], unit.variants[target]];
    if (!from || !to) {
      counts.left++;
      continue;
    }
    counts.units++;
    const opens = unit.documentSet !== documentSet;
    yield { unit, source: from, target: to, opens, last: documentSet === undefined };
    documentSet = unit.documentSet;
  }
  report?.(counts);
}

/**
 * Writes translation units as XLIFF 2.1 (OASIS, 2018-02-13), of two languages: a `file` for each document set, a `unit`
 * with one final `segment` for each translation unit. Units that lack one of the languages are left out and counted.
 *
 * @throws {RangeError} for other than two languages
 */
export async function* writeXliff(
  units: AsyncIterable<TranslationUnit>,
  options: LinesOptions,
): AsyncGenerator<string> {
  const pair = pairOf(options);
  yield `<?xml version="1.0" encoding="UTF-8"?>\n<xliff xmlns="urn:oasis:names:tc:xliff:document:2.0" version="2.1" srcLang="${pair[0]}" trgLang="${pair[1]}">\n`;
  let written = false;
  for await (const { unit, source, target, opens, last } of pairs(units, pair, options.report)) {
    if (opens)
      yield `${last ? "" : "</file>\n"}<file id="${attribute(nameToken(unit.documentSet))}" original="${attribute(unit.symbol)}">\n`;
    written = true;
    const state = unit.status === "confirmed" ? "reviewed" : "translated";
    yield `<unit id="u${unit.position}"><segment state="${state}"><source xml:space="preserve">${content(source)}</source><target xml:space="preserve">${content(target)}</target></segment></unit>\n`;
  }
  // A file without a unit is not valid: one that nobody is to translate says why.
  yield written
    ? "</file>\n</xliff>\n"
    : `<file id="empty"><unit id="none" translate="no"><notes><note>No unit has both languages.</note></notes><segment><source/></segment></unit></file>\n</xliff>\n`;
}

/**
 * Writes translation units as XLIFF 1.2 (OASIS, 2008-02-01), of two languages: a `file` for each document set.
 *
 * @throws {RangeError} for other than two languages
 */
export async function* writeXliff12(
  units: AsyncIterable<TranslationUnit>,
  options: LinesOptions,
): AsyncGenerator<string> {
  const pair = pairOf(options);
  yield `<?xml version="1.0" encoding="UTF-8"?>\n<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2">\n`;
  const head = (original: string): string =>
    `<file original="${attribute(original)}" source-language="${pair[0]}" target-language="${pair[1]}" datatype="plaintext"><body>\n`;
  let written = false;
  for await (const { unit, source, target, opens, last } of pairs(units, pair, options.report)) {
    if (opens) yield `${last ? "" : "</body></file>\n"}${head(unit.symbol)}`;
    written = true;
    const approved = unit.status === "confirmed" ? ` approved="yes"` : "";
    yield `<trans-unit id="${unit.position}"${approved}><source xml:space="preserve">${content(source)}</source><target xml:space="preserve" state="translated">${content(target)}</target></trans-unit>\n`;
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
  for await (const pair of pairs(units, pairOf(options), options.report))
    yield `${pair[side].replace(/[\s\u0085\u2028\u2029]+/gu, " ").trim()}\n`;
}

/** XLIFF 2 wants an NMTOKEN for a file's id. */
const nameToken = (id: string): string => id.replace(/[^\p{L}\p{N}._:-]/gu, "_");
