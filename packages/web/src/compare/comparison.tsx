import { queryOptions, useQuery } from "@tanstack/react-query";
import { useCallback, useEffect, useState } from "react";
import { Button, ToggleButton } from "react-aria-components";
import { flushSync } from "react-dom";
import { useFormatter, useTranslations } from "use-intl";
import { answerOf, client, type VersionComparison } from "../api/client.ts";
import { Problem } from "../shell/problem.tsx";
import { useWarningValues } from "../text/warning-values.ts";
import { Entry } from "./entry.tsx";

interface ComparisonProps {
  /** Files, or ids of document sets. */
  readonly old: File | string;
  readonly current: File | string;
  readonly language: string;
  /** The language of the translations that are used again. */
  readonly to?: string;
}

/** What a file is known by again: a file chosen anew may have changed. */
const keyOf = (own: File | string): string =>
  typeof own === "string" ? own : [own.name, own.size, own.lastModified].join("/");

const comparison = ({ old, current, language, to }: ComparisonProps) =>
  queryOptions({
    queryKey: ["versions", keyOf(old), keyOf(current), language, to],
    queryFn: ({ signal }) =>
      answerOf<VersionComparison>(
        client.api.compare.files.$post(
          { form: { old, new: current, language, ...(to && { to }) } },
          { init: { signal } },
        ),
      ),
    staleTime: 60_000,
  });

/** So many entries are shown at a time. */
const SHOWN = 100;

/** What changed from one version to another, paragraph by paragraph. */
export function Comparison(props: ComparisonProps) {
  const t = useTranslations("versions");
  const o = useTranslations("outline");
  const format = useFormatter();
  const [isChangedOnly, setChangedOnly] = useState(true);
  const [shown, setShown] = useState(SHOWN);
  const found = useQuery(comparison(props));
  const printAll = useCallback(() => setShown(Number.POSITIVE_INFINITY), []);
  useBeforePrint(printAll);
  if (found.error) return <Problem error={found.error} onRetry={() => found.refetch()} />;
  if (!found.data)
    return (
      <p role="status" className="quiet">
        {t("comparing")}
      </p>
    );
  const { entries, counts, words, warnings } = found.data;
  const wanted = isChangedOnly ? entries.filter(({ states }) => states.some((own) => own !== "unchanged")) : entries;
  const rest = wanted.length - shown;
  return (
    <section>
      <h2 className="hidden">{t("title")}</h2>
      <p role="status">{t("words", words)}</p>
      <Warnings warnings={warnings} />
      <dl className="counts">
        {Object.entries(counts).map(([state, count]) =>
          count === 0 ? null : (
            <div key={state}>
              <dt>{t(`state.${state as "new"}`)}</dt>
              <dd>{format.number(count)}</dd>
            </div>
          ),
        )}
      </dl>
      <div className="tools">
        <ToggleButton className="button toggle" isSelected={isChangedOnly} onChange={setChangedOnly}>
          {t("changedOnly")}
        </ToggleButton>
        <Button onPress={() => print()} aria-keyshortcuts="Control+P">
          {o("print")}
        </Button>
      </div>
      {wanted.length === 0 && <p>{t("nothing")}</p>}
      <SideNames old={nameOf(props.old, found.data.old)} current={nameOf(props.current, found.data.new)} />
      <ol className="entries">
        {wanted.slice(0, shown).map((entry, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: entries have no other name, and never change places
          <Entry key={at} entry={entry} language={props.language} to={props.to} />
        ))}
      </ol>
      {rest > 0 && <MoreButton count={rest} onPress={() => setShown(shown + SHOWN)} />}
    </section>
  );
}

/** Has the page show all that belongs on paper, by whatever way it is printed: the browser prints what is there when this returns. */
function useBeforePrint(show: () => void): void {
  useEffect(() => {
    const before = (): void => flushSync(show);
    addEventListener("beforeprint", before);
    return () => removeEventListener("beforeprint", before);
  }, [show]);
}

/** What could not be done, each in a sentence. */
function Warnings({ warnings }: Pick<VersionComparison, "warnings">) {
  const t = useTranslations("versionWarning");
  const said = useWarningValues();
  return warnings.map(({ code, values }) => (
    <p key={code} className="doubtful">
      {t(code, said(values))}
    </p>
  ));
}

/** What a version is called: a file by its own name, which says what its symbol may not: which draft it is. */
const nameOf = (own: File | string, { symbol }: VersionComparison["old"]): string =>
  typeof own === "string" ? (symbol ?? own) : own.name;

/** Which document stands on which side. */
function SideNames({ old, current }: { readonly old: string; readonly current: string }) {
  const t = useTranslations("versions");
  return (
    <div className="sides side-names" aria-hidden="true">
      {(
        [
          ["old", old],
          ["new", current],
        ] as const
      ).map(([side, name]) => (
        <p key={side}>
          <span className="quiet">{t(side)}</span> <bdi>{name}</bdi>
        </p>
      ))}
    </div>
  );
}

function MoreButton({ count, onPress }: { readonly count: number; readonly onPress: () => void }) {
  const t = useTranslations("memories");
  return <Button onPress={onPress}>{t("more", { count })}</Button>;
}
