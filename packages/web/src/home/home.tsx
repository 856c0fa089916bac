import { useQuery } from "@tanstack/react-query";
import { Link, useNavigate } from "@tanstack/react-router";
import { useCallback, useEffect } from "react";
import { useTranslations } from "use-intl";
import type { DocumentSet } from "../api/client.ts";
import { documentSets } from "../api/questions.ts";
import { usePreferences } from "../settings/preferences.ts";
import { Box } from "../shell/box.tsx";
import { Problem } from "../shell/problem.tsx";
import { useSetName } from "../shell/set-name.ts";
import { handOver, holdsUnits, useDroppedFiles } from "../upload/dropped.ts";
import { DocumentList } from "./document-list.tsx";

/** The first page: the box, what was last searched and opened, and the documents. */
export function Home() {
  const t = useTranslations("home");
  const m = useTranslations("memories");
  const name = useSetName();
  const sets = useQuery(documentSets());
  const { searches, documents } = usePreferences();
  const all = sets.data ?? [];
  const opened = documents
    .map((id) => all.find((set) => set.id === id))
    .filter((set): set is DocumentSet => set !== undefined);
  const units = all.reduce((sum, set) => sum + set.units, 0);
  const navigate = useNavigate();
  const isOver = useDroppedFiles(
    useCallback(
      (files) => {
        handOver(files);
        navigate({ to: files.every(holdsUnits) ? "/memories" : "/upload" });
      },
      [navigate],
    ),
  );
  useEffect(() => {
    document.title = "Sextant";
  }, []);
  return (
    <div className="page home">
      {isOver && <p className="drop-veil">{t("drop")}</p>}
      <section className="ask">
        <h1>{t("question")}</h1>
        <Box large />
        <p className="quiet">{t("hint")}</p>
        <p className="quiet">{t.rich("upload", { upload: (text) => <Link to="/upload">{text}</Link> })}</p>
      </section>
      {sets.error && <Problem error={sets.error} onRetry={() => sets.refetch()} />}
      {searches.length > 0 && (
        <section>
          <h2>{t("recentSearches")}</h2>
          <ul className="recent">
            {searches.map((q) => (
              <li key={q}>
                <Link to="/search" search={{ q }} dir="auto">
                  {q}
                </Link>
              </li>
            ))}
          </ul>
        </section>
      )}
      {opened.length > 0 && (
        <section>
          <h2>{t("recentDocuments")}</h2>
          <ul className="recent">
            {opened.map((set) => (
              <li key={set.id}>
                <Link to="/documents/$id" params={{ id: set.id }}>
                  <bdi>{name(set)}</bdi>
                </Link>
              </li>
            ))}
          </ul>
        </section>
      )}
      <section>
        <h2>
          {t("documents")}{" "}
          {sets.data && (
            <span className="quiet">
              {m("sets", { count: all.length })} · {m("segments", { count: units })}
            </span>
          )}
        </h2>
        {sets.data?.length === 0 ? <p>{t("empty")}</p> : <DocumentList sets={all} />}
      </section>
    </div>
  );
}
