import { useLocale, useTranslations } from "use-intl";
import { inLanguage, languageName, languageNameIn } from "../text/languages.ts";
import { languageOf, shownOf, type UploadedVersion } from "./versions.ts";

/** So many paragraphs of each text are shown before it is aligned. */
const SHOWN = 40;

/** The texts side by side as they were read; nothing is aligned yet. */
export function Texts({ versions }: { readonly versions: readonly UploadedVersion[] }) {
  const t = useTranslations("upload");
  const locale = useLocale();
  const read = versions.filter(shownOf);
  if (read.length === 0) return null;
  return (
    <section>
      <h2>{t("texts")}</h2>
      <div className="read-texts">
        {read.map((version) => {
          const language = languageOf(version) ?? "en";
          const { blocks = [], blockCount = 0 } = shownOf(version) ?? {};
          return (
            <article key={version.key} aria-label={languageNameIn(locale, language)}>
              <h3 {...inLanguage(language)}>{languageName(language)}</h3>
              <div {...inLanguage(language)}>
                {blocks.slice(0, SHOWN).map(({ role, number, text }, at) => (
                  // biome-ignore lint/suspicious/noArrayIndexKey: blocks have no other name, and never change places
                  <p key={at} className={`role-${role}`}>
                    {number && <span className="number-before">{number} </span>}
                    {text}
                  </p>
                ))}
              </div>
              {blockCount > SHOWN && <p className="quiet">{t("more", { count: blockCount - SHOWN })}</p>}
            </article>
          );
        })}
      </div>
    </section>
  );
}
