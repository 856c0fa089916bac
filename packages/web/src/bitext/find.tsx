import { useNavigate } from "@tanstack/react-router";
import { Button, Input, SearchField } from "react-aria-components";
import { useTranslations } from "use-intl";
import type { DocumentSet } from "../api/client.ts";
import { Lens } from "../shell/icons.tsx";

/** Finds a phrase in all rows of a document, those that are not in sight, too. */
export function FindInDocument({ set, language }: { readonly set: DocumentSet; readonly language: string }) {
  const t = useTranslations("document");
  const navigate = useNavigate();
  return (
    <form
      className="find"
      onSubmit={(event) => {
        event.preventDefault();
        const q = String(new FormData(event.currentTarget).get("find")).trim();
        if (q) navigate({ to: "/search", search: { q, in: language, documentSet: set.id } });
      }}
    >
      <SearchField aria-label={t("find")} name="find">
        <Input placeholder={t("find")} dir="auto" maxLength={2000} />
      </SearchField>
      <Button type="submit" className="sign" aria-label={t("findButton")}>
        <Lens />
      </Button>
    </form>
  );
}
