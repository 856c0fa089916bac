import { Button, ListBox, ListBoxItem, Popover, Select, SelectValue } from "react-aria-components";
import { directionOf, languageName } from "../text/languages.ts";

interface LanguageSelectProps {
  readonly label: string;
  readonly languages: readonly string[];
  /** None of them where nothing is chosen yet. */
  readonly value: string;
  /** Said where nothing is chosen. */
  readonly placeholder?: string;
  readonly onChange: (language: string) => void;
}

/** One of several languages, each by its own name. */
export function LanguageSelect({ label, languages, value, placeholder, onChange }: LanguageSelectProps) {
  return (
    <Select
      className="select"
      aria-label={label}
      selectedKey={value || null}
      {...(placeholder && { placeholder })}
      onSelectionChange={(key) => key !== null && onChange(String(key))}
    >
      <Button>
        <SelectValue />
        <span aria-hidden="true" className="arrow" />
      </Button>
      <Popover className="popover">
        <ListBox items={languages.map((id) => ({ id }))} className="list">
          {({ id }) => (
            <ListBoxItem id={id} textValue={languageName(id)} className="item">
              <bdi lang={id} dir={directionOf(id)}>
                {languageName(id)}
              </bdi>
            </ListBoxItem>
          )}
        </ListBox>
      </Popover>
    </Select>
  );
}
