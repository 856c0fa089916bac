import { useQueryClient } from "@tanstack/react-query";
import { useId, useState } from "react";
import { Button, Heading } from "react-aria-components";
import { useFormatter, useTranslations } from "use-intl";
import { type Account, answerOf, client, doneOr, type MadePassword } from "../api/client.ts";
import { accounts } from "../api/questions.ts";
import { DialogButton } from "../shell/dialog-button.tsx";
import { notify, refused } from "../shell/notices.tsx";
import { type Grants, GrantsFields } from "./grants.tsx";
import { Made } from "./made.tsx";

interface PersonProps {
  readonly account: Account;
  /** Names of all memories. */
  readonly memories: readonly string[];
}

/** A person: what they may do, how often they are signed in, and what can be done about it. */
export function Person({ account, memories }: PersonProps) {
  const t = useTranslations("people");
  const format = useFormatter();
  const questions = useQueryClient();
  const heading = useId();
  const [made, setMade] = useState<MadePassword>();
  const { id, name, created, provider, sessions } = account;
  const date = format.dateTime(new Date(created), { dateStyle: "long" });
  const change = async (work: () => Promise<unknown>, said?: string): Promise<void> => {
    try {
      await work();
      if (said) notify(said);
    } catch (error) {
      refused(error);
    }
    await questions.invalidateQueries({ queryKey: accounts().queryKey });
  };
  const param = { id };
  const grant = (json: Grants) =>
    change(() => doneOr(client.api.accounts[":id"].$put({ param, json })), t("kept", { name }));
  const end = () => change(() => doneOr(client.api.accounts[":id"].sessions.$delete({ param })), t("ended", { name }));
  const erase = () => change(() => doneOr(client.api.accounts[":id"].$delete({ param })), t("erased"));
  const renew = () =>
    change(async () => setMade(await answerOf<MadePassword>(client.api.accounts[":id"].password.$post({ param }))));
  if (name === "")
    return (
      <li>
        <span className="quiet">{t("noName")}</span>
      </li>
    );
  return (
    <li className="person">
      <h3 id={heading}>
        <bdi>{name}</bdi>
      </h3>
      <p>
        <span>{t("sessions", { count: sessions })}</span>
        <span>{t("since", { date })}</span>
        {provider && <span>{t("at", { provider: hostOf(provider) })}</span>}
      </p>
      <GrantsFields name={name} grants={account} memories={memories} onChange={grant} />
      <div className="tools">
        {sessions > 0 && (
          <Button aria-describedby={heading} onPress={end}>
            {t("end")}
          </Button>
        )}
        {!provider && (
          <Button aria-describedby={heading} onPress={renew}>
            {t("newPassword")}
          </Button>
        )}
        <Erase name={name} heading={heading} onErase={erase} />
      </div>
      {made && <Made name={name} made={made} />}
    </li>
  );
}

const hostOf = (issuer: string): string => (URL.canParse(issuer) ? new URL(issuer).host : issuer);

interface EraseProps {
  readonly name: string;
  /** Id of what says whose it is. */
  readonly heading: string;
  readonly onErase: () => void;
}

function Erase({ name, heading, onErase }: EraseProps) {
  const t = useTranslations("people");
  return (
    <DialogButton text={t("erase")} describedBy={heading} isAlert>
      {(close) => (
        <>
          <Heading slot="title">{t("eraseOf", { name })}</Heading>
          <p>{t("eraseHint", { name })}</p>
          <div className="tools">
            <Button
              className="danger"
              onPress={() => {
                onErase();
                close();
              }}
            >
              {t("eraseDo")}
            </Button>
            <Button onPress={close}>{t("cancel")}</Button>
          </div>
        </>
      )}
    </DialogButton>
  );
}
