import { Button, Dialog, DialogTrigger, Heading, Popover } from "react-aria-components";
import { useFormatter, useTranslations } from "use-intl";
import { Problem } from "../shell/problem.tsx";
import type { Findings, Kind } from "./findings.ts";

interface FindingsBarProps {
  readonly findings: Findings;
  readonly languages: readonly string[];
}

/** How many findings there are of each kind; a kind that is pressed is shown alone. */
export function FindingsBar({ findings, languages }: FindingsBarProps) {
  const t = useTranslations("findings");
  const { all, error, retry, kinds, kind, setKind, judged } = findings;
  if (languages.length < 2) return <p className="page doubtful">{t("needTwo")}</p>;
  if (error) return <Problem error={error} onRetry={retry} />;
  if (!all)
    return (
      <p className="page quiet" role="status">
        {t("comparing")}
      </p>
    );
  const open = all.filter(({ id }) => !judged.has(id)).length;
  return (
    <section className="page findings-bar" aria-label={t("heading")}>
      <h2>
        <span aria-live="polite">{open === 0 ? t("none") : t("count", { count: open })}</span>
      </h2>
      {open > 0 && (
        <ul className="chips" aria-label={t("filter")}>
          <KindChip count={open} isOn={kind === undefined} onPress={() => setKind(undefined)} />
          {kinds.map(([own, count]) => (
            <KindChip
              key={own}
              kind={own}
              count={count}
              isOn={own === kind}
              onPress={() => setKind(own === kind ? undefined : own)}
            />
          ))}
        </ul>
      )}
      {judged.size > 0 && <Judged findings={findings} />}
    </section>
  );
}

interface KindChipProps {
  /** All kinds, if left out. */
  readonly kind?: Kind;
  readonly count: number;
  readonly isOn: boolean;
  readonly onPress: () => void;
}

function KindChip({ kind, count, isOn, onPress }: KindChipProps) {
  const t = useTranslations("findings");
  const format = useFormatter();
  const isSeverity = kind === "error" || kind === "warning" || kind === "info";
  const name = kind === undefined ? t("all") : isSeverity ? t(`severity.${kind}`) : t(`type.${kind}`);
  return (
    <li>
      <Button
        className={`chip${isOn ? " selected" : ""}${isSeverity ? ` ${kind}` : ""}`}
        aria-pressed={isOn}
        onPress={onPress}
      >
        {name} <span className="count">{format.number(count)}</span>
      </Button>
    </li>
  );
}

/** What people said is no error, each to be taken back. */
function Judged({ findings: { judged, takeBack } }: Pick<FindingsBarProps, "findings">) {
  const t = useTranslations("findings");
  const format = useFormatter();
  const label = t("judged", { count: judged.size });
  return (
    <DialogTrigger>
      <Button>{label}</Button>
      <Popover className="popover">
        <Dialog className="dialog judged-list">
          <Heading slot="title">{label}</Heading>
          <ul>
            {[...judged.values()].map((verdict) => (
              <li key={verdict.id}>
                <span>{t(`type.${verdict.finding.type as "number"}`)}</span>
                <bdi>{verdict.by}</bdi>
                <time dateTime={verdict.at} className="quiet">
                  {format.dateTime(new Date(verdict.at), { dateStyle: "short", timeStyle: "short" })}
                </time>
                <Button onPress={() => takeBack(verdict)}>{t("undo")}</Button>
              </li>
            ))}
          </ul>
        </Dialog>
      </Popover>
    </DialogTrigger>
  );
}
