import { useQuery } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import { Button } from "react-aria-components";
import { useLocale, useTranslations } from "use-intl";
import type { Row, Unit } from "../api/client.ts";
import { segments } from "../api/questions.ts";
import { Problem } from "../shell/problem.tsx";
import { cutPlaces, likeliestCut } from "../text/cut-places.ts";
import { directionOf, inLanguage, languageName, languageNameIn } from "../text/languages.ts";
import type { Corrections } from "./corrections.ts";
import { CutPlace } from "./cut-place.tsx";
import { Edit } from "./edit.tsx";

interface SegmentsProps {
  readonly set: string;
  readonly row: Row;
  readonly languages: readonly string[];
  /** Whether the first segment is to be cut at once; another object each time that this is asked. */
  readonly open: { readonly cut: boolean };
  readonly onClose: () => void;
  readonly correct: Corrections["correct"];
}

/** The translation units that a row is cut into, and what can be done to them; of a row of several paragraphs, how it is split. */
export function Segments({ set, row, languages, open, onClose, correct }: SegmentsProps) {
  const t = useTranslations("segments");
  const found = useQuery(segments(set, row.position, row.version));
  const panel = useRef<HTMLElement>(null);
  const isLong = Object.values(row.blocks).some((blocks) => blocks.length > 1);
  const there = found.data !== undefined;
  // biome-ignore lint/correctness/useExhaustiveDependencies: who asks again, while it is open, goes there again
  useEffect(() => {
    const own = panel.current;
    const first = own?.querySelector("[role=slider]") ?? own?.querySelector(".segment-actions button");
    if (there && first instanceof HTMLElement) first.focus();
  }, [there, open]);
  return (
    <section
      ref={panel}
      aria-label={t("title", { row: row.position + 1 })}
      onKeyDown={(event) => {
        if (event.key !== "Escape" || event.target instanceof HTMLTextAreaElement) return;
        event.stopPropagation();
        onClose();
      }}
    >
      <p className="panel-head">
        <strong>{t("title", { row: row.position + 1 })}</strong>
        <Button onPress={onClose}>{t("close")}</Button>
      </p>
      {found.error && <Problem error={found.error} />}
      {isLong && open.cut && <SplitRow row={row} onDone={onClose} correct={correct} />}
      {found.data?.map((unit, at) => (
        <SegmentView
          key={unit.id}
          unit={unit}
          place={at}
          isLast={at + 1 === found.data.length}
          languages={languages}
          cutAsked={open.cut && !isLong && at === 0 ? open : undefined}
          correct={correct}
        />
      ))}
    </section>
  );
}

interface SegmentProps {
  readonly unit: Unit;
  readonly place: number;
  readonly isLast: boolean;
  readonly languages: readonly string[];
  /** Another object each time that it is asked to be cut. */
  readonly cutAsked: object | undefined;
  readonly correct: Corrections["correct"];
}

function SegmentView({ unit, place, isLast, languages, cutAsked, correct }: SegmentProps) {
  const t = useTranslations("segments");
  const keys = useTranslations("keys");
  const locale = useLocale();
  /** Where each language is to be cut, while that is being asked. */
  const [cut, setCut] = useState<Readonly<Record<string, number>> | undefined>(() =>
    cutAsked ? likeliestCuts(unit) : undefined,
  );
  const [heard, setHeard] = useState(cutAsked);
  if (heard !== cutAsked) {
    setHeard(cutAsked);
    if (cutAsked && !cut) setCut(likeliestCuts(unit));
  }
  const base = { position: unit.paragraph, unit: unit.id };
  const seen = [unit.version];
  const split = async (): Promise<void> => {
    if (cut && (await correct({ action: "split", ...base, at: { ...cut } }, seen))) setCut(undefined);
  };
  // The languages that are not shown are cut, too.
  const shown = cut
    ? [...languages, ...Object.keys(unit.variants).filter((own) => !languages.includes(own))]
    : languages;
  return (
    <div className={`segment ${unit.status}`}>
      <div className="segment-actions">
        <span className="role">{t("segment", { number: place + 1 })}</span>
        {cut ? (
          <>
            <Button className="primary" onPress={split}>
              {t("cutHere")}
            </Button>
            <Button onPress={() => setCut(undefined)}>{t("cancel")}</Button>
          </>
        ) : (
          <>
            <Button onPress={() => correct({ action: "confirm", ...base }, seen)}>{keys("confirm")}</Button>
            <Button onPress={() => correct({ action: "reject", ...base }, seen)}>{keys("reject")}</Button>
            {!isLast && (
              <Button onPress={() => correct({ action: "merge", ...base, count: 2 }, seen)}>{keys("merge")}</Button>
            )}
            <Button onPress={() => setCut(likeliestCuts(unit))}>{t("cut")}</Button>
          </>
        )}
      </div>
      <div className="segment-texts">
        {shown.map((own) => {
          const text = unit.variants[own];
          return (
            <div key={own} className="segment-text">
              <p className="quiet" dir={directionOf(own)}>
                <bdi lang={own}>{languageName(own)}</bdi>
              </p>
              {text === undefined ? (
                <p className="missing">{t("missing")}</p>
              ) : cut ? (
                <CutPlace
                  text={text}
                  language={own}
                  places={[0, ...cutPlaces(text), text.length]}
                  at={cut[own] ?? 0}
                  onChange={(at) => setCut({ ...cut, [own]: at })}
                  onCut={split}
                />
              ) : (
                <div {...inLanguage(own)}>
                  <Edit unit={unit} language={own}>
                    {text}
                  </Edit>
                  {(place > 0 || !isLast) && (
                    <span className="movers" dir={directionOf(own)}>
                      {place > 0 && (
                        <Button
                          aria-label={t("firstUp", { language: languageNameIn(locale, own) })}
                          onPress={() =>
                            correct({ action: "move", ...base, language: own, to: "before", segments: 1 }, seen)
                          }
                        >
                          ↑
                        </Button>
                      )}
                      {!isLast && (
                        <Button
                          aria-label={t("lastDown", { language: languageNameIn(locale, own) })}
                          onPress={() =>
                            correct({ action: "move", ...base, language: own, to: "after", segments: 1 }, seen)
                          }
                        >
                          ↓
                        </Button>
                      )}
                    </span>
                  )}
                </div>
              )}
            </div>
          );
        })}
      </div>
    </div>
  );
}

const likeliestCuts = (unit: Unit): Record<string, number> =>
  Object.fromEntries(Object.entries(unit.variants).map(([own, text]) => [own, likeliestCut(text)]));

/** How a row of several paragraphs becomes two: how many of each language the first keeps. */
function SplitRow({ row, onDone, correct }: Pick<SegmentsProps, "row" | "correct"> & { readonly onDone: () => void }) {
  const t = useTranslations("segments");
  const own = Object.entries(row.blocks);
  const [at, setAt] = useState<Readonly<Record<string, number>>>(() =>
    Object.fromEntries(own.map(([language, blocks]) => [language, Math.ceil(blocks.length / 2)])),
  );
  const split = async (): Promise<void> => {
    if (await correct({ action: "split", position: row.position, at: { ...at } }, [row.version])) onDone();
  };
  return (
    <div className="segment">
      <div className="segment-actions">
        <span className="role">{t("splitRow")}</span>
        <Button className="primary" onPress={split}>
          {t("splitHere")}
        </Button>
      </div>
      <div className="segment-texts">
        {own.map(([language, blocks]) => {
          const text = blocks.map((block) => block.text).join("\n");
          const places = [0];
          for (const block of blocks) places.push(Math.min((places.at(-1) ?? 0) + block.text.length + 1, text.length));
          return (
            <div key={language} className="segment-text">
              <p className="quiet" dir={directionOf(language)}>
                <bdi lang={language}>{languageName(language)}</bdi>
              </p>
              <CutPlace
                text={text}
                language={language}
                places={places}
                at={places[at[language] ?? 0] ?? 0}
                onChange={(place) => setAt({ ...at, [language]: places.indexOf(place) })}
                onCut={split}
              />
            </div>
          );
        })}
      </div>
    </div>
  );
}
