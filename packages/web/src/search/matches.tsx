import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useFormatter, useTranslations } from "use-intl";
import type { Match, Unit } from "../api/client.ts";
import { lookups, subsegments } from "../api/questions.ts";
import { NamedLanguage } from "../shell/named-language.tsx";
import { useSetName } from "../shell/set-name.ts";
import { Copy } from "../text/copy.tsx";
import { inLanguage } from "../text/languages.ts";
import { answersAsked, type Wishes, wanted } from "./origins.ts";

interface Asked {
  readonly text: string;
  readonly source: string;
  readonly target: string;
  readonly wishes: Wishes;
}

/** Segments that are the text, or nearly. Where there are none, the parts of it that the memory knows. */
export function MatchesOf({ text, source, target, wishes }: Asked) {
  const t = useTranslations("matches");
  const found = useQuery(lookups([text], source, target, answersAsked(wishes).matches));
  if (!found.data) return null;
  const matches = wanted(found.data[0] ?? [], wishes);
  if (matches.length === 0) return <Parts text={text} source={source} target={target} wishes={wishes} />;
  return (
    <section className="matches">
      <h2>{t.rich("title", { language: () => <NamedLanguage code={target} /> })}</h2>
      <ol>
        {matches.map((match) => (
          <li key={match.unit.id}>
            <MatchView match={match} source={source} target={target} />
          </li>
        ))}
      </ol>
    </section>
  );
}

/** The parts of a text that the memory knows: for one of a word or two, the hits below say as much. */
export function Parts({ text, source, target, wishes }: Asked) {
  const t = useTranslations("matches");
  const found = useQuery(subsegments(text, source, target, answersAsked(wishes).units));
  const parts = (found.data ?? [])
    .filter((part) => part.end - part.start < text.trim().length)
    .flatMap(({ units, targets, ...part }) => {
      const shown = units.flatMap((unit, at) => (wishes.isShown(unit) ? [{ unit, key: targets[at] ?? target }] : []));
      const first = shown.find(({ unit }) => wishes.isFirst(unit)) ?? shown[0];
      return first ? [{ ...part, ...first }] : [];
    });
  if (parts.length === 0) return null;
  // Of one segment that has several parts, the translation is said once.
  const bySegment = [...Map.groupBy(parts, ({ unit, key }) => `${unit.id} ${key}`).values()];
  return (
    <section className="matches parts">
      <h2>{t("parts")}</h2>
      <ol>
        {bySegment.map(([first, ...others]) =>
          first === undefined ? null : (
            <li key={first.start}>
              <p className="where">
                {[first, ...others].map(({ start, text: part }) => (
                  <q key={start} {...inLanguage(source)}>
                    {part}
                  </q>
                ))}
                <WhereFrom unit={first.unit} languages={[source, target]} />
              </p>
              <p className="translation" {...inLanguage(first.unit.tags?.[first.key] ?? target)}>
                {first.unit.variants[first.key]}
                <Working unit={first.unit} language={target} />
              </p>
            </li>
          ),
        )}
      </ol>
    </section>
  );
}

/** A match: its score, what differs, its translation, and where it is from. */
export function MatchView({ match, source, target }: Omit<Asked, "text" | "wishes"> & { readonly match: Match }) {
  const t = useTranslations("matches");
  const format = useFormatter();
  const { unit, score, kind, tags, penalties, differences, occurrences, checks = [] } = match;
  const reasons = penalties.filter(({ reason }) => reason !== "repaired");
  return (
    <>
      <p className="where">
        <strong className={`score ${score >= 100 ? "exact" : score >= 95 ? "high" : score >= 85 ? "middle" : "low"}`}>
          {format.number(score)}
        </strong>
        <span className="quiet">
          {t(`kind.${kind}`)}
          {reasons.map(({ reason, points }) => ` · −${points} ${t(`reason.${reason}`)}`)}
        </span>
        <WhereFrom unit={unit} languages={[source, target]} />
        {occurrences > 1 && <span className="quiet">{t("more", { count: occurrences - 1 })}</span>}
      </p>
      <p {...inLanguage(tags[0] ?? source)}>
        {differences.length === 0
          ? match.source
          : differences.map((difference, at) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: pieces of one text, which never move
              <Difference key={at} {...difference} />
            ))}
      </p>
      <p className="translation" {...inLanguage(tags[1] ?? target)}>
        {match.target}
        <Working unit={unit} language={target} /> <Copy text={match.target} />
      </p>
      {checks.length > 0 && (
        <ul className="checks">
          {checks.map(({ written, asked, reason }, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a number may be there twice; these never move
            <li key={at}>
              {t.rich("check", {
                written: () => <bdi className="number">{written}</bdi>,
                asked: () => <bdi className="number">{asked}</bdi>,
                reason: t(`checkReason.${reason}`),
              })}
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

function Difference({ kind, text }: Match["differences"][number]) {
  if (kind === "added") return <ins>{text}</ins>;
  return kind === "removed" ? <del>{text}</del> : text;
}

/** The document and the row that a unit is from, and the way there. */
export function WhereFrom({ unit, languages }: { readonly unit: Unit; readonly languages: readonly string[] }) {
  const name = useSetName();
  return (
    <Link
      className="from"
      to="/documents/$id"
      params={{ id: unit.documentSet }}
      search={{ languages: languages.join(","), row: unit.paragraph + 1 }}
    >
      <bdi>
        {name({ id: unit.documentSet, symbol: unit.symbol })}
        {/* The number of a title is the document's own, which the symbol has. */}
        {unit.number && !unit.number.includes("/") && ` § ${unit.number}`}
      </bdi>
    </Link>
  );
}

/** Says that a text is no official one. */
export function Working({ unit, language }: { readonly unit: Unit; readonly language: string }) {
  const t = useTranslations("matches");
  const isWorking = unit.working?.some((key) => key === language || key.startsWith(`${language}-`));
  return isWorking ? <span className="working">{t("working")}</span> : null;
}
