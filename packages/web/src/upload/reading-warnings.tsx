import { Button, Disclosure, DisclosurePanel, Heading } from "react-aria-components";
import { useTranslations } from "use-intl";
import type { DocumentRead } from "../api/client.ts";
import { useWarningValues } from "../text/warning-values.ts";

type Warning = DocumentRead["warnings"][number];

/** Warnings of what a person said wrongly, and can put right: they are seen at once. */
const OPEN: ReadonlySet<Warning["code"]> = new Set(["other-language"]);

/** What a person should know about the reading of a file: what can be put right in sight, the rest when it is asked for. */
export function ReadingWarnings({ warnings }: { readonly warnings: readonly Warning[] }) {
  const t = useTranslations("upload");
  const open = warnings.filter(({ code }) => OPEN.has(code));
  const rest = warnings.filter(({ code }) => !OPEN.has(code));
  return (
    <>
      {open.length > 0 && (
        <div role="alert" className="doubtful">
          {open.map((warning) => (
            <p key={warning.message}>
              <ReadingWarning warning={warning} />
            </p>
          ))}
        </div>
      )}
      {rest.length > 0 && (
        <Disclosure className="history doubts">
          <Heading level={3}>
            <Button slot="trigger" className="doubtful">
              {t("warnings", { count: rest.length })}
            </Button>
          </Heading>
          <DisclosurePanel>
            <ul>
              {rest.map((warning) => (
                <li key={warning.message}>
                  <ReadingWarning warning={warning} />
                </li>
              ))}
            </ul>
          </DisclosurePanel>
        </Disclosure>
      )}
    </>
  );
}

/** A warning, made from its code and values. */
function ReadingWarning({ warning: { code, values } }: { readonly warning: Warning }) {
  const t = useTranslations("readingWarning");
  const said = useWarningValues();
  return <bdi>{t(code, said(values))}</bdi>;
}
