import { useState } from "react";
import { Button, Heading } from "react-aria-components";
import { useTranslations } from "use-intl";
import type { Session } from "../api/client.ts";
import { DialogButton } from "../shell/dialog-button.tsx";
import { notify, refused } from "../shell/notices.tsx";
import { NextPassword, PasswordField } from "./password.tsx";
import { signIn, signOut } from "./signing.ts";

/** Who one is, and the ways out. */
export function You({ session: { kind, name, hasPassword, ways } }: { readonly session: Session }) {
  const t = useTranslations("people");
  if (kind === "local") return <p>{t("local")}</p>;
  if (kind === "anyone") return null;
  const leave = (everywhere: boolean): void => {
    signOut(everywhere, kind === "account" && !hasPassword && ways.provider !== undefined).catch(refused);
  };
  return (
    <section>
      <h2>{t("you")}</h2>
      <p>
        <bdi>{t("known", { name })}</bdi>
      </p>
      <div className="tools">
        <Button onPress={() => leave(false)}>{t("signOut")}</Button>
        <Button onPress={() => leave(true)}>{t("signOutEverywhere")}</Button>
        {hasPassword && <ChangePassword name={name} />}
      </div>
    </section>
  );
}

function ChangePassword({ name }: { readonly name: string }) {
  const t = useTranslations("people");
  return (
    <DialogButton text={t("changePassword")}>{(close) => <NewPassword name={name} onDone={close} />}</DialogButton>
  );
}

function NewPassword({ name, onDone }: { readonly name: string; readonly onDone: () => void }) {
  const t = useTranslations("people");
  const [password, setPassword] = useState("");
  const [next, setNext] = useState("");
  const change = async (): Promise<void> => {
    try {
      await signIn({ name, password, next });
      notify(t("passwordChanged"));
      onDone();
    } catch (error) {
      refused(error);
    }
  };
  return (
    <form
      className="replace"
      onSubmit={(event) => {
        event.preventDefault();
        change();
      }}
    >
      <Heading slot="title">{t("changePassword")}</Heading>
      <PasswordField label={t("oldPassword")} value={password} onChange={setPassword} autoComplete="current-password" />
      <NextPassword value={next} onChange={setNext} />
      <div className="tools">
        <Button type="submit" className="primary">
          {t("changePassword")}
        </Button>
        <Button onPress={onDone}>{t("cancel")}</Button>
      </div>
    </form>
  );
}
