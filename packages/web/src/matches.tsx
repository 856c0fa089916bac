import { addressOf } from "./address.ts";
import { get, lookupAddress, type Match, type Subsegment, subsegmentsAddress } from "./api.ts";
import { directionOf, languageName } from "./languages.ts";
import { useLoaded } from "./loaded.ts";

interface MatchesProps {
  readonly text: string;
  readonly source: string;
  readonly target: string;
}

/** Shows the matches of a text in the memory, or, if there are none, the parts of a longer text that it knows. */
export function Matches({ text, source, target }: MatchesProps) {
  const found = useLoaded(lookupAddress(text, source, target), get<Match[]>);
  if (found.value?.length === 0) return <Parts text={text} source={source} target={target} />;
  if (!found.value) return null;
  return (
    <section class="matches" aria-label="Matches">
      <h2>
        Matches <span class="quiet">in </span>
        <bdi>{languageName(target)}</bdi>
      </h2>
      <ol>
        {found.value.map((match) => (
          <MatchView key={match.unit.id} match={match} source={source} target={target} />
        ))}
      </ol>
    </section>
  );
}

/** Shows the parts of a text that the memory knows; not for a text of one or two words, whose hits are shown below. */
function Parts({ text, source, target }: MatchesProps) {
  const found = useLoaded(subsegmentsAddress(text, source, target), get<Subsegment[]>);
  const parts = found.value?.filter((part) => part.end - part.start < text.trim().length) ?? [];
  if (parts.length === 0) return null;
  return (
    <section class="matches" aria-label="Known parts">
      <h2>Known parts</h2>
      <ol>
        {parts.map(({ start, text: part, units: [unit], targets: [key = target] }) => (
          <li key={start}>
            <p class="where">
              <q lang={source} dir={directionOf(source)}>
                {part}
              </q>
              {unit && (
                <a href={addressOf({ set: unit.documentSet, languages: [source, target], row: unit.paragraph })}>
                  {unit.symbol}
                  {unit.number && ` ${unit.number}`}
                </a>
              )}
            </p>
            <p class="translation" lang={unit?.tags?.[key] ?? target} dir={directionOf(target)}>
              {unit?.variants[key]}
              {unit && <Working keys={unit.working} language={target} />}
            </p>
          </li>
        ))}
      </ol>
    </section>
  );
}

/** Says that a text is not official. */
function Working({ keys = [], language }: { keys?: readonly string[] | undefined; language: string }) {
  const isWorking = keys.some((key) => key === language || key.startsWith(`${language}-`));
  return isWorking ? <span class="working">working translation</span> : null;
}

function MatchView({ match, source, target }: Omit<MatchesProps, "text"> & { match: Match }) {
  const { unit, score, kind, tags, penalties, differences, occurrences } = match;
  return (
    <li>
      <p class="where">
        <strong class={`score ${score >= 100 ? "exact" : ""}`}>{score}</strong>
        <span class="quiet">
          {KINDS[kind]}
          {penalties
            .filter(({ reason }) => reason !== "repaired")
            .map(({ reason, points }) => ` · −${points} ${REASONS[reason]}`)}
        </span>
        <a href={addressOf({ set: unit.documentSet, languages: [source, target], row: unit.paragraph })}>
          {unit.symbol}
          {unit.number && ` ${unit.number}`}
        </a>
        {occurrences > 1 && <span class="quiet">and {occurrences - 1} more</span>}
      </p>
      <p lang={tags[0]} dir={directionOf(source)}>
        {differences.length === 0
          ? match.source
          : differences.map(({ kind, text }, at) => {
              if (kind === "added") return <ins key={at}>{text}</ins>;
              if (kind === "removed") return <del key={at}>{text}</del>;
              return text;
            })}
      </p>
      <p class="translation" lang={tags[1]} dir={directionOf(target)}>
        {match.target}
        <Working keys={unit.working} language={target} />
      </p>
    </li>
  );
}

const KINDS = {
  context: "in the same context",
  exact: "exact",
  repaired: "but for numbers, which are put right",
  fuzzy: "similar",
} as const;
const REASONS = {
  confidence: "unsure alignment",
  repaired: "put right",
  unconfirmed: "not confirmed",
  signs: "other punctuation",
  spelling: "written otherwise",
  variant: "another variant of the language",
  script: "another script",
  rank: "a memory of lower rank",
} as const;
