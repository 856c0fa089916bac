import { Link } from "@tanstack/react-router";
import { useDeferredValue, useMemo, useState } from "react";
import { Button, Input, SearchField } from "react-aria-components";
import { useFormatter, useTranslations } from "use-intl";
import type { DocumentSet } from "../api/client.ts";
import { usePreferences } from "../settings/preferences.ts";
import { useSetName } from "../shell/set-name.ts";
import { documentsNamed, titledVersion } from "../text/document-names.ts";
import { inLanguage, languageName } from "../text/languages.ts";

/** So many documents are listed at once; a memory may hold thousands. */
const LISTED = 50;

/** The documents of the memory, narrowed as one types. */
export function DocumentList({ sets }: { readonly sets: readonly DocumentSet[] }) {
  const t = useTranslations("home");
  const name = useSetName();
  const format = useFormatter();
  const { locale, languages } = usePreferences();
  const [asked, setAsked] = useState("");
  const [listed, setListed] = useState(LISTED);
  const query = useDeferredValue(asked);
  const found = useMemo(() => (query.trim() ? documentsNamed(sets, query) : sets), [sets, query]);
  return (
    <>
      {sets.length > 5 && (
        <SearchField className="field" aria-label={t("filter")} value={asked} onChange={setAsked}>
          <Input placeholder={t("filter")} dir="auto" />
        </SearchField>
      )}
      {query.trim() !== "" && (
        <p className="quiet" role="status">
          {t("found", { count: found.length })}
        </p>
      )}
      <ul className="documents">
        {found.slice(0, listed).map((set) => {
          const title = titledVersion(set, [...languages, locale]);
          return (
            <li key={set.id}>
              <Link to="/documents/$id" params={{ id: set.id }}>
                <bdi className="symbol-name">{name(set)}</bdi>
                {title && <span {...inLanguage(title.language)}>{title.title}</span>}
              </Link>
              <p className="quiet">
                {set.versions.map(({ language }) => (
                  <bdi key={language} lang={language}>
                    {languageName(language)}
                  </bdi>
                ))}
                {set.date && (
                  <time dateTime={set.date}>{format.dateTime(new Date(set.date), { dateStyle: "medium" })}</time>
                )}
                <span>{t("rows", { count: set.paragraphs })}</span>
              </p>
            </li>
          );
        })}
      </ul>
      {found.length > listed && (
        <Button onPress={() => setListed(listed + LISTED)}>{t("more", { count: found.length - listed })}</Button>
      )}
    </>
  );
}
