// biome-ignore-all lint/a11y/useSemanticElements: only rows in sight are made, which a table cannot say
// biome-ignore-all lint/a11y/useFocusableInteractive: the cells of a grid have the keyboard, its rows and headers do not
import { memo, useEffect, useRef, useState } from "react";
import { useFormatter, useLocale, useTranslations } from "use-intl";
import type { Finding, Row } from "../api/client.ts";
import type { Act } from "../settings/keys.ts";
import { Dots } from "../shell/icons.tsx";
import { directionOf, languageName } from "../text/languages.ts";
import type { Corrections } from "./corrections.ts";
import { isDoubtful } from "./doubt.ts";
import { FindingList } from "./finding-list.tsx";
import { placesIn } from "./finding-places.ts";
import type { Findings } from "./findings.ts";
import { Marked } from "./marked.tsx";
import { NoteNumber } from "./note-mark.tsx";
import { Segments } from "./segments.tsx";

interface RowProps {
  readonly set: string;
  /** Absent while its page is on the way. */
  readonly row: Row | undefined;
  readonly position: number;
  /** From the top of the list, in pixels. */
  readonly offset: number;
  readonly measure: (element: HTMLElement | null) => void;
  readonly languages: readonly string[];
  readonly known: ReadonlyMap<string, string>;
  /** Whether the address names it. */
  readonly isNamed: boolean;
  /** Whether it waits for another row to be linked with. */
  readonly isWaiting: boolean;
  readonly isChosen: boolean;
  /** The column that has the keyboard, if it is in this row. */
  readonly column: number | undefined;
  /** Given while the row's segments are shown. */
  readonly open: { readonly cut: boolean } | undefined;
  /** Given while versions are compared. */
  readonly findings: Findings | undefined;
  readonly onFocus: (position: number, column: number) => void;
  /** @param through whether all rows from the one chosen last are meant */
  readonly onAct: (act: Act, position: number, through?: boolean) => void;
  /** What can be done to the row is asked for, at this button. */
  readonly onMenu: (position: number, button: HTMLElement) => void;
  readonly onClose: (position: number) => void;
  readonly correct: Corrections["correct"];
}

/** A row: what it is, and its blocks in each language. It is made anew only where something of it has changed. */
export const RowView = memo(function RowView({
  set,
  row,
  position,
  offset,
  measure,
  languages,
  known,
  ...props
}: RowProps) {
  const { isNamed, isWaiting, isChosen, column, open, findings, onFocus, onAct, onMenu, onClose, correct } = props;
  const t = useTranslations("rows");
  const changed = useChanged(row?.version);
  const found = findings?.byRow.get(position);
  const classes = [
    "row",
    row && `role-${row.role}`,
    row?.status,
    isNamed && "named",
    isChosen && "chosen",
    isWaiting && "linked",
    changed && "changed",
  ];
  return (
    <div
      ref={measure}
      role="row"
      id={`row-${position + 1}`}
      className={classes.filter(Boolean).join(" ")}
      aria-rowindex={position + 2}
      aria-busy={row === undefined}
      aria-selected={isChosen}
      data-index={position}
      data-position={position}
      data-version={row?.version}
      style={{ transform: `translateY(${offset}px)` }}
    >
      <div role="rowheader" className="cell first">
        {row && <RowHead row={row} isWaiting={isWaiting} isChosen={isChosen} onAct={onAct} onMenu={onMenu} />}
      </div>
      {languages.map((language, at) => (
        <div
          key={language}
          role="gridcell"
          className="cell"
          tabIndex={column === at || (column === undefined && position === 0 && at === 0) ? 0 : -1}
          data-column={at}
          data-language={languageName(language)}
          lang={language}
          dir={directionOf(language)}
          onFocus={() => onFocus(position, at)}
        >
          {row && <Blocks row={row} language={language} known={known} missing={t("missing")} found={found} />}
        </div>
      ))}
      {found && findings && <FindingList found={found} findings={findings} columns={languages.length} />}
      {open && row && (
        <div role="gridcell" aria-colspan={languages.length + 1} className="segments-panel">
          <Segments
            set={set}
            row={row}
            languages={languages}
            open={open}
            onClose={() => onClose(position)}
            correct={correct}
          />
        </div>
      )}
    </div>
  );
});

const Blocks = memo(function Blocks({
  row,
  language,
  known,
  missing,
  found,
}: {
  readonly row: Row;
  readonly language: string;
  readonly known: ReadonlyMap<string, string>;
  readonly missing: string;
  readonly found: readonly Finding[] | undefined;
}) {
  const blocks = row.blocks[language];
  if (!blocks || blocks.length === 0)
    return (
      <p className="missing" lang="" dir="auto">
        {missing}
      </p>
    );
  const edited = row.edited?.[language];
  // What a person wrote is compared, not what was published.
  const places = edited === undefined ? placesIn(blocks, language, found ?? []) : [];
  return (
    <>
      {blocks.map((block, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: blocks have no other name, and never change places
        <p key={at} className={edited === undefined ? undefined : "published"}>
          <Marked block={block} known={known} places={places[at] ?? []} position={row.position} language={language} />
        </p>
      ))}
      {edited !== undefined && <Edited text={edited} />}
    </>
  );
});

/** What a person wrote in place of what was published, which stays above it. */
function Edited({ text }: { readonly text: string }) {
  const t = useTranslations("edit");
  const locale = useLocale();
  return (
    <p>
      <span className="status" lang={locale}>
        <bdi>{t("edited")}</bdi>
      </span>
      {text}
    </p>
  );
}

type RowHeadProps = Pick<RowProps, "isWaiting" | "isChosen" | "onAct" | "onMenu"> & { readonly row: Row };

/** What a row is, whether it is settled or doubtful, and what can be done to it. */
function RowHead({ row, isWaiting, isChosen, onAct, onMenu }: RowHeadProps) {
  const t = useTranslations("rows");
  const format = useFormatter();
  return (
    <>
      <span className="role">{t(`role.${row.role}`)}</span>
      {row.number && (
        <span className="number">
          {row.role === "note" ? <NoteNumber mark={row.number} position={row.position} /> : row.number}
        </span>
      )}
      {row.status !== "automatic" && <span className="status">{t(`status.${row.status}`)}</span>}
      {isWaiting && <span className="status">{t("linking")}</span>}
      {isDoubtful(row) && (
        <span className="doubtful" title={t("doubtful")}>
          {format.number(row.confidence, { style: "percent" })}
        </span>
      )}
      <input
        type="checkbox"
        className="choose"
        tabIndex={-1}
        aria-label={t("choose", { row: row.position + 1 })}
        checked={isChosen}
        onChange={({ nativeEvent }) => onAct("choose", row.position, (nativeEvent as MouseEvent).shiftKey)}
      />
      <button
        type="button"
        className="more"
        aria-haspopup="menu"
        aria-label={t("correct", { row: row.position + 1 })}
        onClick={({ currentTarget }) => onMenu(row.position, currentTarget)}
      >
        <Dots />
      </button>
    </>
  );
}

/** How long a row shows that it has changed, in milliseconds. */
const SHOWN_FOR = 1_200;

/** Whether a row has changed under the reader's eyes, for a moment. */
function useChanged(version: string | undefined): boolean {
  const before = useRef(version);
  const [changed, setChanged] = useState(false);
  useEffect(() => {
    const isNew = before.current !== undefined && version !== undefined && before.current !== version;
    before.current = version;
    if (!isNew) return;
    setChanged(true);
    const timer = setTimeout(() => setChanged(false), SHOWN_FOR);
    return () => clearTimeout(timer);
  }, [version]);
  return changed;
}
