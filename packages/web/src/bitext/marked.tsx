import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import type { Block } from "../api/client.ts";

interface MarkedProps {
  readonly block: Block;
  /** The ids of the memory's document sets by symbol. */
  readonly known: ReadonlyMap<string, string>;
}

/** A block's text with its note marks where they stood, and links to the documents that it names. */
export function Marked({ block: { text, marks, symbols }, known }: MarkedProps) {
  const pieces = [
    ...marks.map(({ mark, offset }) => ({
      start: offset,
      end: offset,
      view: <sup key={`mark ${offset}`}>{mark}</sup>,
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
  for (const { start, end, view } of pieces) {
    if (start < from) continue;
    parts.push(text.slice(from, start), view);
    from = end;
  }
  parts.push(text.slice(from));
  return <>{parts}</>;
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
