import { useState } from "preact/hooks";
import { type Correction, get, segmentsAddress, type Unit } from "./api.ts";
import { Confidence } from "./confidence.tsx";
import { LanguageToMove } from "./corrections.tsx";
import { cutPlaces, likeliestCut } from "./cut-places.ts";
import { Edit } from "./edit.tsx";
import { directionOf, languageName } from "./languages.ts";
import { useLoaded } from "./loaded.ts";

/** Shows the units of a row, one a line, and lets a person cut it otherwise. */
export function Segments({
  set,
  position,
  languages,
  edition,
  onCorrect,
  onSaved,
}: {
  set: string;
  position: number;
  languages: readonly string[];
  edition: number;
  onCorrect: (correction: Correction, version: string) => void;
  onSaved: () => void;
}) {
  const units = useLoaded(segmentsAddress(set, position), get<Unit[]>, edition);
  if (units.error)
    return (
      <tr class="segment">
        <th scope="row" />
        <td colSpan={languages.length}>{units.error}</td>
      </tr>
    );
  return (
    <>
      {units.value?.map((unit, at) => (
        <SegmentView
          key={unit.id}
          unit={unit}
          place={at}
          isLast={at + 1 === units.value?.length}
          position={position}
          languages={languages}
          onCorrect={onCorrect}
          onSaved={onSaved}
        />
      ))}
    </>
  );
}

function SegmentView({
  unit,
  place,
  isLast,
  position,
  languages,
  onCorrect,
  onSaved,
}: {
  unit: Unit;
  place: number;
  isLast: boolean;
  position: number;
  languages: readonly string[];
  onCorrect: (correction: Correction, version: string) => void;
  onSaved: () => void;
}) {
  const present = languages.filter((language) => unit.variants[language] !== undefined);
  const [chosen, setChosen] = useState(present[0]);
  /** The place at which each language will be cut, while the question is open. */
  const [cut, setCut] = useState<Readonly<Record<string, number>>>();
  const language = chosen && present.includes(chosen) ? chosen : present[0];
  const name = `segment ${place + 1} of row ${position + 1}`;
  const base = { position, unit: unit.id };
  const act = (label: string, correction: Correction, title: string) => (
    <button type="button" title={title} onClick={() => onCorrect(correction, unit.version)}>
      {label}
    </button>
  );
  const hidden = Object.keys(unit.variants).filter((own) => !languages.includes(own));
  const cutHere = (own: string, text: string) => (
    <CutHere text={text} language={own} at={cut?.[own] ?? 0} onChange={(at) => setCut({ ...cut, [own]: at })} />
  );
  const line = (
    <tr class={`segment ${unit.status}`}>
      <th scope="row">
        <span class="role">segment {place + 1}</span>
        {unit.status === "automatic" ? (
          <Confidence value={unit.confidence} />
        ) : (
          <span class="status">{unit.status}</span>
        )}
        {cut ? (
          <div class="cutting">
            <button type="button" onClick={() => onCorrect({ action: "split", ...base, at: { ...cut } }, unit.version)}>
              Cut here
            </button>
            <button type="button" onClick={() => setCut(undefined)}>
              Cancel
            </button>
          </div>
        ) : (
          <details class="corrections">
            <summary title="Correct this segment">
              <span class="hidden">Correct {name}</span>✎
            </summary>
            <div>
              {act("Confirm", { action: "confirm", ...base }, "This segment is right")}
              {act("Reject", { action: "reject", ...base }, "Do not offer this segment")}
              {!isLast && act("Merge with next", { action: "merge", ...base, count: 2 }, "It and the next are one")}
              <button
                type="button"
                title="It is two segments"
                onClick={() =>
                  setCut(
                    Object.fromEntries(Object.entries(unit.variants).map(([own, text]) => [own, likeliestCut(text)])),
                  )
                }
              >
                Cut…
              </button>
              {language && (place > 0 || !isLast) && (
                <>
                  <LanguageToMove languages={present} value={language} onChange={setChosen} />
                  {place > 0 &&
                    act(
                      "First up",
                      { action: "move", ...base, language, to: "before", segments: 1 },
                      "Its first sentence belongs to the segment above",
                    )}
                  {!isLast &&
                    act(
                      "Last down",
                      { action: "move", ...base, language, to: "after", segments: 1 },
                      "Its last sentence belongs to the segment below",
                    )}
                </>
              )}
            </div>
          </details>
        )}
      </th>
      {languages.map((own) => (
        <td key={own} lang={own} dir={directionOf(own)} data-language={languageName(own)}>
          {unit.variants[own] === undefined ? (
            <p class="missing" lang="en" dir="ltr">
              no counterpart
            </p>
          ) : cut ? (
            cutHere(own, unit.variants[own])
          ) : (
            <div class="editable">
              <Edit unit={unit} language={own} onSaved={onSaved}>
                {unit.variants[own]}
              </Edit>
            </div>
          )}
        </td>
      ))}
    </tr>
  );
  if (!cut || hidden.length === 0) return line;
  // Languages that are not shown are cut, too.
  return (
    <>
      {line}
      <tr class="segment">
        <th />
        <td colSpan={languages.length}>
          {hidden.map((own) => (
            <div key={own} lang={own} dir={directionOf(own)} class="also">
              {cutHere(own, unit.variants[own] ?? "")}
            </div>
          ))}
        </td>
      </tr>
    </>
  );
}

/** Shows a unit's text in one language with the place of the cut, and offers other places. */
function CutHere({
  text,
  language,
  at,
  onChange,
}: {
  text: string;
  language: string;
  at: number;
  onChange: (at: number) => void;
}) {
  return (
    <>
      <p>
        {text.slice(0, at)}
        <span class="cut">✂</span>
        {text.slice(at)}
      </p>
      <select
        aria-label={`Cut ${languageName(language)}`}
        dir={directionOf(language)}
        value={at}
        onChange={(event) => onChange(Number(event.currentTarget.value))}
      >
        {[text.length, ...cutPlaces(text), 0].map((place) => (
          <option key={place} value={place}>
            {[lastOf(text.slice(0, place)), firstOf(text.slice(place))].join(" ✂ ")}
          </option>
        ))}
      </select>
    </>
  );
}

/** Length of the text to either side of a place, in UTF-16 code units, in whole words or characters. */
const SHOWN = 24;
const lastOf = (text: string): string =>
  text.length <= SHOWN ? text : `…${text.slice(-SHOWN).replace(/^\S*\s/u, "")}`;
const firstOf = (text: string): string =>
  text.length <= SHOWN ? text : `${text.slice(0, SHOWN).replace(/\s\S*$/u, "")}…`;
