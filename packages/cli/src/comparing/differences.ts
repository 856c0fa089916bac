import type { VersionDifference } from "@sextant/core/compare";
import { colour } from "../terminal.ts";

/** Pieces in colours where there are any, and otherwise as wdiff marks them. */
export function differencesText(pieces: readonly VersionDifference[]): string {
  return pieces.map(pieceText).join("");
}

function pieceText({ kind, text }: VersionDifference): string {
  if (kind === "same") return text;
  const plain = kind === "added" ? `{+${text}+}` : `[-${text}-]`;
  const coloured = colour(kind === "added" ? ["green", "underline"] : ["red", "strikethrough"], text);
  return coloured === text ? plain : coloured;
}
