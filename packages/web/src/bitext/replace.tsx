import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { Button, Heading } from "react-aria-components";
import { useTranslations } from "use-intl";
import type { DocumentSet, Row } from "../api/client.ts";
import { segments } from "../api/questions.ts";
import { DialogButton } from "../shell/dialog-button.tsx";
import { notify, refused } from "../shell/notices.tsx";
import { directionOf, languageName } from "../text/languages.ts";
import type { Corrections } from "./corrections.ts";
import type { SeenCorrection } from "./seen.ts";

interface ReplaceProps {
  readonly set: DocumentSet;
  /** Those that are chosen. */
  readonly rows: readonly Row[];
  readonly languages: readonly string[];
  readonly correctAll: Corrections["correctAll"];
  readonly onDone: () => void;
}

/** Replaces a text by another in the rows that are chosen, in one language; one undo takes all of it back. */
export function Replace(props: ReplaceProps) {
  const t = useTranslations("rows");
  return <DialogButton text={t("replace")}>{(close) => <ReplaceForm {...props} close={close} />}</DialogButton>;
}

function ReplaceForm({
  set,
  rows,
  languages,
  correctAll,
  onDone,
  close,
}: ReplaceProps & { readonly close: () => void }) {
  const t = useTranslations("rows");
  const questions = useQueryClient();
  const [language, setLanguage] = useState(languages.at(-1) ?? "en");
  const [what, setWhat] = useState("");
  const [by, setBy] = useState("");
  const [isBusy, setBusy] = useState(false);
  const replace = async (): Promise<void> => {
    setBusy(true);
    const edits: SeenCorrection[] = [];
    for (const { position, version } of rows)
      for (const unit of await questions.fetchQuery(segments(set.id, position, version))) {
        const text = unit.variants[language]?.replaceAll(what, by).trim();
        if (text && text !== unit.variants[language])
          edits.push({ correction: { action: "edit", position, unit: unit.id, language, text }, seen: [unit.version] });
      }
    const count = edits.length === 0 ? 0 : await correctAll(edits);
    setBusy(false);
    if (edits.length === 0) return notify(t("replaceNone"));
    if (count > 0) notify(t("bulkDone", { count }));
    onDone();
    close();
  };
  return (
    <form
      className="replace"
      onSubmit={(event) => {
        event.preventDefault();
        replace().catch(refused);
      }}
    >
      <Heading slot="title">{t("replaceTitle")}</Heading>
      <label>
        <span>{t("replaceIn")}</span>
        <select value={language} onChange={({ currentTarget: { value } }) => setLanguage(value)}>
          {languages.map((own) => (
            <option key={own} value={own}>
              {languageName(own)}
            </option>
          ))}
        </select>
      </label>
      {(
        [
          ["replaceWhat", what, setWhat],
          ["replaceWith", by, setBy],
        ] as const
      ).map(([name, value, set]) => (
        <label key={name}>
          <span>{t(name)}</span>
          <input
            lang={language}
            dir={directionOf(language)}
            maxLength={2000}
            required={name === "replaceWhat"}
            value={value}
            onChange={({ currentTarget }) => set(currentTarget.value)}
          />
        </label>
      ))}
      <div className="tools">
        <Button type="submit" className="primary" isDisabled={what === "" || isBusy}>
          {t("replaceDo")}
        </Button>
        <Button onPress={close}>{t("cancel")}</Button>
      </div>
    </form>
  );
}
