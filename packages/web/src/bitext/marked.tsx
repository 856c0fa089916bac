import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import type { Block } from "../api/client.ts";
import type { FoundPlace } from "./finding-places.ts";
import { NoteMark } from "./note-mark.tsx";

interface MarkedProps {
  readonly block: Block;
  /** The ids of the memory's document sets by symbol. */
  readonly known: ReadonlyMap<string, string>;
  /** What findings speak of, apart and rising. */
  readonly places: readonly FoundPlace[];
  /** Of the row. */
  readonly position: number;
  readonly language: string;
}

/** A piece of a text that is shown in its own way. */
interface Piece {
  readonly start: number;
  readonly end: number;
  readonly view: ReactNode;
}

/** A block's text with its note marks where they stood, links to the documents that it names, and what findings speak of. */
export function Marked({ block: { text, marks, symbols }, known, places, position, language }: MarkedProps) {
  const pieces: Piece[] = [
    ...marks.map(({ mark, offset }) => ({
      start: offset,
      end: offset,
      view: <NoteMark key={`mark ${offset}`} mark={mark} position={position} language={language} />,
    })),
    ...symbols.map(({ symbol, start, end }) => ({
      start,
      end,
      view: (
        <SymbolLink key={`symbol ${start}`} symbol={symbol} id={known.get(symbol)}>
          {text.slice(start, end)}
        </SymbolLink>
      ),
    })),
  ].sort((a, b) => a.start - b.start || b.end - a.end);
  const parts: ReactNode[] = [];
  let from = 0;
  for (const { start, end, severity } of places) {
    parts.push(...within(text, pieces, from, start));
    parts.push(
      <mark key={`finding ${start}`} className={`finding ${severity}${start === end ? " empty" : ""}`}>
        {within(text, pieces, start, end)}
      </mark>,
    );
    from = end;
  }
  return <>{[...parts, ...within(text, pieces, from, text.length, true)]}</>;
}

/** A stretch of a text with the pieces that stand whole in it; one at its end is in the next stretch, but for the last. */
function within(text: string, pieces: readonly Piece[], from: number, to: number, isLast = false): ReactNode[] {
  const parts: ReactNode[] = [];
  let at = from;
  for (const { start, end, view } of pieces) {
    if (start < at || end > to || (start === to && !isLast)) continue;
    parts.push(text.slice(at, start), view);
    at = end;
  }
  return [...parts, text.slice(at, to)];
}

/** Leads to a document: in this memory if it is there, else where the United Nations publish it, in another window. */
function SymbolLink({
  symbol,
  id,
  children,
}: {
  readonly symbol: string;
  readonly id: string | undefined;
  readonly children: string;
}) {
  if (id !== undefined)
    return (
      <Link className="symbol" to="/documents/$id" params={{ id }} tabIndex={-1}>
        <bdi>{children}</bdi>
      </Link>
    );
  return (
    <a
      className="symbol"
      href={`https://docs.un.org/${symbol.split("/").map(encodeURIComponent).join("/")}`}
      target="_blank"
      rel="noopener noreferrer"
      title={symbol}
      tabIndex={-1}
    >
      <bdi>{children}</bdi>
    </a>
  );
}
