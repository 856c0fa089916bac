import type { ComponentChildren } from "preact";
import { useState } from "preact/hooks";
import { addressOf, type View } from "./address.ts";
import { type Concordance, type DocumentSet, get, HITS, type Hit, searchAddress } from "./api.ts";
import { Confidence } from "./confidence.tsx";
import { Edit } from "./edit.tsx";
import { directionOf, languageName } from "./languages.ts";
import { useLoaded } from "./loaded.ts";
import { Matches } from "./matches.tsx";
import { Problem } from "./problem.tsx";

interface SearchProps {
  readonly q: string;
  readonly language: string;
  readonly languages: readonly string[];
  readonly sets: readonly DocumentSet[];
  readonly view: View;
  readonly go: (view: View) => void;
}

/** Every place where a phrase occurs, with its translations. */
export function Search({ q, language, languages, sets, view, go }: SearchProps) {
  const [page, setPage] = useState({ q, language, from: 0 });
  // Another question begins at its first page.
  const from = page.q === q && page.language === language ? page.from : 0;
  const setFrom = (next: number): void => setPage({ q, language, from: next });
  const shown = [language, ...languages.filter((other) => other !== language)];
  const found = useLoaded(searchAddress(q, language, from, shown.slice(1)), get<Concordance>);
  const { q: _, in: __, ...reading } = view;
  if (found.error) return <Problem text={found.error} />;
  return (
    <section class="results" aria-busy={found.loading}>
      <p class="summary">
        <strong>
          {found.value
            ? `${found.value.total}${found.value.more ? "+" : ""} ${found.value.total === 1 ? "segment" : "segments"}`
            : "Searching"}
        </strong>{" "}
        with{" "}
        <q>
          <bdi>{q}</bdi>
        </q>{" "}
        in <bdi>{languageName(language)}</bdi>
        <a
          href={addressOf(reading)}
          onClick={(event) => {
            event.preventDefault();
            go(reading);
          }}
        >
          Back to the documents
        </a>
      </p>
      {shown[1] && <Matches text={q} source={language} target={shown[1]} />}
      {found.value?.total === 0 && (
        <p class="quiet">No segment holds this phrase. Case and accents do not count; fewer words may find it.</p>
      )}
      <ol class="hits" start={from + 1}>
        {found.value?.hits.map((hit) => (
          <HitView
            key={hit.unit.id}
            hit={hit}
            language={language}
            shown={shown}
            set={sets.find(({ id }) => id === hit.unit.documentSet)}
          />
        ))}
      </ol>
      <nav class="pages" aria-label="Pages">
        {from > 0 && (
          <button type="button" onClick={() => setFrom(Math.max(0, from - HITS))}>
            Earlier
          </button>
        )}
        {found.value?.next !== undefined && (
          <button type="button" onClick={() => setFrom(found.value?.next ?? 0)}>
            More
          </button>
        )}
      </nav>
    </section>
  );
}

function HitView({
  hit: { unit, places, translations },
  language,
  shown,
  set,
}: {
  hit: Hit;
  language: string;
  shown: readonly string[];
  set: DocumentSet | undefined;
}) {
  const working = new Set(set?.versions.filter(({ official }) => !official).map((version) => version.language));
  return (
    <li>
      <p class="where">
        <a href={addressOf({ set: unit.documentSet, languages: shown, row: unit.paragraph })}>
          {unit.symbol} · {unit.role}
          {unit.number && ` ${unit.number}`}
        </a>
        <Confidence value={unit.confidence} />
      </p>
      <dl>
        {shown.map((code) => {
          const text = unit.variants[code];
          if (text === undefined) return null;
          return (
            <div key={code}>
              <dt dir={directionOf(code)}>
                <bdi lang={code}>{languageName(code)}</bdi>
                {working.has(code) && <span class="working">working translation</span>}
              </dt>
              <dd lang={code} dir={directionOf(code)}>
                <Edit unit={unit} language={code}>
                  <Highlighted text={text} places={code === language ? places : (translations?.[code] ?? [])} />
                </Edit>
              </dd>
            </div>
          );
        })}
      </dl>
    </li>
  );
}

function Highlighted({ text, places }: { text: string; places: Hit["places"] }) {
  const parts: ComponentChildren[] = [];
  let from = 0;
  for (const { start, end } of places) {
    parts.push(text.slice(from, start), <mark key={start}>{text.slice(start, end)}</mark>);
    from = end;
  }
  parts.push(text.slice(from));
  return <>{parts}</>;
}
