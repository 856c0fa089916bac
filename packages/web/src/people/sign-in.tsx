import { useQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { type ReactNode, useEffect, useState } from "react";
import { Button } from "react-aria-components";
import { useTranslations } from "use-intl";
import { ownPage } from "../addresses.ts";
import { Refusal } from "../api/client.ts";
import { session } from "../api/questions.ts";
import { LOCALES, prefer, usePreferences } from "../settings/preferences.ts";
import { Problem } from "../shell/problem.tsx";
import { languageName } from "../text/languages.ts";
import { NextPassword, PasswordField } from "./password.tsx";
import { type SignedBy, signIn } from "./signing.ts";

const route = getRouteApi("/sign-in");

/** Where a person says who they are; whoever has done so already goes on to the page that they wanted. */
export function SignIn() {
  const t = useTranslations("signIn");
  const { to, problem } = route.useSearch();
  const known = useQuery({ ...session(), staleTime: 0 });
  const page = ownPage(to);
  const isKnown = known.data !== undefined && known.data.kind !== "anyone";
  useEffect(() => {
    document.title = `${t("title")} – Sextant`;
  }, [t]);
  useEffect(() => {
    // Anew, with nothing that was asked before.
    if (isKnown) location.replace(page);
  }, [isKnown, page]);
  return (
    <div className="page sign-in">
      <h1>{t("title")}</h1>
      {known.error && <Problem error={known.error} onRetry={known.refetch} />}
      {problem && <Problem error={new Refusal(401, { code: problem })} />}
      {known.data && !isKnown && (
        <>
          <Form onDone={() => location.replace(page)} />
          {known.data.ways.provider && (
            <a className="button wide" href={`/sign-in/provider?to=${encodeURIComponent(page)}`}>
              {t("provider", { name: known.data.ways.provider })}
            </a>
          )}
          <p className="quiet">{t("lost")}</p>
        </>
      )}
      <Interface />
    </div>
  );
}

/** By a name and a password, or by a token. */
function Form({ onDone }: { readonly onDone: () => void }) {
  const t = useTranslations("signIn");
  const [byToken, setByToken] = useState(false);
  const [typed, setTyped] = useState({ name: "", password: "", token: "", next: "" });
  const [error, setError] = useState<Error>();
  const [isAsking, setAsking] = useState(false);
  const mustChoose = !byToken && (typed.next !== "" || (error instanceof Refusal && error.code === "new-password"));
  const change = (part: Partial<typeof typed>): void => setTyped({ ...typed, ...part });
  const send = async (): Promise<void> => {
    const { name, password, token, next } = typed;
    const by: SignedBy = byToken ? { token } : { name, password, ...(mustChoose && next && { next }) };
    setAsking(true);
    try {
      await signIn(by);
      onDone();
    } catch (refusal) {
      setError(refusal as Error);
      setAsking(false);
    }
  };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      {error && <Problem error={error} />}
      {byToken ? (
        <PasswordField
          label={t("token")}
          value={typed.token}
          onChange={(token) => change({ token })}
          autoComplete="off"
        />
      ) : (
        <>
          <Field label={t("name")}>
            <input
              name="username"
              dir="auto"
              required
              maxLength={100}
              autoComplete="username"
              autoCapitalize="none"
              spellCheck={false}
              value={typed.name}
              onChange={({ currentTarget }) => change({ name: currentTarget.value })}
            />
          </Field>
          <PasswordField
            label={t("password")}
            value={typed.password}
            onChange={(password) => change({ password })}
            autoComplete="current-password"
          />
          {mustChoose && <NextPassword value={typed.next} onChange={(next) => change({ next })} />}
        </>
      )}
      <Button type="submit" className="primary wide" isDisabled={isAsking}>
        {t("do")}
      </Button>
      <Button
        className="plain"
        onPress={() => {
          setByToken(!byToken);
          setError(undefined);
        }}
      >
        {byToken ? t("byPassword") : t("byToken")}
      </Button>
    </form>
  );
}

function Field({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return (
    // biome-ignore lint/a11y/noLabelWithoutControl: the control is what it holds
    <label className="line-field">
      <span>{label}</span>
      {children}
    </label>
  );
}

/** The pages' language: whoever comes first does not know where it is set. */
function Interface() {
  const t = useTranslations("signIn");
  const { locale } = usePreferences();
  return (
    <nav className="locales" aria-label={t("interface")}>
      {LOCALES.map((own) => (
        <Button
          key={own}
          className="plain"
          aria-pressed={own === locale}
          lang={own}
          onPress={() => prefer({ locale: own })}
        >
          <bdi>{languageName(own)}</bdi>
        </Button>
      ))}
    </nav>
  );
}
