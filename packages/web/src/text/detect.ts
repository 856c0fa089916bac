/**
 * Words that are frequent in one of the official languages and rare in the others. A phrase is short: a profile of
 * letters would tell less than one of these.
 */
const FREQUENT: Readonly<Record<string, RegExp>> = {
  en: /\b(?:the|of|and|in|to|for|with|on|by|its|all|shall|which|that|is|are|was|has|have|from|at|as|this|these|or|not|be)\b/gi,
  fr: /\b(?:le|les|des|du|et|aux?|une|dans|pour|sur|par|qui|que|est|sont|leurs?|ses|toute?s?|avec|ce|cette|ces|ou|ne|pas)\b|\b[dlcnsjmq][’']|[çœêèùîô]/gi,
  es: /\b(?:el|los|las|del|y|al|una?|para|por|con|que|es|son|su|sus|toda?s?|todos?|como|entre|esta?|o|no|se)\b|[ñ¿¡íóú]/gi,
};

const SCRIPTS: readonly (readonly [language: string, letters: RegExp])[] = [
  ["ar", /\p{Script=Arabic}/gu],
  ["ru", /\p{Script=Cyrillic}/gu],
  ["zh", /\p{Script=Han}/gu],
];

/**
 * The language that a text is probably in, of those that a memory has.
 *
 * @param languages BCP 47; variants such as `en-GB` count as their language
 * @param otherwise the answer where nothing tells
 */
export function detectLanguage(text: string, languages: readonly string[], otherwise: string): string {
  const letters = text.match(/\p{L}/gu)?.length ?? 0;
  const known = (base: string) => languages.find((language) => language === base || language.startsWith(`${base}-`));
  for (const [base, script] of SCRIPTS)
    if (2 * (text.match(script)?.length ?? 0) > letters) return known(base) ?? otherwise;
  let best = otherwise;
  let most = 0;
  for (const [base, words] of Object.entries(FREQUENT)) {
    const language = known(base);
    const count = text.match(words)?.length ?? 0;
    if (language && (count > most || (count === most && count > 0 && language === otherwise))) {
      best = language;
      most = count;
    }
  }
  return best;
}
