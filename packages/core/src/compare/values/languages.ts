import { OFFICIAL_LANGUAGES } from "../../language/profile.ts";

const READ: ReadonlySet<string> = new Set(OFFICIAL_LANGUAGES);

/** Whether a language's words for numbers, sums, percentages, references, hours and decades are read. */
export const isReadLanguage = (language: string): boolean => READ.has(language);
