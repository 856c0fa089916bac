import { useMemo, useState } from "react";
import { Button, Disclosure, DisclosurePanel, Heading } from "react-aria-components";
import { useTranslations } from "use-intl";
import { filtersOf, type Narrowed, type Narrowing, narrowedOf } from "../addresses.ts";
import type { DocumentSet } from "../api/client.ts";
import { SetField } from "../shell/set-field.tsx";
import { languageName } from "../text/languages.ts";

interface NarrowProps {
  /** The language searched; a translation is in another. */
  readonly language: string;
  readonly languages: readonly string[];
  readonly sets: readonly DocumentSet[];
  readonly narrowed: Narrowed;
  readonly onNarrow: (narrowed: Narrowed) => void;
}

type Choice = readonly [value: string, name: string];

/** How a search is narrowed: how the phrase is compared, what its translation holds, which documents and memories are meant. */
export function Narrow({ language, languages, sets, narrowed, onNarrow }: NarrowProps) {
  const t = useTranslations("narrow");
  // What is left out stands above the hits, each to be taken back by itself.
  const used = filtersOf(narrowed).filter((key) => key !== "leaveOut").length;
  const [isOpen, setOpen] = useState(used > 0);
  const { years, memories, bodies } = useMemo(() => facetsOf(sets), [sets]);
  const set = (key: Narrowing, value: string): void => onNarrow(narrowedOf({ ...narrowed, [key]: value }));
  const anyOf = (values: readonly string[]): Choice[] => [
    ["", t("any")],
    ...values.map((value): Choice => [value, value]),
  ];
  const choice = (key: Exclude<Narrowing, "leaveOut" | "prefer">, choices: readonly Choice[]) => (
    <label key={key}>
      <span className="quiet">{t(key)}</span>
      <select value={narrowed[key] ?? ""} onChange={(event) => set(key, event.currentTarget.value)}>
        {choices.map(([value, name]) => (
          <option key={value} value={value}>
            {name}
          </option>
        ))}
      </select>
    </label>
  );
  return (
    <Disclosure className="narrow" isExpanded={isOpen} onExpandedChange={setOpen}>
      <Heading level={3}>
        <Button slot="trigger">
          {t("title")}
          {used > 0 && ` · ${t("used", { count: used })}`}
        </Button>
      </Heading>
      <DisclosurePanel>
        <div className="choices">
          {choice("match", [
            ["", t("phrase")],
            ["words", t("words")],
          ])}
          {choice("place", [
            ["", t("anywhere")],
            ["prefix", t("prefix")],
            ["word", t("word")],
          ])}
          {choice("exact", [
            ["", t("ignored")],
            ["true", t("counted")],
          ])}
          {bodies.length > 1 && choice("body", anyOf(bodies))}
          {years.length > 1 && choice("year", anyOf(years))}
          {memories.length > 1 && choice("memories", anyOf(memories))}
          {choice("status", [
            ["", t("notRejected")],
            ["confirmed", t("confirmed")],
            ["automatic", t("automatic")],
            ["rejected", t("rejected")],
          ])}
          <SetField
            label={t("documentSet")}
            placeholder={t("any")}
            sets={sets}
            value={narrowed.documentSet}
            onChange={(id) => set("documentSet", id)}
          />
          <TranslationHolds
            key={narrowed.translated}
            translated={narrowed.translated}
            languages={languages.filter((other) => other !== language)}
            onHold={(translated) => set("translated", translated)}
          />
          {used > 0 && <Button onPress={() => onNarrow(onlyOrigins(narrowed))}>{t("clear")}</Button>}
        </div>
      </DisclosurePanel>
    </Disclosure>
  );
}

/** A search that is narrowed by nothing of the panel. */
const onlyOrigins = ({ leaveOut = "", prefer = "" }: Narrowed): Narrowed => narrowedOf({ leaveOut, prefer });

/** Years, memories and organs of the document sets, each once. */
function facetsOf(sets: readonly DocumentSet[]) {
  const years = new Set<string>();
  const memories = new Set<string>();
  const bodies = new Set<string>();
  for (const { date, memory, body } of sets) {
    if (date) years.add(date.slice(0, 4));
    memories.add(memory);
    if (body) bodies.add(body);
  }
  return { years: [...years].sort().reverse(), memories: [...memories].sort(), bodies: [...bodies].sort() };
}

/** What the translation of a hit must hold, too. */
function TranslationHolds({
  translated = "",
  languages,
  onHold,
}: {
  readonly translated: string | undefined;
  readonly languages: readonly string[];
  readonly onHold: (translated: string) => void;
}) {
  const t = useTranslations("narrow");
  const colon = translated.indexOf(":");
  const [into, setInto] = useState(colon > 0 ? translated.slice(0, colon) : languages[0]);
  const [phrase, setPhrase] = useState(colon > 0 ? translated.slice(colon + 1) : "");
  if (!into) return null;
  return (
    <form
      className="translated"
      onSubmit={(event) => {
        event.preventDefault();
        onHold(phrase.trim() && `${into}:${phrase.trim()}`);
      }}
    >
      <label>
        <span className="quiet">{t("translated")}</span>
        <input
          type="search"
          dir="auto"
          maxLength={2000}
          value={phrase}
          onChange={(event) => setPhrase(event.currentTarget.value)}
        />
      </label>
      <select aria-label={t("translatedInto")} value={into} onChange={(event) => setInto(event.currentTarget.value)}>
        {languages.map((other) => (
          <option key={other} value={other}>
            {languageName(other)}
          </option>
        ))}
      </select>
      <Button type="submit">{t("apply")}</Button>
    </form>
  );
}
