import type { Span } from "../../language/span.ts";
import type { CutText } from "./translation-marks.ts";

/** Letters behind a phrase that only make another form of its last word; what Arabic writes as one before it. */
const MAX_ENDING = 2;
const MAX_PROCLITIC = 3;

const HAN = /\p{Script=Han}/u;
const ARABIC = /\p{Script=Arabic}/u;

/** The places of a phrase that hold whole words, or a form of the last: not "national" in "international". */
export function wholePlaces({ text, words }: CutText, places: readonly Span[]): readonly Span[] {
  return places.filter(({ start, end }) => {
    const inside = words.filter((word) => word.start < end && start < word.end);
    const [first, last] = [inside[0], inside.at(-1)];
    if (!first || !last) return false;
    const [lead, written] = [text.slice(first.start, start), text.slice(start, end)];
    if (HAN.test(written)) return lead === "" && last.end <= end;
    if (ARABIC.test(written)) return lead.length <= MAX_PROCLITIC && last.end <= end;
    return /^(?:.*['’])?$/u.test(lead) && last.end - end <= MAX_ENDING;
  });
}
