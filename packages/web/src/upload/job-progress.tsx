import { Button, ProgressBar } from "react-aria-components";
import { useTranslations } from "use-intl";
import { cancelJob, type FollowedJob } from "../api/uploads.ts";
import { refused } from "../shell/notices.tsx";

const STEPS = ["reading", "aligning", "importing", "keeping"] as const;

/** How far a job is, and the means to cancel it. */
export function JobProgress({
  id,
  followed: { job, isLost },
}: {
  readonly id: string;
  readonly followed: FollowedJob;
}) {
  const t = useTranslations("upload");
  const { step, done, total } = (job?.progress ?? {}) as { step?: string; done?: number; total?: number };
  const named = job?.state === "running" ? (STEPS.find((own) => own === step) ?? "reading") : "waiting";
  const isCounted = done !== undefined && total !== undefined && total > 0;
  return (
    <div className="job">
      <p role="status">{isLost ? t("lost") : t(`step.${named}`)}</p>
      <ProgressBar
        aria-label={t("progress")}
        {...(isCounted ? { value: done, maxValue: total } : { isIndeterminate: true })}
      >
        {({ percentage, isIndeterminate }) => (
          <span className={isIndeterminate ? "track indeterminate" : "track"}>
            <span className="done" style={{ inlineSize: `${isIndeterminate ? 30 : (percentage ?? 0)}%` }} />
          </span>
        )}
      </ProgressBar>
      <Button onPress={() => cancelJob(id).catch(refused)}>{t("cancel")}</Button>
    </div>
  );
}
