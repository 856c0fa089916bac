import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { Button } from "react-aria-components";
import { useTranslations } from "use-intl";
import { answerOf, client, type MadePassword } from "../api/client.ts";
import { accounts } from "../api/questions.ts";
import { refused } from "../shell/notices.tsx";
import { type Grants, GrantsFields } from "./grants.tsx";
import { Made } from "./made.tsx";

const FIRST: Grants = { role: "translator" };

/** Makes an account, and shows its password while it is known. */
export function AddPerson({ memories }: { readonly memories: readonly string[] }) {
  const t = useTranslations("people");
  const questions = useQueryClient();
  const [name, setName] = useState("");
  const [grants, setGrants] = useState(FIRST);
  const [made, setMade] = useState<{ readonly name: string; readonly made: MadePassword }>();
  const add = async (): Promise<void> => {
    try {
      const json = { name: name.trim(), ...grants };
      setMade({ name: json.name, made: await answerOf<MadePassword>(client.api.accounts.$post({ json })) });
      setName("");
      setGrants(FIRST);
    } catch (error) {
      // What was typed stays, to be put right.
      refused(error);
    }
    await questions.invalidateQueries({ queryKey: accounts().queryKey });
  };
  return (
    <section>
      <h3>{t("add")}</h3>
      <form
        className="add-person"
        onSubmit={(event) => {
          event.preventDefault();
          add();
        }}
      >
        <label className="line-field">
          <span>{t("name")}</span>
          <input
            dir="auto"
            required
            maxLength={100}
            autoComplete="off"
            value={name}
            onChange={({ currentTarget }) => setName(currentTarget.value)}
          />
        </label>
        <GrantsFields name={name} grants={grants} memories={memories} onChange={setGrants} />
        <Button type="submit" className="primary">
          {t("addDo")}
        </Button>
      </form>
      {made && <Made {...made} />}
    </section>
  );
}
