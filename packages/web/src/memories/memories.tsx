import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { Button } from "react-aria-components";
import { useTranslations } from "use-intl";
import { answerOf, client, type DocumentSet, type Memory } from "../api/client.ts";
import { documentSets, memories } from "../api/questions.ts";
import { notify, refused } from "../shell/notices.tsx";
import { Problem } from "../shell/problem.tsx";
import { useRemoval } from "./changes.ts";
import { Import } from "./import.tsx";
import { RemovedList } from "./removed-list.tsx";
import { Rename } from "./rename.tsx";
import { SetLine } from "./set-line.tsx";

/** The named memories, what is in each, and the way in for files of other tools. */
export function Memories() {
  const t = useTranslations("memories");
  const all = useQuery(memories());
  const sets = useQuery(documentSets());
  useEffect(() => {
    document.title = `${t("title")} – Sextant`;
  }, [t]);
  const error = all.error ?? sets.error;
  return (
    <div className="page narrow-page memories">
      <h1>{t("title")}</h1>
      <Import />
      {error && (
        <Problem
          error={error}
          onRetry={() => {
            all.refetch();
            sets.refetch();
          }}
        />
      )}
      {all.data?.length === 0 && <p>{t("empty")}</p>}
      {all.data && all.data.length > 1 && <p className="quiet">{t("lead")}</p>}
      {all.data?.map((memory) => (
        <MemorySection
          key={memory.name}
          memory={memory}
          memories={all.data}
          sets={sets.data?.filter((set) => set.memory === memory.name) ?? []}
        />
      ))}
      <RemovedList />
    </div>
  );
}

/** The memory that is always there. */
const MAIN = "main";
/** So many document sets of a memory are listed at once. */
const LISTED = 20;

interface MemorySectionProps {
  readonly memory: Memory;
  readonly memories: readonly Memory[];
  /** Those that are in it. */
  readonly sets: readonly DocumentSet[];
}

function MemorySection({ memory, memories: all, sets }: MemorySectionProps) {
  const t = useTranslations("memories");
  const [listed, setListed] = useState(LISTED);
  return (
    <section className="memory">
      <div className="memory-head">
        <h2>
          <bdi>{memory.name}</bdi>
        </h2>
        <span className="quiet">{t("sets", { count: memory.documentSets })}</span>
        <span className="quiet">{t("segments", { count: memory.units })}</span>
        <Rank memory={memory} />
        <Rename name={memory.name} />
        {memory.name !== MAIN && <RemoveMemory name={memory.name} />}
      </div>
      <ul className="documents">
        {sets.slice(0, listed).map((set) => (
          <SetLine key={set.id} set={set} memories={all} />
        ))}
      </ul>
      {sets.length > listed && (
        <Button onPress={() => setListed(listed + LISTED)}>{t("more", { count: sets.length - listed })}</Button>
      )}
    </section>
  );
}

function RemoveMemory({ name }: { readonly name: string }) {
  const t = useTranslations("memories");
  const { remove } = useRemoval();
  return (
    <Button
      aria-label={t("removeMemory", { name })}
      onPress={() => remove({ kind: "memory", name }, client.api.memories[":name"].$delete({ param: { name } }))}
    >
      {t("remove")}
    </Button>
  );
}

/** The place of a memory among the others: one to ten, or the one that it has. */
function Rank({ memory: { name, rank } }: { readonly memory: Memory }) {
  const t = useTranslations("memories");
  const questions = useQueryClient();
  const change = async (next: number): Promise<void> => {
    try {
      const kept = await answerOf<Memory[]>(
        client.api.memories[":name"].$put({ param: { name }, json: { rank: next } }),
      );
      questions.setQueryData(memories().queryKey, kept);
      notify(t("ranked", { name, rank: next }));
    } catch (error) {
      refused(error);
    }
  };
  const ranks = [...new Set([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, rank])].sort((a, b) => a - b);
  return (
    <label className="rank">
      <span aria-hidden="true">{t("rank")}</span>
      <select
        aria-label={t("rankOf", { name })}
        value={rank}
        onChange={({ currentTarget: { value } }) => change(Number(value))}
      >
        {ranks.map((own) => (
          <option key={own} value={own}>
            {own}
          </option>
        ))}
      </select>
    </label>
  );
}
