import { useQuery } from "@tanstack/react-query";
import { useEffect } from "react";
import { useTranslations } from "use-intl";
import { accounts, memories, session } from "../api/questions.ts";
import { Problem } from "../shell/problem.tsx";
import { AddPerson } from "./add-person.tsx";
import { Person } from "./person.tsx";
import { You } from "./you.tsx";

/** Who one is; and, for an admin, who signs in, and what they may do. */
export function People() {
  const t = useTranslations("people");
  const known = useQuery(session());
  useEffect(() => {
    document.title = `${t("title")} – Sextant`;
  }, [t]);
  return (
    <div className="page narrow-page people">
      <h1>{t("title")}</h1>
      {known.error && <Problem error={known.error} onRetry={known.refetch} />}
      {known.data && <You session={known.data} />}
      {known.data?.role === "admin" && <Everybody />}
    </div>
  );
}

function Everybody() {
  const t = useTranslations("people");
  const all = useQuery(accounts());
  const named = useQuery(memories());
  const names = (named.data ?? []).map(({ name }) => name);
  return (
    <section>
      <h2>{t("all")}</h2>
      <p className="quiet">{t("rolesHint")}</p>
      {all.error && <Problem error={all.error} onRetry={all.refetch} />}
      {all.data?.length === 0 && <p>{t("empty")}</p>}
      <ul className="documents">
        {all.data?.map((account) => (
          <Person key={account.id} account={account} memories={names} />
        ))}
      </ul>
      <AddPerson memories={names} />
    </section>
  );
}
