/** A language's name in itself: `français`, `العربية`. */
export function languageName(code: string): string {
  return new Intl.DisplayNames([code], { type: "language" }).of(code) ?? code;
}

const RIGHT_TO_LEFT = /^(?:ar|fa|he|ur|yi|ps|sd|ug|dv)\b/;

export function directionOf(code: string): "ltr" | "rtl" {
  return RIGHT_TO_LEFT.test(code) ? "rtl" : "ltr";
}
