import { plainPattern } from "../../language/plain.ts";
import type { Measure } from "./value.ts";

/** Units of measure that languages write with other prefixes: 300 gigawatts, 300 millions de kilowatts, 3亿千瓦. */

/** Prefixes as they begin a unit's name, and what they multiply by. */
const PREFIXES: readonly (readonly [pattern: string, factor: number])[] = [
  ["kilo|quilo|кило|كيلو ?", 1e3],
  ["mega|méga|мега|ميغا ?|ميجا ?", 1e6],
  ["giga|гига|غيغا ?|جيغا ?|جيجا ?", 1e9],
  ["tera|téra|тера|تيرا ?", 1e12],
];
const HOURS = "[- ]?(?:hours?|heures?|hora|horas|час\\p{L}*|ساعة|ساعي)";
const WATTS = "(?:watts?|vatios?|ватт\\p{L}{0,3}|واطا?|وات|واتا)";
/** Names that take prefixes, with what they measure and their own factor. */
const PREFIXED: readonly (readonly [dimension: string, pattern: string, factor: number])[] = [
  ["watt-hours", `${WATTS}${HOURS}`, 1],
  ["watts", WATTS, 1],
  ["grams", "(?:tons?|tonnes?|toneladas?|тонн\\p{L}{0,2})", 1e6],
  ["grams", "(?:gram(?:me)?s?|gramos?|грамм\\p{L}{0,3}|غرام\\p{L}{0,2})", 1],
  ["metres", "(?:metres?|meters?|mètres?|metros?|метр\\p{L}{0,3}|متر\\p{L}{0,2})", 1],
];
/** Names and signs that are whole. Longer ones first. */
const WHOLE: readonly (readonly [dimension: string, pattern: string, factor: number])[] = [
  ["watt-hours", "kwh|квт ?[.·-]? ?ч|千瓦时|千瓦小时", 1e3],
  ["watt-hours", "mwh|мвт ?[.·-]? ?ч|兆瓦时", 1e6],
  ["watt-hours", "gwh|гвт ?[.·-]? ?ч|吉瓦时", 1e9],
  ["watt-hours", "twh|твт ?[.·-]? ?ч|太瓦时", 1e12],
  ["watt-hours", "瓦时", 1],
  ["watts", "kw|квт|千瓦", 1e3],
  ["watts", "mw|мвт|兆瓦", 1e6],
  ["watts", "gw|гвт|吉瓦", 1e9],
  ["watts", "tw|твт|太瓦", 1e12],
  ["watts", "瓦", 1],
  ["grams", "طنا?|أطنان|吨", 1e6],
  ["grams", "kg|кг|كيلوغرام\\p{L}{0,2}|公斤|千克", 1e3],
  ["grams", "克", 1],
  [
    "square metres",
    "square kilomet(?:re|er)s?|kilomètres carrés?|kilómetros cuadrados?|km²|км²|квадратн\\p{L}+ километр\\p{L}*|平方公里|平方千米",
    1e6,
  ],
  ["square metres", "hectares?|hectáreas?|ha|гектар\\p{L}{0,3}|га|هكتار\\p{L}{0,2}|公顷", 1e4],
  [
    "square metres",
    "square met(?:re|er)s?|mètres carrés?|metros cuadrados?|m²|м²|квадратн\\p{L}+ метр\\p{L}*|平方米",
    1,
  ],
  [
    "cubic metres",
    "cubic kilomet(?:re|er)s?|kilomètres cubes?|kilómetros cúbicos?|km³|км³|кубическ\\p{L}+ километр\\p{L}*|立方公里|立方千米",
    1e9,
  ],
  [
    "cubic metres",
    "cubic met(?:re|er)s?|mètres cubes?|metros cúbicos?|m³|м³|кубическ\\p{L}+ метр\\p{L}*|куб\\. ?м|立方米",
    1,
  ],
  ["metres", "km|км|公里|千米", 1e3],
  ["metres", "米", 1],
];

const JOINT = "(?:de |d'|من )?";
const unit = (pattern: string): RegExp =>
  new RegExp(`^[ -]?${JOINT}(?:${plainPattern(pattern)})(?!(?<!\\p{Script=Han})\\p{L}|[²³])`, "u");
const UNITS: readonly (readonly [RegExp, Measure])[] = [
  ...WHOLE.map(([dimension, pattern, factor]) => [unit(pattern), { dimension, factor }] as const),
  ...PREFIXED.flatMap(([dimension, pattern, factor]) =>
    [["", 1] as const, ...PREFIXES].map(
      ([prefix, many]) => [unit(`(?:${prefix})${pattern}`), { dimension, factor: factor * many }] as const,
    ),
  ),
];

/** All units in one pattern: most numbers have none. */
const ANY_UNIT = unit(
  [
    ...WHOLE.map(([, pattern]) => pattern),
    `(?:${PREFIXES.map(([prefix]) => prefix).join("|")})?(?:${PREFIXED.map(([, pattern]) => pattern).join("|")})`,
  ].join("|"),
);

/** The unit that stands behind a number, in plain text in lower case. */
export function measureBehind(following: string): Measure | undefined {
  if (!ANY_UNIT.test(following)) return undefined;
  return UNITS.find(([pattern]) => pattern.test(following))?.[1];
}
