import { useFormatter, useTranslations } from "use-intl";
import type { MadePassword } from "../api/client.ts";
import { Copy } from "../text/copy.tsx";

/** A password that was made, while it is known. */
export function Made({ name, made: { password, until } }: { readonly name: string; readonly made: MadePassword }) {
  const t = useTranslations("people");
  const format = useFormatter();
  const date = format.dateTime(new Date(until), { dateStyle: "long" });
  return (
    <div className="made" role="status">
      <p>
        <bdi>{t("made", { name })}</bdi>
      </p>
      <p>
        <code dir="ltr">{password}</code> <Copy text={password} />
      </p>
      <p className="quiet">{t("madeHint", { date })}</p>
    </div>
  );
}
