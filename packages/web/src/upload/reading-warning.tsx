import { useFormatter, useTranslations } from "use-intl";
import type { DocumentRead } from "../api/client.ts";
import { warningValues } from "../text/warning-values.ts";

type Warning = DocumentRead["warnings"][number];

/** What a person should know about the reading of a file, made from the warning's code and values. */
export function ReadingWarning({ warning: { code, values } }: { readonly warning: Warning }) {
  const t = useTranslations("readingWarning");
  const format = useFormatter();
  return (
    <bdi>
      {t(
        code,
        warningValues(values, (items) => format.list(items)),
      )}
    </bdi>
  );
}
