import { useQuery } from "@tanstack/react-query";
import { Link, useNavigate, useParams, useSearch } from "@tanstack/react-router";
import { useEffect, useMemo } from "react";
import { ToggleButton } from "react-aria-components";
import { useFormatter, useTranslations } from "use-intl";
import type { DocumentView } from "../addresses.ts";
import type { DocumentSet } from "../api/client.ts";
import { documentSets } from "../api/questions.ts";
import { Export } from "../export/export.tsx";
import { prefer, remember, usePreferences } from "../settings/preferences.ts";
import { LanguageChips } from "../shell/language-chips.tsx";
import { notify } from "../shell/notices.tsx";
import { Problem } from "../shell/problem.tsx";
import { useSetName } from "../shell/set-name.ts";
import { inLanguage, languageName, shownLanguages } from "../text/languages.ts";
import { Bitext } from "./bitext.tsx";
import { History } from "./history.tsx";
import { positionOf } from "./store.ts";

/** A document set: its versions side by side. */
export function DocumentPage() {
  const t = useTranslations("document");
  const { id } = useParams({ from: "/documents/$id" });
  const name = useSetName();
  const sets = useQuery(documentSets());
  const set = sets.data?.find((own) => own.id === id);
  useEffect(() => {
    if (!set) return;
    document.title = `${name(set)} – Sextant`;
    remember("documents", set.id);
  }, [set, name]);
  if (sets.error && !sets.data) return <Problem error={sets.error} onRetry={() => sets.refetch()} />;
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

/** The position of the row that an address names, from 1: by its id, where there is one. */
function useNamedRow(id: string, { row, at }: DocumentView): number | undefined {
  const t = useTranslations("rows");
  const found = useQuery({
    queryKey: ["row-of", id, at],
    queryFn: async () => (await positionOf(id, at ?? 0, (row ?? 1) - 1)) ?? null,
    enabled: at !== undefined,
    staleTime: 0,
    gcTime: 0,
  });
  const isGone = found.data === null;
  useEffect(() => {
    if (isGone) notify(t("gone"), "refused");
  }, [isGone, t]);
  if (at === undefined) return row;
  return typeof found.data === "number" ? found.data + 1 : undefined;
}

function SetView({ set, sets }: { readonly set: DocumentSet; readonly sets: readonly DocumentSet[] }) {
  const t = useTranslations("document");
  const format = useFormatter();
  const navigate = useNavigate();
  const view = useSearch({ from: "/documents/$id" });
  const { languages: preferred, locale } = usePreferences();
  const own = set.versions.map(({ language }) => language);
  const asked = view.languages?.split(",") ?? [];
  const unknown = asked.filter((language) => !own.includes(language));
  const languages = shownLanguages(set, asked.length > unknown.length ? asked : preferred, locale);
  const lead = set.versions.find(({ language }) => language === languages[0]);
  const name = useSetName()(set);
  const isTitled = lead !== undefined && lead.title !== set.symbol;
  const title = isTitled ? lead.title : name;
  const known = useMemo(() => new Map(sets.map(({ symbol, id }) => [symbol, id] as const)), [sets]);
  const row = useNamedRow(set.id, view);
  const show = (change: Partial<DocumentView>): Promise<void> =>
    navigate({ to: "/documents/$id", params: { id: set.id }, search: { ...view, ...change }, replace: true });
  return (
    <div className="document">
      <section className="page set">
        <p className="quiet">
          {isTitled && <bdi>{name}</bdi>}
          {set.date && <time dateTime={set.date}>{format.dateTime(new Date(set.date), { dateStyle: "long" })}</time>}
          <span>{t("rows", { count: set.paragraphs })}</span>
          <span>{t("segments", { count: set.units })}</span>
        </p>
        <h1 {...(isTitled && inLanguage(lead.language))}>{title}</h1>
        <div className="tools">
          <LanguageChips
            languages={own}
            shown={languages}
            onChange={(next) => {
              prefer({ languages: [...next, ...preferred.filter((language) => !own.includes(language))] });
              show({ languages: next.join(",") });
            }}
          />
          <Export key={languages.join()} sets={[set]} shown={languages} />
          <CompareButtons set={set} view={view} onShow={show} />
        </div>
        <Versions set={set} unknown={unknown} />
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
        compares={view.compare === "true"}
        {...(row !== undefined && { row })}
      />
    </div>
  );
}

interface CompareButtonsProps {
  readonly set: DocumentSet;
  readonly view: DocumentView;
  readonly onShow: (change: Partial<DocumentView>) => void;
}

/** The ways to compare: the versions with each other, and one of them with another document. */
function CompareButtons({ set, view: { compare }, onShow }: CompareButtonsProps) {
  const t = useTranslations("findings");
  const v = useTranslations("versions");
  return (
    <>
      <ToggleButton
        className="button toggle"
        isSelected={compare === "true"}
        onChange={(isOn) => onShow({ compare: isOn ? "true" : undefined } as Partial<DocumentView>)}
      >
        {t("title")}
      </ToggleButton>
      <Link className="button" to="/compare" search={{ new: set.id }}>
        {v("link")}
      </Link>
    </>
  );
}

/** What is to be known of the versions: which there are not, and which are working translations. */
function Versions({ set, unknown }: { readonly set: DocumentSet; readonly unknown: readonly string[] }) {
  const t = useTranslations("document");
  const format = useFormatter();
  const working = set.versions.filter(({ official }) => official === false).map(({ language }) => language);
  const listed = (languages: readonly string[]) =>
    format.list(
      languages.map((language) => (
        <bdi key={language} lang={language}>
          {languageName(language)}
        </bdi>
      )),
    );
  return (
    <>
      {unknown.length > 0 && <p className="doubtful">{t.rich("noVersion", { languages: () => listed(unknown) })}</p>}
      {working.length > 0 && <p className="doubtful">{t.rich("working", { languages: () => listed(working) })}</p>}
    </>
  );
}
