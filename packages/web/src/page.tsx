import { useEffect } from "preact/hooks";
import { useView, type View } from "./address.ts";
import { type DocumentSet, documentSetsAddress, get, tmxAddress } from "./api.ts";
import { Bitext } from "./bitext.tsx";
import { allLanguages, directionOf, languageName } from "./languages.ts";
import { useLoaded } from "./loaded.ts";
import { Problem } from "./problem.tsx";
import { Search } from "./search.tsx";

/** The number of languages that are shown side by side at first, because they can be read. */
const AT_FIRST = 3;

/** The whole page: a document set, or the results of a search. */
export function Page() {
  const [view, go] = useView();
  const sets = useLoaded(documentSetsAddress, get<DocumentSet[]>);
  const set = sets.value?.find(({ id }) => id === view.set) ?? sets.value?.[0];
  const languages = set ? shownLanguages(set, view) : [];
  useEffect(() => {
    document.title = view.q ? `${view.q} – Sextant` : set ? `${set.symbol} – Sextant` : "Sextant";
  }, [view.q, set]);

  return (
    <>
      <header class="bar">
        <a class="mark" href="/">
          <img src="/icon.svg" alt="" width="26" height="26" />
          Sextant
        </a>
        {sets.value && <SearchForm key={view.q ?? ""} view={view} languages={allLanguages(sets.value)} go={go} />}
      </header>
      {sets.error && <Problem text={sets.error} />}
      {sets.value?.length === 0 && (
        <Problem text="The memory holds no document set yet. Start the server with --corpus and a folder of them." />
      )}
      {set && (
        <main>
          {view.q ? (
            <Search
              q={view.q}
              language={view.in ?? languages[0] ?? "fr"}
              languages={languages}
              sets={sets.value ?? []}
              view={view}
              go={go}
            />
          ) : (
            <>
              <SetHeader set={set} sets={sets.value ?? []} languages={languages} view={view} go={go} />
              <Bitext set={set} languages={languages} {...(view.row !== undefined && { row: view.row })} />
            </>
          )}
        </main>
      )}
    </>
  );
}

function shownLanguages(set: DocumentSet, view: View): string[] {
  const known = set.versions.map(({ language }) => language);
  const asked = view.languages?.filter((language) => known.includes(language)) ?? [];
  if (asked.length > 0) return asked;
  // French first, then English, and Arabic, which is written from right to left.
  return [...new Set(["fr", "en", "ar", ...known])].filter((language) => known.includes(language)).slice(0, AT_FIRST);
}

interface Navigation {
  readonly view: View;
  readonly go: (view: View) => void;
}

function SearchForm({ view, languages, go }: Navigation & { languages: readonly string[] }) {
  return (
    <search class="search">
      <form
        onSubmit={(event) => {
          event.preventDefault();
          const form = new FormData(event.currentTarget);
          const q = String(form.get("q")).trim();
          const { q: _, in: __, narrowed, row: ___, ...rest } = view;
          go(q ? { ...rest, ...(narrowed && { narrowed }), q, in: String(form.get("in")) } : rest);
        }}
      >
        <input
          type="search"
          name="q"
          defaultValue={view.q ?? ""}
          dir="auto"
          maxLength={2000}
          placeholder="How did we say…"
          aria-label="Phrase to search for"
          autocomplete="off"
          spellcheck={false}
        />
        <select name="in" aria-label="Language to search in">
          {languages.map((language) => (
            <option
              key={language}
              value={language}
              selected={language === (view.in ?? view.languages?.[0] ?? languages[0])}
            >
              {languageName(language)}
            </option>
          ))}
        </select>
        <button type="submit">Search</button>
      </form>
    </search>
  );
}

function SetHeader({
  set,
  sets,
  languages,
  view,
  go,
}: Navigation & { set: DocumentSet; sets: readonly DocumentSet[]; languages: readonly string[] }) {
  const lead = set.versions.find(({ language }) => language === languages[0]);
  const working = set.versions.filter(({ official }) => official === false);
  const { row: _, ...place } = view;
  const toggle = (language: string): void => {
    const next = languages.includes(language)
      ? languages.filter((shown) => shown !== language)
      : [...languages, language];
    if (next.length > 0) go({ ...place, set: set.id, languages: next });
  };
  return (
    <section class="set">
      <div class="set-title">
        <label>
          <span class="quiet">Document set</span>
          <select
            value={set.id}
            onChange={(event) =>
              go({ ...(view.languages && { languages: view.languages }), set: event.currentTarget.value })
            }
          >
            {sets.map(({ id, symbol, versions }) => (
              <option key={id} value={id}>
                {symbol} — {versions[0]?.title}
              </option>
            ))}
          </select>
        </label>
        <a class="button" href={tmxAddress(set.id, languages)} download>
          Download TMX
        </a>
      </div>
      <h1 lang={lead?.language} dir={directionOf(lead?.language ?? "en")}>
        {lead?.title}
      </h1>
      <p class="quiet">
        {set.symbol}
        {set.date && (
          <>
            {" · "}
            <time dateTime={set.date}>{set.date}</time>
          </>
        )}
        {` · ${set.paragraphs} rows · ${set.units} segments`}
      </p>
      <fieldset class="languages">
        <legend class="quiet">Side by side, in the order you choose them</legend>
        {set.versions.map(({ language, official }) => (
          <label
            key={language}
            class="chip"
            {...(official !== undefined && {
              title: official ? "Official text" : "Working translation, not the official text",
            })}
          >
            <input
              type="checkbox"
              name={language}
              checked={languages.includes(language)}
              onChange={() => toggle(language)}
            />
            <bdi lang={language}>{languageName(language)}</bdi>
            {official === false && <span aria-hidden="true">*</span>}
          </label>
        ))}
      </fieldset>
      {working.length > 0 && (
        <p class="notice">
          * Working translations, not the official texts:{" "}
          {working.map(({ language }, at) => [at > 0 && ", ", <bdi key={language}>{languageName(language)}</bdi>])}.
        </p>
      )}
      <details class="quiet">
        <summary>Where these texts are from</summary>
        <p>{set.source}</p>
      </details>
    </section>
  );
}
