import { matchTokens } from "../../text/match-tokens.ts";
import { CopiedRows } from "./copying.ts";
import { keyOf, type TypeOrder } from "./keys.ts";

export const KEY_COLUMNS = ["unit", "language", "length", "elements", "signature"];

/** Texts of a language, and the units that they belong to. */
export interface KeyedTexts {
  readonly language: string;
  readonly units: readonly number[];
  readonly texts: readonly string[];
}

/** The keys of texts, as rows of {@link KEY_COLUMNS}. */
export function keyRows({ language, units, texts }: KeyedTexts, order: TypeOrder): CopiedRows {
  const cut = texts.map((text, at) => ({ unit: units[at], tokens: matchTokens(text) }));
  // Those of one length beside each other: what a search looks at then lies on few pages.
  cut.sort((a, b) => a.tokens.length - b.tokens.length);
  return CopiedRows.of(
    cut.map(({ unit, tokens }) => {
      const { length, elements, signature } = keyOf(tokens, order);
      return [unit, language, length, `{${elements.join()}}`, `x${signature}`];
    }),
  );
}
