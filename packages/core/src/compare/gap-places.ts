import { writtenSpan } from "../language/plain.ts";
import type { Span } from "../language/span.ts";
import { wordPlaces } from "../language/words.ts";
import { isSame } from "./bags/same.ts";
import type { Sides, SideText } from "./checks/sides.ts";
import type { Draft, FindingType, Place } from "./finding.ts";

/** Where one text says what another one says: offsets as written. */
interface Anchor {
  readonly own: number;
  readonly other: number;
}

/** What is told of the end of a text stands there. */
const AT_ENDS: ReadonlySet<FindingType> = new Set(["punctuation"]);

/**
 * A finding with its empty places where what is missing would stand: between what stands around it in the language that has it, as
 * far as both texts say that alike, else by its share of the way; after a word, or between two sentences where whole ones are missing.
 */
export function withGapsPlaced(finding: Draft, sides: Sides): Draft {
  const held = finding.places.find(({ start, end }) => end > start);
  const holder = sides.find(({ language }) => language === held?.language);
  if (!held || !holder || AT_ENDS.has(finding.type)) return finding;
  const places = finding.places.map((place): Place => {
    const side = sides.find(({ language }) => language === place.language);
    if (place.end > place.start || !side || side === holder) return place;
    const at = gapFor(held, holder, side);
    return { ...place, start: at, end: at };
  });
  return { ...finding, places };
}

/** Where in a text a stretch of another one would stand. */
function gapFor(held: Span, own: SideText, other: SideText): number {
  const anchors = anchorsOf(held, own, other);
  const isWhole =
    own.sentences.some(({ start }) => start === held.start) && own.sentences.some(({ end }) => end === held.end);
  const before = anchors.findLast((anchor) => anchor.own <= held.start)!;
  const behind = anchors.find((anchor) => anchor.own >= held.end && anchor.other >= before.other)!;
  // What is missing takes no room: its neighbours share the way.
  const [ahead, after] = [held.start - before.own, behind.own - held.end];
  const share = ahead + after > 0 ? ahead / (ahead + after) : 1;
  const guess = before.other + share * (behind.other - before.other);
  const borders = isWhole ? sentenceBorders(other) : wordPlaces(other.text, other.language).map(({ end }) => end);
  return nearest(
    [before.other, ...borders.filter((at) => at > before.other && at < behind.other), behind.other],
    guess,
  );
}

/** Both ends of the texts, and in order between them: values that each has once, and ends of sentences where as many are left. */
function anchorsOf(held: Span, own: SideText, other: SideText): Anchor[] {
  const left = own.sentences.filter(({ start, end }) => start < held.start || end > held.end);
  const sentenceEnds =
    left.length === other.sentences.length
      ? left.map(({ end }, at) => ({ own: end, other: other.sentences[at]!.end }))
      : [];
  const last = { own: own.text.length, other: other.text.trimEnd().length };
  const anchors: Anchor[] = [{ own: 0, other: 0 }];
  for (const anchor of [...sharedValues(own, other), ...sentenceEnds].sort((a, b) => a.own - b.own))
    if (anchor.other > anchors.at(-1)!.other && anchor.other < last.other && anchor.own < last.own)
      anchors.push(anchor);
  return [...anchors, last];
}

/** Each value is held against all others: a row of more is a table, and its sentences have to do. */
const MAX_VALUES = 100;

/** The ends of values that each text has once. */
function sharedValues(own: SideText, other: SideText): Anchor[] {
  if (Math.max(own.values.values.length, other.values.values.length) > MAX_VALUES) return [];
  return own.values.values.flatMap((value) => {
    const same = other.values.values.filter((candidate) => isSame(value, candidate));
    const isAlone = own.values.values.every((mine) => mine === value || !isSame(mine, value));
    return isAlone && same.length === 1 ? [{ own: endOf(own, value), other: endOf(other, same[0]!) }] : [];
  });
}

/** The end of a value in its text as written. */
const endOf = ({ values: { plain } }: SideText, { start, end }: Span): number => writtenSpan(plain, start, end).end;

const sentenceBorders = ({ sentences }: SideText): number[] => sentences.map(({ end }) => end);

const nearest = (places: readonly number[], guess: number): number =>
  places.reduce((best, place) => (Math.abs(place - guess) < Math.abs(best - guess) ? place : best));
