import { useMemo } from "react";
import { Button, Disclosure, DisclosurePanel, Heading } from "react-aria-components";
import { useFormatter, useTranslations } from "use-intl";
import type { DocumentSet, Hit } from "../api/client.ts";
import { type RenderingsOf, renderingKey, spreadOf } from "./folding.ts";

/** So many renderings have a column; the others are rare. */
const COLUMNS = 6;

interface SpreadProps {
  readonly hits: readonly Hit[];
  readonly sets: readonly DocumentSet[];
  readonly target: string;
  /** What the phrase was rendered by, the most frequent first. */
  readonly renderings: readonly { readonly text: string }[];
}

/** How often each organ rendered the phrase in each way, year by year; nothing where there is one organ and one year. */
export function Spread({ hits, sets, target, renderings }: SpreadProps) {
  const t = useTranslations("concordance");
  const spread = useMemo(() => spreadOf(hits, target, sets), [hits, target, sets]);
  const columns = renderings.slice(0, COLUMNS).map(({ text }) => text);
  if (spread.length < 2) return null;
  return (
    <Disclosure className="narrow spread">
      <Heading level={3}>
        <Button slot="trigger">{t("spread")}</Button>
      </Heading>
      <DisclosurePanel>
        <table>
          <thead>
            <tr>
              <th scope="col">
                <span className="hidden">{t("spread")}</span>
              </th>
              {columns.map((text) => (
                <th key={text} scope="col">
                  <bdi lang={target}>{text}</bdi>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {spread.map((own) => (
              <SpreadRow
                key={`${own.body} ${own.year}`}
                of={own}
                columns={columns.map((text) => renderingKey(text, target))}
              />
            ))}
          </tbody>
        </table>
      </DisclosurePanel>
    </Disclosure>
  );
}

function SpreadRow({
  of: { body, year, counts },
  columns,
}: {
  readonly of: RenderingsOf;
  readonly columns: readonly string[];
}) {
  const t = useTranslations("concordance");
  const format = useFormatter();
  return (
    <tr>
      <th scope="row">
        <bdi>{[body, year].filter(Boolean).join(" ") || t("unknown")}</bdi>
      </th>
      {columns.map((key) => (
        <td key={key}>{counts.has(key) && format.number(counts.get(key) ?? 0)}</td>
      ))}
    </tr>
  );
}
