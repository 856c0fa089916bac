import { Button } from "react-aria-components";
import { useFormatter, useTranslations } from "use-intl";
import type { DocumentSet, Hit, SearchQuery } from "../api/client.ts";
import { NamedLanguage } from "../shell/named-language.tsx";
import { Spread } from "./spread.tsx";
import { Terms } from "./terms.tsx";

interface RenderingsProps {
  /** What the phrase was rendered by in the hits, and in how many; the most frequent first. */
  readonly said: readonly { readonly text: string; readonly count: number }[];
  /** The one whose hits alone are shown. */
  readonly chosen: string | undefined;
  readonly hits: readonly Hit[];
  readonly sets: readonly DocumentSet[];
  readonly query: SearchQuery;
  readonly target: string;
  readonly onChoose: (rendering: string | undefined) => void;
}

/** How a phrase was probably rendered: counted, each to be chosen, taken home as terms, and spread over organs and years. */
export function Renderings({ said, chosen, hits, sets, query, target, onChoose }: RenderingsProps) {
  const t = useTranslations("concordance");
  const format = useFormatter();
  return (
    <div className="renderings">
      <div className="results-head">
        <h3>
          {t.rich("renderings", {
            count: hits.length,
            language: () => <NamedLanguage code={target} />,
          })}
        </h3>
        <Terms key={target} query={query} renderings={said} target={target} />
      </div>
      <ul>
        {said.map(({ text, count }) => (
          <li key={text}>
            <Button
              className={text === chosen ? "chip selected" : "chip"}
              aria-pressed={text === chosen}
              onPress={() => onChoose(text === chosen ? undefined : text)}
            >
              <bdi lang={target}>{text}</bdi> <span className="count">{format.number(count)}</span>
            </Button>
          </li>
        ))}
      </ul>
      <Spread hits={hits} sets={sets} target={target} renderings={said} />
    </div>
  );
}
