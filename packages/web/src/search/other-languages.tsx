import { useQueries } from "@tanstack/react-query";
import { Link, useNavigate } from "@tanstack/react-router";
import { useEffect } from "react";
import { useFormatter, useTranslations } from "use-intl";
import type { Narrowed } from "../addresses.ts";
import type { SearchQuery } from "../api/client.ts";
import { concordance } from "../api/questions.ts";
import { languageName } from "../text/languages.ts";
import { MAX_PHRASE } from "./hits.ts";

/** So many other languages are asked at once. */
const MAX_ASKED = 8;

interface OtherLanguagesAsked {
  readonly q: string;
  readonly language: string;
  readonly languages: readonly string[];
  readonly narrowed: Narrowed;
  /** Whether nobody has said that the phrase is in this language. */
  readonly isGuess: boolean;
  /** Whether the phrase is known not to be in it. */
  readonly isEnabled: boolean;
}

/** Another language in which a phrase occurs, and how often. */
type Elsewhere = readonly [language: string, total: number];

/** What the other languages have of a phrase. */
export interface OtherLanguages {
  readonly hits: readonly Elsewhere[];
  /** Whether it is not known yet whether the phrase is anywhere, or it is about to be searched in another language. */
  readonly isAsking: boolean;
}

/**
 * Asks in which other languages a phrase occurs that does not in the one that was searched. Where that was a guess, it was a
 * wrong one: the phrase is searched in the language that has it most often.
 */
export function useOtherLanguages(asked: OtherLanguagesAsked): OtherLanguages {
  const { q, language, languages, narrowed, isGuess, isEnabled } = asked;
  const navigate = useNavigate();
  const others = isEnabled ? languages.filter((own) => own !== language).slice(0, MAX_ASKED) : [];
  const found = useQueries({
    queries: others.map((own) =>
      concordance({ ...narrowed, q: q.slice(0, MAX_PHRASE), language: own, limit: "1" } as SearchQuery),
    ),
  });
  const hits = others.flatMap((own, at) => {
    const total = found[at]?.data?.total ?? 0;
    return total > 0 ? [[own, total] as Elsewhere] : [];
  });
  const [likeliest] = hits.toSorted((a, b) => b[1] - a[1]);
  const isPending = found.some((own) => own.isPending);
  const better = isGuess && !isPending ? likeliest?.[0] : undefined;
  useEffect(() => {
    if (better !== undefined) navigate({ to: "/search", search: { ...narrowed, q, in: better }, replace: true });
  }, [better, navigate, narrowed, q]);
  return { hits, isAsking: isPending || better !== undefined };
}

interface ElsewhereProps {
  readonly q: string;
  readonly narrowed: Narrowed;
  readonly hits: readonly Elsewhere[];
}

/** The other languages in which a phrase occurs, each to be searched by a click. */
export function ElsewhereList({ q, narrowed, hits }: ElsewhereProps) {
  const t = useTranslations("concordance");
  const format = useFormatter();
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
