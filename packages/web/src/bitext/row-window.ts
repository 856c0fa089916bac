import { useWindowVirtualizer } from "@tanstack/react-virtual";
import { useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState } from "react";
import type { Row } from "../api/client.ts";
import { type PageRange, pageOf, useRows } from "./store.ts";

/** The height of a row that was not seen yet, in pixels. */
const ROW_HEIGHT = 96;
/** Rows are made so far beyond those in sight. */
const BEYOND = 6;
/** Room for the head of the columns, which stays at the top, in pixels. */
const HEAD_HEIGHT = 56;

/** The cell that has the keyboard. */
export interface Cell {
  readonly position: number;
  readonly column: number;
}

interface RowWindowOptions {
  /** Of the document set. */
  readonly id: string;
  /** How many rows and columns there are. */
  readonly count: number;
  readonly columns: number;
  /** The row to bring into view, from 1. */
  readonly row: number | undefined;
}

/** The rows that are made: those in sight, and a few beyond; and the cell that has the keyboard. */
export function useRowWindow({ id, count, columns, row }: RowWindowOptions) {
  const list = useRef<HTMLDivElement>(null);
  const [top, setTop] = useState(0);
  const [cell, setCell] = useState<Cell>({ position: (row ?? 1) - 1, column: 0 });
  const wantsFocus = useRef(false);
  /** Whether the keyboard was in the rows: a row that is made anew, or comes back into sight, has it again. */
  const hadFocus = useRef(false);
  /** Position of the row that is gone to, until it is in sight. */
  const wanted = useRef<number | undefined>(undefined);
  const [pages, setPages] = useState<PageRange>({ first: 0, last: 0 });
  const { rows, error } = useRows(id, pages);
  const virtual = useWindowVirtualizer({
    count,
    estimateSize: () => ROW_HEIGHT,
    overscan: BEYOND,
    scrollMargin: top,
    scrollPaddingStart: HEAD_HEIGHT,
    // Rows are made a few beyond those in sight: they need not be there within the event.
    useFlushSync: false,
    getItemKey: useRowKeys(rows),
  });
  const items = virtual.getVirtualItems();
  const [first, last] = [pageOf(items[0]?.index ?? 0), pageOf(items.at(-1)?.index ?? 0)];
  useLayoutEffect(() => setPages({ first, last }), [first, last]);

  useLayoutEffect(() => {
    const measure = (): void => {
      if (list.current) setTop(list.current.getBoundingClientRect().top + scrollY);
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(document.body);
    return () => observer.disconnect();
  }, []);
  useEffect(() => {
    if (row === undefined) return;
    const position = Math.min(row, count) - 1;
    wanted.current = position;
    setCell((before) => ({ ...before, position }));
  }, [row, count]);
  // Heights are known when rows are made, and move what is below: the row is gone to until it is in sight, or the reader scrolls.
  useEffect(() => {
    const position = wanted.current;
    if (position === undefined || top === 0) return;
    const place = list.current?.querySelector(`[data-position="${position}"]`)?.getBoundingClientRect();
    if (rows.has(position) && place && place.bottom > HEAD_HEIGHT && place.top < innerHeight)
      wanted.current = undefined;
    else virtual.scrollToIndex(position, { align: "center" });
  });
  useEffect(() => {
    const stop = ({ type }: Event): void => {
      wanted.current = undefined;
      // Who presses elsewhere leaves the rows.
      if (type === "pointerdown") hadFocus.current = false;
    };
    const ways = ["wheel", "touchmove", "keydown", "pointerdown"] as const;
    for (const way of ways) addEventListener(way, stop, { passive: true });
    return () => {
      for (const way of ways) removeEventListener(way, stop);
    };
  }, []);
  useEffect(() => {
    const isLost = hadFocus.current && document.activeElement === document.body;
    if (wantsFocus.current || isLost) {
      const own = `[data-position="${cell.position}"] [data-column="${cell.column}"]`;
      const found = list.current?.querySelector<HTMLElement>(own);
      found?.focus({ preventScroll: true });
      if (found) wantsFocus.current = false;
    }
    if (document.activeElement !== document.body)
      hadFocus.current = list.current?.contains(document.activeElement) ?? false;
  });

  const goTo = useCallback(
    (position: number, column: number, align: "auto" | "center" = "auto"): void => {
      const next = {
        position: Math.min(Math.max(position, 0), count - 1),
        column: Math.min(Math.max(column, 0), columns - 1),
      };
      wantsFocus.current = true;
      if (align === "center") wanted.current = next.position;
      setCell(next);
      virtual.scrollToIndex(next.position, { align });
    },
    [count, columns, virtual.scrollToIndex],
  );
  return { list, top, virtual, items, rows, error, cell, setCell, goTo };
}

/**
 * What rows are known by, whatever place they are in: their ids; below zero where a row was not seen yet. The function is
 * another one only when rows have come: the list asks it for every row of the document set.
 */
function useRowKeys(rows: ReadonlyMap<number, Row>): (position: number) => number {
  const known = useRef(new Map<number, number>());
  return useMemo(() => {
    const ids = known.current;
    const hasMoved = [...rows].some(([position, { id }]) => (ids.get(position) ?? id) !== id);
    // Where rows were merged or split, those further away are in other places, too.
    if (hasMoved) ids.clear();
    const taken = new Set<number>();
    for (const [position, { id }] of rows) {
      // Of two pages one may be from before a correction: a row stands in one place only.
      if (!taken.has(id)) ids.set(position, id);
      taken.add(id);
    }
    return (position) => ids.get(position) ?? -1 - position;
  }, [rows]);
}
