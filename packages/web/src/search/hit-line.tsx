import { useState } from "react";
import { Button } from "react-aria-components";
import { useTranslations } from "use-intl";
import { Edit } from "../bitext/edit.tsx";
import { useSetName } from "../shell/set-name.ts";
import { Copy } from "../text/copy.tsx";
import { Highlighted } from "../text/highlighted.tsx";
import { directionOf, inLanguage, languageName, variantsOf } from "../text/languages.ts";
import type { HitGroup } from "./folding.ts";
import { inContext } from "./key-word.ts";
import { WhereFrom, Working } from "./matches.tsx";
import { type Say, SayButtons } from "./origin-list.tsx";

/** So much of a translation stands before what is marked in it, in UTF-16 code units. */
const BEFORE = 40;

/** A translation in one line, from a little before what is marked in it. */
function OneLine({ text, places }: { readonly text: string; readonly places: HitGroup["hit"]["places"] }) {
  const first = places[0]?.start ?? 0;
  const from = first <= BEFORE ? 0 : text.lastIndexOf(" ", first - BEFORE / 2) + 1 || first;
  const shown = places.map(({ start, end }) => ({ start: start - from, end: end - from }));
  return (
    <span className="one-line">
      {from > 0 && "… "}
      <Highlighted text={text.slice(from)} places={shown} kind="translation" />
    </span>
  );
}

interface HitLineProps {
  readonly group: HitGroup;
  readonly language: string;
  readonly targets: readonly string[];
  /** Told where hits are not wanted from, or wanted first. */
  readonly onSay: Say;
}

/** A hit in one line, the phrase in its middle, and one for each translation; pressed, the whole segment in all languages shown. */
export function HitLine({ group: { hit, others }, language, targets, onSay }: HitLineProps) {
  const t = useTranslations("concordance");
  const setName = useSetName();
  const [isOpen, setOpen] = useState(false);
  const { unit, places, translations } = hit;
  const variant = hit.variant ?? language;
  const source = unit.variants[variant] ?? "";
  const rendered = targets.flatMap((asked) => variantsOf(unit.variants, asked));
  const word = inContext(source, places[0]);
  return (
    <li className={isOpen ? "line open" : "line"}>
      <div className="head">
        <Button className="key-word" aria-expanded={isOpen} onPress={() => setOpen(!isOpen)}>
          <span className="context before" {...inLanguage(variant)}>
            <bdi>{word.before}</bdi>
          </span>
          <span className="phrase" {...inLanguage(variant)}>
            <mark className="phrase">{word.phrase}</mark>
          </span>
          <span className="context after" {...inLanguage(variant)}>
            <bdi>{word.after}</bdi>
          </span>
        </Button>
        <span className="from-where">
          <SayButtons
            origin={{ kind: "documentSet", name: unit.documentSet }}
            name={setName({ id: unit.documentSet, symbol: unit.symbol })}
            onSay={onSay}
          />
          <WhereFrom unit={unit} languages={[variant, ...targets]} />
          {hit.speltOtherwise && <span className="quiet">{t("speltOtherwise")}</span>}
          {others.length > 0 && <span className="count">{t("times", { count: others.length + 1 })}</span>}
        </span>
      </div>
      {!isOpen &&
        rendered.map((own) => (
          <p key={own} className="rendering" {...inLanguage(own)}>
            {rendered.length > 1 && <bdi className="language">{languageName(own)}</bdi>}
            <OneLine text={unit.variants[own] ?? ""} places={translations?.[own] ?? []} />
            <Copy text={unit.variants[own] ?? ""} />
          </p>
        ))}
      {isOpen && (
        <>
          <dl>
            {[language, ...targets]
              .flatMap((asked) => variantsOf(unit.variants, asked))
              .map((own) => {
                const text = unit.variants[own] ?? "";
                return (
                  <div key={own}>
                    <dt dir={directionOf(own)}>
                      <bdi lang={own}>{languageName(own)}</bdi>
                      <Working unit={unit} language={own} />
                    </dt>
                    <dd {...inLanguage(own)}>
                      <Edit unit={unit} language={own}>
                        <Highlighted
                          text={text}
                          places={own === variant ? places : (translations?.[own] ?? [])}
                          kind={own === variant ? "phrase" : "translation"}
                        />
                      </Edit>
                      <Copy text={text} />
                    </dd>
                  </div>
                );
              })}
          </dl>
          {others.length > 0 && (
            <p className="quiet">
              {t("also")}{" "}
              {others.map((other) => (
                <WhereFrom key={other.unit.id} unit={other.unit} languages={[variant, ...targets]} />
              ))}
            </p>
          )}
        </>
      )}
    </li>
  );
}
