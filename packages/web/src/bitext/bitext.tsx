// biome-ignore-all lint/a11y/useSemanticElements: only rows in sight are made, which a table cannot say
// biome-ignore-all lint/a11y/useFocusableInteractive: the cells of a grid have the keyboard, its rows and headers do not
import { useQueryClient } from "@tanstack/react-query";
import { type KeyboardEvent, useCallback, useEffect, useMemo, useRef, useState } from "react";
import { Button } from "react-aria-components";
import { useLocale, useTranslations } from "use-intl";
import type { DocumentSet } from "../api/client.ts";
import { type Act, actOf } from "../settings/keys.ts";
import { usePreferences } from "../settings/preferences.ts";
import { Redo, Undo } from "../shell/icons.tsx";
import { Problem } from "../shell/problem.tsx";
import { directionOf, languageName } from "../text/languages.ts";
import { useActs } from "./acts.ts";
import { useChosenRows } from "./chosen.ts";
import { useCorrections } from "./corrections.ts";
import { Dock } from "./dock.tsx";
import { FindInDocument } from "./find.tsx";
import { useFindings } from "./findings.ts";
import { FindingsBar } from "./findings-bar.tsx";
import { KeysPanel } from "./keys-panel.tsx";
import { NotesContext } from "./note-mark.tsx";
import { Outline } from "./outline.tsx";
import { Print } from "./print.tsx";
import { RowView } from "./row.tsx";
import { RowMenu } from "./row-menu.tsx";
import { useRowWindow } from "./row-window.ts";

interface BitextProps {
  readonly set: DocumentSet;
  readonly languages: readonly string[];
  /** The ids of the memory's document sets by symbol. */
  readonly known: ReadonlyMap<string, string>;
  /** The row to bring into view, from 1. */
  readonly row?: number;
  /** Whether what the versions do not say alike is shown. */
  readonly compares?: boolean;
}

/** A document set's rows, the languages side by side; only those in sight are made. */
export function Bitext({ set, languages, known, row, compares = false }: BitextProps) {
  const t = useTranslations("rows");
  const questions = useQueryClient();
  const locale = useLocale();
  const { keys } = usePreferences();
  const count = set.paragraphs;
  const window = useRowWindow({ id: set.id, count, columns: languages.length, row });
  const { list, top, virtual, items, rows, error, cell, setCell, goTo } = window;
  const corrections = useCorrections(set.id);
  const { correct, correctAll, undo, redo } = corrections;
  const chosen = useChosenRows(set.id);
  const findings = useFindings(set.id, languages, compares);
  const shownFindings = compares ? findings : undefined;
  const acts = useActs({ set, languages, cell, goTo, corrections, chosen, findings: shownFindings });
  const { act, open, waiting } = acts;
  const notes = useMemo(
    () => ({
      set: set.id,
      goTo: (position: number) => goTo(position, 0, "center"),
      cameFrom: new Map<number, number>(),
    }),
    [set.id, goTo],
  );
  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>): void => {
    const { target } = event;
    if (!(target instanceof HTMLElement) || target.getAttribute("role") !== "gridcell") return;
    const what = actOf(event.nativeEvent, directionOf(locale) === "rtl", keys);
    if (!what) return;
    event.preventDefault();
    act(what, cell.position, cell.column, event.shiftKey);
  };
  useUndoKeys(undo, redo);
  const [menu, setMenu] = useState<{ readonly position: number; readonly button: HTMLElement }>();
  // What rows are given stays the same from one turn of the wheel to the next: only rows that come are made.
  const latest = useRef({ acts, cell, goTo });
  latest.current = { acts, cell, goTo };
  const onFocus = useCallback(
    (position: number, column: number): void =>
      setCell((before) => (before.position === position && before.column === column ? before : { position, column })),
    [setCell],
  );
  const onAct = useCallback((what: Act, position: number, through?: boolean): void => {
    const { cell, acts } = latest.current;
    acts.act(what, position, cell.position === position ? cell.column : 0, through);
  }, []);
  const onMenu = useCallback((position: number, button: HTMLElement): void => setMenu({ position, button }), []);
  const onClose = useCallback((position: number): void => {
    latest.current.acts.close();
    latest.current.goTo(position, latest.current.cell.column);
  }, []);

  if (error) return <Problem error={error} onRetry={() => questions.refetchQueries({ queryKey: ["rows", set.id] })} />;
  return (
    <NotesContext value={notes}>
      <div className="page tools">
        <Outline set={set} languages={languages} onGo={notes.goTo} />
        <FindInDocument set={set} language={languages[0] ?? "en"} />
        <Button onPress={() => act("nextDoubtful", cell.position, cell.column)}>{t("nextDoubtful")}</Button>
        <Button className="sign" aria-label={t("undo")} onPress={() => undo()} aria-keyshortcuts="Control+Z">
          <Undo />
        </Button>
        <Button
          className="sign"
          aria-label={t("redo")}
          onPress={() => redo()}
          aria-keyshortcuts="Control+Shift+Z Control+Y"
        >
          <Redo />
        </Button>
        <Print set={set} languages={languages} />
        <KeysPanel isOpen={acts.showsKeys} onOpenChange={acts.setShowsKeys} />
      </div>
      {compares && <FindingsBar findings={findings} languages={languages} />}
      <div
        role="grid"
        className={chosen.rows.size > 0 ? "bitext choosing" : "bitext"}
        aria-label={t("label", { symbol: set.symbol })}
        aria-rowcount={count + 1}
        aria-colcount={languages.length + 1}
        data-columns={languages.length}
        style={{ "--columns": languages.length } as React.CSSProperties}
        onKeyDown={onKeyDown}
      >
        <ColumnHeads languages={languages} />
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
              isNamed={row !== undefined && item.index === row - 1}
              isWaiting={waiting !== undefined && rows.get(item.index)?.id === waiting.id}
              isChosen={chosen.rows.has(rows.get(item.index)?.id ?? -1)}
              column={cell.position === item.index ? cell.column : undefined}
              open={open?.position === item.index ? open : undefined}
              findings={shownFindings?.byRow.has(item.index) ? shownFindings : undefined}
              onFocus={onFocus}
              onAct={onAct}
              onMenu={onMenu}
              onClose={onClose}
              correct={correct}
            />
          ))}
        </div>
      </div>
      <RowMenu
        button={menu?.button}
        position={menu?.position}
        waiting={waiting?.position}
        onAct={(what) => menu && onAct(what, menu.position)}
        onClose={() => setMenu(undefined)}
      />
      <Dock
        set={set}
        languages={languages}
        chosen={chosen}
        correctAll={correctAll}
        compares={compares && findings.byRow.size > 0}
        onAct={(what) => act(what, cell.position, cell.column)}
      />
    </NotesContext>
  );
}

function ColumnHeads({ languages }: { readonly languages: readonly string[] }) {
  const t = useTranslations("rows");
  return (
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
  );
}

/** Undo and redo by their keys, wherever nobody types. */
function useUndoKeys(undo: () => void, redo: () => void): void {
  useEffect(() => {
    const back = (event: globalThis.KeyboardEvent): void => {
      const typing = event.target instanceof HTMLElement && event.target.closest("input, textarea, select");
      const isBox = typing instanceof HTMLInputElement && typing.type === "checkbox";
      if (!(event.ctrlKey || event.metaKey) || event.altKey || (typing && !isBox)) return;
      const letter = letterOf(event);
      // ⌘Y is the browser's.
      const isY = letter === "y" && event.ctrlKey && !event.shiftKey;
      if (letter !== "z" && !isY) return;
      event.preventDefault();
      if (isY || event.shiftKey) redo();
      else undo();
    };
    addEventListener("keydown", back);
    return () => removeEventListener("keydown", back);
  }, [undo, redo]);
}

/** The Latin letter of a key: the one that it writes, which French and German keyboards have elsewhere; else that of its place. */
const letterOf = ({ key, code }: globalThis.KeyboardEvent): string =>
  (/^[a-z]$/i.test(key) ? key : code.replace(/^Key/, "")).toLowerCase();
