import diff from "fast-diff";
import { textTokens } from "../text/match-tokens.ts";

/** A stretch that two texts share, or that one of them has. */
export interface Difference {
  readonly kind: "same" | "added" | "removed";
  readonly text: string;
}

/**
 * What two texts share and where they differ, in whole tokens with the spaces behind them: what is the same or removed is the first
 * text to the letter, what is the same in another form, too.
 */
export function differences(from: string, to: string): Difference[] {
  const codes = new Map<string, string>();
  const coded = (text: string): { codes: string; pieces: string[] } => {
    const tokens = textTokens(text);
    const pieces = tokens.map(({ start }, at) =>
      text.slice(at === 0 ? 0 : start, tokens[at + 1]?.start ?? text.length),
    );
    return {
      pieces,
      codes: tokens
        .map(({ key }) => {
          let code = codes.get(key);
          if (code === undefined) {
            code = String.fromCharCode(codes.size + 1);
            codes.set(key, code);
          }
          return code;
        })
        .join(""),
    };
  };
  const [a, b] = [coded(from), coded(to)];
  let [i, j] = [0, 0];
  /** The space that the other text has behind what is the same, and the own text, which ends there, has not. */
  let lacking = "";
  return diff(a.codes, b.codes).map(([operation, { length }]): Difference => {
    const [own, other] = [a.pieces.slice(i, i + length).join(""), b.pieces.slice(j, j + length).join("")];
    if (operation !== diff.INSERT) i += length;
    if (operation !== diff.DELETE) j += length;
    if (operation === diff.DELETE) return { kind: "removed", text: own };
    if (operation === diff.INSERT) return { kind: "added", text: lacking + other };
    lacking = /\s$/u.test(own) ? "" : (/\s*$/u.exec(other)?.[0] ?? "");
    return { kind: "same", text: own };
  });
}
