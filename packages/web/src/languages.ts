import type { DocumentSet } from "./api.ts";

/** A language's name in itself: `français`, `العربية`. */
export function languageName(code: string): string {
  return new Intl.DisplayNames([code], { type: "language" }).of(code) ?? code;
}

const RIGHT_TO_LEFT = /^(?:ar|fa|he|ur|yi|ps|sd|ug|dv)\b/;

export function directionOf(code: string): "ltr" | "rtl" {
  return RIGHT_TO_LEFT.test(code) ? "rtl" : "ltr";
}

/** The languages that some document set has. */
export function allLanguages(sets: readonly DocumentSet[]): string[] {
  return [...new Set(sets.flatMap(({ versions }) => versions.map(({ language }) => language)))];
}
