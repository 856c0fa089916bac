import type { VersionDifference } from "@sextant/core/compare";
import { colour } from "../terminal.ts";

/** Pieces in colours where there are any, and otherwise as wdiff marks them. */
export function differencesText(pieces: readonly VersionDifference[]): string {
  return pieces.map(pieceText).join("");
}

function pieceText({ kind, text, moved }: VersionDifference): string {
  if (kind === "same") return text;
  const plain = kind === "added" ? `{+${text}+}` : `[-${text}-]`;
  const [hue, line] = kind === "added" ? (["green", "underline"] as const) : (["red", "strikethrough"] as const);
  const coloured = colour([moved ? "cyan" : hue, line], text);
  return coloured === text ? plain : coloured;
}
