/** Classifies how a segment begins and how it ends, in kinds that languages share where they can. */
export function borderKinds(segment: string): { begin: string; end: string } {
  const text = segment
    .normalize("NFKC")
    .trim()
    .replace(QUOTES, '"')
    .replace(/[،؛؟۔。、]|\p{Pd}/gu, (mark) => ALIKE[mark] ?? "-");
  const begin = /^\p{P}/u.exec(text)?.[0] ?? (/^\p{Nd}/u.test(text) ? "0" : /^\p{Ll}/u.test(text) ? "a" : "A");
  const end = /\p{P}$/u.exec(text)?.[0] ?? "";
  return { begin, end };
}
const ALIKE: Readonly<Record<string, string>> = { "،": ",", "؛": ";", "؟": "?", "۔": ".", "。": ".", "、": "," };
const QUOTES = /[\p{Pi}\p{Pf}"'`„‚「」『』]+/gu;
