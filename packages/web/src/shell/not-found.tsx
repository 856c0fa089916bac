import { Link } from "@tanstack/react-router";
import { useTranslations } from "use-intl";

export function NotFound() {
  const t = useTranslations("shell");
  return (
    <section className="page narrow-page">
      <h1>{t("notFound")}</h1>
      <p>
        <Link to="/">{t("toDocuments")}</Link>
      </p>
    </section>
  );
}
