import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { Button, Heading } from "react-aria-components";
import { useTranslations } from "use-intl";
import { client, doneOr } from "../api/client.ts";
import { DialogButton } from "../shell/dialog-button.tsx";
import { notify, refused } from "../shell/notices.tsx";

/** Gives a memory another name. */
export function Rename({ name }: { readonly name: string }) {
  const t = useTranslations("memories");
  return (
    <DialogButton text={t("rename")} label={t("renameTitle", { name })}>
      {(close) => <NewName name={name} onDone={close} />}
    </DialogButton>
  );
}

function NewName({ name, onDone }: { readonly name: string; readonly onDone: () => void }) {
  const t = useTranslations("memories");
  const questions = useQueryClient();
  const [typed, setTyped] = useState(name);
  const rename = async (): Promise<void> => {
    const next = typed.trim();
    try {
      await doneOr(client.api.memories[":name"].name.$put({ param: { name }, json: { name: next } }));
      notify(t("renamed", { name, next }));
      onDone();
      for (const key of ["document-sets", "memories"]) await questions.invalidateQueries({ queryKey: [key] });
    } catch (error) {
      // What was typed stays, to be put right.
      refused(error);
    }
  };
  return (
    <form
      className="replace"
      onSubmit={(event) => {
        event.preventDefault();
        rename();
      }}
    >
      <Heading slot="title">{t("renameTitle", { name })}</Heading>
      <label>
        <span>{t("renameTo")}</span>
        <input
          dir="auto"
          required
          maxLength={64}
          value={typed}
          onChange={({ currentTarget }) => setTyped(currentTarget.value)}
        />
      </label>
      <div className="tools">
        <Button type="submit" className="primary">
          {t("renameDo")}
        </Button>
        <Button onPress={onDone}>{t("cancel")}</Button>
      </div>
    </form>
  );
}
