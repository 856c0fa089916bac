import type { Draft } from "../finding.ts";
import { draft, placeIn, type Sides, type SideText } from "./sides.ts";

/** Marks at the end of a text, in one form for all scripts. */
const FORMS: Readonly<Record<string, string>> = {
  "。": ".",
  "．": ".",
  "۔": ".",
  "？": "?",
  "؟": "?",
  "！": "!",
  "：": ":",
  "；": ";",
  "؛": ";",
  "，": ",",
  "،": ",",
  "、": ",",
  "…": ".",
};
/** Closing brackets, quotation marks and note marks behind it. */
const BEHIND = /[\s)\]）」』】»”“"’'《》*⁰¹²³⁴-⁹]+$/u;

interface Ending {
  readonly mark: string;
  readonly start: number;
}

function endingOf({ text }: SideText): Ending {
  const bare = text.replace(BEHIND, "");
  const last = bare.at(-1) ?? "";
  const mark = FORMS[last] ?? last;
  // “; and”, «; и»: the mark before a joining word counts.
  const joined = /([;；؛])\s*(?:and|or|et|ou|y|e|o|u|и|или|و|أو|和|或|以及)$/u.exec(bare);
  if (joined) return { mark: ";", start: joined.index };
  return /[.?!:;,]/.test(mark) ? { mark, start: bare.length - last.length } : { mark: "", start: bare.length };
}

/** A question that became a statement, a colon that became a full stop: somebody should look. Other ends may be house style. */
const TELLING = new Set(["?.", "?:", ":.", "?;", ":;", "?,"]);

/** Whether a text ends with a mark that another mark may not stand for. */
export const endsTelling = (side: SideText): boolean => /[?:]/.test(endingOf(side).mark);

/** End marks that differ. */
export function endingFindings(sides: Sides): Draft[] {
  const endings = sides.map(endingOf);
  const marks = new Map<string, number>();
  for (const { mark } of endings) marks.set(mark, (marks.get(mark) ?? 0) + 1);
  if (marks.size < 2) return [];
  const [common, most] = [...marks].sort((a, b) => b[1] - a[1])[0] as [string, number];
  const isVote = most > sides.length / 2;
  const odd = sides.flatMap((side, at) =>
    isVote && endings[at]?.mark === common ? [] : [{ side, ending: endings[at] as Ending }],
  );
  const [first, second] = [...marks.keys()];
  const isTelling = TELLING.has(`${first}${second}`) || TELLING.has(`${second}${first}`);
  const places = sides.map((side, at) => {
    const { mark, start } = endings[at] as Ending;
    return placeIn(side, start, Math.min(side.text.length, start + (mark === "" ? 0 : 1)));
  });
  const message = `the text ends with ${sides.map(({ language }, at) => `${endings[at]?.mark ? `“${endings[at].mark}”` : "no mark"} (${language})`).join(", ")}`;
  return [
    draft(
      "punctuation",
      isTelling && marks.size === 2 ? "warning" : "info",
      odd.map(({ side }) => side.language),
      message,
      places,
      Object.fromEntries(sides.map(({ language }, at) => [language, [endings[at]?.mark ?? ""]])),
    ),
  ];
}
