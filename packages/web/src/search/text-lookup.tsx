import { useQuery } from "@tanstack/react-query";
import { useMemo, useState } from "react";
import { Button, Disclosure, DisclosurePanel, Heading } from "react-aria-components";
import { useFormatter, useTranslations } from "use-intl";
import type { Match } from "../api/client.ts";
import { lookups } from "../api/questions.ts";
import { NamedLanguage } from "../shell/named-language.tsx";
import { notify } from "../shell/notices.tsx";
import { Problem } from "../shell/problem.tsx";
import { copyText } from "../text/copy.tsx";
import { inLanguage } from "../text/languages.ts";
import { MatchView, Parts } from "./matches.tsx";
import { answersAsked, type Wishes, wanted } from "./origins.ts";

interface TextLookupProps {
  readonly texts: readonly string[];
  readonly source: string;
  readonly target: string;
  readonly wishes: Wishes;
}

/** Matches from which a translation is taken into the result. */
const TAKEN_FROM = 75;
/** So many segments are looked up at once. */
const MAX_TEXTS = 500;

/** A text, segment by segment, each with its best match, and the result to copy. */
export function TextLookup({ texts, source, target, wishes }: TextLookupProps) {
  const t = useTranslations("lookup");
  const asked = useMemo(() => texts.slice(0, MAX_TEXTS), [texts]);
  const found = useQuery(lookups(asked, source, target, answersAsked(wishes).matches));
  if (found.error) return <Problem error={found.error} onRetry={() => found.refetch()} />;
  if (!found.data)
    return (
      <p role="status" className="quiet">
        {t("looking")}
      </p>
    );
  const shown = found.data.map((matches) => wanted(matches, wishes));
  const best = shown.map((matches) => matches[0]);
  const taken = best.map((match, at) => (match && match.score >= TAKEN_FROM ? match.target : asked[at]));
  return (
    <section className="text-lookup">
      <h2>{t.rich("title", { count: asked.length, language: () => <NamedLanguage code={target} /> })}</h2>
      {texts.length > MAX_TEXTS && <p className="doubtful">{t("cutOff", { most: MAX_TEXTS })}</p>}
      <Counts best={best} />
      <div className="tools">
        <Button
          className="primary"
          onPress={async () => notify(t((await copyText(taken.join("\n"))) ? "copied" : "notCopied"))}
        >
          {t("copyResult")}
        </Button>
        <span className="quiet">{t("resultHint", { from: TAKEN_FROM })}</span>
      </div>
      <ol className="segments">
        {asked.map((text, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a text may stand in several places; these never move
          <SegmentFound key={at} text={text} matches={shown[at] ?? []} {...{ source, target, wishes }} />
        ))}
      </ol>
    </section>
  );
}

/** How many segments have a match of each band, as translators count. */
function Counts({ best }: { readonly best: readonly (Match | undefined)[] }) {
  const t = useTranslations("lookup");
  const format = useFormatter();
  const bands = [
    ["100", best.filter((match) => match && match.score >= 100).length],
    ["95–99", best.filter((match) => match && match.score >= 95 && match.score < 100).length],
    ["85–94", best.filter((match) => match && match.score >= 85 && match.score < 95).length],
    ["75–84", best.filter((match) => match && match.score >= TAKEN_FROM && match.score < 85).length],
    ["60–74", best.filter((match) => match && match.score < TAKEN_FROM).length],
    [t("new"), best.filter((match) => !match).length],
  ] as const;
  return (
    <dl className="counts">
      {bands.map(([band, count]) => (
        <div key={band}>
          <dt>{band}</dt>
          <dd>{format.number(count)}</dd>
        </div>
      ))}
    </dl>
  );
}

function SegmentFound({
  text,
  matches,
  source,
  target,
  wishes,
}: Omit<TextLookupProps, "texts"> & { readonly text: string; readonly matches: readonly Match[] }) {
  const t = useTranslations("lookup");
  const [best, ...others] = matches;
  const [asksParts, setAsksParts] = useState(false);
  return (
    <li>
      <p className="asked" {...inLanguage(source)}>
        {text}
      </p>
      {best ? (
        <div className="found">
          <MatchView match={best} source={source} target={target} />
        </div>
      ) : (
        <div className="found">
          <p className="quiet">{t("none")}</p>
          {asksParts ? (
            <Parts text={text} source={source} target={target} wishes={wishes} />
          ) : (
            <Button onPress={() => setAsksParts(true)}>{t("showParts")}</Button>
          )}
        </div>
      )}
      {others.length > 0 && (
        <Disclosure className="others">
          <Heading level={3}>
            <Button slot="trigger">{t("others", { count: others.length })}</Button>
          </Heading>
          <DisclosurePanel>
            {others.map((match) => (
              <div key={match.unit.id} className="found">
                <MatchView match={match} source={source} target={target} />
              </div>
            ))}
          </DisclosurePanel>
        </Disclosure>
      )}
    </li>
  );
}
