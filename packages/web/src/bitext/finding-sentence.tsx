import { useFormatter, useTranslations } from "use-intl";
import type { Finding, ValueFindingType } from "../api/client.ts";
import type { Messages } from "../messages/messages.ts";
import { languageName } from "../text/languages.ts";

/** Types whose values stand in all languages, as the comparison has them. */
const VALUES = {
  number: true,
  date: true,
  amount: true,
  percentage: true,
  symbol: true,
  reference: true,
  "note-mark": true,
} satisfies Record<ValueFindingType, true>;

type Sentence = Exclude<keyof Messages["findings"]["says"], "below" | "above">;

/** The sentence that tells a finding, by its type and by who has values. */
function sentenceOf({ type, values }: Pick<Finding, "type" | "values">): Sentence {
  const isLacking = Object.values(values).some((own) => own.length === 0);
  if (type in VALUES) return isLacking ? "lacking" : "differ";
  // A term that is rendered in two ways, not one that a term list has.
  if (type === "term" && !isLacking) return "differ";
  return type === "missing" ? "lacking" : (type as Sentence);
}

/** What is wrong, in one sentence in the reader's language, made from the finding's type and values. */
export function FindingSentence({ finding }: { readonly finding: Finding }) {
  const t = useTranslations("findings.says");
  const format = useFormatter();
  const { type, values } = finding;
  if (type === "order") {
    const rows = Number(Object.values(values)[0]?.[0] ?? -1);
    return <>{rows > 0 ? t("below", { rows }) : t("above")}</>;
  }
  const listed = (languages: readonly string[]) =>
    format.list(
      languages.map((language) => (
        <bdi key={language} lang={language}>
          {languageName(language)}
        </bdi>
      )),
    );
  const sides = Object.entries(values);
  return (
    <>
      {t.rich(sentenceOf(finding), {
        has: () => listed(sides.flatMap(([language, own]) => (own.length > 0 ? [language] : []))),
        lacks: () => listed(sides.flatMap(([language, own]) => (own.length === 0 ? [language] : []))),
      })}
    </>
  );
}
