import { useQuery } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { useCallback, useEffect } from "react";
import { Button } from "react-aria-components";
import { useFormatter, useTranslations } from "use-intl";
import type { CompareView } from "../addresses.ts";
import { documentSets } from "../api/questions.ts";
import { usePreferences } from "../settings/preferences.ts";
import { LanguageSelect } from "../shell/language-select.tsx";
import { notify } from "../shell/notices.tsx";
import { Problem } from "../shell/problem.tsx";
import { allLanguages, languageName, languagesFor } from "../text/languages.ts";
import { takeHandedOver, useDroppedFiles } from "../upload/dropped.ts";
import { languagesOfFile, type Side, useChosenFiles } from "./chosen-files.ts";
import { Comparison } from "./comparison.tsx";
import { SideChoice } from "./side-choice.tsx";

const SIDES = ["old", "new"] as const;

/** Two documents in one language, of the memory or from files: what changed, and which translations can be used again. */
export function Compare() {
  const t = useTranslations("versions");
  const navigate = useNavigate();
  const view = useSearch({ from: "/compare" });
  const { languages: preferred, locale } = usePreferences();
  const sets = useQuery(documentSets());
  const { files, choose, chooseLanguage, giveUp, swap } = useChosenFiles();
  useEffect(() => {
    document.title = `${t("title")} – Sextant`;
  }, [t]);
  const show = (change: Partial<CompareView>): Promise<void> =>
    navigate({ to: "/compare", search: { ...view, ...change }, replace: true });
  const free = SIDES.filter((side) => !view[side] && !files[side]);
  const takeTwo = (given: readonly File[]): void => {
    // Two files are both versions; one is the version that is not there yet.
    const places = given.length > 1 ? SIDES : [free[0] ?? "new"];
    places.forEach((side, at) => {
      const file = given[at];
      if (file) choose(side, file);
    });
    if (given.length > 2) notify(t("onlyTwo"), "refused");
  };
  const isOver = useDroppedFiles(takeTwo);
  const takeFirst = useCallback(
    ([old, current]: readonly File[]): void => {
      if (old) choose("old", old);
      if (current) choose("new", current);
    },
    [choose],
  );
  useEffect(() => takeFirst(takeHandedOver()), [takeFirst]);

  const languagesOf = (side: Side): readonly string[] => {
    const file = files[side];
    if (file) return languagesOfFile(file);
    return sets.data?.find(({ id }) => id === view[side])?.versions.map(({ language }) => language) ?? [];
  };
  const [old, current] = [languagesOf("old"), languagesOf("new")];
  const common = old.filter((language) => current.includes(language));
  const language = common.find((own) => own === view.language) ?? languagesFor(locale, common, preferred)[0];
  // The translations of a file are looked for in the whole memory.
  const translated = files.old ? allLanguages(sets.data ?? []) : old;
  const targets = files.old && !translated.includes(language ?? "") ? [] : translated.filter((own) => own !== language);
  const to = targets.find((own) => own === view.to) ?? languagesFor(locale, targets, preferred)[0];
  const [before, after] = SIDES.map((side) => files[side]?.file ?? view[side]);
  if (sets.error && !sets.data) return <Problem error={sets.error} onRetry={() => sets.refetch()} />;
  return (
    <div className="page versions">
      <h1>{t("title")}</h1>
      <p className="quiet">{t("lead")}</p>
      <div className={isOver ? "choices over" : "choices"}>
        {SIDES.map((side) => (
          <SideChoice
            key={side}
            side={side}
            sets={sets.data ?? []}
            set={view[side]}
            file={files[side]}
            onSet={(id) => show({ [side]: id })}
            onFile={(file) => choose(side, file)}
            onLanguage={(own) => chooseLanguage(side, own)}
            onGiveUp={() => giveUp(side)}
          />
        ))}
        {before && after && (
          <Button
            onPress={() => {
              swap();
              show({ old: view.new, new: view.old } as CompareView);
            }}
          >
            {t("swap")}
          </Button>
        )}
        {language && (
          <div className="labelled">
            <span className="quiet">{t("language")}</span>
            <LanguageSelect
              label={t("language")}
              languages={[...common]}
              value={language}
              onChange={(own) => show({ language: own })}
            />
          </div>
        )}
        {language && to && (
          <div className="labelled">
            <span className="quiet">{t("to")}</span>
            <LanguageSelect label={t("to")} languages={[...targets]} value={to} onChange={(own) => show({ to: own })} />
          </div>
        )}
      </div>
      {before && after && language ? (
        <Comparison old={before} current={after} language={language} {...(to && { to })} />
      ) : old.length > 0 && current.length > 0 ? (
        <NoneInCommon old={old} current={current} />
      ) : (
        sets.data && <p role="status">{t("choose")}</p>
      )}
    </div>
  );
}

/** Says what either text is in, where they have no language in common. */
function NoneInCommon({ old, current }: { readonly old: readonly string[]; readonly current: readonly string[] }) {
  const t = useTranslations("versions");
  const format = useFormatter();
  const named = (languages: readonly string[]) => () =>
    format.list(
      languages.map((own) => (
        <bdi key={own} lang={own}>
          {languageName(own)}
        </bdi>
      )),
    );
  return (
    <p role="status" className="doubtful">
      {t.rich("noneInCommon", { old: named(old), new: named(current) })}
    </p>
  );
}
