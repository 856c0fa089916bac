import { useState } from "react";
import { Button, Heading } from "react-aria-components";
import { useFormatter, useTranslations } from "use-intl";
import type { SearchQuery } from "../api/client.ts";
import { DialogButton } from "../shell/dialog-button.tsx";
import { notify } from "../shell/notices.tsx";
import { copyText } from "../text/copy.tsx";

interface TermsProps {
  /** What was searched. */
  readonly query: SearchQuery;
  /** What renders it in the target, and in how many hits. */
  readonly renderings: readonly { readonly text: string; readonly count: number }[];
  readonly target: string;
}

/** What a terminologist takes home: the phrase and its renderings as TBX, or as a table on the clipboard. */
export function Terms(props: TermsProps) {
  const t = useTranslations("terms");
  return <DialogButton text={t("title")}>{() => <TermsForm {...props} />}</DialogButton>;
}

function TermsForm({ query, renderings: all, target }: TermsProps) {
  const t = useTranslations("terms");
  const format = useFormatter();
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set());
  const [subject, setSubject] = useState("");
  const [edition, setEdition] = useState("2019");
  const chosen = all.filter(({ text }) => !left.has(text));
  const table = chosen.map(({ text, count }) => [query.q, text, count].join("\t")).join("\n");
  return (
    <>
      <Heading slot="title">{t("title")}</Heading>
      <p className="quiet">{t("hint")}</p>
      <fieldset className="wordings">
        <legend>{t("renderings")}</legend>
        {all.map(({ text, count }) => (
          <label key={text}>
            <input
              type="checkbox"
              checked={!left.has(text)}
              onChange={() => setLeft(left.symmetricDifference(new Set([text])))}
            />
            <bdi lang={target}>{text}</bdi> <span className="count">{format.number(count)}</span>
          </label>
        ))}
      </fieldset>
      <div className="choices">
        <label>
          <span className="quiet">{t("subject")}</span>
          <input
            type="text"
            dir="auto"
            maxLength={200}
            placeholder={t("subjectHint")}
            value={subject}
            onChange={({ currentTarget }) => setSubject(currentTarget.value)}
          />
        </label>
        <label>
          <span className="quiet">{t("edition")}</span>
          <select value={edition} onChange={({ currentTarget }) => setEdition(currentTarget.value)}>
            <option value="2019">{t("newest")}</option>
            <option value="2008">{t("common")}</option>
          </select>
        </label>
      </div>
      {chosen.length === 0 ? (
        <p className="doubtful" role="status">
          {t("none")}
        </p>
      ) : (
        <p className="actions">
          <Button onPress={async () => notify((await copyText(table)) ? t("copied") : t("notCopied"))}>
            {t("copy")}
          </Button>
          <a
            className="button primary"
            href={termsAddress(query, { target, subject, edition, renderings: left.size > 0 ? chosen : [] })}
            download
          >
            {t("download")}
          </a>
        </p>
      )}
    </>
  );
}

interface WantedTerms {
  readonly target: string;
  readonly subject: string;
  readonly edition: string;
  /** All if empty. */
  readonly renderings: readonly { readonly text: string }[];
}

/** Where terms are downloaded: of all hits, not only of those that are shown. */
function termsAddress(query: SearchQuery, { target, subject, edition, renderings }: WantedTerms): string {
  const { limit: _, after: __, ...asked } = query;
  const given = Object.entries({ ...asked, mark: target, edition, ...(subject.trim() && { subject: subject.trim() }) });
  const address = new URLSearchParams(given.map(([key, value]) => [key, String(value)]));
  for (const { text } of renderings) address.append("rendering", text);
  return `/api/terms?${address}`;
}
