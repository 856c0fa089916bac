import { Fragment, useState } from "react";
import { Button, Heading } from "react-aria-components";
import { useFormatter, useLocale, useTranslations } from "use-intl";
import type { DocumentSet } from "../api/client.ts";
import { DialogButton } from "../shell/dialog-button.tsx";
import { LanguageChips } from "../shell/language-chips.tsx";
import { directionOf, languageName } from "../text/languages.ts";
import { Sample } from "./sample.tsx";
import { exportAddress, FORMATS, type Format, lacksPair, type Wanted, WHICH, type Which } from "./wanted.ts";

interface ExportProps {
  readonly sets: readonly DocumentSet[];
  /** The languages that are side by side. */
  readonly shown: readonly string[];
  /** Ids of units that are chosen: those alone are offered first. */
  readonly units?: readonly number[];
  readonly label?: string;
  readonly isPrimary?: boolean;
}

/** Document sets, or units of them, as a file for other tools. */
export function Export({ label, isPrimary = false, ...props }: ExportProps) {
  const t = useTranslations("export");
  return (
    <DialogButton text={label ?? t("title")} isPrimary={isPrimary} isWide>
      {() => <ExportForm {...props} />}
    </DialogButton>
  );
}

/** Least confidences that are offered. */
const LEAST = [0.5, 0.7, 0.8, 0.9, 0.95, 0.99];

function ExportForm({ sets, shown, units = [] }: Omit<ExportProps, "label" | "isPrimary">) {
  const t = useTranslations("export");
  const all = [...new Set(sets.flatMap(({ versions }) => versions.map(({ language }) => language)))];
  const [wanted, setWanted] = useState<Wanted>({
    sets: sets.map(({ id }) => id),
    // What is shown may be in none of these document sets.
    languages: shown.filter((language) => all.includes(language)),
    format: "tmx",
    which: units.length > 0 ? "chosen" : "all",
    least: 0.8,
    units,
  });
  const change = (own: Partial<Wanted>): void => setWanted({ ...wanted, ...own });
  return (
    <>
      <Heading slot="title">{t("heading")}</Heading>
      <div className="export-languages">
        <p className="quiet">{t("languages")}</p>
        <div className="tools">
          <LanguageChips languages={all} shown={wanted.languages} onChange={(languages) => change({ languages })} />
          {wanted.languages.length > 1 && (
            <Button onPress={() => change({ languages: wanted.languages.toReversed() })} aria-label={t("swap")}>
              ⇄
            </Button>
          )}
        </div>
      </div>
      <div className="choices">
        <WhichRows wanted={wanted} hasChosen={units.length > 0} onChange={change} />
        <label>
          <span className="quiet">{t("format")}</span>
          <select
            value={wanted.format}
            onChange={({ currentTarget }) => change({ format: currentTarget.value as Format })}
          >
            {FORMATS.map(([format, name]) => (
              <option key={format} value={format}>
                {name ?? t(format === "moses-source" ? "mosesSource" : "mosesTarget")}
              </option>
            ))}
          </select>
        </label>
      </div>
      {lacksPair(wanted) ? (
        <p className="doubtful" role="status">
          {t("two")}
        </p>
      ) : (
        <>
          <Sample wanted={wanted} />
          <p className="actions">
            <a className="button primary" href={exportAddress(wanted)} download>
              {t.rich("shown", {
                languages: () => <Direction languages={wanted.languages} />,
              })}
            </a>
          </p>
        </>
      )}
    </>
  );
}

/** From which language into which, in the direction in which the interface is read. */
function Direction({ languages }: Pick<Wanted, "languages">) {
  const arrow = directionOf(useLocale()) === "rtl" ? " ← " : " → ";
  return languages.map((language, at) => (
    <Fragment key={language}>
      {at > 0 && arrow}
      <bdi lang={language}>{languageName(language)}</bdi>
    </Fragment>
  ));
}

interface WhichRowsProps {
  readonly wanted: Wanted;
  readonly hasChosen: boolean;
  readonly onChange: (change: Partial<Wanted>) => void;
}

/** Which rows: all, confirmed, sure enough, or those chosen. */
function WhichRows({ wanted, hasChosen, onChange }: WhichRowsProps) {
  const t = useTranslations("export");
  const format = useFormatter();
  return (
    <>
      <label>
        <span className="quiet">{t("rows")}</span>
        <select
          value={wanted.which}
          onChange={({ currentTarget }) => onChange({ which: currentTarget.value as Which })}
        >
          {WHICH.filter((which) => which !== "chosen" || hasChosen).map((which) => (
            <option key={which} value={which}>
              {t(`which.${which}`, { count: wanted.units.length })}
            </option>
          ))}
        </select>
      </label>
      {wanted.which === "sure" && (
        <label>
          <span className="quiet">{t("least")}</span>
          <select
            value={wanted.least}
            onChange={({ currentTarget }) => onChange({ least: Number(currentTarget.value) })}
          >
            {LEAST.map((least) => (
              <option key={least} value={least}>
                {format.number(least, { style: "percent" })}
              </option>
            ))}
          </select>
        </label>
      )}
    </>
  );
}
