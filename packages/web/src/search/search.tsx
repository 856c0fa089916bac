import { useQuery } from "@tanstack/react-query";
import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { useEffect, useMemo } from "react";
import { useTranslations } from "use-intl";
import { narrowedOf } from "../addresses.ts";
import type { DocumentSet } from "../api/client.ts";
import { documentSets, lookups } from "../api/questions.ts";
import { usePreferences } from "../settings/preferences.ts";
import { LanguageChips } from "../shell/language-chips.tsx";
import { NamedLanguage } from "../shell/named-language.tsx";
import { Problem } from "../shell/problem.tsx";
import { useSetName } from "../shell/set-name.ts";
import { detectLanguage } from "../text/detect.ts";
import { documentsNamed, looksLikeSymbol, titledVersion } from "../text/document-names.ts";
import { allLanguages, inLanguage, languagesFor, targetsFor } from "../text/languages.ts";
import { segmentsOf } from "../text/segments.ts";
import { ConcordanceView } from "./concordance.tsx";
import { MatchesOf } from "./matches.tsx";
import { OriginChips } from "./origin-list.tsx";
import { answersAsked, wanted, wishesOf } from "./origins.ts";
import { TextLookup } from "./text-lookup.tsx";

/** The longest text that is matched, in UTF-16 code units. */
const MAX_MATCHED = 5000;

/** The page of a search: where nothing is searched, it says what can be. */
export function Search() {
  const t = useTranslations("box");
  const { q } = useSearch({ from: "/search" });
  const isBlank = q.trim() === "";
  useEffect(() => {
    if (isBlank) document.title = `${t("search")} – Sextant`;
  }, [isBlank, t]);
  if (!isBlank) return <Found />;
  return (
    <div className="page">
      <h1 className="hidden">{t("search")}</h1>
      <p className="quiet">{t("placeholder")}</p>
    </div>
  );
}

/** What the memory has for what was typed: documents, matches of the whole, and every place where the phrase occurs. */
function Found() {
  const t = useTranslations("search");
  const navigate = useNavigate();
  const view = useSearch({ from: "/search" });
  const { languages: preferred, locale } = usePreferences();
  const sets = useQuery(documentSets());
  const all = useMemo(() => allLanguages(sets.data ?? []), [sets.data]);
  const chosen = languagesFor(locale, all, preferred);
  const language = view.in ?? detectLanguage(view.q, all, chosen[0] ?? "en");
  const targets = targetsFor(locale, language, all, preferred);
  const texts = useMemo(() => segmentsOf(view.q, language), [view.q, language]);
  const [text = ""] = texts;
  const target = targets[0];
  const isMatched = texts.length === 1 && text.length <= MAX_MATCHED && target !== undefined;
  const narrowed = narrowedOf({ ...view });
  const wishes = wishesOf(narrowed, sets.data ?? []);
  const matches = useQuery({
    ...lookups([text], language, target ?? "", answersAsked(wishes).matches),
    enabled: isMatched && sets.data !== undefined,
  });
  const named = looksLikeSymbol(view.q) ? documentsNamed(sets.data ?? [], view.q) : [];
  useEffect(() => {
    document.title = `${view.q.slice(0, 60)} – Sextant`;
  }, [view.q]);

  if (sets.error && !sets.data) return <Problem error={sets.error} onRetry={() => sets.refetch()} />;
  if (!sets.data)
    return (
      <p className="page quiet" role="status">
        {t("searching")}
      </p>
    );
  return (
    <div className="page results">
      <h1 className="hidden">{t("title", { q: view.q.slice(0, 200) })}</h1>
      <div className="tools">
        <p className="quiet">
          {t.rich(view.in ? "in" : "detected", {
            language: () => <NamedLanguage code={language} />,
          })}
        </p>
        <LanguageChips languages={all.filter((own) => own !== language)} shown={targets} first={language} />
      </div>
      {named.length > 0 && (
        <section>
          <h2>{t("documents")}</h2>
          <ul className="documents">
            {named.slice(0, 10).map((set) => (
              <NamedDocument key={set.id} set={set} languages={[...preferred, locale]} />
            ))}
          </ul>
        </section>
      )}
      {texts.length > 1 ? (
        target && (
          <>
            <OriginChips
              narrowed={narrowed}
              sets={sets.data}
              onNarrow={(next) =>
                navigate({
                  to: "/search",
                  search: { q: view.q, ...(view.in && { in: view.in }), ...narrowedOf({ ...next }) },
                })
              }
            />
            <TextLookup texts={texts} source={language} target={target} wishes={wishes} />
          </>
        )
      ) : (
        <>
          {isMatched && <MatchesOf text={text} source={language} target={target} wishes={wishes} />}
          <ConcordanceView
            view={view}
            language={language}
            targets={targets}
            sets={sets.data}
            languages={all}
            hasMatches={isMatched && matches.isPending ? undefined : wanted(matches.data?.[0] ?? [], wishes).length > 0}
          />
        </>
      )}
    </div>
  );
}

/** A document whose symbol or title holds what was typed. */
function NamedDocument({ set, languages }: { readonly set: DocumentSet; readonly languages: readonly string[] }) {
  const name = useSetName();
  const title = titledVersion(set, languages);
  return (
    <li>
      <Link to="/documents/$id" params={{ id: set.id }}>
        <bdi className="symbol-name">{name(set)}</bdi>
        {title && <span {...inLanguage(title.language)}>{title.title}</span>}
      </Link>
    </li>
  );
}
