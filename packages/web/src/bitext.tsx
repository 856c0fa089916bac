import type { ComponentChildren } from "preact";
import { useEffect, useState } from "preact/hooks";
import {
  type Block,
  type Change,
  type Correction,
  changesAddress,
  correct,
  type DocumentSet,
  get,
  getAllRows,
  type Row,
  rowsAddress,
  undo,
} from "./api.ts";
import { Confidence } from "./confidence.tsx";
import { Corrections } from "./corrections.tsx";
import { directionOf, languageName } from "./languages.ts";
import { useLoaded } from "./loaded.ts";
import { Problem } from "./problem.tsx";
import { Segments } from "./segments.tsx";

const isOfSegment = (correction: Correction): boolean => "unit" in correction && correction.unit !== undefined;

/** Shows a document set's rows, with the languages side by side. */
export function Bitext({ set, languages, row }: { set: DocumentSet; languages: readonly string[]; row?: number }) {
  const [edition, setEdition] = useState(0);
  const [refusal, setRefusal] = useState<string>();
  const rows = useLoaded(rowsAddress(set.id, languages), getAllRows, edition);
  const changes = useLoaded(changesAddress(set.id), get<Change[]>, edition);
  const change = (work: Promise<void>): void => {
    setRefusal(undefined);
    work.catch((error: Error) => setRefusal(error.message)).finally(() => setEdition((before) => before + 1));
  };
  const there = rows.value !== undefined;
  useEffect(() => {
    if (there && row !== undefined) document.getElementById(`row-${row}`)?.scrollIntoView({ block: "center" });
  }, [there, row]);
  if (rows.error) return <Problem text={rows.error} />;
  const official = new Map(set.versions.map(({ language, official }) => [language, official]));
  const last = changes.value?.[0];
  const all = rows.value ?? [];
  return (
    <>
      {refusal && <Problem text={refusal} />}
      {last && (
        <p class="undo">
          <button type="button" onClick={() => change(undo(set.id, last.id))}>
            Undo {last.correction.action} of {isOfSegment(last.correction) && "a segment of "}row{" "}
            {last.correction.position + 1}
          </button>
        </p>
      )}
      <table class="bitext" aria-busy={rows.loading}>
        <thead>
          <tr>
            <th scope="col">
              <span class="hidden">Row</span>
            </th>
            {languages.map((language) => (
              <th key={language} scope="col" dir={directionOf(language)}>
                <bdi lang={language}>{languageName(language)}</bdi>
                {official.get(language) === false && <span class="working">working translation</span>}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {all.map((found) => (
            <RowView
              key={found.position}
              set={set.id}
              row={found}
              languages={languages}
              chosen={found.position === row}
              edition={edition}
              onCorrect={(correction, version) =>
                change(correct(set.id, correction, [version, ...besideIn(all, found, correction)]))
              }
              onSaved={() => setEdition((before) => before + 1)}
            />
          ))}
        </tbody>
      </table>
    </>
  );
}

/** Returns the versions of neighbouring rows that a correction of a row involves. */
function besideIn(rows: readonly Row[], { position }: Row, correction: Correction): string[] {
  if (isOfSegment(correction)) return [];
  const places =
    correction.action === "merge"
      ? Array.from({ length: correction.count - 1 }, (_, at) => position + 1 + at)
      : correction.action === "move"
        ? [position + (correction.to === "before" ? -1 : 1)]
        : [];
  return rows.filter((row) => places.includes(row.position)).map(({ version }) => version);
}

function RowView({
  set,
  row,
  languages,
  chosen,
  edition,
  onCorrect,
  onSaved,
}: {
  set: string;
  row: Row;
  languages: readonly string[];
  chosen: boolean;
  edition: number;
  onCorrect: (correction: Correction, version: string) => void;
  onSaved: () => void;
}) {
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <tr id={`row-${row.position}`} class={`role-${row.role} ${row.status}${chosen ? " chosen" : ""}`}>
        <th scope="row">
          <span class="role">{row.role}</span>
          {row.number && <span class="number">{row.number}</span>}
          {row.status === "automatic" ? (
            <Confidence value={row.confidence} />
          ) : (
            <span class="status">{row.status}</span>
          )}
          <Corrections
            row={row}
            languages={languages}
            onCorrect={(correction) => onCorrect(correction, row.version)}
            onSegments={() => setOpen((before) => !before)}
          />
        </th>
        {languages.map((language) => (
          <td key={language} lang={language} dir={directionOf(language)} data-language={languageName(language)}>
            {row.blocks[language]?.map((block, at) => (
              <p key={`${at} ${block.number}`}>
                <Marked block={block} />
              </p>
            )) ?? (
              <p class="missing" lang="en" dir="ltr">
                no counterpart
              </p>
            )}
          </td>
        ))}
      </tr>
      {isOpen && (
        <Segments
          set={set}
          position={row.position}
          languages={languages}
          edition={edition}
          onCorrect={onCorrect}
          onSaved={onSaved}
        />
      )}
    </>
  );
}

/** Shows a block's text with its note marks in place, and links to the documents that it names. */
function Marked({ block: { text, marks, symbols } }: { block: Block }) {
  const parts: ComponentChildren[] = [];
  let from = 0;
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
        <a key={`symbol ${start}`} class="symbol" href={documentAddress(symbol)} title={symbol} rel="noreferrer">
          <bdi>{text.slice(start, end)}</bdi>
        </a>
      ),
    })),
  ].sort((a, b) => a.start - b.start || b.end - a.end);
  for (const { start, end, view } of pieces) {
    if (start < from) continue;
    parts.push(text.slice(from, start), view);
    from = end;
  }
  parts.push(text.slice(from));
  return <>{parts}</>;
}

/** Address at which the United Nations publish a document. */
function documentAddress(symbol: string): string {
  return `https://docs.un.org/${symbol.split("/").map(encodeURIComponent).join("/")}`;
}
