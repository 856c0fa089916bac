/** What could not be done in a comparison of two versions, by code: the sentence, made from its values. */
const SENTENCES = {
  "no-versions": ({ document, languages }: { readonly document: string; readonly languages: readonly string[] }) =>
    `${document} is not in the memory in ${languages.join(", ")}`,
  "not-held": ({ document, language }: { readonly document: string; readonly language: string }) =>
    `the memory does not hold ${document} in ${language}; its segments were looked up one by one`,
  unnamed: ({ language }: { readonly language: string }) =>
    `the old text has no symbol to find it by in the memory; its segments in ${language} were looked up one by one`,
} as const;

/** Kinds of warnings of a comparison of two versions. */
export type VersionWarningCode = keyof typeof SENTENCES;
export const VERSION_WARNING_CODES = Object.keys(SENTENCES) as readonly VersionWarningCode[];

/** What could not be done in a comparison of two versions. */
export interface VersionWarning {
  readonly code: VersionWarningCode;
  /** What the sentence is made from, to be said in another language: languages by their codes. */
  readonly values: Readonly<Record<string, string | readonly string[]>>;
  /** The sentence in English. */
  readonly message: string;
}

/** Makes a warning of a kind from its values. */
export function versionWarning<Code extends VersionWarningCode>(
  code: Code,
  values: Parameters<(typeof SENTENCES)[Code]>[0],
): VersionWarning {
  const say = SENTENCES[code] as (values: unknown) => string;
  return { code, values: { ...values }, message: say(values) };
}
