import { ToggleButton, ToggleButtonGroup } from "react-aria-components";
import { useTranslations } from "use-intl";
import { prefer } from "../settings/preferences.ts";
import { languageName } from "../text/languages.ts";

interface LanguageChipsProps {
  /** The languages that can be chosen. */
  readonly languages: readonly string[];
  /** Those that are, in their order. */
  readonly shown: readonly string[];
  /** A language that stands before them whatever is chosen. */
  readonly first?: string;
  /** Told of the choice in place of the preferences. */
  readonly onChange?: (languages: readonly string[]) => void;
}

/** The languages side by side, in the order in which they are chosen; the choice is kept. */
export function LanguageChips({ languages, shown, first, onChange }: LanguageChipsProps) {
  const t = useTranslations("shell");
  if (languages.length === 0) return null;
  return (
    <ToggleButtonGroup
      className="chips"
      aria-label={t("languages")}
      selectionMode="multiple"
      disallowEmptySelection
      selectedKeys={shown}
      onSelectionChange={(keys) => {
        const next = [
          ...shown.filter((own) => keys.has(own)),
          ...languages.filter((own) => keys.has(own) && !shown.includes(own)),
        ];
        if (onChange) onChange(next);
        else prefer({ languages: first ? [first, ...next] : next });
      }}
    >
      {languages.map((language) => (
        <ToggleButton key={language} id={language} className="chip">
          <bdi lang={language}>{languageName(language)}</bdi>
          {shown.length > 1 && shown.includes(language) && (
            <span className="order" aria-hidden="true">
              {shown.indexOf(language) + 1 + (first ? 1 : 0)}
            </span>
          )}
        </ToggleButton>
      ))}
    </ToggleButtonGroup>
  );
}
