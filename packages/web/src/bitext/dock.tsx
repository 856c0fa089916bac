import { Button } from "react-aria-components";
import { useTranslations } from "use-intl";
import type { DocumentSet } from "../api/client.ts";
import { Export } from "../export/export.tsx";
import type { Act } from "../settings/keys.ts";
import { notify } from "../shell/notices.tsx";
import type { ChosenRows } from "./chosen.ts";
import type { Corrections } from "./corrections.ts";
import { Replace } from "./replace.tsx";

interface DockProps {
  readonly set: DocumentSet;
  readonly languages: readonly string[];
  readonly chosen: ChosenRows;
  readonly correctAll: Corrections["correctAll"];
  /** Whether versions are compared. */
  readonly compares: boolean;
  readonly onAct: (act: Act) => void;
}

/** What stays in sight at the foot of the window: the ways from finding to finding, and what can be done to the rows chosen. */
export function Dock({ set, languages, chosen, correctAll, compares, onAct }: DockProps) {
  const t = useTranslations("rows");
  const f = useTranslations("findings");
  const rows = [...chosen.rows.values()].sort((a, b) => a.position - b.position);
  if (rows.length === 0 && !compares) return null;
  const settle = async (action: "confirm" | "reject"): Promise<void> => {
    const count = await correctAll(
      rows.map(({ position, version }) => ({ correction: { action, position }, seen: [version] })),
    );
    chosen.clear();
    if (count > 0) notify(t("bulkDone", { count }));
  };
  return (
    <div className="dock">
      {compares && (
        <div className="tools">
          <Button onPress={() => onAct("previousFinding")} aria-keyshortcuts="Shift+F">
            {f("previous")}
          </Button>
          <Button className="primary" onPress={() => onAct("nextFinding")} aria-keyshortcuts="F">
            {f("next")}
          </Button>
        </div>
      )}
      {rows.length > 0 && (
        <div className="tools">
          <span role="status">{t("chosen", { count: rows.length })}</span>
          <Button onPress={() => settle("confirm")}>{t("confirmAll")}</Button>
          <Button onPress={() => settle("reject")}>{t("rejectAll")}</Button>
          <Replace set={set} rows={rows} languages={languages} correctAll={correctAll} onDone={chosen.clear} />
          <Export key={rows.length} sets={[set]} shown={languages} units={rows.flatMap(({ units }) => units)} />
          <Button onPress={chosen.clear}>{t("clear")}</Button>
        </div>
      )}
    </div>
  );
}
