import { useQuery } from "@tanstack/react-query";
import { type ReactNode, useEffect } from "react";
import { I18nProvider } from "react-aria-components";
import { IntlProvider } from "use-intl";
import { messagesIn } from "../messages/messages.ts";
import { type Locale, usePreferences } from "../settings/preferences.ts";
import { directionOf } from "../text/languages.ts";

/**
 * Tags by which numbers, dates and lists are written: in Arabic with the digits 0 to 9, which the symbols of documents have and in
 * which browsers differ; in English as the United Nations write it.
 */
const WRITTEN_AS: Partial<Record<Locale, string>> = { ar: "ar-u-nu-latn", en: "en-GB" };

/** The interface's language, direction, theme and density, for all that it holds. */
export function Interface({ children }: { readonly children: ReactNode }) {
  const { locale, theme, density } = usePreferences();
  const messages = useQuery({
    queryKey: ["messages", locale],
    queryFn: () => messagesIn(locale),
    staleTime: Number.POSITIVE_INFINITY,
    placeholderData: (before) => before,
  });
  useEffect(() => {
    const { documentElement: page } = document;
    page.lang = locale;
    page.dir = directionOf(locale);
    page.dataset.theme = theme;
    page.dataset.density = density;
  }, [locale, theme, density]);
  if (!messages.data) return null;
  const tag = WRITTEN_AS[locale] ?? locale;
  return (
    <IntlProvider locale={tag} messages={messages.data} timeZone="UTC">
      <I18nProvider locale={tag}>{children}</I18nProvider>
    </IntlProvider>
  );
}
