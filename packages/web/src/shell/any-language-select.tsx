import { useMemo, useState } from "react";
import {
  Autocomplete,
  Button,
  Input,
  ListBox,
  ListBoxItem,
  Popover,
  SearchField,
  Select,
  SelectValue,
} from "react-aria-components";
import { useLocale, useTranslations } from "use-intl";
import { LOCALES } from "../settings/preferences.ts";
import { allLanguagesAfter, languagesLike, ownName } from "../text/all-languages.ts";
import { inLanguage, languageNameIn } from "../text/languages.ts";

interface AnyLanguageSelectProps {
  readonly label: string;
  /** Languages that are likely: they stand before the six. */
  readonly likely: readonly string[];
  /** Empty where nothing is chosen yet. */
  readonly value: string;
  readonly onChange: (language: string) => void;
}

/** Any language, found by its name, in itself or in the reader's language, or by its code. */
export function AnyLanguageSelect({ label, likely, value, onChange }: AnyLanguageSelectProps) {
  const t = useTranslations("shell");
  const u = useTranslations("upload");
  const locale = useLocale();
  const [isOpen, setOpen] = useState(false);
  const [typed, setTyped] = useState("");
  const first = [...new Set([...likely, ...(value ? [value] : []), ...LOCALES])].join();
  // The names of all languages are asked for when somebody looks for one.
  const all = useMemo(
    () => (isOpen ? allLanguagesAfter(first.split(","), locale) : first.split(",")),
    [isOpen, first, locale],
  );
  const items = languagesLike(typed, all, locale).map((id) => ({ id }));
  return (
    <Select
      className="select"
      aria-label={label}
      selectedKey={value || null}
      placeholder={u("chooseLanguage")}
      onOpenChange={(isNow) => {
        setOpen(isNow);
        setTyped("");
      }}
      onSelectionChange={(key) => key !== null && onChange(String(key))}
    >
      <Button>
        <SelectValue>
          {({ isPlaceholder, defaultChildren }) => (isPlaceholder ? defaultChildren : <OwnName code={value} />)}
        </SelectValue>
        <span aria-hidden="true" className="arrow" />
      </Button>
      <Popover className="popover finding-language">
        <Autocomplete inputValue={typed} onInputChange={setTyped}>
          <SearchField className="field" aria-label={t("findLanguage")} autoFocus>
            <Input placeholder={t("findLanguage")} dir="auto" />
          </SearchField>
          <ListBox
            items={items}
            className="list"
            renderEmptyState={() => <p className="quiet">{t("noLanguage", { example: "\u2068pt-BR\u2069" })}</p>}
          >
            {({ id }) => (
              <ListBoxItem id={id} textValue={languageNameIn(locale, id)} className="item">
                <OwnName code={id} />
                <ReadersName code={id} />
              </ListBoxItem>
            )}
          </ListBox>
        </Autocomplete>
      </Popover>
    </Select>
  );
}

/** A language's name in itself; of one that the browser cannot name so, in the reader's language. */
function OwnName({ code }: { readonly code: string }) {
  const locale = useLocale();
  const own = ownName(code);
  return own === undefined ? <bdi>{languageNameIn(locale, code)}</bdi> : <bdi {...inLanguage(code)}>{own}</bdi>;
}

/** Its name in the reader's language, where that is another. */
function ReadersName({ code }: { readonly code: string }) {
  const name = languageNameIn(useLocale(), code);
  const own = ownName(code);
  return own === undefined || own === name ? null : <span className="quiet">{name}</span>;
}
