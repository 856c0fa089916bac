import { useQuery } from "@tanstack/react-query";
import { Button, Disclosure, DisclosurePanel, Heading } from "react-aria-components";
import { useFormatter, useTranslations } from "use-intl";
import { changes } from "../api/questions.ts";
import { useCorrections } from "./corrections.ts";

/** What was corrected, the last first, each to be taken back by its name. */
export function History({ id }: { readonly id: string }) {
  const t = useTranslations("correct");
  const format = useFormatter();
  const found = useQuery(changes(id));
  const { undo } = useCorrections(id);
  if (!found.data || found.data.length === 0) return null;
  return (
    <Disclosure className="history">
      <Heading level={2}>
        <Button slot="trigger">{t("history", { count: found.data.length })}</Button>
      </Heading>
      <DisclosurePanel>
        <ol>
          {found.data.map((change) => (
            <li key={change.id}>
              <span>
                {t("was", {
                  action: t(`action.${change.correction.action}`),
                  row: change.correction.position + 1,
                })}
              </span>
              <time dateTime={change.at} className="quiet">
                {format.dateTime(new Date(change.at), { dateStyle: "short", timeStyle: "short" })}
              </time>
              {change.by && change.by !== "local" && <bdi className="quiet">{change.by}</bdi>}
              <Button onPress={() => undo(change.id)}>{t("undo")}</Button>
            </li>
          ))}
        </ol>
      </DisclosurePanel>
    </Disclosure>
  );
}
