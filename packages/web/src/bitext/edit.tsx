import { type ReactNode, useRef, useState } from "react";
import { Button } from "react-aria-components";
import { useLocale, useTranslations } from "use-intl";
import type { Unit } from "../api/client.ts";
import { unitOf } from "../api/questions.ts";
import { Pencil } from "../shell/icons.tsx";
import { directionOf, languageNameIn } from "../text/languages.ts";
import { useCorrections } from "./corrections.ts";

interface EditProps {
  readonly unit: Unit;
  readonly language: string;
  /** The text, with what is marked in it. */
  readonly children: ReactNode;
}

/** Drafts that were not saved, by unit and language: to close a field loses nothing. */
const drafts = new Map<string, string>();

/** A unit's text in one language as it is shown, and the means to put it right. */
export function Edit({ unit, language, children }: EditProps) {
  const t = useTranslations("edit");
  const locale = useLocale();
  const { correct } = useCorrections(unit.documentSet);
  const key = `${unit.id} ${language}`;
  const [saved, setSaved] = useState<{ readonly text: string; readonly version: string; readonly instead: string }>();
  const [draft, setDraft] = useState<string>();
  const button = useRef<HTMLButtonElement>(null);
  // What was saved here holds until the unit itself is another one: it was loaded anew, or the edit was taken back.
  if (saved && saved.instead !== unit.version) setSaved(undefined);
  const text = saved?.text ?? unit.variants[language] ?? "";
  const close = (): void => {
    setDraft(undefined);
    requestAnimationFrame(() => button.current?.focus());
  };
  const save = async (): Promise<void> => {
    const next = draft?.trim() ?? "";
    if (next === "" || next === text) return close();
    const edit = { action: "edit", position: unit.paragraph, unit: unit.id, language, text: next } as const;
    if (!(await correct(edit, [saved?.version ?? unit.version]))) return;
    drafts.delete(key);
    // It is saved; where the server is away by now, the rows say so when they are loaded anew.
    const now = await unitOf(unit.id).catch(() => undefined);
    if (now) setSaved({ text: next, version: now.version, instead: unit.version });
    close();
  };
  if (draft === undefined)
    return (
      <>
        <span className="unit-text">{saved?.text ?? children}</span>
        {saved && <span className="status">{t("edited")}</span>}{" "}
        <Button
          ref={button}
          className="edit"
          aria-label={t("edit", { language: languageNameIn(locale, language) })}
          onPress={() => setDraft(drafts.get(key) ?? text)}
        >
          <Pencil />
        </Button>
      </>
    );
  return (
    <form
      className="editing"
      onSubmit={(event) => {
        event.preventDefault();
        save();
      }}
    >
      <textarea
        // biome-ignore lint/a11y/noAutofocus: the person has just asked for it
        autoFocus
        aria-label={t("text", { language: languageNameIn(locale, language) })}
        lang={language}
        dir={directionOf(language)}
        rows={4}
        maxLength={5000}
        required
        value={draft}
        onChange={(event) => {
          setDraft(event.currentTarget.value);
          drafts.set(key, event.currentTarget.value);
        }}
        onKeyDown={(event) => {
          if (event.key === "Escape") {
            event.stopPropagation();
            close();
          } else if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
            event.preventDefault();
            save();
          }
        }}
      />
      <Button type="submit" className="primary">
        {t("save")}
      </Button>
      <Button onPress={close}>{t("cancel")}</Button>
      {draft !== text && (
        <Button
          onPress={() => {
            drafts.delete(key);
            setDraft(text);
          }}
        >
          {t("original")}
        </Button>
      )}
    </form>
  );
}
