import { useQueries } from "@tanstack/react-query";
import { Link, useNavigate } from "@tanstack/react-router";
import { useEffect } from "react";
import { useFormatter, useTranslations } from "use-intl";
import type { Narrowed } from "../addresses.ts";
import type { SearchQuery } from "../api/client.ts";
import { concordance } from "../api/questions.ts";
import { languageName } from "../text/languages.ts";

interface OtherLanguagesProps {
  readonly q: string;
  readonly language: string;
  readonly languages: readonly string[];
  readonly narrowed: Narrowed;
  /** Whether nobody has said that the phrase is in this language. */
  readonly isGuess: boolean;
}

/**
 * Says in which other languages a phrase occurs that does not in the one that was searched. Where that was a guess, it was a
 * wrong one: the phrase is searched in the language that has it most often.
 */
export function OtherLanguages({ q, language, languages, narrowed, isGuess }: OtherLanguagesProps) {
  const t = useTranslations("concordance");
  const format = useFormatter();
  const navigate = useNavigate();
  const others = languages.filter((own) => own !== language).slice(0, 8);
  const found = useQueries({
    queries: others.map((own) =>
      concordance({ ...narrowed, q: q.slice(0, 2000), language: own, limit: "1" } as SearchQuery),
    ),
  });
  const hits = others.flatMap((own, at) => {
    const total = found[at]?.data?.total ?? 0;
    return total > 0 ? [[own, total] as const] : [];
  });
  const [likeliest] = hits.toSorted((a, b) => b[1] - a[1]);
  const better = isGuess && found.every(({ isPending }) => !isPending) ? likeliest?.[0] : undefined;
  useEffect(() => {
    if (better !== undefined) navigate({ to: "/search", search: { ...narrowed, q, in: better }, replace: true });
  }, [better, navigate, narrowed, q]);
  if (hits.length === 0) return null;
  return (
    <p>
      {t("elsewhere")}{" "}
      {hits.map(([own, count]) => (
        <Link key={own} className="chip" to="/search" search={{ ...narrowed, q, in: own }}>
          <bdi lang={own}>{languageName(own)}</bdi> <span className="count">{format.number(count)}</span>
        </Link>
      ))}
    </p>
  );
}
