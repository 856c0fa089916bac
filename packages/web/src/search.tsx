import type { ComponentChildren } from "preact";
import { useState } from "preact/hooks";
import { addressOf, type View } from "./address.ts";
import { type Concordance, type DocumentSet, get, HITS, type Hit, searchAddress } from "./api.ts";
import { Confidence } from "./confidence.tsx";
import { Edit } from "./edit.tsx";
import { allLanguages, directionOf, languageName } from "./languages.ts";
import { useLoaded } from "./loaded.ts";
import { Matches } from "./matches.tsx";
import { Narrow } from "./narrowed.tsx";
import { Problem } from "./problem.tsx";

interface SearchProps {
  readonly q: string;
  readonly language: string;
  readonly languages: readonly string[];
  readonly sets: readonly DocumentSet[];
  readonly view: View;
  readonly go: (view: View) => void;
}

/** Shows every place where a phrase occurs, with its translations. */
export function Search({ q, language, languages, sets, view, go }: SearchProps) {
  const shown = [language, ...languages.filter((other) => other !== language)];
  const { q: _, in: __, narrowed = {}, ...reading } = view;
  const first = searchAddress(q, language, narrowed, shown.slice(1), 0);
  /** The last unit of each page before this one. */
  const [pages, setPages] = useState({ first, ends: [] as readonly number[] });
  // Another search begins at its first page.
  const ends = pages.first === first ? pages.ends : [];
  const turn = (next: readonly number[]): void => setPages({ first, ends: next });
  const found = useLoaded(searchAddress(q, language, narrowed, shown.slice(1), ends.at(-1) ?? 0), get<Concordance>);
  const before = ends.length * HITS;
  const next = found.value?.next;
  const total = before + (found.value?.total ?? 0);
  return (
    <section class="results" aria-busy={found.loading}>
      {found.error && <Problem text={found.error} />}
      <p class="summary">
        <strong>
          {found.value && `${total}${found.value.more ? "+" : ""} ${total === 1 ? "segment" : "segments"}`}
          {!found.value && (found.error ? "No answer" : "Searching")}
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
      <Narrow
        language={language}
        languages={allLanguages(sets)}
        sets={sets}
        narrowed={narrowed}
        onNarrow={(next) =>
          go({ ...reading, q, in: language, ...(Object.keys(next).length > 0 && { narrowed: next }) })
        }
      />
      {shown[1] && <Matches text={q} source={language} target={shown[1]} />}
      {total === 0 && found.value && (
        <p class="quiet">
          {Object.keys(narrowed).length > 0
            ? "No segment holds this phrase, as the search is narrowed."
            : "No segment holds this phrase. Case and accents do not count; fewer words may find it."}
        </p>
      )}
      <ol class="hits" start={before + 1}>
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
        {before > 0 && (
          <button type="button" onClick={() => turn(ends.slice(0, -1))}>
            Earlier
          </button>
        )}
        {next !== undefined && (
          <button type="button" onClick={() => turn([...ends, next])}>
            More
          </button>
        )}
      </nav>
    </section>
  );
}

function HitView({
  hit: { unit, variant, places, translations },
  language,
  shown,
  set,
}: {
  hit: Hit;
  language: string;
  shown: readonly string[];
  set: DocumentSet | undefined;
}) {
  const working = new Set(
    set?.versions.filter(({ official }) => official === false).map((version) => version.language),
  );
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
        {shown
          .flatMap((own) => variantsOf(unit.variants, own))
          .map((code) => {
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
                    {code === (variant ?? language) ? (
                      <Highlighted text={text} places={places} />
                    ) : (
                      <Highlighted text={text} places={translations?.[code] ?? []} isProbable />
                    )}
                  </Edit>
                </dd>
              </div>
            );
          })}
      </dl>
    </li>
  );
}

/** Keys of the variants in a language, its own first. */
function variantsOf(variants: Hit["unit"]["variants"], language: string): string[] {
  return Object.keys(variants)
    .filter((key) => key === language || key.startsWith(`${language}-`))
    .sort((a, b) => a.length - b.length);
}

/** A text with some places marked: the phrase itself, or what is probably its translation. */
function Highlighted({
  text,
  places,
  isProbable = false,
}: {
  text: string;
  places: Hit["places"];
  isProbable?: boolean;
}) {
  const parts: ComponentChildren[] = [];
  let from = 0;
  for (const { start, end } of places) {
    const own = text.slice(start, end);
    parts.push(
      text.slice(from, start),
      isProbable ? (
        <mark key={start} class="probable" title="probable translation">
          {own}
        </mark>
      ) : (
        <mark key={start}>{own}</mark>
      ),
    );
    from = end;
  }
  parts.push(text.slice(from));
  return <>{parts}</>;
}
