import { Button, Dialog, DialogTrigger, Heading, Popover } from "react-aria-components";
import { useTranslations } from "use-intl";
import type { DocumentSet } from "../api/client.ts";
import { tmxAddress } from "../api/questions.ts";
import { languageName } from "../text/languages.ts";

/** The document set as a file for other tools: the languages that are shown, the first of them the source. */
export function Export({ set, languages }: { readonly set: DocumentSet; readonly languages: readonly string[] }) {
  const t = useTranslations("export");
  const all = set.versions.map(({ language }) => language);
  return (
    <DialogTrigger>
      <Button>{t("title")}</Button>
      <Popover className="popover">
        <Dialog className="dialog">
          <Heading slot="title">{t("heading")}</Heading>
          <p className="quiet">{t("hint")}</p>
          <p className="actions">
            <a className="button primary" href={tmxAddress(set.id, languages)} download>
              {t.rich("shown", {
                languages: () => <bdi>{languages.map((language) => languageName(language)).join(" → ")}</bdi>,
              })}
            </a>
            {all.length > languages.length && (
              <a className="button" href={tmxAddress(set.id, all)} download>
                {t("all", { count: all.length })}
              </a>
            )}
          </p>
        </Dialog>
      </Popover>
    </DialogTrigger>
  );
}
