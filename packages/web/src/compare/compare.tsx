import { useQuery } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { useEffect } from "react";
import { useTranslations } from "use-intl";
import type { CompareView } from "../addresses.ts";
import { documentSets } from "../api/questions.ts";
import { usePreferences } from "../settings/preferences.ts";
import { LanguageSelect } from "../shell/language-select.tsx";
import { Problem } from "../shell/problem.tsx";
import { SetField } from "../shell/set-field.tsx";
import { languagesFor } from "../text/languages.ts";
import { Comparison } from "./comparison.tsx";

/** Two documents in one language: what changed, and which translations of the old one can be used again. */
export function Compare() {
  const t = useTranslations("versions");
  const navigate = useNavigate();
  const view = useSearch({ from: "/compare" });
  const { languages: preferred, locale } = usePreferences();
  const sets = useQuery(documentSets());
  useEffect(() => {
    document.title = `${t("title")} – Sextant`;
  }, [t]);
  const languagesOf = (id: string | undefined): string[] =>
    sets.data?.find((set) => set.id === id)?.versions.map(({ language }) => language) ?? [];
  const [old, current] = [languagesOf(view.old), languagesOf(view.new)];
  const common = old.filter((language) => current.includes(language));
  const language = common.find((own) => own === view.language) ?? languagesFor(locale, common, preferred)[0];
  const targets = old.filter((own) => own !== language);
  const to = targets.find((own) => own === view.to) ?? languagesFor(locale, targets, preferred)[0];
  const show = (change: Partial<CompareView>): Promise<void> =>
    navigate({ to: "/compare", search: { ...view, ...change }, replace: true });
  if (sets.error && !sets.data) return <Problem error={sets.error} onRetry={() => sets.refetch()} />;
  return (
    <div className="page versions">
      <h1>{t("title")}</h1>
      <p className="quiet">{t("lead")}</p>
      <div className="choices">
        {(["old", "new"] as const).map((which) => (
          <SetField
            key={which}
            label={t(which)}
            placeholder={t("placeholder")}
            sets={sets.data ?? []}
            value={view[which]}
            onChange={(id) => show({ [which]: id })}
          />
        ))}
        {language && (
          <div className="labelled">
            <span className="quiet">{t("language")}</span>
            <LanguageSelect
              label={t("language")}
              languages={common}
              value={language}
              onChange={(own) => show({ language: own })}
            />
          </div>
        )}
        {language && to && (
          <div className="labelled">
            <span className="quiet">{t("to")}</span>
            <LanguageSelect label={t("to")} languages={targets} value={to} onChange={(own) => show({ to: own })} />
          </div>
        )}
      </div>
      {view.old && view.new && language ? (
        <Comparison old={view.old} current={view.new} language={language} {...(to && { to })} />
      ) : (
        sets.data && <p role="status">{t("choose")}</p>
      )}
    </div>
  );
}
