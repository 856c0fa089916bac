import { useTranslations } from "use-intl";
import type { DocumentRead } from "../api/client.ts";
import { useWarningValues } from "../text/warning-values.ts";

type Warning = DocumentRead["warnings"][number];

/** What a person should know about the reading of a file, made from the warning's code and values. */
export function ReadingWarning({ warning: { code, values } }: { readonly warning: Warning }) {
  const t = useTranslations("readingWarning");
  const said = useWarningValues();
  return <bdi>{t(code, said(values))}</bdi>;
}
