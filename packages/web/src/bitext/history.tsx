import { useQuery } from "@tanstack/react-query";
import { Button, Disclosure, DisclosurePanel, Heading } from "react-aria-components";
import { useFormatter, useTranslations } from "use-intl";
import type { Change, Correction } from "../api/client.ts";
import { changes } from "../api/questions.ts";
import { NamedLanguage } from "../shell/named-language.tsx";
import { inLanguage } from "../text/languages.ts";
import { useCorrections } from "./corrections.ts";
import { differenceOf } from "./difference.ts";

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
              <Where correction={change.correction} />
              <time dateTime={change.at} className="quiet">
                {format.dateTime(new Date(change.at), { dateStyle: "short", timeStyle: "short" })}
              </time>
              {change.by && change.by !== "local" && <bdi className="quiet">{change.by}</bdi>}
              <Button onPress={() => undo(change.id)}>{t("undo")}</Button>
              <Texts change={change} />
            </li>
          ))}
        </ol>
      </DisclosurePanel>
    </Disclosure>
  );
}

/** The language of a correction, and the other row that it speaks of. */
function Where({ correction }: { readonly correction: Correction }) {
  const t = useTranslations("correct");
  const { position } = correction;
  return (
    <>
      {"language" in correction && <NamedLanguage code={correction.language} />}
      {correction.action === "move" && correction.unit === undefined && (
        <span>{t("to", { row: position + (correction.to === "before" ? 0 : 2) })}</span>
      )}
      {correction.action === "link" && <span>{t("with", { row: correction.other + 1 })}</span>}
    </>
  );
}

/** What a correction changed of a text, or which text it moved. */
function Texts({ change: { correction, before } }: { readonly change: Change }) {
  if (before === undefined || !("language" in correction)) return null;
  const { language } = correction;
  if (correction.action !== "edit")
    return (
      <p className="was" {...inLanguage(language)}>
        {before}
      </p>
    );
  const { head, removed, added, tail } = differenceOf(before, correction.text, language);
  return (
    <p className="was" {...inLanguage(language)}>
      {head}
      {removed !== "" && <del>{removed}</del>}
      {added !== "" && <ins>{added}</ins>}
      {tail}
    </p>
  );
}
