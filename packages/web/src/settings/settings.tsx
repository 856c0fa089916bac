import { useQuery } from "@tanstack/react-query";
import { useEffect } from "react";
import { Input, Label, Radio, RadioGroup, Text, TextField } from "react-aria-components";
import { useTranslations } from "use-intl";
import { documentSets } from "../api/questions.ts";
import { LanguageChips } from "../shell/language-chips.tsx";
import { allLanguages, languageName, languagesFor } from "../text/languages.ts";
import { KeyChoices } from "./key-choices.tsx";
import { DENSITIES, LOCALES, prefer, THEMES, usePreferences } from "./preferences.ts";

/** The interface's language and looks, the languages of texts, and the keys. */
export function Settings() {
  const t = useTranslations("settings");
  const { locale, theme, density, languages, name } = usePreferences();
  const sets = useQuery(documentSets());
  const all = allLanguages(sets.data ?? []);
  useEffect(() => {
    document.title = `${t("title")} – Sextant`;
  }, [t]);
  return (
    <div className="page settings">
      <h1>{t("title")}</h1>
      <Choices
        label={t("interface")}
        value={locale}
        choices={LOCALES.map((own) => [own, languageName(own), own])}
        onChange={(own) => prefer({ locale: own })}
      />
      <section>
        <h2>{t("texts")}</h2>
        <p className="quiet">{t("textsHint")}</p>
        <LanguageChips languages={all} shown={languagesFor(locale, all, languages)} />
      </section>
      <Choices
        label={t("theme")}
        value={theme}
        choices={THEMES.map((own) => [own, t(own)])}
        onChange={(own) => prefer({ theme: own })}
      />
      <Choices
        label={t("density")}
        value={density}
        choices={DENSITIES.map((own) => [own, t(own)])}
        onChange={(own) => prefer({ density: own })}
      />
      <TextField className="choices-of-one" value={name} onChange={(own) => prefer({ name: own })} maxLength={100}>
        <Label>{t("name")}</Label>
        <Input dir="auto" autoComplete="name" />
        <Text slot="description" className="quiet">
          {t("nameHint")}
        </Text>
      </TextField>
      <KeyChoices />
    </div>
  );
}

function Choices<T extends string>({
  label,
  value,
  choices,
  onChange,
}: {
  readonly label: string;
  readonly value: T;
  readonly choices: readonly (readonly [value: T, name: string, language?: string])[];
  readonly onChange: (value: T) => void;
}) {
  return (
    <RadioGroup className="choices-of-one" value={value} onChange={(next) => onChange(next as T)}>
      <Label>{label}</Label>
      <div className="chips">
        {choices.map(([own, name, language]) => (
          <Radio key={own} value={own} className="chip">
            <bdi lang={language}>{name}</bdi>
          </Radio>
        ))}
      </div>
    </RadioGroup>
  );
}
