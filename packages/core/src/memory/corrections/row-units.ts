import { noTextIn } from "../../language/no-text.ts";
import { compareLanguages, languageCode } from "../../language/profile.ts";
import { sentences } from "../../language/sentences/sentences.ts";
import { joinSegments } from "../rows/rows.ts";
import type { WholeRow, WholeUnit } from "../rows/whole-rows.ts";
import { propertiesIn, tmxDate } from "../stored.ts";
import { ImpossibleCorrection, type InnerCorrection, type UnitCorrection } from "./corrections.ts";
import { publishedPlace } from "./published-place.ts";

type Variants = WholeUnit["variants"];

/**
 * A row after a correction that leaves its blocks where they are.
 *
 * @throws {ImpossibleCorrection}
 */
export function correctedInside({ row: before, units }: WholeRow, correction: InnerCorrection): WholeRow {
  const { version: _, ...row } = before;
  const { position, unit } = correction;
  const at = units.findIndex(({ id }) => id === unit);
  if (unit !== undefined && at < 0)
    throw new ImpossibleCorrection(
      `row ${position} has no unit ${unit}; its units are ${units.map(({ id }) => id).join(", ")}`,
    );
  switch (correction.action) {
    case "confirm":
    case "reject": {
      const status = correction.action === "reject" ? "rejected" : "confirmed";
      return {
        row: unit === undefined ? { ...row, status } : row,
        units: units.map((own) => (unit === undefined || own.id === unit ? { ...own, status } : own)),
      };
    }
    case "edit":
      return { row, units: units.with(at, edited(units[at] as WholeUnit, correction)) };
    default:
      // Where units were cut by a person no later run may cut the row anew.
      return { row: { ...row, status: "confirmed" }, units: recut(units, at, correction) };
  }
}

function edited(own: WholeUnit, correction: Extract<InnerCorrection, { action: "edit" }>): WholeUnit {
  const text = correction.text.normalize("NFC").trim();
  if (text === "") throw new ImpossibleCorrection("a text is not edited to nothing; reject the unit instead");
  const wrong = noTextIn(text);
  if (wrong !== undefined) throw new ImpossibleCorrection(`the text holds ${wrong}, which is no character of a text`);
  const language = keyIn(own, correction.language);
  textOf(own, language);
  const { [language]: _, ...codes } = own.codes ?? {};
  const { [language]: __, ...segments } = own.segments ?? {};
  // Who edits is not known; who did so before is no longer the last.
  const properties = propertiesIn(own.properties ?? []).filter(
    ({ variant, kind, name }) =>
      variant !== undefined || kind !== "attribute" || !/^change(?:id|date)$/.test(name ?? ""),
  );
  return {
    ...own,
    codes,
    segments,
    properties: [...properties, { kind: "attribute", name: "changedate", value: tmxDate(new Date()) }],
    status: "confirmed",
    origin: "corrected",
    variants: { ...own.variants, [language]: text },
    original: own.original ?? own.variants,
  };
}

/** The units of a row, of which some are cut otherwise; `at` is the one that the correction names. */
function recut(units: readonly WholeUnit[], at: number, correction: UnitCorrection): WholeUnit[] {
  switch (correction.action) {
    case "merge":
      return merged(units, at, correction);
    case "split":
      return units.toSpliced(at, 1, ...split(units[at] as WholeUnit, correction.at));
    case "move":
      return moved(units, at, correction);
  }
}

type Of<Action extends UnitCorrection["action"]> = Extract<UnitCorrection, { readonly action: Action }>;

function merged(units: readonly WholeUnit[], at: number, { position, count }: Of<"merge">): WholeUnit[] {
  if (count < 2) throw new ImpossibleCorrection(`two units or more are merged, not ${count}`);
  if (at + count > units.length)
    throw new ImpossibleCorrection(
      `only ${units.length - at - 1} units of row ${position} follow unit ${units[at]?.id}`,
    );
  return units.toSpliced(at, count, mergedUnits(units.slice(at, at + count)));
}

/** Cuts a unit in two. @param places where each language is cut; one that is not named goes to the second */
function split(own: WholeUnit, places: Of<"split">["at"]): [WholeUnit, WholeUnit] {
  for (const [language, place] of Object.entries(places)) borderIn(own, language, place);
  const cut = Object.keys(own.variants).map((language) => cutAt(own, language, places[language] ?? 0));
  const [head, tail] = [textsOf(cut.map(({ head }) => head)), textsOf(cut.map(({ tail }) => tail))];
  if (isEmpty(head.variants) || isEmpty(tail.variants))
    throw new ImpossibleCorrection(`a cut of unit ${own.id} leaves something on both sides`);
  return [made(own, head), made(own, tail)];
}

/** Moves the first or last segments of a unit, in one language, to the unit beside it. */
function moved(units: readonly WholeUnit[], at: number, correction: Of<"move">): WholeUnit[] {
  const { to, segments: count } = correction;
  const own = units[at] as WholeUnit;
  const language = keyIn(own, correction.language);
  const text = textOf(own, language);
  const spans = sentences(text, language);
  if (count < 1 || count > spans.length)
    throw new ImpossibleCorrection(
      spans.length === 1
        ? `unit ${own.id} has 1 segment in ${language}; no other number can be moved`
        : `unit ${own.id} has ${spans.length} segments in ${language}; 1 to ${spans.length} can be moved`,
    );
  const neighbour = units[to === "before" ? at - 1 : at + 1];
  if (!neighbour)
    throw new ImpossibleCorrection(
      `no unit of row ${correction.position} stands ${to} unit ${own.id}; a paragraph is moved as a block of its row`,
    );
  const place = spans[to === "before" ? count : spans.length - count]?.start ?? text.length;
  const { head, tail } = cutAt(own, language, place);
  const [going, staying] = to === "before" ? [head, tail] : [tail, head];
  const others = Object.keys(own.variants).filter((other) => other !== language);
  const left = made(own, textsOf([...others.map((other) => cutAt(own, other, 0).tail), staying]));
  const given = textsOf([going]);
  const pair =
    to === "before"
      ? [made(neighbour, joinedTexts([textsIn(neighbour), given])), left]
      : [left, made(neighbour, joinedTexts([given, textsIn(neighbour)]))];
  return units.toSpliced(to === "before" ? at - 1 : at, 2, ...pair.filter(({ variants }) => !isEmpty(variants)));
}

/** Units that follow each other, one at least, as one. */
export function mergedUnits(units: readonly WholeUnit[]): WholeUnit {
  return {
    ...made(units[0] as WholeUnit, joinedTexts(units.map(textsIn))),
    tags: Object.assign({}, ...units.map(({ tags }) => tags)),
  };
}

/** The texts of a unit as they are, and as they were published. */
interface Texts {
  readonly variants: Variants;
  readonly published: Variants;
}

const textsIn = ({ variants, original }: WholeUnit): Texts => ({ variants, published: original ?? variants });

/** The same of one language; empty where there is nothing. */
interface Text {
  readonly language: string;
  readonly text: string;
  readonly published: string;
}

/** A unit's text in one language, and what of it was published, before a place and behind it. */
function cutAt({ variants, original }: WholeUnit, language: string, place: number): { head: Text; tail: Text } {
  const text = variants[language] ?? "";
  const published = original ? (original[language] ?? "") : text;
  const end = publishedPlace(published, text, place, language);
  return {
    head: { language, text: text.slice(0, place).trim(), published: published.slice(0, end).trim() },
    tail: { language, text: text.slice(place).trim(), published: published.slice(end).trim() },
  };
}

function textsOf(all: readonly Text[]): Texts {
  const of = (key: "text" | "published"): Variants =>
    Object.fromEntries(all.filter((own) => own[key] !== "").map((own) => [own.language, own[key]]));
  return { variants: of("text"), published: of("published") };
}

const joinedTexts = (all: readonly Texts[]): Texts => ({
  variants: joined(all.map(({ variants }) => variants)),
  published: joined(all.map(({ published }) => published)),
});

/** A unit that a person has made of another; codes stood in a text that is another now. */
function made(own: WholeUnit, { variants, published }: Texts): WholeUnit {
  const { id: _, version: _version, codes: _codes, segments: _segments, original: _original, ...unit } = own;
  const languages = Object.keys({ ...variants, ...published });
  const isEdited = languages.some((language) => variants[language] !== published[language]);
  return {
    ...unit,
    ...(isEdited && { original: published }),
    variants,
    confidence: 1,
    origin: "corrected",
    status: "confirmed",
  };
}

/** Texts one behind the other, as each language sets them. */
function joined(all: readonly Variants[]): Variants {
  const languages = [...new Set(all.flatMap(Object.keys))].sort(compareLanguages);
  return Object.fromEntries(
    languages.map((language) => [
      language,
      joinSegments(
        all.flatMap((variants) => variants[language] ?? []),
        language,
      ),
    ]),
  );
}

/** The key of the variant that a language names: its own, or that of the first variant in the language. */
const keyIn = ({ variants }: WholeUnit, language: string): string =>
  variants[language] === undefined ? languageCode(language) : language;

function textOf({ id, variants }: WholeUnit, language: string): string {
  const text = variants[language];
  if (text === undefined) throw new ImpossibleCorrection(`unit ${id} has nothing in ${language}`);
  return text;
}

/** Sees to it that a cut falls between what a reader takes for characters. */
function borderIn(unit: WholeUnit, language: string, place: number): void {
  const text = textOf(unit, language);
  if (place > text.length)
    throw new ImpossibleCorrection(
      `unit ${unit.id} has ${text.length} character${text.length === 1 ? "" : "s"} in ${language}; it cannot be cut behind ${place}`,
    );
  const grapheme = new Intl.Segmenter(language).segment(text).containing(place);
  if (grapheme && grapheme.index !== place)
    throw new ImpossibleCorrection(
      `place ${place} of unit ${unit.id} in ${language} lies inside “${grapheme.segment}”; ${grapheme.index} is before it`,
    );
}

const isEmpty = (variants: Variants): boolean => Object.keys(variants).length === 0;
