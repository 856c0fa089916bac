import { encodingNamed } from "@sextant/core/document";
import { languageCode, languageTag } from "@sextant/core/language";
import { type JobKind, memoryName } from "@sextant/core/memory";

/** Fields of an upload beside its files and its id, as its job is asked. */
export interface UploadFields {
  readonly languages?: readonly string[];
  readonly encoding?: string;
  readonly symbol?: string;
  readonly memory?: string;
  readonly replace: boolean;
}

/** What a form holds by name: files, and texts that may be empty. */
export type Form = Readonly<Record<string, unknown>>;

/** A text of a form; undefined where it is left out or empty. */
export const textOf = (field: unknown): string | undefined =>
  typeof field === "string" && field !== "" ? field : undefined;

/**
 * Reads the fields of an upload, so that nothing is done for one that could only fail.
 *
 * @param files how many were sent
 * @throws {RangeError} with what is wrong and what would be right
 */
export function uploadFields(form: Form, kind: JobKind, files: number): UploadFields {
  const [listed, encoding, symbol, memory, replace = "false"] = [
    ...[form.languages, form.encoding, form.symbol, form.memory, form.replace].map(textOf),
  ];
  const languages = listed?.split(",").map((language) => language.trim());
  if (languages) expectLanguages(languages, kind, files);
  if (encoding !== undefined) encodingNamed(encoding);
  if (replace !== "true" && replace !== "false") throw new RangeError(`replace is true or false, not “${replace}”`);
  return {
    ...(languages && { languages }),
    ...(encoding !== undefined && { encoding }),
    ...(symbol !== undefined && { symbol }),
    ...(memory !== undefined && { memory: memoryName(memory) }),
    replace: replace === "true",
  };
}

/** @throws {RangeError} */
function expectLanguages(languages: readonly string[], kind: JobKind, files: number): void {
  const isAlign = kind === "align";
  const named = languages.filter((language) => !(isAlign && language === "auto"));
  for (const language of named) languageTag(language);
  if (!isAlign) return;
  if (languages.length !== files)
    throw new RangeError(`languages names one for each file, or auto: ${files} files, ${languages.length} languages`);
  const codes = named.map(languageCode);
  const twice = codes.find((code, at) => codes.indexOf(code) < at);
  if (twice !== undefined) throw new RangeError(`each file is in another language; ${twice} is named twice`);
}
