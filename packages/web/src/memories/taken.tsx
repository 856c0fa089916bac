import { useQuery } from "@tanstack/react-query";
import { Button } from "react-aria-components";
import { useTranslations } from "use-intl";
import type { Job } from "../api/client.ts";
import { documentSets } from "../api/questions.ts";
import { useSetName } from "../shell/set-name.ts";
import { freeId } from "../upload/names.ts";

/** Whether an import was refused for the document set that is there: tried again, it is refused again. */
export const isTaken = ({ report }: Job): boolean => report?.code === "id-taken" || report?.code === "decisions-lost";

interface TakenProps {
  readonly job: Job;
  readonly onInto: (id: string, replace: boolean) => void;
}

/** What stands where an import was to be put, and the ways on: beside it, or in its place where that may be. */
export function Taken({ job, onInto }: TakenProps) {
  const t = useTranslations("memories");
  const p = useTranslations("problem");
  const nameOf = useSetName();
  const { data: sets = [] } = useQuery(documentSets());
  const id = String(job.asked.id);
  const there = sets.find((own) => own.id === id);
  const name = `\u2068${there ? nameOf(there) : id}\u2069`;
  return (
    <>
      <p>
        {job.report?.code === "decisions-lost" ? p("decisions-lost") : t("taken", { id: `\u2068${id}\u2069`, name })}
      </p>
      {job.report?.canReplace === true && <p className="quiet">{t("replaceHint")}</p>}
      <div className="tools">
        <Button className="primary" onPress={() => onInto(freeId(id, sets), false)}>
          {t("beside")}
        </Button>
        {job.report?.canReplace === true && <Button onPress={() => onInto(id, true)}>{t("replace", { name })}</Button>}
      </div>
    </>
  );
}
