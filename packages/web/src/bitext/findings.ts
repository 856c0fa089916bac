import { queryOptions, useQuery, useQueryClient } from "@tanstack/react-query";
import { useMemo, useState } from "react";
import { useTranslations } from "use-intl";
import { answerOf, client, type Finding, type NotError } from "../api/client.ts";
import { usePreferences } from "../settings/preferences.ts";
import { refused } from "../shell/notices.tsx";

/** What versions of a document set do not say alike, as it is shown beside the rows. */
export interface Findings {
  /** Absent while the versions are being compared. */
  readonly all: readonly Finding[] | undefined;
  readonly error: Error | null;
  readonly retry: () => void;
  /** The kinds that there are, each with its number; without what is no error. */
  readonly kinds: readonly (readonly [kind: Kind, count: number])[];
  /** The kind that is shown; all if undefined. */
  readonly kind: Kind | undefined;
  readonly setKind: (kind: Kind | undefined) => void;
  /** Those that are shown, by the positions of their rows. */
  readonly byRow: ReadonlyMap<number, readonly Finding[]>;
  /** The position of the next row that has one; of the one before. */
  readonly after: (position: number) => number | undefined;
  readonly before: (position: number) => number | undefined;
  /** What people said is no error, by the ids of findings. */
  readonly judged: ReadonlyMap<string, NotError>;
  readonly judge: (finding: Finding) => Promise<void>;
  readonly takeBack: (verdict: NotError) => Promise<void>;
}

/** A severity, or a type. */
export type Kind = Finding["severity"] | Finding["type"];

const SEVERITIES: readonly Kind[] = ["error", "warning", "info"];

const findingsOf = (id: string, languages: readonly string[]) =>
  queryOptions({
    queryKey: ["findings", id, languages],
    queryFn: ({ signal }) =>
      answerOf<Finding[]>(
        client.api["document-sets"][":id"].findings.$get(
          { param: { id }, query: { languages: languages.join(",") } },
          { init: { signal } },
        ),
      ),
    staleTime: Number.POSITIVE_INFINITY,
  });

const verdictsOf = (id: string) =>
  queryOptions({
    queryKey: ["not-errors", id],
    queryFn: () => answerOf<NotError[]>(client.api["document-sets"][":id"]["not-errors"].$get({ param: { id } })),
  });

/** @param isOn whether they are asked for at all */
export function useFindings(id: string, languages: readonly string[], isOn: boolean): Findings {
  const t = useTranslations("settings");
  const questions = useQueryClient();
  const { name } = usePreferences();
  const [kind, setKind] = useState<Kind>();
  const found = useQuery({ ...findingsOf(id, languages), enabled: isOn && languages.length > 1 });
  const verdicts = useQuery({ ...verdictsOf(id), enabled: isOn });
  const judged = useMemo(
    () => new Map((verdicts.data ?? []).map((verdict) => [verdict.finding.id, verdict] as const)),
    [verdicts.data],
  );
  const kinds = useMemo(() => kindsOf(found.data ?? [], judged), [found.data, judged]);
  const byRow = useMemo(() => rowsOf(found.data ?? [], kind), [found.data, kind]);
  const positions = useMemo(() => openPositions(byRow, judged), [byRow, judged]);

  const change = async (work: () => Promise<NotError>, next: (kept: NotError, all: NotError[]) => NotError[]) => {
    try {
      const kept = await work();
      questions.setQueryData(verdictsOf(id).queryKey, (before) => next(kept, before ?? []));
    } catch (error) {
      refused(error);
    }
  };
  const judge = ({ id: finding, type, values }: Finding): Promise<void> =>
    change(
      () =>
        answerOf<NotError>(
          client.api["document-sets"][":id"]["not-errors"].$post({
            param: { id },
            json: { finding: { id: finding, type, values }, scope: "row", by: name || t("someone") },
          }),
        ),
      (kept, all) => [kept, ...all],
    );
  const takeBack = async (verdict: NotError): Promise<void> => {
    await change(
      () =>
        answerOf<NotError>(
          client.api["document-sets"][":id"]["not-errors"][":verdict"].$delete({
            param: { id, verdict: String(verdict.id) },
          }),
        ),
      (gone, all) => all.filter((own) => own.id !== gone.id),
    );
    // One of an earlier visit is not among those that were found.
    if (!found.data?.some((own) => own.id === verdict.finding.id))
      await questions.invalidateQueries({ queryKey: ["findings", id] });
  };
  return {
    all: found.data,
    error: found.error,
    retry: () => void found.refetch(),
    kinds,
    kind,
    setKind,
    byRow,
    after: (position) => positions.find((own) => own > position),
    before: (position) => positions.findLast((own) => own < position),
    judged,
    judge,
    takeBack,
  };
}

function kindsOf(found: readonly Finding[], judged: ReadonlyMap<string, NotError>): [Kind, number][] {
  const counts = new Map<Kind, number>();
  for (const { id, severity, type } of found)
    if (!judged.has(id)) for (const kind of [severity, type]) counts.set(kind, (counts.get(kind) ?? 0) + 1);
  const rank = (kind: Kind): number => {
    const at = SEVERITIES.indexOf(kind);
    return at < 0 ? SEVERITIES.length : at;
  };
  return [...counts].sort(([a, m], [b, n]) => rank(a) - rank(b) || n - m);
}

function rowsOf(found: readonly Finding[], kind: Kind | undefined): Map<number, Finding[]> {
  const rows = new Map<number, Finding[]>();
  for (const finding of found) {
    if (kind !== undefined && finding.severity !== kind && finding.type !== kind) continue;
    rows.set(finding.row, [...(rows.get(finding.row) ?? []), finding]);
  }
  return rows;
}

/** Positions of rows that have something that nobody has called no error, rising. */
const openPositions = (
  byRow: ReadonlyMap<number, readonly Finding[]>,
  judged: ReadonlyMap<string, NotError>,
): number[] =>
  [...byRow]
    .filter(([, found]) => found.some(({ id }) => !judged.has(id)))
    .map(([position]) => position)
    .sort((a, b) => a - b);
