// biome-ignore-all lint/a11y/useSemanticElements: a row of a grid, of which only those in sight are made
// biome-ignore-all lint/a11y/useFocusableInteractive: the buttons in it have the keyboard
import { Button } from "react-aria-components";
import { useLocale, useTranslations } from "use-intl";
import type { Finding } from "../api/client.ts";
import { inLanguage, languageName } from "../text/languages.ts";
import { FindingSentence } from "./finding-sentence.tsx";
import { shownValues } from "./finding-values.ts";
import type { Findings } from "./findings.ts";

interface FindingListProps {
  readonly found: readonly Finding[];
  readonly findings: Findings;
  /** Columns of the row that they stand in. */
  readonly columns: number;
}

/** The findings of a row, below its texts. */
export function FindingList({ found, findings, columns }: FindingListProps) {
  return (
    <div role="gridcell" aria-colspan={columns + 1} className="row-findings">
      <ul>
        {found.map((finding) => (
          <FindingLine key={finding.id} finding={finding} findings={findings} />
        ))}
      </ul>
    </div>
  );
}

function FindingLine({ finding, findings }: { readonly finding: Finding; readonly findings: Findings }) {
  const t = useTranslations("findings");
  const locale = useLocale();
  const { severity, type } = finding;
  const verdict = findings.judged.get(finding.id);
  const said = shownValues(finding, { locale, noMark: t("noMark") });
  return (
    <li className={verdict ? "judged" : severity}>
      <span className="severity">{t(`severity.${severity}`)}</span>
      <span className="type">{t(`type.${type}`)}</span>
      <span className="values">
        {said.map(([language, own]) => (
          <span key={language}>
            <bdi lang={language} className="quiet">
              {languageName(language)}
            </bdi>{" "}
            <bdi {...(type === "name" ? {} : inLanguage(language))}>{own.join(" · ")}</bdi>
          </span>
        ))}
        <span className="quiet">
          <FindingSentence finding={finding} />
        </span>
      </span>
      {verdict ? (
        <Button onPress={() => findings.takeBack(verdict)}>{t("undo")}</Button>
      ) : (
        <Button onPress={() => findings.judge(finding)}>{t("notError")}</Button>
      )}
    </li>
  );
}
