import { useTranslations } from "use-intl";
import type { VersionComparison } from "../api/client.ts";
import { Copy } from "../text/copy.tsx";
import { inLanguage, languageName } from "../text/languages.ts";

type VersionEntry = VersionComparison["entries"][number];

interface EntryProps {
  readonly entry: VersionEntry;
  readonly language: string;
  readonly to: string | undefined;
}

/** A text of the old version beside that of the new one, with what differs; below it, the translations there were. */
export function Entry({ entry, language, to }: EntryProps) {
  const t = useTranslations("versions");
  const { states, old, new: current, differences, translations = [] } = entry;
  const reused = to === undefined ? [] : translations.filter(({ targets }) => targets[to] !== undefined);
  return (
    <li>
      <p className="states">
        {states.map((state) => (
          <span key={state} className={`state ${state}`}>
            {t(`state.${state}`)}
          </span>
        ))}
      </p>
      <div className="sides">
        <Side name={t("old")} texts={old} differences={differences} without="added" language={language} />
        <Side name={t("new")} texts={current} differences={differences} without="removed" language={language} />
      </div>
      {to !== undefined && reused.length > 0 && (
        <ul className="reused">
          {reused.map(({ source, touched, targets }) => (
            <li key={source} className={touched ? "touched" : "whole"}>
              <span className="quiet">
                <bdi lang={to}>{languageName(to)}</bdi> · {touched ? t("touched") : t("reused")}
              </span>
              <p {...inLanguage(to)}>
                {targets[to]} <Copy text={targets[to] ?? ""} />
              </p>
            </li>
          ))}
        </ul>
      )}
    </li>
  );
}

interface SideProps {
  readonly name: string;
  readonly texts: VersionEntry["old"];
  readonly differences: VersionEntry["differences"];
  /** What stands in the other version alone. */
  readonly without: "added" | "removed";
  readonly language: string;
}

function Side({ name, texts, differences, without, language }: SideProps) {
  const numbers = texts.flatMap(({ number }) => number ?? []);
  return (
    <section aria-label={name} className={texts.length === 0 ? "side empty" : "side"}>
      {numbers.length > 0 && <bdi className="number-before">{numbers.join(", ")}</bdi>}
      {differences.length === 0 ? (
        texts.map(({ at, text }) => (
          <p key={at} {...inLanguage(language)}>
            {text}
          </p>
        ))
      ) : (
        <p {...inLanguage(language)}>
          {differences
            .filter(({ kind }) => kind !== without)
            .map(({ kind, text, moved }, at) => {
              const Tag = kind === "added" ? "ins" : kind === "removed" ? "del" : "span";
              return (
                // biome-ignore lint/suspicious/noArrayIndexKey: pieces have no other name, and never change places
                <Tag key={at} className={moved && "moved"}>
                  {text}
                </Tag>
              );
            })}
        </p>
      )}
    </section>
  );
}
