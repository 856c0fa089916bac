import { useQuery } from "@tanstack/react-query";
import { useLocale, useTranslations } from "use-intl";
import { Problem } from "../shell/problem.tsx";
import { inLanguage, languageNameIn, variantsOf } from "../text/languages.ts";
import { sample, type Wanted } from "./wanted.ts";

/** The first units of what will be in the file. */
export function Sample({ wanted }: { readonly wanted: Wanted }) {
  const t = useTranslations("export");
  const locale = useLocale();
  const found = useQuery(sample(wanted));
  if (found.error) return <Problem error={found.error} onRetry={() => found.refetch()} />;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is scrolled by keys
    <section className="sample" aria-label={t("sample")} aria-busy={found.isFetching} tabIndex={0}>
      <h3>{t("sample")}</h3>
      {found.data?.length === 0 && <p role="status">{t("nothing")}</p>}
      <ol>
        {found.data?.map(({ tuid, variants }) => (
          <li key={tuid}>
            {wanted.languages.flatMap((language) =>
              variantsOf(variants, language).map((own) => (
                <p key={own} {...inLanguage(own)} title={languageNameIn(locale, own)}>
                  {variants[own]}
                </p>
              )),
            )}
          </li>
        ))}
      </ol>
    </section>
  );
}
