// biome-ignore-all lint/a11y/useSemanticElements: only rows in sight are made, which a table cannot say
// biome-ignore-all lint/a11y/useFocusableInteractive: the cells of a grid have the keyboard, its rows and headers do not
import { useQueryClient } from "@tanstack/react-query";
import { useWindowVirtualizer } from "@tanstack/react-virtual";
import { type KeyboardEvent, useCallback, useEffect, useLayoutEffect, useRef, useState } from "react";
import { Button } from "react-aria-components";
import { useLocale, useTranslations } from "use-intl";
import type { DocumentSet } from "../api/client.ts";
import { notify } from "../shell/notices.tsx";
import { Problem } from "../shell/problem.tsx";
import { copyText } from "../text/copy.tsx";
import { directionOf, languageName } from "../text/languages.ts";
import { useCorrections } from "./corrections.ts";
import { nextDoubtful } from "./doubt.ts";
import { type Act, actOf } from "./keys.ts";
import { KeysPanel } from "./keys-panel.tsx";
import { RowView } from "./row.tsx";
import { rowAt, useRows } from "./store.ts";

interface BitextProps {
  readonly set: DocumentSet;
  readonly languages: readonly string[];
  /** The ids of the memory's document sets by symbol. */
  readonly known: ReadonlyMap<string, string>;
  /** The row to bring into view, from 1. */
  readonly row?: number;
}

/** The height of a row that was not seen yet, in pixels. */
const ROW_HEIGHT = 96;
/** Rows are made so far beyond those in sight. */
const BEYOND = 6;
/** Room for the head of the columns, which stays at the top, in pixels. */
const HEAD_HEIGHT = 56;
/** Rows that a page key goes over. */
const PAGE_KEY = 10;

/** The cell that has the keyboard. */
interface Cell {
  readonly position: number;
  readonly column: number;
}

/** A document set's rows, the languages side by side; only those in sight are made. */
export function Bitext({ set, languages, known, row }: BitextProps) {
  const t = useTranslations("rows");
  const questions = useQueryClient();
  const locale = useLocale();
  const list = useRef<HTMLDivElement>(null);
  const [top, setTop] = useState(0);
  const [cell, setCell] = useState<Cell>({ position: (row ?? 1) - 1, column: 0 });
  /** Position of the row whose segments are shown, and whether one is to be cut. */
  const [open, setOpen] = useState<{ position: number; cut: boolean }>();
  /** The row that another is to be linked to. */
  const [linked, setLinked] = useState<number>();
  const [showsKeys, setShowsKeys] = useState(false);
  const wantsFocus = useRef(false);
  /** Position of the row that the address names, until it is in sight. */
  const wanted = useRef<number | undefined>(undefined);
  const { correct, undo, redo } = useCorrections(set.id);
  const count = set.paragraphs;
  const virtual = useWindowVirtualizer({
    count,
    estimateSize: () => ROW_HEIGHT,
    overscan: BEYOND,
    scrollMargin: top,
    scrollPaddingStart: HEAD_HEIGHT,
    getItemKey: (position) => rowAt(questions, set.id, position)?.id ?? -1 - position,
  });
  const items = virtual.getVirtualItems();
  const { rows, error } = useRows(set.id, items[0]?.index ?? 0, items.at(-1)?.index ?? 0);

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
    const stop = (): void => {
      wanted.current = undefined;
    };
    const ways = ["wheel", "touchmove", "keydown", "pointerdown"] as const;
    for (const way of ways) addEventListener(way, stop, { passive: true });
    return () => {
      for (const way of ways) removeEventListener(way, stop);
    };
  }, []);
  useEffect(() => {
    if (!wantsFocus.current) return;
    const found = list.current?.querySelector<HTMLElement>(
      `[data-position="${cell.position}"] [data-column="${cell.column}"]`,
    );
    if (!found) return;
    wantsFocus.current = false;
    found.focus({ preventScroll: true });
  });

  const goTo = useCallback(
    (position: number, column: number): void => {
      const next = {
        position: Math.min(Math.max(position, 0), count - 1),
        column: Math.min(Math.max(column, 0), languages.length - 1),
      };
      wantsFocus.current = true;
      setCell(next);
      virtual.scrollToIndex(next.position, { align: "auto" });
    },
    [count, languages.length, virtual.scrollToIndex],
  );
  /** The grid keeps the keyboard while what had it is made anew. */
  const keepFocus = (work: Promise<unknown>): void => {
    work.finally(() => goTo(cell.position, cell.column));
  };

  const act = async (what: Act, position: number, column: number): Promise<void> => {
    const language = languages[column] ?? languages[0] ?? "";
    const current = rowAt(questions, set.id, position);
    const move = (to: "before" | "after") =>
      current?.blocks[language] && keepFocus(correct({ action: "move", position, language, to, blocks: 1 }));
    switch (what) {
      case "up":
        return goTo(position - 1, column);
      case "down":
        return goTo(position + 1, column);
      case "before":
        return goTo(position, column - 1);
      case "after":
        return goTo(position, column + 1);
      case "first":
        return goTo(0, column);
      case "last":
        return goTo(count - 1, column);
      case "pageUp":
        return goTo(position - PAGE_KEY, column);
      case "pageDown":
        return goTo(position + PAGE_KEY, column);
      case "confirm":
      case "reject":
        return keepFocus(correct({ action: what, position }));
      case "merge":
        if (position + 1 === count) return notify(t("nothingBelow"), "refused");
        return keepFocus(correct({ action: "merge", position, count: 2 }));
      case "moveUp":
        if (position === 0) return notify(t("nothingAbove"), "refused");
        move("before");
        return;
      case "moveDown":
        if (position + 1 === count) return notify(t("nothingBelow"), "refused");
        move("after");
        return;
      case "unlink":
        return keepFocus(correct({ action: "unlink", position, language }));
      case "link":
        if (linked === undefined || linked === position) {
          setLinked(linked === position ? undefined : position);
          if (linked === undefined) notify(t("linkNext", { row: position + 1 }));
          return;
        }
        setLinked(undefined);
        return keepFocus(correct({ action: "link", position: linked, other: position }));
      case "split":
      case "segments":
        setOpen(open?.position === position && what === "segments" ? undefined : { position, cut: what === "split" });
        return;
      case "copy": {
        const text = current?.blocks[language]?.map((block) => block.text).join("\n") ?? "";
        return notify(t((await copyText(text)) ? "copied" : "notCopied", { row: position + 1 }));
      }
      case "nextDoubtful": {
        const next = await nextDoubtful(set.id, position + 1, count);
        return next === undefined ? notify(t("noDoubt")) : goTo(next, column);
      }
      case "keys":
        setShowsKeys(true);
        return;
    }
  };
  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>): void => {
    const { target } = event;
    if (!(target instanceof HTMLElement) || target.getAttribute("role") !== "gridcell") return;
    const what = actOf(event.nativeEvent, directionOf(locale) === "rtl");
    if (!what) return;
    event.preventDefault();
    act(what, cell.position, cell.column);
  };
  useEffect(() => {
    const back = (event: globalThis.KeyboardEvent): void => {
      const typing = event.target instanceof HTMLElement && event.target.closest("input, textarea, select");
      if (event.code !== "KeyZ" || !(event.ctrlKey || event.metaKey) || event.altKey || typing) return;
      event.preventDefault();
      if (event.shiftKey) redo();
      else undo();
    };
    addEventListener("keydown", back);
    return () => removeEventListener("keydown", back);
  }, [undo, redo]);

  if (error)
    return <Problem onRetry={() => questions.refetchQueries({ queryKey: ["rows", set.id] })}>{error.message}</Problem>;
  return (
    <>
      <div className="page tools">
        <Button onPress={() => act("nextDoubtful", cell.position, cell.column)}>{t("nextDoubtful")}</Button>
        <Button onPress={() => undo()} aria-keyshortcuts="Control+Z">
          {t("undo")}
        </Button>
        <Button onPress={() => redo()} aria-keyshortcuts="Control+Shift+Z">
          {t("redo")}
        </Button>
        <KeysPanel isOpen={showsKeys} onOpenChange={setShowsKeys} />
        <span className="quiet">{t("hint")}</span>
      </div>
      <div
        role="grid"
        className="bitext"
        aria-label={t("label", { symbol: set.symbol })}
        aria-rowcount={count + 1}
        aria-colcount={languages.length + 1}
        data-columns={languages.length}
        style={{ "--columns": languages.length } as React.CSSProperties}
        onKeyDown={onKeyDown}
      >
        <div role="row" className="row head" aria-rowindex={1}>
          <div role="columnheader" className="cell first">
            <span className="hidden">{t("row")}</span>
          </div>
          {languages.map((language) => (
            <div key={language} role="columnheader" className="cell" dir={directionOf(language)}>
              <bdi lang={language}>{languageName(language)}</bdi>
            </div>
          ))}
        </div>
        <div ref={list} role="rowgroup" className="list" style={{ height: virtual.getTotalSize() }}>
          {items.map((item) => (
            <RowView
              key={item.key}
              set={set.id}
              row={rows.get(item.index)}
              position={item.index}
              offset={item.start - top}
              measure={virtual.measureElement}
              languages={languages}
              known={known}
              isChosen={row !== undefined && item.index === row - 1}
              isLinked={linked === item.index}
              column={cell.position === item.index ? cell.column : undefined}
              open={open?.position === item.index ? open : undefined}
              onFocus={(column) => {
                if (cell.position !== item.index || cell.column !== column) setCell({ position: item.index, column });
              }}
              onAct={(what) => act(what, item.index, cell.position === item.index ? cell.column : 0)}
              onClose={() => {
                setOpen(undefined);
                goTo(item.index, cell.column);
              }}
              correct={correct}
            />
          ))}
        </div>
      </div>
    </>
  );
}
