import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useTranslations } from "use-intl";
import { session } from "../api/questions.ts";

/** Where somebody signs in, or sees who they are; nothing on loopback, where nobody does. */
export function Who() {
  const t = useTranslations("shell");
  const { data } = useQuery(session());
  if (!data || data.kind === "local") return null;
  if (data.kind === "anyone") return <Link to="/sign-in">{t("signIn")}</Link>;
  return (
    <Link to="/people" title={t("people")}>
      <bdi>{data.name}</bdi>
    </Link>
  );
}
