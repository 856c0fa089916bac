import { signValue } from "../../../language/numerals/han-quantities.ts";
import { type PlainText, plainPattern } from "../../../language/plain.ts";
import type { Value } from "../value.ts";

/**
 * Times of day: 3.05 p.m., 15 h 5, 15.05 horas, 15 ч. 05 м., 下午3时05分, الساعة 15/05. Each form is a pattern of plain text in lower case
 * with the groups `h` and `m`, `am` or `pm` where the half of the day is said, and `is24` where only 24 hours are counted so.
 */

const H = "(?<![\\d.,:/])(?<h>[01]?\\d|2[0-4])(?!\\d)";
const M = "(?<m>[0-5]\\d)(?!\\d)";
const HAN = "[零〇一二三四五六七八九十]{1,3}";
const AR_AM = "(?<am>صباحا|(?:من )?(?:ال)?صباح|قبل الظهر|فجرا|ق\\.ظ)";
const AR_PM = "(?<pm>مساء|بعد الظهر|من بعد ظهر|من مساء|عصرا|ظهرا|ب\\.ظ)";
const AR_HALF = `(?:(?: من)? (?:${AR_AM}|${AR_PM})(?!\\p{L}))?`;
const AR_HOURS = "حادية عشرة|ثانية عشرة|واحدة|ثانية|ثالثة|رابعة|خامسة|سادسة|سابعة|ثامنة|تاسعة|عاشرة".split("|");
/** In which order {@link AR_HOURS} are tried, and their hours. */
const AR_HOUR_VALUES = [11, 12, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10];

const FORMS: Readonly<Record<string, readonly string[]>> = {
  en: [
    `${H}(?: ?[.:] ?${M})? ?(?:(?<am>a\\.? ?m\\.?|o'clock in the morning)|(?<pm>p\\.? ?m\\.?|o'clock in the (?:afternoon|evening)))(?!\\p{L})`,
    `${H} ?[.:h] ?${M} ?(?<is24>hours|hrs?\\.?|h\\.?)(?!\\p{L})`,
    `${H} o'clock(?! in the)`,
    "(?<=(?<!\\p{L})(?:at|from|until|to|by) )(?<h>[01]\\d|2[0-3])(?<m>[0-5]\\d)(?<is24>) (?:hours|hrs\\.?)(?!\\p{L})",
  ],
  fr: [
    `${H} ?h(?:\\.|eures?)? ?(?<m>[0-5]?\\d)(?!\\d|[.,]\\d)(?: ?(?:mn|min\\.?|minutes?|m\\.?)(?!\\p{L}))?(?: (?:(?<am>du matin)|(?<pm>de l'apres-midi|du soir))|(?<is24>))`,
    `${H} ?h(?:\\.|eures?)? (?:(?<am>du matin)|(?<pm>de l'apres-midi|du soir))(?!\\p{L})`,
    `(?<=(?<!\\p{L})(?:a|des|jusqu'a) )${H} ?(?:h(?!\\p{L})|heures?(?!\\p{L}))(?<is24>)(?! par| d'| de )`,
  ],
  es: [
    `${H} ?[.:] ?${M} ?(?:horas?|hrs?\\.?|h\\.?)(?!\\p{L})(?: (?:(?<am>de la (?:manana|madrugada))|(?<pm>de la (?:tarde|noche)))|(?<is24>))`,
    `${H}(?: ?[.:] ?${M})? (?:(?<am>de la (?:manana|madrugada)|a\\.? ?m\\.?)|(?<pm>de la (?:tarde|noche)|p\\.? ?m\\.?))(?!\\p{L})`,
    `(?<=(?<!\\p{L})las? )${H}[.:]${M}(?<is24>)`,
    `(?<=(?<!\\p{L})las )${H} (?:horas|hs?\\.?)(?!\\p{L})(?<is24>)`,
  ],
  ru: [
    `${H} ?ч(?:ас(?:ов|а|у|\\.)?|\\.)? ?(?<m>[0-5]?\\d) ?м(?:ин(?:ут\\p{L}*|\\.)?|\\.)?(?!\\p{L})(?: (?:(?<am>утра|ночи)|(?<pm>дня|вечера|пополудни))|(?<is24>))`,
    `${H} ?ч(?:ас(?:ов|а|у|\\.)?|\\.)? (?:(?<am>утра|ночи)|(?<pm>дня|вечера|пополудни))(?!\\p{L})`,
    `(?<=(?<!\\p{L})(?:в|с|до|к) )${H}(?<is24>) ?(?:ч\\.?|час\\.?|часов|часа|часам)(?!\\p{L}|-)`,
    `(?<=(?<!\\p{L})(?:в|с|до|к) )${H}\\.${M}(?<is24>)(?! ?(?:%|млн|млрд|тыс|процент|долл|раз))(?!\\.\\d)`,
  ],
  zh: [
    `(?:(?<am>上午|早上|早晨|凌晨|清晨)|(?<pm>下午|晚上|傍晚|中午))(?<h>\\d{1,2}|${HAN}) ?(?:时|點|点|:)(?: ?零?(?<m>\\d{1,2}|${HAN}) ?分?|(?<half>半)|整)?(?!\\d)`,
    `(?<![\\d.])(?<h>\\d{1,2}|${HAN}) ?[时點点] ?零?(?<m>\\d{1,2}|${HAN}) ?分(?!之)`,
    `(?<![\\d.])(?<h>\\d{1,2}) ?时(?<half>半)?(?![期代候刻间段])`,
  ],
  ar: [
    `(?<=(?<!\\p{L})[وبلف]?ال(?:ساعة) ?\\(?)${H}(?: ?[:/.] ?(?<m>[0-5]?\\d)(?!\\d))?${AR_HALF}`,
    ...AR_HOURS.map(
      (hour, at) =>
        `(?<=(?<!\\p{L})[وبلف]?الساعة )ال(?:${hour})(?<h${AR_HOUR_VALUES[at]}>)(?!\\p{L})(?: و?(?:ال)?(?:(?<half>نصف)|(?<third>ثلث)|(?<quarter>ربع))(?!\\p{L}))?${AR_HALF}`,
    ),
    `${H}:${M}${AR_HALF}`,
  ],
};
/** In any language: 15:05, in some 15h05, 15.05 Uhr. */
const ANYWHERE = [`${H}:${M}(?![:.]\\d)`];
const ELSEWHERE = [`${H} ?h ?${M}(?!\\p{L})(?<is24>)`, `${H}[.:]${M} ?uhr(?<is24>)`, `${H} uhr(?<is24>)`];

/** Noon and midnight by their names. What is said with them besides may be no time. */
const NAMED: Readonly<Record<string, readonly [noon: string, midnight: string]>> = {
  en: ["(?:12 )?(?:noon|midday)", "(?:12 )?midnight"],
  fr: ["midi(?! et demie?)", "minuit"],
  es: ["mediodía", "medianoche"],
  ru: ["полдень|полудня|полудню|полдня", "полночь|полуночи"],
  zh: ["正午|中午(?:12|十二)[时点]整?|中午(?!\\d|[一二十])", "午夜(?!\\d|[一二十])|半夜"],
  ar: ["ظهرا|(?<!(?:بعد|قبل) )الظهر", "منتصف الليل"],
};
/** Behind these noon is a time and not a part of the day. */
const AT = /(?:^|[^\p{L}])(?:at|until|by|till|to|from|a|jusqu'a|des|al|hasta el|в|до|к|于|至)\s*$/u;

/** Between two times that share what is said of one: from 3 to 6 p.m., de 10.00 a 13.00 horas. */
const TO = " ?(?:-|to|until|till|and|a|et|y|до|и|по|至|到|和|و|الى|حتى)(?: (?:las|الساعة) ?)? ?";
const SHARED = new RegExp(`(?<![\\d.,:/])(?<h>[01]?\\d|2[0-4])(?: ?[.:/] ?(?<m>[0-5]\\d))?(?=${TO}$)`, "u");
const NEXT = new RegExp(`^${TO}(?<h>[01]?\\d|2[0-4])[.:/](?<m>[0-5]\\d)(?![\\d./])`, "u");
/** Words before the first time of a span. */
const BEGINS = /(?<!\p{L})(?:from|between|de|entre|с|между|从) $/u;
const LOOK = 24;

/** What every form has one of: most texts have none. */
const HOLDS_HOURS =
  /\d ?(?:h|ч|uhr|[ap]\.? ?m|o'clock|: ?\d|\. ?\d\d)|\d (?:de la|du|утра|дня|вечера|ночи)|\d\d\d\d (?:hours|hrs)|(?<!\p{L})las? \d|الساعة|[时点點]/u;

const compiled = new Map<string, readonly RegExp[]>();

function patternsOf(language: string): readonly RegExp[] {
  let own = compiled.get(language);
  if (!own) {
    const forms = [...(FORMS[language] ?? ELSEWHERE), ...ANYWHERE];
    own = forms.map((form) => new RegExp(plainPattern(form), "gu"));
    compiled.set(language, own);
  }
  return own;
}

/** The times of day of a text; the first of those that overlap counts. */
export function timesIn({ lower }: PlainText, language: string): Value[] {
  const found: Value[] = namedTimes(lower, language);
  if (!HOLDS_HOURS.test(lower)) return found;
  const owned = new Uint8Array(lower.length);
  for (const { start, end } of found) owned.fill(1, start, end);
  const add = (time: Value | undefined): void => {
    if (!time || owned.subarray(time.start, time.end).includes(1)) return;
    owned.fill(1, time.start, time.end);
    found.push(time);
  };
  for (const pattern of patternsOf(language))
    for (const match of lower.matchAll(pattern)) add(timeAt(match, match.index, language));
  for (const time of [...found]) {
    add(timeBefore(time, lower, language));
    add(timeBehind(time, lower, language));
  }
  return found;
}

/** The first of two times that share what is said of the second: from 3 to 6 p.m. */
function timeBefore({ start }: Value, lower: string, language: string): Value | undefined {
  const from = Math.max(0, start - LOOK);
  const match = SHARED.exec(lower.slice(from, start));
  if (!match) return undefined;
  const at = from + match.index;
  // A number without minutes is a time only where a span begins.
  if (match.groups?.m === undefined && !BEGINS.test(lower.slice(Math.max(0, at - 12), at))) return undefined;
  return timeAt(match, at, language);
}

/** The second of two times that share what is said of the first: الساعة 10/00 و 13/00. */
function timeBehind({ end }: Value, lower: string, language: string): Value | undefined {
  const match = NEXT.exec(lower.slice(end, end + LOOK));
  if (!match) return undefined;
  const length = /\d.*$/u.exec(match[0])?.[0].length ?? 0;
  return timeAt(match, end + match[0].length - length, language, length);
}

/** A time from a match of its pattern. */
function timeAt(
  { 0: match, groups = {} }: RegExpExecArray,
  start: number,
  language: string,
  length = match.trimEnd().length,
): Value | undefined {
  const named = Object.keys(groups).find((name) => /^h\d/.test(name) && groups[name] !== undefined);
  const hour = named ? Number(named.slice(1)) : signValue(groups.h ?? "");
  const minute = groups.m === undefined ? partOfHour(groups) : minuteOf(groups.m);
  if (hour === undefined || minute === undefined || hour > 24 || minute > 59) return undefined;
  if (language === "zh" && groups.h === "一" && groups.m === undefined && groups.pm === undefined) return undefined;
  const hours = hoursOf(hour, groups);
  const readings = hours.map((own) => timeReading(own, minute));
  // In Arabic what is typed may be minutes and hour: 05/15.
  if (language === "ar" && match.includes("/") && minute < 24) readings.push(timeReading(minute, hour % 60));
  const clock = { hours: [...new Set([hour, ...hours])], minute };
  return { type: "time", start, end: start + length, readings: [...new Set(readings)], certainty: "certain", clock };
}

/** Minutes that are said as a part of an hour. */
function partOfHour({ half, third, quarter }: Readonly<Record<string, string | undefined>>): number {
  if (half !== undefined) return 30;
  if (third !== undefined) return 20;
  return quarter === undefined ? 0 : 15;
}

/** The hours of the day that an hour may be, the likeliest first. */
function hoursOf(hour: number, { am, pm, is24 }: Readonly<Record<string, string | undefined>>): number[] {
  if (am !== undefined) return [hour === 12 ? 0 : hour];
  if (pm !== undefined) {
    if (hour >= 12) return [hour % 24];
    // At noon it may still be eleven.
    return [pm === "中午" && hour > 2 ? hour : hour + 12];
  }
  if (hour === 24) return [0];
  return is24 !== undefined || hour > 12 || hour === 0 ? [hour] : [hour, (hour + 12) % 24];
}

const minuteOf = (written: string): number | undefined =>
  /^\d/.test(written) ? Number(written) : signValue(written.replace(/^[零〇](?=.)/u, ""));

const timeReading = (hour: number, minute: number): string =>
  `${String(hour).padStart(2, "0")}:${String(minute).padStart(2, "0")}`;

const namedPatterns = new Map<string, readonly RegExp[]>();

function namedTimes(lower: string, language: string): Value[] {
  let patterns = namedPatterns.get(language);
  if (!patterns) {
    patterns = (NAMED[language] ?? []).map(
      (names) =>
        new RegExp(`(?<!(?<!\\p{Script=Han})\\p{L}|-)(?:${plainPattern(names)})(?!(?<!\\p{Script=Han})\\p{L})`, "gu"),
    );
    namedPatterns.set(language, patterns);
  }
  return patterns.flatMap((pattern, at) =>
    [...lower.matchAll(pattern)].map(({ 0: written, index: start }): Value => {
      const isBehindWord = AT.test(lower.slice(Math.max(0, start - 12), start));
      return {
        type: "time",
        start,
        end: start + written.length,
        readings: [timeReading(at === 0 ? 12 : 0, 0)],
        certainty: /\d|十二/u.test(written) ? "certain" : isBehindWord ? "likely" : "possible",
        clock: { hours: at === 0 ? [12] : [0, 24, 12], minute: 0 },
      };
    }),
  );
}
