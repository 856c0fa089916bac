import { useNavigate } from "@tanstack/react-router";
import { useMemo } from "react";
import { Button } from "react-aria-components";
import { useTranslations } from "use-intl";
import { filtersOf, type Narrowed, narrowedOf, type SearchView } from "../addresses.ts";
import type { Concordance, DocumentSet } from "../api/client.ts";
import { Export } from "../export/export.tsx";
import { NamedLanguage } from "../shell/named-language.tsx";
import { Problem } from "../shell/problem.tsx";
import { variantsOf } from "../text/languages.ts";
import { folded, renderingKey, renderings, renderingsOf } from "./folding.ts";
import { HitLine } from "./hit-line.tsx";
import { useHits } from "./hits.ts";
import { Narrow } from "./narrow.tsx";
import { OriginChips, OriginList, type Say } from "./origin-list.tsx";
import { saying } from "./origins.ts";
import { ElsewhereList, useOtherLanguages } from "./other-languages.tsx";
import { Renderings } from "./renderings.tsx";

interface ConcordanceProps {
  readonly view: SearchView;
  readonly language: string;
  /** Languages beside it; renderings are counted of the first. */
  readonly targets: readonly string[];
  readonly sets: readonly DocumentSet[];
  readonly languages: readonly string[];
  /**
   * Whether there are matches of the whole phrase: then it is not told that it stands nowhere word for word. Undefined as long as that is
   * not known.
   */
  readonly hasMatches: boolean | undefined;
}

/** Every place where a phrase occurs, a line each, with what probably translates it. */
export function ConcordanceView({ view, language, targets, sets, languages, hasMatches }: ConcordanceProps) {
  const t = useTranslations("concordance");
  const navigate = useNavigate();
  const narrowed = narrowedOf({ ...view });
  const { query, found, pages, hits } = useHits({ view, narrowed, language, targets });
  const target = targets[0];
  const said = useMemo(() => (target ? renderings(hits, target) : []), [hits, target]);
  const rendered = useMemo(
    () =>
      view.rendering && target
        ? hits.filter((hit) => renderingsOf(hit, target).has(renderingKey(view.rendering ?? "", target)))
        : hits,
    [hits, view.rendering, target],
  );
  const shown = useMemo(() => folded(rendered, language, targets), [rendered, language, targets]);
  const go = (next: Partial<SearchView>): Promise<void> => {
    const { rendering: _, ...rest } = view;
    return navigate({ to: "/search", search: { q: rest.q, ...(rest.in && { in: rest.in }), ...narrowed, ...next } });
  };
  const onNarrow = (next: Narrowed): Promise<void> =>
    navigate({ to: "/search", search: { q: view.q, ...(view.in && { in: view.in }), ...narrowedOf(next) } });
  const onSay: Say = (origin, said) => onNarrow(saying(narrowed, origin, said));
  const isNone = pages !== undefined && hits.length === 0;
  const elsewhere = useOtherLanguages({
    ...{ q: view.q, language, languages, narrowed },
    isGuess: view.in === undefined,
    isEnabled: isNone && !found.isPlaceholderData,
  });
  if (found.error) return <Problem error={found.error} onRetry={() => found.refetch()} />;
  if (hasMatches && isNone && filtersOf(narrowed).length === 0) return null;
  // Nothing is called missing before all that was asked has answered.
  const isSearching = isNone ? found.isPlaceholderData || elsewhere.isAsking || hasMatches === undefined : !pages;
  const total = pages?.[0]?.total ?? 0;
  const isMore = pages?.[0]?.more ?? false;
  const counted = t(isMore ? "atLeast" : "total", { count: total });
  const heading = rendered === hits ? counted : t("rendered", { total: counted, count: rendered.length });
  return (
    <section className="concordance" aria-busy={found.isFetching || isSearching}>
      <div className="results-head">
        <h2>
          <span role="status">{isSearching ? t("searching") : heading}</span>
        </h2>
        {hits.length > 0 && (
          <Export
            key={hits.length}
            sets={sets.filter(({ id }) => hits.some(({ unit }) => unit.documentSet === id))}
            shown={[language, ...targets]}
            units={hits.map(({ unit }) => unit.id)}
            label={t("export")}
          />
        )}
      </div>
      <Narrow language={language} languages={languages} sets={sets} narrowed={narrowed} onNarrow={onNarrow} />
      <OriginChips narrowed={narrowed} sets={sets} onNarrow={onNarrow} />
      <OriginList hits={hits} sets={sets} onSay={onSay} />
      {target && said.length > 0 && (
        <Renderings
          said={said}
          chosen={view.rendering}
          hits={hits}
          sets={sets}
          query={query}
          target={target}
          onChoose={(rendering) => go(rendering === undefined ? {} : { rendering })}
        />
      )}
      {target && hits.length > 0 && said.length === 0 && <Unrendered hits={hits} target={target} />}
      {isNone && !isSearching && (
        <>
          <p className="quiet">{filtersOf(narrowed).length > 0 ? t("noneNarrowed") : t("none")}</p>
          <ElsewhereList q={view.q} narrowed={narrowed} hits={elsewhere.hits} />
        </>
      )}
      <ol className="lines">
        {shown.map((group) => (
          <HitLine key={group.hit.unit.id} group={group} language={language} targets={targets} onSay={onSay} />
        ))}
      </ol>
      {found.hasNextPage && (
        <Button isPending={found.isFetchingNextPage} onPress={() => found.fetchNextPage()}>
          {t("more")}
        </Button>
      )}
    </section>
  );
}

/** Says that no rendering was found among the translations, or that there are none. */
function Unrendered({ hits, target }: { readonly hits: Concordance["hits"]; readonly target: string }) {
  const t = useTranslations("concordance");
  const hasTranslations = hits.some(({ unit }) => variantsOf(unit.variants, target).length > 0);
  return (
    <p className="quiet">
      {t.rich(hasTranslations ? "noRendering" : "noTarget", { language: () => <NamedLanguage code={target} /> })}
    </p>
  );
}
