import { useQuery } from "@tanstack/react-query";
import { Link, useNavigate, useParams, useSearch } from "@tanstack/react-router";
import { useEffect, useMemo } from "react";
import { useFormatter, useTranslations } from "use-intl";
import type { DocumentSet } from "../api/client.ts";
import { documentSets } from "../api/questions.ts";
import { prefer, remember, usePreferences } from "../settings/preferences.ts";
import { LanguageChips } from "../shell/language-chips.tsx";
import { Problem } from "../shell/problem.tsx";
import { inLanguage, languageName, shownLanguages } from "../text/languages.ts";
import { Bitext } from "./bitext.tsx";
import { Export } from "./export.tsx";
import { FindInDocument } from "./find.tsx";
import { History } from "./history.tsx";

/** A document set: its versions side by side. */
export function DocumentPage() {
  const t = useTranslations("document");
  const { id } = useParams({ from: "/documents/$id" });
  const sets = useQuery(documentSets());
  const set = sets.data?.find((own) => own.id === id);
  useEffect(() => {
    if (!set) return;
    document.title = `${set.symbol} – Sextant`;
    remember("documents", set.id);
  }, [set]);
  if (sets.error) return <Problem onRetry={() => sets.refetch()}>{sets.error.message}</Problem>;
  if (!sets.data)
    return (
      <p className="page quiet" role="status">
        {t("loading")}
      </p>
    );
  if (!set)
    return (
      <div className="page">
        <Problem>{t("unknown", { id })}</Problem>
        <Link to="/">{t("toDocuments")}</Link>
      </div>
    );
  return <SetView set={set} sets={sets.data} />;
}

function SetView({ set, sets }: { readonly set: DocumentSet; readonly sets: readonly DocumentSet[] }) {
  const t = useTranslations("document");
  const format = useFormatter();
  const navigate = useNavigate();
  const view = useSearch({ from: "/documents/$id" });
  const { languages: preferred } = usePreferences();
  const own = set.versions.map(({ language }) => language);
  const asked = view.languages?.split(",") ?? [];
  const unknown = asked.filter((language) => !own.includes(language));
  const languages = shownLanguages(set, asked.length > unknown.length ? asked : preferred);
  const lead = set.versions.find(({ language }) => language === languages[0]);
  const working = set.versions.filter(({ official }) => official === false);
  const known = useMemo(() => new Map(sets.map(({ symbol, id }) => [symbol, id] as const)), [sets]);
  return (
    <div className="document">
      <section className="page set">
        <p className="quiet">
          <bdi>{set.symbol}</bdi>
          {set.date && <time dateTime={set.date}>{format.dateTime(new Date(set.date), { dateStyle: "long" })}</time>}
          <span>{t("rows", { count: set.paragraphs })}</span>
          <span>{t("segments", { count: set.units })}</span>
        </p>
        <h1 {...(lead && inLanguage(lead.language))}>{lead?.title}</h1>
        <div className="tools">
          <LanguageChips
            languages={own}
            shown={languages}
            onChange={(next) => {
              prefer({ languages: [...next, ...preferred.filter((language) => !own.includes(language))] });
              navigate({
                to: "/documents/$id",
                params: { id: set.id },
                search: { ...view, languages: next.join(",") },
                replace: true,
              });
            }}
          />
          <FindInDocument set={set} language={languages[0] ?? own[0] ?? "en"} />
          <Export set={set} languages={languages} />
        </div>
        {unknown.length > 0 && (
          <p className="doubtful">
            {t.rich("noVersion", {
              languages: () => unknown.map((language) => <bdi key={language}>{languageName(language)} </bdi>),
            })}
          </p>
        )}
        {working.length > 0 && (
          <p className="doubtful">
            {t.rich("working", {
              languages: () => working.map(({ language }) => <bdi key={language}>{languageName(language)} </bdi>),
            })}
          </p>
        )}
        <History id={set.id} />
        <details className="quiet">
          <summary>{t("source")}</summary>
          <p dir="auto">{set.source}</p>
        </details>
      </section>
      <Bitext
        key={set.id}
        set={set}
        languages={languages}
        known={known}
        {...(view.row !== undefined && { row: view.row })}
      />
    </div>
  );
}
