import type { DocumentSet } from "./api.ts";

/** Returns a language's own name: `français`, `العربية`. */
export function languageName(code: string): string {
  return new Intl.DisplayNames([code], { type: "language" }).of(code) ?? code;
}

const RIGHT_TO_LEFT = /^(?:ar|fa|he|ur|yi|ps|sd|ug|dv)\b/;

/** Returns the direction in which a language is written. */
export function directionOf(code: string): "ltr" | "rtl" {
  return RIGHT_TO_LEFT.test(code) ? "rtl" : "ltr";
}

/** Returns the languages of all document sets. */
export function allLanguages(sets: readonly DocumentSet[]): string[] {
  return [...new Set(sets.flatMap(({ versions }) => versions.map(({ language }) => language)))];
}
