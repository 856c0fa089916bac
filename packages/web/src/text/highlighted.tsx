import type { ReactNode } from "react";

interface HighlightedProps {
  readonly text: string;
  /** Rising and apart, in UTF-16 code units. */
  readonly places: readonly { readonly start: number; readonly end: number }[];
  /** What the places are: the phrase that was searched, or what probably translates it. */
  readonly kind?: "phrase" | "translation";
}

/** A text with places marked in it. */
export function Highlighted({ text, places, kind = "phrase" }: HighlightedProps) {
  const parts: ReactNode[] = [];
  let from = 0;
  for (const { start, end } of places) {
    parts.push(
      text.slice(from, start),
      <mark key={start} className={kind}>
        {text.slice(start, end)}
      </mark>,
    );
    from = end;
  }
  parts.push(text.slice(from));
  return <>{parts}</>;
}
