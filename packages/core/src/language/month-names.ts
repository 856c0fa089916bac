/** How a month is written: alone and in a date, in full and shortened. */
const FORMS: readonly Intl.DateTimeFormatOptions[] = [
  { month: "long" },
  { month: "long", day: "numeric" },
  { dateStyle: "long" },
  { month: "short" },
  { month: "short", day: "numeric" },
  { month: "short", day: "numeric", year: "numeric" },
];

/**
 * The names of a language's months, as CLDR has them: alone and in a date, in full and shortened, in the case in which they are written.
 *
 * @param language BCP 47
 * @returns of each month, January first, the names that have letters, each once; twelve empty lists for a language that CLDR lacks
 */
export function monthNames(language: string): readonly (readonly string[])[] {
  if (Intl.DateTimeFormat.supportedLocalesOf([language]).length === 0) return Array.from({ length: 12 }, () => []);
  const formats = FORMS.map(
    (form) => new Intl.DateTimeFormat(`${language}-u-ca-gregory-nu-latn`, { timeZone: "UTC", ...form }),
  );
  return Array.from({ length: 12 }, (_, month) => {
    const parts = formats.flatMap((format) => format.formatToParts(Date.UTC(2012, month, 5)));
    const names = parts.filter(({ type, value }) => type === "month" && /\p{L}/u.test(value));
    return [...new Set(names.map(({ value }) => value))];
  });
}
