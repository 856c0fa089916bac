import { useQuery } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { useEffect, useRef, useState } from "react";
import { Button } from "react-aria-components";
import { useTranslations } from "use-intl";
import { documentSets } from "../api/questions.ts";
import { remember, usePreferences } from "../settings/preferences.ts";
import { detectLanguage } from "../text/detect.ts";
import { allLanguages, languagesFor } from "../text/languages.ts";
import { LanguageSelect } from "./language-select.tsx";

/** The longest text that is searched, in UTF-16 code units. */
export const MAX_TEXT = 20_000;

/**
 * The one box: a phrase, a symbol, or a whole paragraph. Its language is detected and shown, and may be put right. `/` goes
 * to it from anywhere.
 */
export function Box({ large = false }: { readonly large?: boolean }) {
  const t = useTranslations("box");
  const navigate = useNavigate();
  const shown = useSearch({ strict: false }) as { q?: string; in?: string; leaveOut?: string; prefer?: string };
  const { languages: preferred, locale } = usePreferences();
  const sets = useQuery(documentSets());
  const languages = allLanguages(sets.data ?? []);
  const [draft, setDraft] = useState(shown.q ?? "");
  const [chosen, setChosen] = useState(shown.in);
  const field = useRef<HTMLTextAreaElement>(null);
  const detected = detectLanguage(draft, languages, languagesFor(locale, languages, preferred)[0] ?? "en");

  useEffect(() => {
    setDraft(shown.q ?? "");
    setChosen(shown.in);
  }, [shown.q, shown.in]);
  useEffect(() => {
    const focus = (event: KeyboardEvent): void => {
      const { target } = event;
      const typing = target instanceof HTMLElement && target.closest("input, textarea, select, [contenteditable]");
      if (event.key !== "/" || event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || typing)
        return;
      event.preventDefault();
      field.current?.focus();
      field.current?.select();
    };
    addEventListener("keydown", focus);
    return () => removeEventListener("keydown", focus);
  }, []);

  const search = (): void => {
    const q = draft.trim();
    if (!q) return;
    remember("searches", q.slice(0, 200));
    // What was said of documents holds for the next text, too; how a phrase was compared does not.
    const { leaveOut, prefer } = shown;
    const origins = { ...(leaveOut && { leaveOut }), ...(prefer && { prefer }) };
    navigate({ to: "/search", search: { q, ...(chosen && { in: chosen }), ...origins } });
  };
  return (
    <search className={large ? "box large" : "box"}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          search();
        }}
      >
        <textarea
          ref={field}
          name="q"
          rows={1}
          dir="auto"
          value={draft}
          maxLength={MAX_TEXT}
          placeholder={t("placeholder")}
          aria-label={t("label")}
          aria-keyshortcuts="/"
          autoComplete="off"
          spellCheck={false}
          onChange={(event) => setDraft(event.currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key !== "Enter" || event.shiftKey || event.nativeEvent.isComposing) return;
            event.preventDefault();
            search();
          }}
        />
        {languages.length > 0 && (
          <LanguageSelect label={t("language")} languages={languages} value={chosen ?? detected} onChange={setChosen} />
        )}
        <Button type="submit" className="primary">
          {t("search")}
        </Button>
      </form>
    </search>
  );
}
