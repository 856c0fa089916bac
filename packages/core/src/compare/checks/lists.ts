import { writtenSpan } from "../../language/plain.ts";
import type { Draft } from "../finding.ts";
import type { Marker } from "../values/markers.ts";
import { draft, placeAtEnd, placeIn, type Sides, type SideText } from "./sides.ts";

/** Run-in list items that differ in number. */
export function listFindings(sides: Sides): Draft[] {
  const items = sides.map(itemsOf);
  const most = Math.max(...items.map(({ length }) => length));
  const fewer = sides.filter((_, at) => items[at]!.length < most);
  // One item alone may be a reference that only one language sets in brackets.
  if (most < 2 || fewer.length === 0) return [];
  const message = `list items: ${sides.map(({ language }, at) => `${items[at]!.length} (${language})`).join(", ")}`;
  const places = sides.flatMap((side, at) => {
    const own = items[at]!;
    if (own.length < most) return [placeAtEnd(side)];
    const odd =
      own.find(({ ranks }) => fewer.some((other) => !hasRank(items[sides.indexOf(other)]!, ranks))) ?? own.at(-1);
    if (!odd) return [];
    const { start, end } = writtenSpan(side.values.plain, odd.start, odd.end);
    return [placeIn(side, start, end)];
  });
  const languages = fewer.length * 2 < sides.length ? fewer : sides;
  return [
    draft(
      "list",
      "warning",
      languages.map(({ language }) => language),
      message,
      places,
      Object.fromEntries(sides.map(({ language }, at) => [language, [String(items[at]!.length)]])),
    ),
  ];
}

const hasRank = (items: readonly Marker[], ranks: readonly number[]): boolean =>
  items.some((item) => item.ranks.some((rank) => ranks.includes(rank)));

/** The markers of a list that is run into a text: from the first on, none that is a part of a reference. */
function itemsOf({ values: { markers } }: SideText): Marker[] {
  const own = markers.filter(({ leads, isPart }) => !leads && !isPart);
  const first = own.findIndex(({ ranks }) => ranks.includes(1));
  return first < 0 ? [] : own.slice(first);
}
